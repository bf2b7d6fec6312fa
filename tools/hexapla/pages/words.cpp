#include "hexapla/pages/words.h"

#include "hexapla/pages/templates.h"

namespace hexapla {

bool has_letters(std::string_view text) {
  return has_letters(text, [text](std::size_t at) { return text[at] == '{' ? scan_shortcode(text, at) : 0; });
}

}  // namespace hexapla
