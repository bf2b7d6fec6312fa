#include "hexapla/tracking/three_way_work.h"

#include "hexapla/catalogs/state.h"

#include <utility>

namespace hexapla {
namespace {

using Outcome = WorkMerge::Outcome;

/// Both sides changed the work, and not alike.
class WorkMerger {
 public:
  WorkMerger(const Work& base, const Work& ours, const Work& theirs, MergeSide first)
      : base_(base), ours_(ours), theirs_(theirs), first_(first) {}

  WorkMerge run() const {
    const bool our_text = ours_.standing != Standing::Empty;
    const bool their_text = theirs_.standing != Standing::Empty;
    if (!our_text && !their_text) return no_translation();
    if (our_text != their_text) return take(our_text ? MergeSide::Ours : MergeSide::Theirs);
    if (ours_.same_text(theirs_)) return other_state();
    if (reviewed(ours_) != reviewed(theirs_))
      return one_reviewed(reviewed(ours_) ? MergeSide::Ours : MergeSide::Theirs);
    if (reviewed(ours_)) return take(MergeSide::Ours, Outcome::Conflict);
    return two_drafts();
  }

 private:
  static bool reviewed(const Work& work) { return work.standing == Standing::Translated; }
  const Work& at(MergeSide side) const { return side == MergeSide::Ours ? ours_ : theirs_; }
  WorkMerge take(MergeSide side, Outcome outcome = Outcome::Clean) const { return {outcome, at(side), side}; }

  /// Any guess is better than none, and any as good as another.
  WorkMerge no_translation() const {
    const MergeSide second = other_side(first_);
    return take(at(first_).guess() || !at(second).guess() ? first_ : second);
  }

  /// The same text, reviewed here and not there, or made from two texts.
  WorkMerge other_state() const {
    if (reviewed(ours_) != reviewed(theirs_)) return take(reviewed(ours_) ? MergeSide::Ours : MergeSide::Theirs);
    const auto previous = [](const Work& work) { return std::pair(work.previous, work.has_previous); };
    if (previous(at(first_)) == previous(base_)) return take(other_side(first_));
    return take(first_);
  }

  WorkMerge one_reviewed(MergeSide side) const {
    const Work& draft = at(other_side(side));
    if (draft.same_text(base_)) return take_reviewed(side);
    return take(side, Outcome::Draft);
  }

  /// The other side has only the mark: that the text changed, or should be looked at again. The new translation was
  /// made without knowing of it, so the mark stays. A mere doubt was about the old translation.
  WorkMerge take_reviewed(MergeSide side) const {
    WorkMerge merge = take(side);
    const Work& marked = at(other_side(side));
    if (reviewed(base_) && marked.standing == Standing::Stale) {
      merge.work.fuzzy = true;
      merge.work.previous = marked.previous;
      merge.work.has_previous = true;
      merge.work.standing = Standing::Stale;
    }
    return merge;
  }

  WorkMerge two_drafts() const {
    if (ours_.same_text(base_)) return take(MergeSide::Theirs);
    return take(MergeSide::Ours, theirs_.same_text(base_) ? Outcome::Clean : Outcome::Conflict);
  }

  const Work& base_;
  const Work& ours_;
  const Work& theirs_;
  MergeSide first_;
};

}  // namespace

bool Work::empty() const {
  return std::all_of(msgstr.begin(), msgstr.end(), [](std::string_view text) { return text.empty(); });
}

bool Work::same_text(const Work& other) const {
  return msgstr == other.msgstr || (empty() && other.empty());
}

bool Work::operator==(const Work& other) const {
  if (empty() && other.empty()) return true;
  return msgstr == other.msgstr && fuzzy == other.fuzzy && has_previous == other.has_previous &&
         previous == other.previous && standing == other.standing;
}

Work work_of(const Message* message) {
  Work work;
  if (message == nullptr) return work;
  work.msgstr = message->msgstr;
  work.fuzzy = message->fuzzy;
  work.previous = previous_of(*message);
  work.has_previous = message->has_previous_msgid;
  work.standing = standing_of(*message);
  for (std::string_view line : message->extracted) {
    if (line.starts_with(suggestion_prefix)) work.suggestion.push_back(line);
  }
  return work;
}

void set_work(Message& message, const Work& work) {
  message.msgstr = work.msgstr;
  message.fuzzy = work.fuzzy;
  set_previous(message, work.previous);
  message.has_previous_msgid = work.has_previous;
  TextList there;
  for (std::string_view line : message.extracted) {
    if (line.starts_with(suggestion_prefix)) there.push_back(line);
  }
  if (there == work.suggestion) return;
  std::erase_if(message.extracted, [](std::string_view line) { return line.starts_with(suggestion_prefix); });
  message.extracted.insert(message.extracted.end(), work.suggestion.begin(), work.suggestion.end());
}

WorkMerge merge_work(const Work& base, const Work& ours, const Work& theirs, MergeSide first) {
  if (ours == theirs) return {Outcome::Clean, first == MergeSide::Ours ? ours : theirs, first};
  if (theirs == base) return {Outcome::Clean, ours, MergeSide::Ours};
  if (ours == base) return {Outcome::Clean, theirs, MergeSide::Theirs};
  return WorkMerger(base, ours, theirs, first).run();
}

}  // namespace hexapla
