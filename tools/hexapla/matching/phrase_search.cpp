// Dynamic programming over the words of the text, with a few best beginnings kept at each (Koehn, Och and Marcu,
// "Statistical phrase-based translation", 2003), in the order of the source.
#include "hexapla/matching/phrase_search.h"

#include "hexapla/matching/word_hash.h"

#include <algorithm>

namespace hexapla {
namespace {

constexpr float order_weight = 0.4F;
constexpr float mark_as_it_is = -1.7F;  // likelihood of leaving a number, code or mark as it is
constexpr float word_as_it_is = -8.7F;

}  // namespace

void Best::enter(const Beginning& made) {
  std::size_t at = 0;
  while (at < size_ && all_[at].last != made.last) ++at;
  if (at < size_) {
    if (all_[at].score >= made.score) return;
  } else if (size_ < most) {
    ++size_;
  } else {
    at = size_ - 1;
    if (all_[at].score >= made.score) return;
  }
  for (; at > 0 && all_[at - 1].score < made.score; --at) all_[at] = all_[at - 1];
  all_[at] = made;
}

PhraseSearch::Found PhraseSearch::run() {
  if (space_.size() <= words_.size()) space_.resize(words_.size() + 1);
  for (std::size_t at = 0; at <= words_.size(); ++at) space_[at].clear();
  space_[0].enter({0, nullptr, 0, 0, 0, order_.edge()});
  for (std::size_t at = 0; at < words_.size(); ++at) extend(at);
  Found found;
  const Best& ends = space_[words_.size()];
  std::size_t best = 0;
  for (std::size_t i = 0; i < ends.size(); ++i) {
    const float score = ends[i].score + order_weight * order_.follows(ends[i].last, order_.edge());
    if (i > 0 && score <= found.score) continue;
    best = i;
    found.score = score;
  }
  for (std::size_t at = words_.size(); at > 0;) {
    const Beginning& part = space_[at][best];
    found.parts.push_back(&part);
    at = part.begin;
    best = part.before;
  }
  std::reverse(found.parts.begin(), found.parts.end());
  return found;
}

void PhraseSearch::extend(std::size_t at) {
  std::uint64_t hash = 0;
  bool word_known = false;
  for (std::size_t k = at; k < std::min(words_.size(), at + PhraseTable::longest); ++k) {
    if (words_[k].id == Wording::unknown) break;
    hash = with_word(hash, words_[k].id);
    const auto* const options = table_.find(hash);
    if (options == nullptr) break;
    for (const PhraseOption& option : *options) {
      if (!add(&option, at, k + 1, option.score, option.first, option.last)) break;
    }
    word_known = word_known || (k == at && !options->empty());
  }
  if (!word_known) leave_word(at);
}

void PhraseSearch::leave_word(std::size_t at) {
  const bool carried = Wording::is_carried(words_[at].id);
  const bool mark = !begins_with_letter(text_.substr(words_[at].begin));
  const std::uint32_t as = carried ? words_[at].id : order_.edge();
  add(nullptr, at, at + 1, carried || mark ? mark_as_it_is : word_as_it_is, as, as);
}

/// False: nothing with this score or less gets in, as an order of words never adds to it.
bool PhraseSearch::add(const PhraseOption* option, std::size_t begin, std::size_t end, float score, std::uint32_t first,
                       std::uint32_t last) {
  const Best& from = space_[begin];
  Best& to = space_[end];
  for (std::uint32_t i = 0; i < from.size(); ++i) {
    if (!to.may_enter(from[i].score + score)) return i > 0;
    const float whole = from[i].score + score + order_weight * order_.follows(from[i].last, first);
    to.enter({whole, option, static_cast<std::uint16_t>(begin), static_cast<std::uint16_t>(end), i, last});
  }
  return true;
}

}  // namespace hexapla
