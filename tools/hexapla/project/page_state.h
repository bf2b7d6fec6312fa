// What a localized page says of its own translation in its front matter, for site generators to show a notice.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

struct PageState {
  unsigned coverage = 0;          ///< share of words that readers see in the page's language, 0 to 100, rounded down
  std::uint32_t stale_units = 0;  ///< shown or not
  std::string stale_since;        ///< "2026-03-01", of the oldest; empty: nothing is stale, or nobody knows
  std::string source_revision;    ///< the commit that last changed the source page; empty: nobody knows
};

/// Puts the state under `key` right behind the opening line of the Markdown page's front matter (YAML, TOML or JSON);
/// a page without front matter gets one in YAML. False: the page has this key, and stays as it is.
bool put_page_state(std::string& page, std::string_view key, const PageState& state);

}  // namespace hexapla
