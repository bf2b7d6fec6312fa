#include "hexapla/tracking/renames.h"

#include <string_view>
#include <unordered_map>

namespace hexapla {
namespace {

/// A text that stood on more pages than this says nothing about which of them was renamed.
constexpr std::size_t telling_pages = 4;

std::string_view without_suffix(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  const std::size_t slash = path.rfind('/');
  return dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash) ? path : path.substr(0, dot);
}

class Renames {
 public:
  Renames(const PageSequences& old_pages, const PageSequences& new_pages, const std::vector<Match>& matches)
      : old_(old_pages), new_(new_pages), matches_(matches) {
    for (std::uint32_t i = 0; i < old_.pages().size(); ++i) {
      if (vanished(i)) by_stem_.emplace(without_suffix(old_.pages()[i].path), i);
    }
  }

  std::uint32_t before(const PageSequence& page) const {
    const std::uint32_t same = old_.find(page.path);
    if (same != PageSequences::none) return same;
    const std::uint32_t voted = by_vote(page);
    if (voted != PageSequences::none) return voted;
    const auto stem = by_stem_.find(without_suffix(page.path));
    return stem == by_stem_.end() ? PageSequences::none : stem->second;
  }

 private:
  bool vanished(std::uint32_t old_page) const { return new_.find(old_.pages()[old_page].path) == PageSequences::none; }

  std::uint32_t by_vote(const PageSequence& page) const {
    std::unordered_map<std::uint32_t, std::uint32_t> votes;
    std::uint32_t best = PageSequences::none;
    for (std::uint32_t message : page.messages) {
      const std::uint32_t old = matches_[message].old_message;
      if (old == Match::none || old_.pages_of(old).size() > telling_pages) continue;
      for (std::uint32_t candidate : old_.pages_of(old)) {
        if (!vanished(candidate)) continue;
        const std::uint32_t count = ++votes[candidate];
        if (best == PageSequences::none || count > votes[best] || (count == votes[best] && candidate < best))
          best = candidate;
      }
    }
    return best;
  }

  const PageSequences& old_;
  const PageSequences& new_;
  const std::vector<Match>& matches_;
  std::unordered_map<std::string_view, std::uint32_t> by_stem_;
};

}  // namespace

std::vector<std::uint32_t> find_renames(const PageSequences& old_pages, const PageSequences& new_pages,
                                        const std::vector<Match>& matches) {
  const Renames renames(old_pages, new_pages, matches);
  std::vector<std::uint32_t> before;
  before.reserve(new_pages.pages().size());
  for (const PageSequence& page : new_pages.pages()) before.push_back(renames.before(page));
  return before;
}

}  // namespace hexapla
