// Passes from the surest evidence to the weakest; each looks only at what the ones before it left open:
//
//   texts      exact keys, live before obsolete
//   origins    the template has the text again that a stale translation was made from
//   contexts   exact msgid under another msgctxt, among old messages that are gone
//   spellings  equal when folded, strength by strength, on the same page or else the only one anywhere
//   places     alignment of the old and new sequence of each page (matching/align.h), and among what that leaves or
//              pairs: texts that were split or joined (matching/regroup.h)
//   similar    what is gone on one page and new on another with nearly the same words
//
// "Gone" means: no new message has the old one's text. Untranslated old messages take part as well, so that their
// successors are recognised as theirs and do not take a neighbour's translation.
#include "hexapla/tracking/match.h"

#include "hexapla/base/file.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/matching/align.h"
#include "hexapla/matching/fingerprint.h"
#include "hexapla/matching/index.h"
#include "hexapla/matching/regroup.h"
#include "hexapla/tracking/chains.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/renames.h"
#include "hexapla/tracking/sequences.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <unordered_map>

namespace hexapla {
namespace {

/// On other pages than its own only a text that is nearly the same, and long enough for that to mean something.
constexpr double similar_elsewhere = 0.75;
constexpr std::size_t least_elsewhere = 24;  // trigrams, so about as many letters
/// A sentence that moved and got another half, say, is still known for what it was.
constexpr double long_elsewhere = 0.68;
constexpr std::size_t long_text = 60;

std::uint64_t hash_of(const MessageKey& key) {
  return MessageKeyHash{}(key);
}

/// Context and folded texts together.
std::uint64_t folded_hash(const SourceText& text, Strength strength) {
  std::uint64_t hash = text.has_msgctxt ? hash_bytes(text.msgctxt, 1) : 0;
  if (text.has_plural) hash ^= fingerprint(text.msgid_plural, strength) * 31;
  return hash ^ fingerprint(text.msgid, strength);
}

bool same_folded_text(const SourceText& a, const SourceText& b, Strength strength) {
  return a.has_msgctxt == b.has_msgctxt && a.msgctxt == b.msgctxt && a.has_plural == b.has_plural &&
         same_folded(a.msgid, b.msgid, strength) && same_folded(a.msgid_plural, b.msgid_plural, strength);
}

/// What kind of text a message is: the first extracted comment says it.
std::uint64_t kind_of(const Message& message) {
  for (std::string_view line : message.extracted) {
    if (!line.starts_with(suggestion_prefix)) return hash_bytes(line) | 1;
  }
  return 0;
}

/// Features of a catalog's texts, each made when first asked for.
class FeatureStore {
 public:
  explicit FeatureStore(const Catalog& catalog) : catalog_(catalog), features_(catalog.messages.size()) {}
  const Features* of(std::uint32_t message) {
    auto& features = features_[message];
    if (!features) features = std::make_unique<Features>(catalog_.messages[message].msgid);
    return features.get();
  }

 private:
  const Catalog& catalog_;
  std::vector<std::unique_ptr<Features>> features_;
};

class Matcher {
 public:
  Matcher(const Catalog& old, const Catalog& new_template)
      : old_(old.messages),
        new_(new_template.messages),
        matches_(new_.size()),
        open_(new_.size(), false),
        kept_as_(old_.size(), Match::none),
        taken_(old_.size(), false),
        in_group_(old_.size(), false),
        old_pages_(old),
        new_pages_(new_template),
        old_features_(old),
        new_features_(new_template) {}

  Matches run() {
    texts();
    if (std::find(open_.begin(), open_.end(), true) == open_.end()) return {std::move(matches_), std::move(groups_)};
    origins();
    renames_ = find_renames(old_pages_, new_pages_, matches_);
    contexts();
    spellings();
    places();
    similar();
    return {std::move(matches_), std::move(groups_)};
  }

 private:
  bool gone(std::uint32_t old_message) const {
    return kept_as_[old_message] == Match::none && !old_[old_message].is_header();
  }

  void settle(std::uint32_t new_message, std::uint32_t old_message, Relation relation, double similarity = 0) {
    matches_[new_message] = {old_message, relation, false, similarity, Match::none};
    open_[new_message] = false;
    taken_[old_message] = true;
  }

  // ---- texts

  void texts() {
    HashChains by_key(old_.size(), old_.size());
    for (std::uint32_t i = 0; i < old_.size(); ++i) {
      if (!old_[i].is_header()) by_key.add(hash_of(key_of(old_[i])), i);
    }
    HashChains seen(new_.size(), new_.size());
    for (std::uint32_t i = 0; i < new_.size(); ++i) {
      if (new_[i].is_header() || new_[i].obsolete) continue;
      const MessageKey key = key_of(new_[i]);
      const std::uint64_t hash = hash_of(key);
      seen.for_each(hash, [&](std::uint32_t other) { matches_[i].repeated |= key_of(new_[other]) == key; });
      if (matches_[i].repeated) continue;
      seen.add(hash, i);
      open_[i] = true;
      find_text(by_key, hash, key, i);
    }
  }

  /// A translated live message before a translated obsolete one before an untranslated one; the first among equals.
  void find_text(const HashChains& by_key, std::uint64_t hash, const MessageKey& key, std::uint32_t new_message) {
    std::uint32_t best = Match::none;
    int best_rank = 0;
    by_key.for_each(hash, [&](std::uint32_t old) {
      if (key_of(old_[old]) != key) return;
      const int rank = has_any_text(old_[old]) ? (old_[old].obsolete ? 2 : 3) : (old_[old].obsolete ? 0 : 1);
      if (rank > best_rank) best = old;
      best_rank = std::max(best_rank, rank);
      kept_as_[old] = new_message;
    });
    if (best != Match::none) settle(new_message, best, Relation::SameText);
  }

  // ---- origins

  void origins() {
    HashChains by_origin(old_.size(), old_.size());
    for (std::uint32_t i = 0; i < old_.size(); ++i) {
      if (standing_of(old_[i]) == Standing::Stale) by_origin.add(hash_of(key_of(previous_of(old_[i]))), i);
    }
    for (std::uint32_t i = 0; i < new_.size() && !by_origin.empty(); ++i) {
      if (!open_[i]) continue;
      const SourceText text = text_of(new_[i]);
      auto found =
          among(by_origin, hash_of(key_of(text)), [&](const Message& old) { return previous_of(old) == text; });
      const std::uint32_t old = agreed(found);
      if (old != Match::none) settle(i, old, Relation::TextBack);
    }
  }

  /// A gone message by preference. Several that do not agree on the translation are no answer: one of them has been
  /// worked on for its new text.
  std::uint32_t agreed(std::vector<std::uint32_t>& found) const {
    if (found.empty()) return Match::none;
    std::sort(found.begin(), found.end(),
              [&](std::uint32_t a, std::uint32_t b) { return gone(a) != gone(b) ? gone(a) : a < b; });
    for (std::uint32_t other : found) {
      if (old_[other].msgstr != old_[found.front()].msgstr) return Match::none;
    }
    return found.front();
  }

  // ---- contexts

  void contexts() {
    HashChains by_text(old_.size(), old_.size());
    for (std::uint32_t i = 0; i < old_.size(); ++i) {
      if (gone(i) && standing_of(old_[i]) != Standing::Empty) by_text.add(hash_bytes(origin_of(old_[i]).msgid), i);
    }
    if (by_text.empty()) return;
    std::unordered_map<std::uint64_t, std::uint32_t> claims;
    for (std::uint32_t i = 0; i < new_.size(); ++i) {
      if (open_[i]) ++claims[hash_bytes(new_[i].msgid)];
    }
    for (std::uint32_t i = 0; i < new_.size(); ++i) {
      if (open_[i]) context_of(by_text, claims[hash_bytes(new_[i].msgid)], i);
    }
  }

  void context_of(const HashChains& by_text, std::uint32_t claims, std::uint32_t new_message) {
    const auto found = among(by_text, hash_bytes(new_[new_message].msgid),
                             [&](const Message& old) { return origin_of(old).msgid == new_[new_message].msgid; });
    if (found.empty()) return;
    const auto here = on_same_page(found, new_message);
    if (found.size() == 1 && claims == 1 && !here.empty()) return settle(new_message, found[0], Relation::NewContext);
    settle(new_message, here.empty() ? found[0] : here[0], Relation::Folded);
  }

  template <typename Accept>
  std::vector<std::uint32_t> among(const HashChains& table, std::uint64_t hash, const Accept& accept) const {
    std::vector<std::uint32_t> found;
    table.for_each(hash, [&](std::uint32_t old) {
      if (accept(old_[old])) found.push_back(old);
    });
    return found;
  }

  std::vector<std::uint32_t> on_same_page(const std::vector<std::uint32_t>& olds, std::uint32_t new_message) const {
    std::vector<std::uint32_t> here;
    for (std::uint32_t old : olds) {
      const auto& pages = old_pages_.pages_of(old);
      const auto& now = new_pages_.pages_of(new_message);
      const bool shared = std::any_of(now.begin(), now.end(), [&](std::uint32_t page) {
        return std::find(pages.begin(), pages.end(), renames_[page]) != pages.end();
      });
      if (shared) here.push_back(old);
    }
    return here;
  }

  // ---- spellings

  /// A message that may be others in another spelling.
  struct Spelling {
    std::uint32_t new_message;
    std::vector<std::uint32_t> olds;
  };

  /// Texts that agree at some strength agree at the greatest, so one table finds all; most texts are not in it.
  void spellings() {
    constexpr Strength greatest = all_strengths.back();
    HashChains by_fingerprint(old_.size(), old_.size());
    for (std::uint32_t i = 0; i < old_.size(); ++i) {
      if (gone(i) && !taken_[i]) by_fingerprint.add(folded_hash(origin_of(old_[i]), greatest), i);
    }
    std::vector<Spelling> found;
    for (std::uint32_t i = 0; i < new_.size() && !by_fingerprint.empty(); ++i) {
      if (!open_[i]) continue;
      auto olds = among(by_fingerprint, folded_hash(text_of(new_[i]), greatest), [](const Message&) { return true; });
      if (!olds.empty()) found.push_back({i, std::move(olds)});
    }
    for (Strength strength : all_strengths) {
      std::vector<bool> before = taken_;
      for (const Spelling& spelling : found) spelled(spelling, strength, before);
    }
  }

  /// The only old message of the page that agrees, else the only one anywhere. What a weaker strength has found is
  /// `taken` and no answer any more.
  void spelled(const Spelling& spelling, Strength strength, const std::vector<bool>& taken) {
    if (!open_[spelling.new_message]) return;
    const SourceText text = text_of(new_[spelling.new_message]);
    std::vector<std::uint32_t> found;
    std::copy_if(spelling.olds.begin(), spelling.olds.end(), std::back_inserter(found), [&](std::uint32_t old) {
      return !taken[old] && same_folded_text(origin_of(old_[old]), text, strength);
    });
    const auto here = on_same_page(found, spelling.new_message);
    const std::uint32_t one = here.size() == 1 ? here[0] : found.size() == 1 ? found[0] : agreed(found);
    if (one != Match::none) settle(spelling.new_message, one, Relation::Folded);
  }

  // ---- places

  void places() {
    std::vector<Match> best(new_.size());
    for (std::uint32_t page = 0; page < new_pages_.pages().size(); ++page) {
      if (renames_[page] != PageSequences::none) align_page(page, best);
    }
    for (std::uint32_t i = 0; i < new_.size(); ++i) {
      if (open_[i] && best[i].old_message != Match::none && !in_group_[best[i].old_message])
        settle(i, best[i].old_message, Relation::Aligned, best[i].similarity);
    }
  }

  /// One page, both sides, ready for align(): the messages that can be anchors or be paired.
  struct Alignable {
    std::vector<std::uint32_t> old_ids;
    std::vector<std::uint32_t> new_ids;
    std::vector<AlignItem> old_items;
    std::vector<AlignItem> new_items;
    std::vector<AlignPair> anchors;
  };

  void align_page(std::uint32_t page, std::vector<Match>& best) {
    const auto& news = new_pages_.pages()[page].messages;
    if (std::none_of(news.begin(), news.end(), [&](std::uint32_t i) { return open_[i]; })) return;
    const Alignable sides = alignable(page, renames_[page]);
    const auto pairs = align(sides.old_items, sides.new_items, sides.anchors);
    for (const Regrouping& group : find_regroupings(sides.old_items, sides.new_items, sides.anchors, pairs)) {
      regroup(sides, group);
    }
    for (const AlignPair& pair : pairs) {
      Match& match = best[sides.new_ids[pair.new_item]];
      if (match.old_message == Match::none || pair.score > match.similarity) {
        match = {sides.old_ids[pair.old_item], Relation::Aligned, false, pair.score, Match::none};
      }
    }
  }

  /// Only of what is translated, as a translation of yet another text has no parts that can be told.
  void regroup(const Alignable& sides, const Regrouping& found) {
    MatchGroup group{{sides.old_ids.begin() + found.old_begin, sides.old_ids.begin() + found.old_end},
                     {sides.new_ids.begin() + found.new_begin, sides.new_ids.begin() + found.new_end}};
    const bool usable = std::all_of(group.olds.begin(), group.olds.end(),
                                    [&](std::uint32_t i) {
                                      return gone(i) && !taken_[i] && !old_[i].has_plural &&
                                             standing_of(old_[i]) == Standing::Translated;
                                    }) &&
                        std::all_of(group.news.begin(), group.news.end(),
                                    [&](std::uint32_t i) { return open_[i] && !new_[i].has_plural; });
    if (!usable) return;
    for (std::uint32_t i : group.news) {
      settle(i, group.olds.front(), found.is_split() ? Relation::Split : Relation::Joined);
      matches_[i].group = static_cast<std::uint32_t>(groups_.size());
    }
    for (std::uint32_t old : group.olds) taken_[old] = in_group_[old] = true;
    groups_.push_back(std::move(group));
  }

  Alignable alignable(std::uint32_t page, std::uint32_t old_page) {
    Alignable sides;
    const auto here = still_here(page, old_page);
    std::unordered_map<std::uint32_t, std::uint32_t> anchor_of;  // by new message: the old one's place
    for (std::uint32_t i : old_pages_.pages()[old_page].messages) {
      const auto anchor = here.find(i);
      if (anchor == here.end() && !may_change_here(i)) continue;
      if (anchor != here.end()) anchor_of[anchor->second] = static_cast<std::uint32_t>(sides.old_ids.size());
      sides.old_ids.push_back(i);
      sides.old_items.push_back({anchor == here.end() ? old_features_.of(i) : nullptr, kind_of(old_[i])});
    }
    for (std::uint32_t i : new_pages_.pages()[page].messages) {
      const auto anchor = anchor_of.find(i);
      if (anchor == anchor_of.end() && !open_[i]) continue;
      if (anchor != anchor_of.end()) {
        sides.anchors.push_back({anchor->second, static_cast<std::uint32_t>(sides.new_ids.size()), 1});
      }
      sides.new_ids.push_back(i);
      sides.new_items.push_back({anchor == anchor_of.end() ? new_features_.of(i) : nullptr, kind_of(new_[i])});
    }
    return sides;
  }

  /// The old messages of a page that were recognised on it, with the first new message that each became.
  std::unordered_map<std::uint32_t, std::uint32_t> still_here(std::uint32_t page, std::uint32_t old_page) const {
    std::unordered_map<std::uint32_t, std::uint32_t> here;
    for (std::uint32_t i : new_pages_.pages()[page].messages) {
      const std::uint32_t old = matches_[i].old_message;
      if (open_[i] || old == Match::none) continue;
      const auto& pages = old_pages_.pages_of(old);
      if (std::find(pages.begin(), pages.end(), old_page) != pages.end()) here.emplace(old, i);
    }
    return here;
  }

  /// An old message that is not recognised on this page: gone, or standing on others of its pages still. One that
  /// was recognised on a page new to it has moved away and became nothing else here.
  bool may_change_here(std::uint32_t old_message) const {
    if (kept_as_[old_message] == Match::none) return !taken_[old_message];
    const auto& before = old_pages_.pages_of(old_message);
    const auto& now = new_pages_.pages_of(kept_as_[old_message]);
    return std::all_of(now.begin(), now.end(), [&](std::uint32_t page) {
      return std::find(before.begin(), before.end(), renames_[page]) != before.end();
    });
  }

  // ---- similar

  void similar() {
    std::vector<std::uint32_t> olds;
    std::vector<const Features*> texts;
    for (std::uint32_t i = 0; i < old_.size(); ++i) {
      if (!gone(i) || taken_[i] || old_[i].obsolete || standing_of(old_[i]) == Standing::Empty) continue;
      olds.push_back(i);
      texts.push_back(old_features_.of(i));
    }
    if (olds.empty()) return;
    const FuzzyIndex index(texts);
    FuzzyIndex::Search search(index);
    std::vector<AlignPair> offers;
    for (std::uint32_t i = 0; i < new_.size(); ++i) {
      if (!open_[i] || new_features_.of(i)->size() < least_elsewhere) continue;
      const double least = new_features_.of(i)->size() < long_text ? similar_elsewhere : long_elsewhere;
      for (const auto& hit : search.find(*new_features_.of(i), least, 2)) {
        offers.push_back({olds[hit.item], i, hit.similarity});
      }
    }
    std::stable_sort(offers.begin(), offers.end(),
                     [](const AlignPair& a, const AlignPair& b) { return a.score > b.score; });
    for (const AlignPair& offer : offers) {
      if (open_[offer.new_item] && !taken_[offer.old_item])
        settle(offer.new_item, offer.old_item, Relation::Similar, offer.score);
    }
  }

  const std::vector<Message>& old_;
  const std::vector<Message>& new_;
  std::vector<Match> matches_;
  std::vector<MatchGroup> groups_;
  std::vector<bool> open_;              ///< new messages not recognised yet
  std::vector<std::uint32_t> kept_as_;  ///< by old message: the new one with its text
  std::vector<bool> taken_;             ///< old messages that were recognised as some new one
  std::vector<bool> in_group_;          ///< old messages that were split or joined
  PageSequences old_pages_;
  PageSequences new_pages_;
  std::vector<std::uint32_t> renames_;  ///< by new page: the old page that it was, or none
  FeatureStore old_features_;
  FeatureStore new_features_;
};

}  // namespace

Matches match_messages(const Catalog& old, const Catalog& new_template) {
  return Matcher(old, new_template).run();
}

}  // namespace hexapla
