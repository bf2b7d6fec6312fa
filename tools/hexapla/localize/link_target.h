// Where a link leads, as a browser would see it after Markdown and HTML have had their turn.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

/// What a link's target trusts: "host example.org", "scheme tel:", "mail example.org"; empty for relative links and
/// for what stays on the page.
struct LinkTarget {
  std::string trusts;
  bool runs = false;  ///< javascript:, data:, vbscript:
};

/// In Markdown a backslash escapes punctuation, in HTML it is one more slash.
enum class LinkSyntax : std::uint8_t { Markdown, Html, Autolink };

/// `target` as written in the text: escapes and entities are resolved, and what browsers ignore is ignored (tabs
/// within the scheme, \ for /, missing slashes, case, user names before @). An autolink may be "www.example.org" or
/// a mail address.
LinkTarget read_link_target(std::string_view target, LinkSyntax syntax);

}  // namespace hexapla
