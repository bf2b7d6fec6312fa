// Which flags say that a text is a format string, and where the directives are in it ("%s", "{name}"…). The writer
// needs both: flags are printed in gettext's order, and no line is broken inside a directive.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace hexapla {

/// The formats that gettext 0.21 knows, in its order ("c", "objc", …).
enum class TextFormat : std::uint8_t {
  C,
  ObjC,
  Python,
  PythonBrace,
  Java,
  JavaPrintf,
  CSharp,
  JavaScript,
  Scheme,
  Lisp,
  ELisp,
  Librep,
  Ruby,
  Shell,
  Awk,
  Lua,
  ObjectPascal,
  Smalltalk,
  Qt,
  QtPlural,
  Kde,
  KdeKuit,
  Boost,
  Tcl,
  Perl,
  PerlBrace,
  Php,
  GccInternal,
  GfcInternal,
  Ycp,
};
inline constexpr std::size_t text_format_count = 30;

/// gettext's name: "c" for "c-format".
std::string_view text_format_name(TextFormat format);

enum class FormatFlag : std::uint8_t { Undecided, Yes, No, Impossible };

/// What a message's flags say, in gettext's reading: the last word for each format counts.
struct FormatFlags {
  FormatFlag formats[text_format_count] = {};
  bool any_format = false;  ///< one is Yes or No
  bool no_wrap = false;
  std::string_view range;  ///< "range: 0..9", when it is a valid one
};
FormatFlags read_format_flags(const std::vector<std::string_view>& flags);

/// msgcat knows what to do with it: print it, or leave it out because it says nothing.
bool is_known_flag(std::string_view flag);

/// The directives of `text` in order, up to the first that is none. `is_translation`: some formats allow more there.
void find_directives(TextFormat format, std::string_view text, bool is_translation, std::vector<Span>& directives);

}  // namespace hexapla
