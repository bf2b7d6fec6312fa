// One entry of a catalog, in gettext's words.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

/// All texts are decoded UTF-8 and live as long as the catalog that holds (or shares) their storage.
struct Message {
  std::string_view msgctxt;
  std::string_view msgid;
  std::string_view msgid_plural;
  std::vector<std::string_view> msgstr;  ///< one, or one for each plural form

  std::vector<std::string_view>
      comments;  ///< "# ", the translator's, a line each, without "#" (and as written after it)
  std::vector<std::string_view> extracted;   ///< "#.", a line each, without "#."
  std::vector<std::string_view> references;  ///< "#:", an item each: "content/a.md", "src/x.c:12"
  std::vector<std::string_view> flags;       ///< "#,", without fuzzy: "no-wrap", also ones nobody knows

  std::string_view previous_msgctxt;  ///< "#| msgctxt"
  std::string_view previous_msgid;
  std::string_view previous_msgid_plural;

  std::uint32_t line = 0;  ///< of the msgid in the file read, from 1; 0: not read from a file

  bool has_msgctxt = false;
  bool has_plural = false;
  bool has_previous_msgctxt = false;
  bool has_previous_msgid = false;
  bool has_previous_msgid_plural = false;
  bool fuzzy = false;
  bool obsolete = false;

  bool is_header() const { return msgid.empty() && !has_msgctxt; }
  /// Every form has text (the fuzzy flag is not looked at).
  bool has_translation() const {
    if (msgstr.empty()) return false;
    for (auto text : msgstr) {
      if (text.empty()) return false;
    }
    return true;
  }
};

}  // namespace hexapla
