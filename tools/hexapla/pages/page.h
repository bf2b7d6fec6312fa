// A page is bytes plus units. Formats parse bytes into a Page and lay translations back; nobody outside pages/
// knows any page syntax. With no translation a merge copies the bytes, so it is lossless by construction.
#pragma once

#include "hexapla/base/arena.h"
#include "hexapla/base/diagnostic.h"
#include "hexapla/pages/unit.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What the caller wants of a parse.
struct ParseOptions {
  /// Which front-matter values (Markdown) or values (YAML) are units: dotted key paths with * for one key and []
  /// for every element of a list: "title", "image.alt", "resources[].label", "strings.*".
  std::vector<std::string> keys;
  bool code_comments = false;  ///< comments and strings in code blocks are units, too (not in this version)
};

/// How translated text is broken into lines.
struct LayoutOptions {
  enum class Wrap : std::uint8_t { None, Column, Sentence };
  Wrap wrap = Wrap::None;
  std::uint16_t column = 80;
  std::string_view language;  ///< BCP 47, for sentences; may be empty
};

/// One step of a page's structure: a block that opens or closes, a key, a value that is not a unit. Two pages have
/// the same structure when their `what` sequences are equal; `offset` tells where in the page.
struct Landmark {
  std::uint64_t what = 0;
  std::uint32_t offset = 0;
};

class Page;

/// A page format: three functions and a name. Static objects; Page points to its own.
struct PageFormat {
  std::string_view name;
  /// Fills `page.units`, `page.structure` and `page.diagnostics` from `page.bytes()`. Never throws for what the
  /// bytes hold: a page that cannot be read has an Error diagnostic and no units.
  void (*parse)(Page& page, const ParseOptions& options);
  /// Appends `translation` as it must stand at the unit's span: prefixes, escapes, quotes.
  void (*lay)(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
              std::string& out);
};

/// Owns its bytes; units and landmarks point into them or into the arena. Movable, not copyable.
class Page {
 public:
  /// Takes the bytes and checks what every format needs (valid UTF-8, no NUL), then parses.
  Page(std::string path, std::string bytes, const PageFormat& format, const ParseOptions& options);
  Page(Page&&) noexcept = default;
  Page& operator=(Page&&) noexcept = default;

  const std::string& path() const { return path_; }
  std::string_view bytes() const { return *bytes_; }
  const PageFormat& format() const { return *format_; }
  /// No Error among the diagnostics.
  bool readable() const;

  std::vector<Unit> units;
  std::vector<Landmark> structure;
  std::vector<Diagnostic> diagnostics;
  Arena arena;

 private:
  std::string path_;
  std::unique_ptr<std::string> bytes_;
  const PageFormat* format_;
};

}  // namespace hexapla
