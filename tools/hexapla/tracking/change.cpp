#include "hexapla/tracking/change.h"

#include "hexapla/matching/fingerprint.h"
#include "hexapla/tracking/heal.h"

#include <algorithm>
#include <array>

namespace hexapla {
namespace {

constexpr std::array<ChangeRule, 7> rules{{
    {ChangeClass::None, "none", nullptr},
    {ChangeClass::Reflow, "reflow", heal_reflow},
    {ChangeClass::Markup, "markup", nullptr},
    {ChangeClass::Punctuation, "punctuation", nullptr},
    {ChangeClass::Entities, "entities", nullptr},
    {ChangeClass::Context, "context", nullptr},
    {ChangeClass::Words, "words", nullptr},
}};

ChangeClass class_of(Strength strength) {
  switch (strength) {
    case Strength::Spacing:
      return ChangeClass::Reflow;
    case Strength::Markup:
      return ChangeClass::Markup;
    case Strength::Punctuation:
      return ChangeClass::Punctuation;
    case Strength::Entities:
      break;
  }
  return ChangeClass::Entities;
}

ChangeClass compare(std::string_view before, std::string_view after) {
  if (before == after) return ChangeClass::None;
  const auto strength = weakest_agreement(before, after);
  return strength ? class_of(*strength) : ChangeClass::Words;
}

}  // namespace

const ChangeRule& rule_of(ChangeClass what) {
  return rules[static_cast<std::size_t>(what)];
}

ChangeClass classify(const SourceText& before, const SourceText& after) {
  ChangeClass gravest = compare(before.msgid, after.msgid);
  if (before.has_plural != after.has_plural) return ChangeClass::Words;
  if (before.has_plural) gravest = std::max(gravest, compare(before.msgid_plural, after.msgid_plural));
  const bool same_context = before.has_msgctxt == after.has_msgctxt && before.msgctxt == after.msgctxt;
  return same_context ? gravest : std::max(gravest, ChangeClass::Context);
}

}  // namespace hexapla
