// Prose in lines of a given width, in any script.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::cli {

/// Appends `text` to `out` in lines of at most `width` columns, each starting with `indent` blanks. Breaks at blanks
/// and between Chinese or Japanese characters, never before closing punctuation. Backticks mark what is typed:
/// printed bold with `colors`, else left out.
void append_wrapped(std::string& out, std::string_view text, std::size_t indent, std::size_t width, bool colors);

/// A stretch of text in one colour. Of marks around a text, no line ends behind what opens or begins with what closes.
struct Styled {
  enum class Mark { None, Opens, Closes };
  std::string text;
  const char* color = "";  ///< SGR; empty: none
  Mark mark = Mark::None;
};

/// Where lines of styled text go.
struct Frame {
  std::string label;       ///< before the first line, `indent` columns at most; blanks stand before the others
  std::size_t indent = 0;  ///< columns
  std::size_t width = 80;  ///< columns, those of the indent among them
  bool colors = false;
  bool hanging = false;   ///< the first line begins at the left, without a label
  bool isolated = false;  ///< each line is a text from right to left that must not reorder what is around it
};

/// Appends the runs to `out` as one text in lines. Breaks where append_wrapped does, at line ends in the text, and
/// inside of what is wider than a line. All else stays as it is, backticks too. Colours never run over a line's end.
void append_styled(std::string& out, const std::vector<Styled>& runs, const Frame& frame);

}  // namespace hexapla::cli
