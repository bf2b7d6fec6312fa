// Drafts: translations of new texts, put together from phrases that were translated before.
#pragma once

#include "hexapla/matching/sentence_pairs.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What a draft is made of, in words of its text.
struct DraftMeasures {
  std::uint32_t words = 0;
  std::uint32_t phrases = 0;  ///< that it was put together from
  std::uint32_t left = 0;     ///< words of letters that stand in the draft as in the text
  std::uint32_t lost = 0;     ///< numbers, code, link targets… that the draft lacks
  float met = 0;              ///< words whose usual company the draft has
  float score = 0;            ///< logarithm of its likelihood
};

struct Draft {
  std::string text;
  DraftMeasures measures;
  double confidence = 0;  ///< how likely it spares more work than it makes, 0 to 1
};

/// Learns from examples, then drafts. The texts must outlive it.
class Drafts {
 public:
  Drafts(std::vector<Example> examples, std::vector<std::string_view> wanted);
  ~Drafts();
  Drafts(const Drafts&) = delete;
  Drafts& operator=(const Drafts&) = delete;

  /// The likeliest translation of wanted text number `number`; nullopt: it has no words or too many, or the draft would
  /// be the text itself. For several threads at once.
  std::optional<Draft> draft(std::size_t number) const;

  /// How much of `source` is said in `translation`, 0 to 1, by the words that go together in the examples; nullopt:
  /// none of its words is known.
  std::optional<double> fit(std::string_view source, std::string_view translation) const;

 private:
  class Parts;
  std::unique_ptr<const Parts> parts_;
};

}  // namespace hexapla
