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

/// From one text of a message to another: what changed, and how to change a translation alike. Made once for all forms.
class Way {
 public:
  Way(const SourceText& from, const SourceText& to, const Vocabulary* known)
      : change_(compare(from, to, known)),
        text_(from.msgid, to.msgid, change_.text.edits),
        plural_(from.msgid_plural, to.msgid_plural, change_.plural.edits) {}

  ChangeClass what() const { return change_.what; }
  const Difference& change(bool plural) const { return plural ? change_.plural : change_.text; }
  const Edits& edits(bool plural) const { return plural ? plural_ : text_; }

 private:
  SourceChange change_;
  Edits text_;
  Edits plural_;
};

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
    } else {
      changed(fits);
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

  void changed(bool fits) {
    const Way way(before_, after_, context_.known);
    result_.what = std::max(way.what(), class_of_relation());
    const bool heals = fits && still_right(way);
    if (heals && is_touched()) {
      touched();
    } else if (heals) {
      right(relation_ == Relation::TextBack ? Fate::Revived : Fate::Healed);
    } else {
      stale(way);
    }
  }

  ChangeClass class_of_relation() const {
    if (relation_ == Relation::Split) return ChangeClass::Split;
    const bool joined = relation_ == Relation::Joined || relation_ == Relation::Gathered;
    return joined ? ChangeClass::Joined : ChangeClass::None;
  }

  /// An editor wants it looked at again under a text that it was made from; see `hexapla touch`.
  bool is_touched() const { return standing_of(old_) == Standing::Stale && before_ == text_of(old_); }

  bool still_right(const Way& way) {
    if (relation_ == Relation::Split || relation_ == Relation::Gathered) return false;
    if (relation_ == Relation::Joined && !context_.heal.has(ChangeClass::Joined)) return false;
    if (way.what() == ChangeClass::None) {
      return relation_ == Relation::TextBack || relation_ == Relation::SameText || relation_ == Relation::Joined;
    }
    if (way.what() == ChangeClass::Context) return relation_ == Relation::NewContext && same_texts();
    return heal(way);
  }

  bool same_texts() const { return before_.msgid == after_.msgid && before_.msgid_plural == after_.msgid_plural; }

  bool is_plural(std::size_t form) const { return form > 0 && after_.has_plural; }

  /// A stale translation got what could be carried over exactly from the text that it was made from to the one that it
  /// stands under. This takes it back.
  std::vector<std::string> forms_at_origin() const {
    std::vector<std::string> forms(result_.message.msgstr.begin(), result_.message.msgstr.end());
    const SourceText under = text_of(old_);
    if (under == before_) return forms;
    const Way back(under, before_, nullptr);
    for (std::size_t i = 0; i < forms.size(); ++i) forms[i] = back.edits(is_plural(i)).apply(forms[i]);
    return forms;
  }

  bool heal(const Way& way) {
    if (no_wrap(old_) || no_wrap(result_.message)) return false;
    std::vector<std::string> forms = forms_at_origin();
    for (std::size_t i = 0; i < forms.size(); ++i) {
      if (!forms[i].empty() && !heal_form(way, is_plural(i), forms[i])) return false;
    }
    take(forms);
    return true;
  }

  bool heal_form(const Way& way, bool plural, std::string& form) const {
    const std::string_view from = plural ? before_.msgid_plural : before_.msgid;
    const std::string_view to = plural ? after_.msgid_plural : after_.msgid;
    const Difference& change = way.change(plural);
    const Edits& edits = way.edits(plural);
    if (!context_.heal.includes(change.classes)) return false;
    if (form == from) {  // a name, say, that is the same in both languages, and so are its new marks
      form = to;
      return true;
    }
    if (!change.exact || !edits.complete()) return false;
    std::size_t made = 0;
    form = edits.apply(form, made);
    if (made != edits.size()) return false;
    return same_lines(from, to) || heal_reflow(from, to, std::string(form), form);
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
  void carry_edits(const Way& way) {
    std::vector<std::string> forms = forms_at_origin();
    for (std::size_t i = 0; i < forms.size(); ++i) forms[i] = way.edits(is_plural(i)).apply(forms[i]);
    take(forms);
  }

  /// The same edit was made in it; the reason to look at it is as good as before.
  void touched() {
    result_.fate = Fate::Stale;
    result_.previous = old_.msgid;
    result_.message.fuzzy = true;
    set_previous(result_.message, after_);
  }

  void right(Fate fate) {
    result_.fate = fate;
    result_.previous = old_.msgid;
    result_.message.fuzzy = false;
    if (fate == Fate::Revived) take(forms_at_origin());
    clear_previous(result_.message);
  }

  /// The first previous msgid stays: the text that the translation was made from. Where that is this very text, yet
  /// match.cpp did not say that it is back, several translations claim it, and this one is a doubtful one.
  void stale(const Way& way) {
    if (before_ == after_ && class_of_relation() == ChangeClass::None) return doubtful();
    result_.fate = Fate::Stale;
    result_.previous = old_.msgid;
    result_.message.fuzzy = true;
    if (context_.heal != ClassSet::none()) carry_edits(way);
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
