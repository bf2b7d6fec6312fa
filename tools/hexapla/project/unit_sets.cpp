#include "hexapla/project/unit_sets.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"

#include <algorithm>
#include <utility>

namespace hexapla {

std::uint64_t unit_number(std::string_view context, std::string_view text) {
  return hash_bytes(text, context.empty() ? 0 : hash_bytes(context, 1));
}

std::uint64_t parse_number(const PageFormat& format, const ParseOptions& options) {
  std::uint64_t number = hash_bytes(format.name, options.code_comments ? 1 : 0);
  for (const std::string& key : options.keys) number = hash_bytes(key, number);
  return number;
}

UnitSets::Set UnitSets::of(const GitRepository& repository, const ObjectId& blob, const PageFormat& format,
                           const ParseOptions& options, std::uint64_t parse) {
  const auto known =
      std::partition_point(known_.begin(), known_.end(), [&](const Key& key) { return key.before(blob, parse); });
  if (known != known_.end() && known->blob == blob && known->parse == parse) {
    return std::span(numbers_).subspan(known->first, known->count);
  }
  {
    const std::lock_guard<std::mutex> guard(mutex_);
    if (const auto fresh = fresh_.find({blob, parse}); fresh != fresh_.end()) return fresh->second;
  }
  if (!repository.has(blob)) return std::nullopt;
  const Page page("", repository.read_blob(blob), format, options);
  std::vector<std::uint64_t> numbers;
  numbers.reserve(page.units.size());
  for (const Unit& unit : page.units) numbers.push_back(unit_number(unit.context, unit.text));
  std::sort(numbers.begin(), numbers.end());
  numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
  const std::lock_guard<std::mutex> guard(mutex_);
  return fresh_.try_emplace({blob, parse}, std::move(numbers)).first->second;
}

void UnitSets::put(PackedWriter& out, const std::unordered_set<ObjectId, ObjectIdHash>& blobs,
                   const std::set<std::uint64_t>& parses) const {
  std::vector<Key> keys;
  std::vector<std::uint64_t> numbers;
  const auto add = [&](const ObjectId& blob, std::uint64_t parse, std::span<const std::uint64_t> set) {
    if (blobs.count(blob) == 0 || parses.count(parse) == 0) return;
    keys.push_back({blob, static_cast<std::uint32_t>(set.size()), parse, numbers.size()});
    numbers.insert(numbers.end(), set.begin(), set.end());
  };
  for (const Key& key : known_) add(key.blob, key.parse, std::span(numbers_).subspan(key.first, key.count));
  for (const auto& [key, set] : fresh_) add(key.first, key.second, set);
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) { return a.before(b.blob, b.parse); });
  out.put_all(keys);
  out.put_all(numbers);
}

void UnitSets::clear() {
  known_.clear();
  numbers_.clear();
}

bool UnitSets::get(PackedReader& in) {
  if (!in.get_all(known_) || !in.get_all(numbers_)) return false;
  const auto in_range = [this](const Key& key) {
    return key.first <= numbers_.size() && key.count <= numbers_.size() - key.first;
  };
  return std::all_of(known_.begin(), known_.end(), in_range) &&
         std::is_sorted(known_.begin(), known_.end(),
                        [](const Key& a, const Key& b) { return a.before(b.blob, b.parse); });
}

}  // namespace hexapla
