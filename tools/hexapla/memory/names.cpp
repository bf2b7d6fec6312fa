#include "hexapla/base/file.h"
#include "hexapla/memory/parts.h"
#include "hexapla/text/language.h"

#include <algorithm>

namespace hexapla {

void MemoryNames::refresh(Store& store) {
  for (auto& name : store.names_after(last_)) {
    last_ = std::max(last_, name.id);
    by_text_.emplace(name.text, name.id);
    by_id_.emplace(name.id, std::move(name.text));
  }
}

std::int64_t MemoryNames::find(std::string_view text) const {
  const auto found = by_text_.find(std::string(text));
  return found == by_text_.end() ? 0 : found->second;
}

std::int64_t MemoryNames::add(std::string_view text) {
  if (text.empty()) return 0;
  if (const std::int64_t known = find(text); known != 0) return known;
  by_text_.emplace(text, ++last_);
  by_id_.emplace(last_, text);
  fresh_.push_back({last_, std::string(text)});
  return last_;
}

void MemoryNames::insert(Store& store) {
  if (!fresh_.empty()) store.insert_names(fresh_);
  fresh_.clear();
}

const std::string& MemoryNames::text(std::int64_t id) const {
  static const std::string none;
  const auto found = by_id_.find(id);
  return found == by_id_.end() ? none : found->second;
}

std::vector<std::int64_t> MemoryNames::relatives(std::string_view language) const {
  std::vector<std::int64_t> ids;
  const std::string wanted = language_and_script(language);
  for (const auto& [text, id] : by_text_) {
    // Origins and authors are names, too, and no languages; most cannot be.
    if (text == language) {
      ids.insert(ids.begin(), id);
    } else if (text.size() <= 35 && canonical_language(text) == text && language_and_script(text) == wanted) {
      ids.push_back(id);
    }
  }
  return ids;
}

std::int64_t source_hash(std::string_view text) {
  return static_cast<std::int64_t>(hash_bytes(text) >> 1);
}

MemoryPair pair_from(const StoredPair& stored, const MemoryNames& names) {
  MemoryPair pair;
  pair.target_language = names.text(stored.language);
  pair.target = stored.target;
  pair.context = stored.context;
  pair.origin = names.text(stored.origin);
  pair.author = names.text(stored.author);
  pair.date = stored.date;
  pair.used = stored.used;
  pair.uses = static_cast<std::uint32_t>(stored.uses);
  return pair;
}

}  // namespace hexapla
