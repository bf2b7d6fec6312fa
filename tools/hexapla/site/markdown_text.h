// The words within a block: escaped, with what GFM adds to CommonMark's text, ~~strikethrough~~ and bare addresses.
// For markdown_*.cpp only.
#pragma once

#include <string>
#include <string_view>

namespace hexapla {

class MarkdownHost;
struct MarkdownPlace;

/// Appends `text` escaped; bare addresses become links.
void append_linked(std::string& out, std::string_view text, MarkdownHost& host, const MarkdownPlace& place);

/// ` href="…" hreflang="…"` for a link that is not dropped.
std::string link_attributes(const struct SiteLink& link);

/// How often "~~" parts the text.
std::size_t count_tildes(std::string_view text);

}  // namespace hexapla
