// Where Hexapla's blocks are not cmark-gfm 0.29's, each with its reason.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::oracle {

struct Difference {
  std::string_view reason;
  std::string_view markdown;
  std::string_view blocks;  ///< Hexapla's
};

const std::vector<Difference>& deliberate_differences();

/// A random document holds something that CommonMark 0.31 treats otherwise than cmark-gfm's 0.29.
bool differs_by_version(std::string_view markdown);

/// Both dumps of `markdown` differ as they do where cmark-gfm has oddities that Hexapla does not follow:
///   - a paragraph in which one delimiter row did not fit is tried again at each further one (newer releases of
///     cmark-gfm try once, as trying costs the square of the paragraph);
///   - lazy continuation lines keep their indentation: in front of a table's first pipe it is a cell, in front of
///     a second reference definition it hides it.
bool differs_by_oddity(std::string_view markdown, std::string_view ours, std::string_view theirs);

/// The dump without the tightness of lists that hold a thematic break: there both versions differ (see above).
std::string without_tightness_by_breaks(std::string_view dump);

}  // namespace hexapla::oracle
