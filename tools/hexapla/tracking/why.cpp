#include "hexapla/tracking/why.h"

#include <algorithm>

namespace hexapla {

namespace {

EditTrial try_edit(const Edit& edit, std::string_view translation) {
  const bool has_before = translation.find(edit.before) != std::string_view::npos;
  const bool has_after = translation.find(edit.after) != std::string_view::npos;
  EditTrial::Outcome outcome = EditTrial::Outcome::Ambiguous;
  if (!has_before) outcome = has_after ? EditTrial::Outcome::Carried : EditTrial::Outcome::Missing;
  return {edit.kind, std::string(edit.before), std::string(edit.after), outcome};
}

/// Those of `classes` that are not in `allowed`.
ClassSet outside(ClassSet classes, ClassSet allowed) {
  ClassSet left = ClassSet::none();
  for (std::size_t i = 0; i < change_classes; ++i) {
    const auto what = static_cast<ChangeClass>(i);
    if (classes.has(what) && !allowed.has(what)) left.add(what);
  }
  return left;
}

void find_obstacle(Trial& trial, const Difference& change, ClassSet heal) {
  using Obstacle = Trial::Obstacle;
  const ClassSet meaning = outside(change.classes, ClassSet::all());
  const ClassSet off = outside(change.classes, heal);
  if (meaning != ClassSet::none()) {
    trial.obstacle = Obstacle::Meaning;
    trial.blocking = meaning;
  } else if (off != ClassSet::none()) {
    trial.obstacle = Obstacle::SwitchedOff;
    trial.blocking = off;
  } else if (!change.exact) {
    trial.obstacle = Obstacle::Inexact;
  } else {
    const bool all = std::all_of(trial.edits.begin(), trial.edits.end(),
                                 [](const EditTrial& one) { return one.outcome == EditTrial::Outcome::Carried; });
    trial.obstacle = all ? Obstacle::Shape : Obstacle::NotFound;
  }
}

}  // namespace

Trial why_stale(std::string_view before, std::string_view after, std::string_view translation, ClassSet heal) {
  Trial trial;
  if (before == after) return trial;
  const Difference change = difference(before, after);
  trial.classes = change.classes;
  for (const Edit& edit : change.edits) trial.edits.push_back(try_edit(edit, translation));
  find_obstacle(trial, change, heal);
  return trial;
}

}  // namespace hexapla
