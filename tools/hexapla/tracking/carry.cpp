#include "hexapla/tracking/carry.h"

#include "hexapla/catalogs/state.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/heal.h"
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
    result_.what = classify(before_, after_, context_.known);
    if (result_.what == ChangeClass::None) {
      return relation_ == Relation::TextBack || relation_ == Relation::SameText;
    }
    if (result_.what == ChangeClass::Context) return relation_ == Relation::NewContext && same_texts();
    return heal();
  }

  bool same_texts() const { return before_.msgid == after_.msgid && before_.msgid_plural == after_.msgid_plural; }

  std::string_view form_of(const SourceText& text, std::size_t form) const {
    return form > 0 && after_.has_plural ? text.msgid_plural : text.msgid;
  }

  /// A stale translation got what could be carried over exactly from the text that it was made from to the one that
  /// it stands under. This takes it back.
  std::string at_origin(std::size_t form) const {
    const std::string_view translation = result_.message.msgstr[form];
    const std::string_view under = form_of(text_of(old_), form);
    const std::string_view origin = form_of(before_, form);
    std::string undone(translation);
    if (under != origin) {
      const Difference change = difference(under, origin);
      if (!change.edits.empty()) Edits(under, origin, change.edits).apply(translation, undone);
    }
    return undone;
  }

  bool heal() {
    if (no_wrap(old_) || no_wrap(result_.message)) return false;
    std::vector<std::string> healed(result_.message.msgstr.size());
    for (std::size_t i = 0; i < healed.size(); ++i) {
      if (!result_.message.msgstr[i].empty() && !heal_form(i, healed[i])) return false;
    }
    take(healed);
    return true;
  }

  bool heal_form(std::size_t form, std::string& healed) const {
    const std::string_view from = form_of(before_, form);
    const std::string_view to = form_of(after_, form);
    const Difference change = difference(from, to, context_.known);
    if (!context_.heal.includes(change.classes)) return false;
    healed = at_origin(form);
    if (healed == from) {  // a name, say, that is the same in both languages, and so are its new marks
      healed = to;
      return true;
    }
    const Edits edits(from, to, change.edits);
    if (!change.exact || !edits.complete()) return false;
    if (!edits.empty() && edits.apply(std::string(healed), healed) != edits.size()) return false;
    return same_lines(from, to) || heal_reflow(from, to, std::string(healed), healed);
  }

  /// The line breaks are as many in both, and the same at the ends: nothing to do for msgfmt's sake or the page's.
  static bool same_lines(std::string_view from, std::string_view to) {
    const auto breaks = [](std::string_view text) { return std::count(text.begin(), text.end(), '\n'); };
    return breaks(from) == breaks(to) && from.starts_with('\n') == to.starts_with('\n') &&
           from.ends_with('\n') == to.ends_with('\n');
  }

  void take(const std::vector<std::string>& texts) {
    for (std::size_t i = 0; i < texts.size(); ++i) {
      if (texts[i] != result_.message.msgstr[i]) result_.message.msgstr[i] = context_.catalog.keep(texts[i]);
    }
  }

  /// What can be carried over exactly, for the translator's sake.
  void carry_edits() {
    std::vector<std::string> carried(result_.message.msgstr.size());
    for (std::size_t i = 0; i < carried.size(); ++i) {
      const std::string_view from = form_of(before_, i);
      const std::string_view to = form_of(after_, i);
      carried[i] = at_origin(i);
      const Difference change = difference(from, to);
      if (!change.edits.empty()) Edits(from, to, change.edits).apply(std::string(carried[i]), carried[i]);
    }
    take(carried);
  }

  void right(Fate fate) {
    result_.fate = fate;
    result_.previous = old_.msgid;
    result_.message.fuzzy = false;
    if (fate == Fate::Revived) take_origin();
    clear_previous(result_.message);
  }

  void take_origin() {
    std::vector<std::string> origin(result_.message.msgstr.size());
    for (std::size_t i = 0; i < origin.size(); ++i) origin[i] = at_origin(i);
    take(origin);
  }

  /// The first previous msgid stays: the text that the translation was made from. Where that is this very text, yet
  /// match.cpp did not say that it is back, several translations claim it, and this one is a doubtful one.
  void stale() {
    if (before_ == after_) return doubtful();
    result_.fate = Fate::Stale;
    result_.previous = old_.msgid;
    result_.message.fuzzy = true;
    if (context_.heal != HealSet::none()) carry_edits();
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
