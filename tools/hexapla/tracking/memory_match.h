// What is asked of a translation memory, by those who do not know one.
#pragma once

#include "hexapla/catalogs/message.h"

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace hexapla {

/// What a memory has that is like a message's text.
struct MemoryMatch {
  std::int64_t id = 0;      ///< the memory's own
  std::string source;       ///< the text that was translated
  std::string translation;  ///< not empty
  std::string from;         ///< where that was, for people
  double similarity = 0;    ///< 0 to 1
  bool in_context = false;  ///< this very text, translated for this very place
};

/// The likest first; none that is less like than is wanted.
using MemoryLookup = std::function<std::vector<MemoryMatch>(const Message&)>;

}  // namespace hexapla
