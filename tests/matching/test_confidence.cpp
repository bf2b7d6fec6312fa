#include "hexapla/matching/confidence.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

DraftMeasures measures_of(std::uint32_t words, std::uint32_t phrases, std::uint32_t left, double met) {
  DraftMeasures measures;
  measures.words = words;
  measures.phrases = phrases;
  measures.left = left;
  measures.met = static_cast<float>(met);
  return measures;
}

}  // namespace

TEST_CASE("confidence is between 0 and 1 whatever a draft is made of", "[matching]") {
  for (std::uint32_t words : {0U, 1U, 2U, 7U, 30U, 160U}) {
    for (std::uint32_t phrases = 0; phrases <= words; phrases += 1 + words / 9) {
      for (std::uint32_t left = 0; left <= phrases; left += 1 + words / 9) {
        for (double met = 0; met <= words - left; met += 0.5 + words / 9.0) {
          const double confidence = confidence_of(measures_of(words, phrases, left, met));
          CHECK(confidence >= 0);
          CHECK(confidence <= 1);
        }
      }
    }
  }
}

TEST_CASE("a draft of fewer phrases is better, and one whose words are known company", "[matching]") {
  for (std::uint32_t words = 4; words <= 60; words += 4) {
    for (double met = 0.5; met < 0.95; met += 0.1) {
      for (std::uint32_t phrases = 1; phrases < words; ++phrases) {
        const double here = confidence_of(measures_of(words, phrases, 0, met * words));
        CHECK(here > confidence_of(measures_of(words, phrases + 1, 0, met * words)));
        CHECK(here < confidence_of(measures_of(words, phrases, 0, (met + 0.05) * words)));
      }
    }
  }
}

TEST_CASE("words that are left as they are make a draft worse", "[matching]") {
  for (std::uint32_t words = 5; words <= 60; words += 5) {
    const std::uint32_t phrases = words / 2;
    double before = 1;
    for (std::uint32_t left = 0; left <= words / 2; ++left) {
      const double now = confidence_of(measures_of(words, phrases, left, 0.85 * (words - left)));
      CHECK(now < before);
      before = now;
    }
  }
}

TEST_CASE("confidence in a near text rises with its likeness and with what it says of the text", "[matching]") {
  for (std::size_t size : {0U, 1U, 8U, 40U, 400U}) {
    for (double similarity = 0; similarity <= 0.95; similarity += 0.05) {
      for (double fit = 0; fit <= 0.95; fit += 0.05) {
        const double here = confidence_of_near(similarity, size, fit);
        CHECK(here > 0);
        CHECK(here < 1);
        CHECK(here < confidence_of_near(similarity + 0.05, size, fit));
        CHECK(here < confidence_of_near(similarity, size, fit + 0.05));
      }
      CHECK(confidence_of_near(similarity, size, std::nullopt) <
            confidence_of_near(similarity + 0.05, size, std::nullopt));
      CHECK(confidence_of_near(similarity, size, std::nullopt) > confidence_of_near(similarity, size, 0.5));
      CHECK(confidence_of_near(similarity, size, std::nullopt) < confidence_of_near(similarity, size, 1.0));
    }
  }
}
