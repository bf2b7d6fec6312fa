// The words that a source uses.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace hexapla {

/// Few updates ask, and those for few words: only who asks for many pays for all. Not for several threads at once.
class Vocabulary {
 public:
  /// The words of the live messages; keeps a reference.
  explicit Vocabulary(const Catalog& source) : source_(source) {}
  bool has(std::string_view word) const;

 private:
  void read() const;

  const Catalog& source_;
  mutable std::unordered_map<std::uint64_t, bool> scanned_;  ///< the first answers, by hash
  mutable std::unordered_set<std::uint64_t> words_;
  mutable bool read_ = false;
};

}  // namespace hexapla
