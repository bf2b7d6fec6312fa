// What a word diff compares: the words and marks of a text. For word_diff.cpp and its parts only.
#pragma once

#include "hexapla/base/span.h"

#include <string_view>
#include <vector>

namespace hexapla {

/// Words, marks, addresses, code spans, numbers, in order; what stands between two of them is white space.
std::vector<Span> diff_words(std::string_view text);

}  // namespace hexapla
