#include "hexapla/tracking/carry.h"

#include "hexapla/catalogs/state.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string>

namespace hexapla {
namespace {

/// Flags that xgettext sets: they tell about the source, so the template's are right and the old catalog's are old.
bool is_source_flag(std::string_view flag) {
  constexpr std::array<std::string_view, 3> exact{"wrap", "no-wrap", "fuzzy"};
  return flag.ends_with("-format") || flag.ends_with("-check") || flag.starts_with("range:") ||
         std::find(exact.begin(), exact.end(), flag) != exact.end();
}

bool holds(const std::vector<std::string_view>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// The new message with everything that does not depend on how the texts differ.
Message joined(const Message& old, const Message& from_template) {
  Message message = from_template;
  message.obsolete = false;
  message.line = 0;
  message.fuzzy = old.fuzzy;
  message.comments = old.comments;
  message.msgstr = old.msgstr;
  for (std::string_view flag : old.flags) {
    if (!is_source_flag(flag) && !holds(message.flags, flag)) message.flags.push_back(flag);
  }
  set_previous(message, previous_of(old));
  message.has_previous_msgid = old.has_previous_msgid;
  return message;
}

/// As many forms as the new message wants. False: forms were made up or given up.
bool fit_forms(Message& message, bool had_plural, std::uint32_t plural_count) {
  if (message.has_plural == had_plural || message.msgstr.empty()) return true;
  if (message.has_plural) {
    message.msgstr.assign(plural_count, message.msgstr.front());
    return plural_count == 1;
  }
  const bool all_equal =
      std::adjacent_find(message.msgstr.begin(), message.msgstr.end(), std::not_equal_to<>()) == message.msgstr.end();
  message.msgstr.resize(1);
  return all_equal;
}

/// A comment that marks a suggestion belongs to the translation, not to the template.
void keep_suggestion_mark(const Message& old, Message& message) {
  std::erase_if(message.extracted, [](std::string_view line) { return line.starts_with(suggestion_prefix); });
  if (!is_suggestion(old)) return;
  for (std::string_view line : old.extracted) {
    if (line.starts_with(suggestion_prefix)) message.extracted.push_back(line);
  }
}

bool no_wrap(const Message& message) {
  return holds(message.flags, "no-wrap");
}

class Carrier {
 public:
  Carrier(const CarryContext& context, const Message& old, const Message& from_template, Relation relation)
      : context_(context), old_(old), relation_(relation) {
    result_.message = joined(old, from_template);
    before_ = origin_of(old);
    after_ = text_of(result_.message);
  }

  Carried run() {
    Message& message = result_.message;
    keep_suggestion_mark(old_, message);
    const bool fits = fit_forms(message, old_.has_plural, context_.plural_count);
    result_.leaves_obsolete = !fits && !message.has_plural;
    if (relation_ == Relation::SameText && text_of(old_) == after_) {
      as_it_was();
    } else if (standing_of(old_) == Standing::Doubtful) {
      doubtful();
    } else if (fits && still_right()) {
      right(relation_ == Relation::TextBack ? Fate::Revived : Fate::Healed);
    } else {
      stale();
    }
    tidy();
    return std::move(result_);
  }

 private:
  void as_it_was() { result_.fate = old_.obsolete ? Fate::Revived : Fate::Kept; }

  /// Nobody knows which text this translation was made from, so it is offered as msgmerge would, without a previous
  /// msgid, and the old message stays for the day its text comes back.
  void doubtful() {
    result_.fate = Fate::Stale;
    result_.previous = old_.msgid;
    result_.message.fuzzy = true;
    clear_previous(result_.message);
    result_.leaves_obsolete = true;
  }

  bool still_right() {
    const ChangeClass change = classify(before_, after_);
    if (change == ChangeClass::None) return relation_ == Relation::TextBack || relation_ == Relation::SameText;
    if (change == ChangeClass::Context) return relation_ == Relation::NewContext && same_texts();
    return context_.heal && heal(rule_of(change));
  }

  bool same_texts() const { return before_.msgid == after_.msgid && before_.msgid_plural == after_.msgid_plural; }

  bool heal(const ChangeRule& rule) {
    if (rule.heal == nullptr || no_wrap(old_) || no_wrap(result_.message)) return false;
    std::vector<std::string> healed(result_.message.msgstr.size());
    for (std::size_t i = 0; i < healed.size(); ++i) {
      const bool plural = i > 0 && after_.has_plural;
      const std::string_view from = plural ? before_.msgid_plural : before_.msgid;
      const std::string_view to = plural ? after_.msgid_plural : after_.msgid;
      if (!rule.heal(from, to, result_.message.msgstr[i], healed[i])) return false;
    }
    for (std::size_t i = 0; i < healed.size(); ++i) {
      if (healed[i] != result_.message.msgstr[i]) result_.message.msgstr[i] = context_.catalog.keep(healed[i]);
    }
    return true;
  }

  void right(Fate fate) {
    result_.fate = fate;
    result_.previous = old_.msgid;
    result_.message.fuzzy = false;
    clear_previous(result_.message);
  }

  /// The first previous msgid stays: the text that the translation was made from. Where that is this very text, yet
  /// match.cpp did not say that it is back, several translations claim it, and this one is a doubtful one.
  void stale() {
    if (before_ == after_) return doubtful();
    result_.fate = Fate::Stale;
    result_.previous = old_.msgid;
    result_.message.fuzzy = true;
    set_previous(result_.message, before_);
  }

  void tidy() {
    Message& message = result_.message;
    if (!has_any_text(message)) message.fuzzy = false;
    if (!message.fuzzy) clear_previous(message);
  }

  const CarryContext& context_;
  const Message& old_;
  Relation relation_;
  SourceText before_;
  SourceText after_;
  Carried result_;
};

}  // namespace

Carried untranslated(const CarryContext& context, const Message& from_template) {
  Carried result;
  Message& message = result.message;
  message = from_template;
  message.line = 0;
  message.fuzzy = false;
  message.msgstr.assign(message.has_plural ? context.plural_count : 1, std::string_view{});
  clear_previous(message);
  return result;
}

Carried carry(const CarryContext& context, const Message& old, const Message& from_template, Relation relation) {
  return Carrier(context, old, from_template, relation).run();
}

Message as_obsolete(const Message& old) {
  Message message = old;
  message.obsolete = true;
  message.line = 0;
  message.extracted.clear();
  message.references.clear();
  return message;
}

}  // namespace hexapla
