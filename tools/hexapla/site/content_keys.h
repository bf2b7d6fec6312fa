// One number for all that a page in a language is made from: the page, and what its catalogs have for each of its
// texts. So a change of one message concerns the pages that show it, and no others. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <unordered_map>

namespace hexapla {

class ContentKeys {
 public:
  explicit ContentKeys(const SiteState& state) : state_(state) {}

  /// The catalogs of this language are loaded (unless there is one for each page).
  void add(std::size_t language);
  /// `page_hash`: of its bytes; `catalogs_hash`: of the catalogs that it reads. Any number of threads.
  std::uint64_t of(std::uint32_t page, std::size_t language, std::uint64_t page_hash,
                   std::uint64_t catalogs_hash) const;

 private:
  /// Of each message's translation; the lowest bit says that it is stale.
  using Table = std::unordered_map<std::uint64_t, std::uint64_t>;

  const SiteState& state_;
  std::map<const LoadedCatalog*, Table> tables_;
  std::map<std::size_t, std::vector<const Table*>> chains_;  // by language
};

}  // namespace hexapla
