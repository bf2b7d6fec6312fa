// Which values of a tree of keys and lists are chosen: dotted key paths, the same for front matter in YAML, TOML
// and JSON and for data files.
//
//   title             the value of one key
//   image.alt         a key below a key; keys that hold dots or brackets are quoted: "a.b".c
//   strings.*         every key, one step
//   resources[].label every element of a list
//   **                any number of steps, none included: "strings.**" is all text below strings
#pragma once

#include "hexapla/base/phrase.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

struct KeyPatternError {
  std::size_t position = 0;  ///< byte of the pattern
  Phrase message;
};

/// Nothing: the pattern is well-formed.
std::optional<KeyPatternError> check_key_pattern(std::string_view pattern);

/// Immutable once made; may be used by many walks at once. Patterns that check_key_pattern refuses choose nothing.
class KeyMatcher {
 public:
  explicit KeyMatcher(const std::vector<std::string>& patterns);
  /// No pattern can choose anything.
  bool empty() const { return steps_.empty(); }

 private:
  friend class KeyWalk;
  enum class StepKind : std::uint8_t { Key, AnyKey, Element, AnyDepth, End };
  /// The steps of all patterns one after the other, each pattern closed by End.
  struct Step {
    StepKind kind;
    std::string key;
  };
  std::vector<Step> steps_;
  std::vector<std::uint32_t> starts_;
};

/// One walk down and up a tree. A step costs time in the number of patterns that still fit, not in the depth.
class KeyWalk {
 public:
  explicit KeyWalk(const KeyMatcher& matcher);

  void enter_key(std::string_view key);  ///< `key` must live until leave()
  void enter_element();
  void leave();
  /// The place where the walk stands is chosen.
  bool chosen() const;
  /// Something below could be chosen.
  bool promising() const { return levels_.back().end != levels_.back().begin; }
  /// The place as a pattern would name it: news[].title, "a.b".c.
  std::string path() const;
  std::size_t depth() const { return levels_.size() - 1; }

 private:
  struct Level {
    std::uint32_t begin;  ///< of its positions in active_
    std::uint32_t end;
    std::string_view key;
    bool element;
  };
  void enter(std::string_view key, bool element);
  void activate(std::uint32_t step, std::uint32_t level_begin);

  const KeyMatcher& matcher_;
  std::vector<std::uint32_t> active_;  ///< steps that wait for what comes next, level behind level
  std::vector<Level> levels_;
};

}  // namespace hexapla
