// The order of words in a language, and the headings of an alphabetical list.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Movable, not copyable; any number of threads may ask at once.
class Collation {
 public:
  /// `tag` is BCP 47, with the order of one's choice where the language has several: "zh-u-co-stroke".
  explicit Collation(std::string_view tag);
  Collation(Collation&&) noexcept;
  Collation& operator=(Collation&&) noexcept;
  ~Collation();

  /// Bytes that compare as the texts do. Equal for texts that differ in nothing the language's order knows.
  std::string key(std::string_view text) const;
  /// Numbers of the texts in the language's order; texts with equal keys stay in the order given.
  std::vector<std::size_t> order(const std::vector<std::string>& texts) const;

  struct Group {
    std::string heading;             ///< "A", "あ", "Б"; pinyin's first letter or a number of strokes for Chinese
    std::vector<std::size_t> items;  ///< numbers of texts, in order
  };
  /// The texts below their headings, as an index of a book in this language has them; no group is empty.
  std::vector<Group> index(const std::vector<std::string>& texts) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla
