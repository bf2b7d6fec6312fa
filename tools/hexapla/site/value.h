// What templates are filled with: texts, flags, lists, maps. Independent of the template engine; can be kept in a file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Begins a text that is an address within the site, from its root on, encoded. Where the text is shown it becomes the
/// way from the page to the root. No text of a page or catalog gets it in: see text_of_somebody().
inline constexpr char root_mark = '\x01';

/// No deeper than values_of() in page_values.h makes it, so that recursion ends.
struct Value {  // NOLINT(misc-no-recursion)
  enum class Kind : std::uint8_t { Text, Flag, List, Map };

  Kind kind = Kind::Map;
  bool flag = false;
  std::string text;
  std::vector<std::string> keys;  ///< of a map, each once
  std::vector<Value> items;       ///< of a list; of a map, beside `keys`

  Value() = default;
  Value(std::string words) : kind(Kind::Text), text(std::move(words)) {}  // NOLINT
  Value(std::string_view words) : kind(Kind::Text), text(words) {}        // NOLINT
  Value(const char* words) : kind(Kind::Text), text(words) {}             // NOLINT
  Value(bool on) : kind(Kind::Flag), flag(on) {}                          // NOLINT
  static Value list() { return Value(Kind::List); }

  /// In a map: gives `key` this value, whatever it had.
  Value& set(std::string_view key, Value value);
  Value& add(Value value);
  /// nullptr: a map without this key, or no map. `path` may go down: "image.alt".
  const Value* find(std::string_view path) const;
  /// Empty where there is none.
  const std::string& text_at(std::string_view path) const;

  void pack(std::string& out) const;
  /// False: the bytes are not what pack() wrote. Takes what it reads off the front.
  static bool unpack(std::string_view& bytes, Value& out);

 private:
  explicit Value(Kind what) : kind(what) {}
};

/// Without what only the program may write: root_mark.
std::string text_of_somebody(std::string_view text);

}  // namespace hexapla
