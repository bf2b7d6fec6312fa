// Which catalogs a memory has learned already, so that not every update tells it the same again.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

namespace hexapla {

/// All that a memory would learn from a catalog, in one number.
std::uint64_t translated_hash(const Catalog& catalog);

/// A small file: a hash and a name in each line, of one memory. Where it is missing, damaged or another memory's,
/// nothing is known, which costs time and no more.
class LearnedRecord {
 public:
  LearnedRecord(std::string file, std::string_view memory);

  bool has(const std::string& catalog, std::uint64_t hash) const;
  void note(const std::string& catalog, std::uint64_t hash);
  /// Where something was noted. Throws Error (id "file-write").
  void save();

 private:
  std::string file_;
  std::string first_line_;
  std::map<std::string, std::uint64_t> hashes_;
  bool changed_ = false;
};

}  // namespace hexapla
