// What to do next in a language: the pages that take the least to complete, as much as fits into a week.
#pragma once

#include "hexapla/project/survey.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hexapla {

/// What a volunteer gets done in a week besides everything else.
inline constexpr std::uint64_t words_in_a_week = 2500;

struct PlanStep {
  std::size_t page = 0;       ///< of Survey::pages; complete after this step
  std::uint32_t units = 0;    ///< still open, and not on a page of an earlier step
  std::uint64_t words = 0;    ///< of these
  std::uint64_t so_far = 0;   ///< words of this and all earlier steps
  unsigned percent_then = 0;  ///< of the language, rounded down
};

struct Plan {
  std::vector<PlanStep> steps;  ///< least words first
  std::uint32_t units = 0;
  std::uint64_t words = 0;
  bool completes = false;  ///< nothing is left after it
};

/// At most `words` (but at least one page); empty when nothing is to be done. A message on several pages is done once.
Plan make_plan(const Survey& survey, std::size_t language, std::uint64_t words = words_in_a_week);

}  // namespace hexapla
