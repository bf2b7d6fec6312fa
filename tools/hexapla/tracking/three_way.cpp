// Each message is put together from its three versions. A message that one side's template made of another one is
// compared with what update makes of the base's version of that one: if it is just that, nobody has worked on it, and
// the other side's work on the old text is carried over in the same way.
#include "hexapla/tracking/three_way.h"

#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/tracking/carry.h"
#include "hexapla/tracking/side_notes.h"
#include "hexapla/tracking/three_way_entries.h"
#include "hexapla/tracking/three_way_header.h"
#include "hexapla/tracking/three_way_source.h"
#include "hexapla/tracking/three_way_work.h"

#include <array>
#include <utility>
#include <vector>

namespace hexapla {
namespace {

using Outcome = WorkMerge::Outcome;

/// Three versions of one message, each with its work as it is worth under the merged source text.
struct Versions {
  const Message* base = nullptr;
  std::array<const Message*, 2> sides{};
  Work base_work;
  std::array<Work, 2> works;
};

std::size_t number_of(MergeSide side) {
  return static_cast<std::size_t>(side);
}

std::uint32_t plural_count_of(const Catalog& catalog) {
  const auto forms = PluralForms::parse(catalog.header_field("Plural-Forms"));
  return forms ? forms->count() : 2;
}

class ThreeWayMerger {
 public:
  ThreeWayMerger(const Catalog& base, const Catalog& ours, const Catalog& theirs)
      : base_(base), ours_(ours), theirs_(theirs), later_(later_sides(ours, theirs)), entries_(base, ours, theirs) {}

  ThreeWayMerge run() {
    for (const Catalog* catalog : {&base_, &ours_, &theirs_}) result_.catalog.share(*catalog);
    add_header();
    plural_count_ = plural_count_of(result_.catalog);
    for (std::uint32_t number : live_order()) add_live(number);
    add_obsolete();
    return std::move(result_);
  }

 private:
  // ---- the header and the order

  void add_header() {
    HeaderMerge header = merge_header(base_, ours_, theirs_, later_, result_.catalog);
    if (!header.present) return;
    if (header.plural_conflict) result_.conflicts.push_back({MergeConflict::What::PluralForms, 0});
    result_.catalog.messages.push_back(std::move(header.message));
  }

  std::vector<std::uint32_t> live_order() const {
    auto order = entries_.order(Presence::Live, later_.by_template);
    std::erase_if(order,
                  [&](std::uint32_t number) { return MergeEntries::presence(entries_.all[number]) != Presence::Live; });
    return order;
  }

  // ---- versions

  /// What update would make of `message` under the text of `source`.
  Work view(const Message* message, const Message& source, Relation relation = Relation::SameText,
            ClassSet heal = ClassSet::usual()) {
    if (message == nullptr) return {};
    if (relation == Relation::SameText && text_of(*message) == text_of(source)) return work_of(message);
    const bool back = standing_of(*message) == Standing::Stale && previous_of(*message) == text_of(source);
    if (relation == Relation::TextBack && !back) relation = Relation::Aligned;
    const CarryContext context{result_.catalog, plural_count_, heal};
    const Message carried = carry(context, *message, source, relation).message;
    return work_of(&carried);
  }

  Versions versions_of(const MergeEntry& entry, const Message& source) {
    Versions versions{entry.base, entry.sides, view(entry.base, source), {}};
    for (const std::size_t side : {0U, 1U}) versions.works[side] = view(entry.sides[side], source);
    return versions;
  }

  // ---- live messages

  void add_live(std::uint32_t number) {
    const MergeEntry& entry = entries_.all[number];
    const Message source = merge_source(entry, later_.by_template);
    Versions versions = versions_of(entry, source);
    if (versions.sides[0] == nullptr || versions.sides[1] == nullptr) {
      const MergeSide side = versions.sides[0] != nullptr ? MergeSide::Ours : MergeSide::Theirs;
      add_of_one_side(entry, source, std::move(versions), side);
      return;
    }
    if (entry.base == nullptr) find_base(entry, source, versions);
    const WorkMerge merge = merge_work(versions.base_work, versions.works[0], versions.works[1], later_.by_revision);
    add(source, versions, merge);
  }

  /// Both templates brought the text: what it was before is what explains a side best.
  void find_base(const MergeEntry& entry, const Message& source, Versions& versions) {
    for (const std::size_t side : {0U, 1U}) {
      for (const auto& origin : entry.origins[side]) {
        const Message* base = entries_.all[origin.entry].base;
        const Work work = view(base, source, origin.relation);
        const bool explains = work == versions.works[0] || work == versions.works[1];
        if (versions.base != nullptr && !explains) continue;
        versions.base = base;
        versions.base_work = work;
        if (explains) return;
      }
    }
  }

  /// The text is new on one side, or back there. The other side's work on what it was before goes on with it.
  void add_of_one_side(const MergeEntry& entry, const Message& source, Versions versions, MergeSide side) {
    const Work& own = versions.works[number_of(side)];
    WorkMerge merge{Outcome::Clean, own, side};
    const MergeSide other = other_side(side);
    for (const auto& origin : entry.origins[number_of(side)]) {
      MergeEntry& before = entries_.all[origin.entry];
      const Message* worked_on = before.at(other);
      if (worked_on == nullptr || is_same_work(*worked_on, *before.base)) continue;
      versions.base = before.base;
      versions.sides[number_of(other)] = worked_on;
      if (!(work_of(worked_on) == work_of(before.base)) && follow(origin, source, own, *worked_on, merge.work)) {
        merge.side = other;
        before.followed[number_of(other)] = true;
      }
      break;
    }
    add(source, versions, merge);
  }

  static bool is_same_work(const Message& a, const Message& b) {
    return work_of(&a) == work_of(&b) && a.comments == b.comments;
  }

  /// Whether nobody has worked on `own` since the template brought its text; `work` is then the other side's.
  bool follow(const MergeEntry::Origin& origin, const Message& source, const Work& own, const Message& worked_on,
              Work& work) {
    if (standing_of(worked_on) == Standing::Empty) return false;
    const Message& base = *entries_.all[origin.entry].base;
    bool untouched = own.standing == Standing::Empty || (own.fuzzy && own.msgstr == base.msgstr);
    ClassSet heal = ClassSet::usual();
    for (const ClassSet classes : {ClassSet::usual(), ClassSet::all(), ClassSet::none()}) {
      if (untouched || !(view(&base, source, origin.relation, classes) == own)) continue;
      untouched = true;
      heal = classes;
    }
    if (!untouched) return false;
    const Work carried = view(&worked_on, source, origin.relation, heal);
    // A translation of this very text is there already: what was made for the other text stays with that.
    if (origin.relation == Relation::TextBack && carried.fuzzy && own.standing == Standing::Translated) return false;
    work = carried;
    return true;
  }

  // ---- obsolete messages

  void add_obsolete() {
    std::vector<bool> asked(entries_.all.size(), false);
    const auto add_all = [&](const std::vector<std::uint32_t>& order) {
      for (std::uint32_t number : order) {
        if (!asked[number]) add_obsolete(entries_.all[number]);
        asked[number] = true;
      }
    };
    add_all(entries_.order(Presence::Obsolete, later_.by_revision));
    add_all(entries_.order(Presence::Live, later_.by_template));
  }

  void add_obsolete(const MergeEntry& entry) {
    const Presence presence = MergeEntries::presence(entry);
    if (presence == Presence::Live) return;
    if (entry.sides[0] == nullptr || entry.sides[1] == nullptr) {
      add_left_over(entry, presence);
      return;
    }
    const MergeSide first = later_.by_revision;
    const auto texts = std::array{entry.base == nullptr ? SourceText() : text_of(*entry.base), text_of(*entry.sides[0]),
                                  text_of(*entry.sides[1])};
    const SourceText* text = settled(texts[0], texts[1], texts[2]);
    const bool ours = text == nullptr ? first == MergeSide::Ours : *text == texts[1];
    Message source = as_unused(*entry.sides[ours ? 0 : 1]);
    const Versions versions = versions_of(entry, source);
    WorkMerge merge = merge_work(versions.base_work, versions.works[0], versions.works[1], first);
    // No page waits for a decision.
    if (merge.outcome == Outcome::Conflict) merge = {Outcome::Draft, versions.works[number_of(first)], first};
    if (merge.work.empty()) return;
    const TextList nothing;
    source.flags = merge_items(entry.base == nullptr ? nothing : entry.base->flags, entry.sides[0]->flags,
                               entry.sides[1]->flags, first);
    add(source, versions, merge);
  }

  /// One side has dropped the message. It stays where the other has worked on it.
  void add_left_over(const MergeEntry& entry, Presence presence) {
    const std::size_t side = entry.sides[0] != nullptr ? 0 : 1;
    const Message* message = entry.sides[side];
    if (message == nullptr || !has_any_text(*message) || entry.followed[side]) return;
    const bool worked_on = standing_of(*message) != Standing::Empty && !(work_of(message) == work_of(entry.base));
    if (presence == Presence::Obsolete || worked_on) result_.catalog.messages.push_back(as_unused(*message));
  }

  static Message as_unused(const Message& message) {
    if (!message.obsolete) return as_obsolete(message);
    Message copy = message;
    copy.line = 0;
    return copy;
  }

  // ---- putting together

  void add(const Message& source, const Versions& versions, const WorkMerge& merge) {
    Message message = source;
    message.line = 0;
    set_work(message, merge.work);
    const TextList nothing;
    const auto comments = [&](const Message* version) -> const TextList& {
      return version == nullptr ? nothing : version->comments;
    };
    if (versions.sides[0] != nullptr && versions.sides[1] != nullptr) {
      message.comments = merge_comments(comments(versions.base), comments(versions.sides[0]),
                                        comments(versions.sides[1]), later_.by_revision, result_.catalog.arena());
    }
    if (merge.outcome != Outcome::Clean) note(versions, merge, message);
    fit_forms(message);
    result_.catalog.messages.push_back(std::move(message));
  }

  /// Both sides of a conflict; of a draft that gave way, the draft.
  void note(const Versions& versions, const WorkMerge& merge, Message& message) {
    Arena& arena = result_.catalog.arena();
    NotedComments comments = read_notes(message.comments);
    std::vector<SideNote> notes;
    for (const MergeSide side : {MergeSide::Ours, MergeSide::Theirs}) {
      if (merge.outcome == Outcome::Draft && side == merge.side) continue;
      Message version = message;
      set_work(version, versions.works[number_of(side)]);
      notes.push_back(note_of(version, side == MergeSide::Ours ? "ours" : "theirs", arena));
    }
    for (const SideNote& earlier : comments.notes) notes.push_back(as_earlier(earlier, arena));
    comments.notes = std::move(notes);
    message.comments = write_notes(comments, arena);
    if (merge.outcome != Outcome::Conflict) return;
    message.fuzzy = true;
    result_.conflicts.push_back(
        {MergeConflict::What::Translation, static_cast<std::uint32_t>(result_.catalog.messages.size())});
  }

  /// A rule of plural forms that one side changed is not yet kept by the other side's messages.
  void fit_forms(Message& message) {
    if (!message.has_plural || message.msgstr.size() == plural_count_ || !has_any_text(message)) return;
    if (plural_count_of(ours_) == plural_count_of(theirs_)) return;
    if (message.msgstr.size() > plural_count_) {
      NotedComments comments = read_notes(message.comments);
      comments.notes.push_back(note_of(message, "earlier", result_.catalog.arena()));
      message.comments = write_notes(comments, result_.catalog.arena());
    }
    message.fuzzy = true;
    message.msgstr.resize(plural_count_);
  }

  const Catalog& base_;
  const Catalog& ours_;
  const Catalog& theirs_;
  LaterSides later_;
  MergeEntries entries_;
  std::uint32_t plural_count_ = 2;
  ThreeWayMerge result_;
};

}  // namespace

ThreeWayMerge merge_three_ways(const Catalog& base, const Catalog& ours, const Catalog& theirs) {
  return ThreeWayMerger(base, ours, theirs).run();
}

}  // namespace hexapla
