#include "hexapla/tracking/update.h"

#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/matching/features.h"
#include "hexapla/tracking/carry.h"
#include "hexapla/tracking/guess.h"
#include "hexapla/tracking/header.h"
#include "hexapla/tracking/match.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/regroup.h"
#include "hexapla/tracking/suggest.h"
#include "hexapla/tracking/withdraw.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace hexapla {
namespace {

std::string_view text_of_header(const Message* header) {
  return header == nullptr || header->msgstr.empty() ? std::string_view{} : header->msgstr.front();
}

/// How many plural forms the catalog's language has; two where the header does not say, as gettext has it.
std::uint32_t plural_count_of(const Catalog& catalog) {
  const auto forms = PluralForms::parse(catalog.header_field("Plural-Forms"));
  return forms ? forms->count() : 2;
}

class Updater {
 public:
  Updater(const Catalog& old, const Catalog& new_template, const UpdateOptions& options)
      : old_(old),
        template_(new_template),
        options_(options),
        languages_{new_template.header_field("Language"), old.header_field("Language")},
        used_(old.messages.size(), false) {}

  UpdateResult run() {
    result_.catalog.share(old_);
    result_.catalog.share(template_);
    result_.catalog.messages.reserve(old_.messages.size() + template_.messages.size());
    add_header();
    add_live(match_messages(old_, template_));
    add_obsolete();
    if (options_.suggest) suggest();
    return std::move(result_);
  }

 private:
  /// A catalog that has no header gets the template's, as it needs one to be read in the right charset.
  void add_header() {
    const Message* old_header = old_.header();
    const Message* new_header = template_.header();
    if (old_header == nullptr && new_header == nullptr) return;
    Message header;
    if (new_header != nullptr) header = *new_header;
    header.line = 0;
    header.fuzzy = false;
    header.obsolete = false;
    if (old_header != nullptr) {
      header.comments = old_header->comments;
      header.fuzzy = old_header->fuzzy;
      header.msgstr = {result_.catalog.keep(merge_headers(text_of_header(old_header), text_of_header(new_header)))};
    }
    result_.catalog.messages.push_back(std::move(header));
  }

  void suggest() {
    const std::vector<Withdrawn> withdrawn = withdraw_useless(result_.catalog);
    for (const Withdrawn& one : withdrawn) record_withdrawn(one);
    std::stable_sort(result_.changes.begin(), result_.changes.end(),
                     [](const Change& a, const Change& b) { return a.message < b.message; });
    result_.withdrawn = static_cast<std::uint32_t>(withdrawn.size());
    result_.suggested = hexapla::suggest(result_.catalog, {.jobs = options_.jobs, .memory = options_.memory});
  }

  /// What was stale, or there all the time, is as good as new.
  void record_withdrawn(const Withdrawn& one) {
    const auto change = std::find_if(result_.changes.begin(), result_.changes.end(),
                                     [&](const Change& c) { return c.message == one.message; });
    if (change == result_.changes.end()) {
      --result_.kept;
      result_.changes.push_back({Fate::New, one.message, {}, ChangeClass::None, Change::none});
      ++result_.added;
    } else if (change->fate == Fate::Stale || change->fate == Fate::Revived) {
      --(change->fate == Fate::Stale ? result_.stale : result_.revived);
      *change = {Fate::New, one.message, {}, ChangeClass::None, Change::none};
      ++result_.added;
    }
    if (one.obsolete == Withdrawn::none) return;
    result_.changes.push_back({Fate::Obsolete, one.obsolete, {}, ChangeClass::None, Change::none});
    ++result_.obsolete;
  }

  void add_live(Matches matches) {
    const Vocabulary words(template_);
    const CarryContext context{result_.catalog, plural_count_of(old_), options_.heal,
                               options_.known == nullptr ? &words : options_.known};
    for (const MatchGroup& group : matches.groups) regroup(group, matches.messages);
    for (std::size_t i = 0; i < template_.messages.size(); ++i) {
      const Message& from_template = template_.messages[i];
      const Match& match = matches.messages[i];
      if (from_template.is_header() || from_template.obsolete || match.repeated) continue;
      if (match.group != Match::none) {
        add_regrouped(carry(context, parts_.at(static_cast<std::uint32_t>(i)), from_template, match.relation), match);
      } else if (carries(match)) {
        add(carry(context, old_.messages[match.old_message], from_template, match.relation), match.old_message);
      } else {
        add(untranslated(context, from_template), Match::none);
      }
    }
  }

  /// Makes the old message of every part. A split text whose translation cannot be cut goes to its likest part, whole.
  void regroup(const MatchGroup& group, std::vector<Match>& matches) {
    if (group.news.size() == 1) {
      join(group, matches[group.news.front()]);
    } else {
      split(group, matches);
    }
  }

  void join(const MatchGroup& group, Match& match) {
    std::vector<const Message*> olds;
    for (std::uint32_t old : group.olds) olds.push_back(&old_.messages[old]);
    const bool paragraphs = template_.messages[group.news.front()].msgid.find("\n\n") != std::string_view::npos;
    if (!paragraphs && !are_sentences(olds)) match.relation = Relation::Gathered;
    parts_.emplace(group.news.front(), join_messages(olds, paragraphs, result_.catalog));
  }

  void split(const MatchGroup& group, std::vector<Match>& matches) {
    const Message& old = old_.messages[group.olds.front()];
    std::vector<std::string_view> texts;
    for (std::uint32_t i : group.news) texts.push_back(template_.messages[i].msgid);
    if (auto parts = split_message(old, texts, languages_, result_.catalog)) {
      for (std::size_t i = 0; i < group.news.size(); ++i) parts_.emplace(group.news[i], std::move((*parts)[i]));
      return;
    }
    const std::uint32_t likest = likest_of(old, group.news);
    for (std::uint32_t i : group.news) {
      matches[i].group = Match::none;
      matches[i].relation = Relation::Aligned;
      if (i != likest) matches[i].old_message = Match::none;
    }
  }

  std::uint32_t likest_of(const Message& old, const std::vector<std::uint32_t>& news) const {
    const Features features(old.msgid);
    const auto likeness = [&](std::uint32_t i) { return similarity(features, Features(template_.messages[i].msgid)); };
    return *std::max_element(news.begin(), news.end(),
                             [&](std::uint32_t a, std::uint32_t b) { return likeness(a) < likeness(b); });
  }

  /// The old messages stay as obsolete ones, for the day when the texts are put back as they were.
  void add_regrouped(Carried&& carried, const Match& match) {
    carried.leaves_obsolete = true;
    add(std::move(carried), match.old_message);
  }

  /// An untranslated message or a mere suggestion has nothing to give to another text.
  bool carries(const Match& match) const {
    if (match.old_message == Match::none) return false;
    return match.relation == Relation::SameText || standing_of(old_.messages[match.old_message]) != Standing::Empty;
  }

  void add(Carried&& carried, std::uint32_t old_message) {
    if (old_message != Match::none && !carried.leaves_obsolete) used_[old_message] = true;
    record({carried.fate, 0, carried.previous, carried.what, old_message});
    result_.catalog.messages.push_back(std::move(carried.message));
  }

  /// Translations of texts that are nowhere now, after all others as msgmerge has it.
  void add_obsolete() {
    std::vector<std::uint32_t> gone;
    std::unordered_set<MessageKey, MessageKeyHash> keys;
    for (std::uint32_t i = 0; i < old_.messages.size(); ++i) {
      const Message& old = old_.messages[i];
      if (used_[i] || old.is_header() || !has_any_text(old)) continue;
      if (keys.insert(key_of(old)).second) gone.push_back(i);
    }
    if (gone.empty()) return;
    for (const Message& live : result_.catalog.messages) keys.erase(key_of(live));
    std::erase_if(gone, [&](std::uint32_t i) { return !keys.contains(key_of(old_.messages[i])); });
    for (std::uint32_t i : gone) {
      if (!is_suggestion(old_.messages[i])) add_obsolete(i);
    }
    add_edited_suggestions(gone);
  }

  void add_obsolete(std::uint32_t old_message) {
    const Message& old = old_.messages[old_message];
    if (!old.obsolete) record({Fate::Obsolete, 0, {}, ChangeClass::None, old_message});
    result_.catalog.messages.push_back(as_obsolete(old));
  }

  /// A suggestion goes with its text, as it is another message's translation. One that is no other's has been worked
  /// on: it stays, as a doubt.
  void add_edited_suggestions(const std::vector<std::uint32_t>& gone) {
    std::unordered_set<std::string_view> translations;
    for (std::uint32_t i : gone) {
      const Message& old = old_.messages[i];
      if (!is_suggestion(old)) continue;
      if (translations.empty()) translations = all_translations();
      if (translations.contains(old.msgstr.front()) || is_untouched_draft(old)) continue;
      add_obsolete(i);
      clear_previous(result_.catalog.messages.back());
    }
  }

  std::unordered_set<std::string_view> all_translations() const {
    std::unordered_set<std::string_view> translations;
    for (const Message& message : result_.catalog.messages) {
      if (!is_suggestion(message) && !message.msgstr.empty()) translations.insert(message.msgstr.front());
    }
    return translations;
  }

  /// The change is of the message that is added next.
  void record(Change change) {
    switch (change.fate) {
      case Fate::Kept:
        ++result_.kept;
        return;
      case Fate::Healed:
        ++result_.healed;
        break;
      case Fate::Stale:
        ++result_.stale;
        break;
      case Fate::New:
        ++result_.added;
        break;
      case Fate::Obsolete:
        ++result_.obsolete;
        break;
      case Fate::Revived:
        ++result_.revived;
        break;
    }
    change.message = static_cast<std::uint32_t>(result_.catalog.messages.size());
    result_.changes.push_back(change);
  }

  const Catalog& old_;
  const Catalog& template_;
  const UpdateOptions& options_;
  LanguagePair languages_;
  std::unordered_map<std::uint32_t, Message> parts_;  ///< by new message: what it was split or joined from
  std::vector<bool> used_;                            ///< old messages whose translation went on with a live message
  UpdateResult result_;
};

}  // namespace

UpdateResult update(const Catalog& old, const Catalog& new_template, const UpdateOptions& options) {
  return Updater(old, new_template, options).run();
}

}  // namespace hexapla
