#include "hexapla/memory/tmx_pairs.h"

#include "hexapla/matching/tmx_codes.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <unordered_map>

namespace hexapla {
namespace {

constexpr std::string_view context_prop = "x-context";
constexpr std::string_view origin_prop = "x-origin";

/// canonical_language(), which is slow, for files that have two languages a million times.
const std::string& canonical(const std::string& tag) {
  constexpr std::size_t most = 256;
  thread_local std::unordered_map<std::string, std::string> known;
  if (known.size() > most) known.clear();
  const auto found = known.find(tag);
  return found != known.end() ? found->second : known.emplace(tag, canonical_language(tag)).first->second;
}

bool reads_alike(const std::string& a, const std::string& b) {
  return a == b || language_and_script(a) == language_and_script(b);
}

std::string prop_of(const TmxUnit& unit, const TmxVariant& variant, std::string_view type) {
  for (const auto* details : {&variant.details, &unit.details}) {
    for (const auto& prop : details->props) {
      if (prop.type == type) return prop.text;
    }
  }
  return {};
}

/// Who and when: of the target if it says so, else of the unit.
void read_details(const TmxUnit& unit, const TmxVariant& target, MemoryPair& pair) {
  for (const auto* details : {&target.details, &unit.details}) {
    const TmxTime date = details->changed != no_tmx_time ? details->changed : details->created;
    if (pair.date == 0 && date > 0) pair.date = date;
    if (pair.author.empty()) pair.author = details->changed_by.empty() ? details->created_by : details->changed_by;
    if (pair.used == 0 && details->last_used > 0) pair.used = details->last_used;
    constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
    pair.uses =
        std::max(pair.uses, static_cast<std::uint32_t>(std::clamp<std::int64_t>(details->usage_count, 1, most)));
  }
  // Without a date of use: when it was made. It was not used today, only read.
  if (pair.used == 0) pair.used = pair.date;
}

const TmxVariant* source_of(const TmxUnit& unit, const std::string& language) {
  for (const auto& variant : unit.variants) {
    if (canonical(variant.lang) == language) return &variant;
  }
  for (const auto& variant : unit.variants) {
    const std::string tag = canonical(variant.lang);
    if (!tag.empty() && reads_alike(tag, language)) return &variant;
  }
  return nullptr;
}

}  // namespace

std::vector<MemoryPair> pairs_of(const TmxUnit& unit, const TmxChoice& choice) {
  std::vector<MemoryPair> pairs;
  const std::string wanted = choice.source_language.empty() ? canonical(unit.source_lang) : choice.source_language;
  const TmxVariant* source =
      wanted.empty() && !unit.variants.empty() ? &unit.variants.front() : source_of(unit, wanted);
  if (source == nullptr) return pairs;
  const std::string from = wanted.empty() ? canonical(source->lang) : wanted;
  if (from.empty()) return pairs;
  for (const auto& variant : unit.variants) {
    std::string to = canonical(variant.lang);
    if (&variant == source || to.empty() || to == from) continue;
    if (!choice.target_language.empty()) {
      if (!reads_alike(to, choice.target_language)) continue;
      to = choice.target_language;
    }
    MemoryPair pair;
    pair.source_language = from;
    pair.target_language = std::move(to);
    pair.source = source->text;
    pair.target = variant.text;
    pair.context = prop_of(unit, variant, context_prop);
    pair.origin = prop_of(unit, variant, origin_prop);
    if (pair.origin.empty()) pair.origin = choice.origin;
    read_details(unit, variant, pair);
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

TmxUnit tmx_unit_of(const MemoryPair& pair) {
  TmxUnit unit;
  unit.source_lang = pair.source_language;
  if (pair.used != 0) unit.details.last_used = pair.used;
  unit.details.usage_count = pair.uses;
  if (!pair.context.empty()) unit.details.props.push_back({std::string(context_prop), pair.context});
  if (!pair.origin.empty()) unit.details.props.push_back({std::string(origin_prop), pair.origin});
  TmxVariant source;
  source.lang = pair.source_language;
  source.text = pair.source;
  source.codes = tmx_codes(pair.source);
  TmxVariant target;
  target.lang = pair.target_language;
  target.text = pair.target;
  target.codes = tmx_codes(pair.target);
  target.details.created_by = pair.author;
  if (pair.date != 0) target.details.created = pair.date;
  unit.variants.push_back(std::move(source));
  unit.variants.push_back(std::move(target));
  return unit;
}

}  // namespace hexapla
