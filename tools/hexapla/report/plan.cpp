#include "hexapla/report/plan.h"

#include <limits>

namespace hexapla {

namespace {

/// Which messages are open, and how much of each page is.
class OpenWork {
 public:
  OpenWork(const Survey& survey, const SurveyLanguage& language)
      : survey_(survey), open_(survey.messages), pages_of_(survey.messages), left_(survey.pages.size()) {
    for (std::size_t page = 0; page < survey.pages.size(); ++page) {
      for (std::size_t i = 0; i < survey.pages[page].units.size(); ++i) {
        if (language.entries[page][i].state == State::Translated) continue;
        const SurveyUnit& unit = survey.pages[page].units[i];
        open_[unit.message] = true;
        pages_of_[unit.message].push_back(page);
        left_[page].add(unit.words);
      }
    }
  }

  /// The page with the least to do; the number of pages when there is nothing left.
  std::size_t next() const {
    std::size_t best = left_.size();
    for (std::size_t page = 0; page < left_.size(); ++page) {
      if (left_[page].messages != 0 && (best == left_.size() || left_[page].words < left_[best].words)) best = page;
    }
    return best;
  }

  const Tally& left(std::size_t page) const { return left_[page]; }

  void complete(std::size_t page) {
    for (const SurveyUnit& unit : survey_.pages[page].units) {
      if (!open_[unit.message]) continue;
      open_[unit.message] = false;
      for (const std::size_t other : pages_of_[unit.message]) {
        --left_[other].messages;
        left_[other].words -= unit.words;
      }
    }
  }

 private:
  const Survey& survey_;
  std::vector<bool> open_;                          // by message
  std::vector<std::vector<std::size_t>> pages_of_;  // by message, where it is open
  std::vector<Tally> left_;                         // by page
};

unsigned percent_after(const Coverage& whole, std::uint32_t units, std::uint64_t words) {
  Coverage then = whole;
  const Tally all = whole.total();
  then.translated.messages += units;
  then.translated.words += words;
  then.stale = then.guess = {};
  then.untranslated = {all.messages - then.translated.messages, all.words - then.translated.words};
  return static_cast<unsigned>(then.percent());
}

}  // namespace

Plan make_plan(const Survey& survey, std::size_t language, std::uint64_t words) {
  Plan plan;
  const SurveyLanguage& one = survey.languages[language];
  OpenWork work(survey, one);
  for (std::size_t page = work.next(); page < survey.pages.size(); page = work.next()) {
    const Tally left = work.left(page);
    if (!plan.steps.empty() && plan.words + left.words > words) return plan;
    work.complete(page);
    plan.units += left.messages;
    plan.words += left.words;
    plan.steps.push_back(
        {page, left.messages, left.words, plan.words, percent_after(one.whole, plan.units, plan.words)});
  }
  plan.completes = !plan.steps.empty();
  return plan;
}

}  // namespace hexapla
