// Where a link leads, as a browser would see it after Markdown and HTML have had their turn.
#pragma once

#include <string>
#include <string_view>

namespace hexapla {

/// What a link's target trusts: "host example.org", "scheme tel:", "mail example.org"; empty for relative links and
/// for what stays on the page.
struct LinkTarget {
  std::string trusts;
  bool runs = false;  ///< javascript:, data:, vbscript:
};

/// `target` as written in the text: backslash escapes and entities are resolved, and what browsers ignore is ignored
/// (tabs within the scheme, \ for /, missing slashes, case, user names before @).
LinkTarget read_link_target(std::string_view target);

}  // namespace hexapla
