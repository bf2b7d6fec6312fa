// Path patterns: * and ? within one name, ** for any number of folders, [a-z] [!a-z], {md,yaml}. Paths are relative,
// with '/', and are matched byte by byte (? takes a whole code point).
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A pattern, taken apart once. Braces are expanded when it is read, bounded to 256 alternatives; matching takes time
/// proportional to pattern times path, whatever the pattern.
class Glob {
 public:
  /// What is wrong with a pattern, and at which byte of it.
  struct Fault {
    std::size_t offset = 0;
    const char* what = "";  ///< a marked literal, for a Phrase
  };

  /// nullopt, with `fault` filled in, when the pattern cannot be understood.
  static std::optional<Glob> parse(std::string_view pattern, Fault& fault);

  bool matches(std::string_view path) const;
  /// Could a file below `folder` ("" is the root, else without '/' at the end) match? For leaving folders out of a
  /// walk.
  bool may_match_below(std::string_view folder) const;
  /// A name that starts with '.' is only matched where the pattern writes that dot.
  bool names_hidden(std::string_view path) const;
  const std::string& text() const { return text_; }

 private:
  using Segments = std::vector<std::string>;
  std::string text_;
  std::vector<Segments> alternatives_;
};

}  // namespace hexapla
