// Tags as people write them in pages: what scan_html_tag takes, and what browsers and template engines take beyond.
#pragma once

#include "hexapla/pages/html/tag.h"

#include <optional>
#include <string_view>

namespace hexapla {

/// As scan_html_tag, and also <a href="x"title="y">, <p @click="f">, <img alt={{ x }}>, <Box size={3}>. A tag or
/// comment that is not closed ends with the text: the block that it stands in was cut there.
std::optional<HtmlTag> scan_loose_tag(std::string_view text, std::size_t at, HtmlScanMemo* memo = nullptr);

}  // namespace hexapla
