// For a program that is linked with PostgreSQL's library.
#include "cli/memory_place.h"
#include "hexapla/postgresql/postgresql_store.h"

namespace hexapla::cli {

std::unique_ptr<Memory> open_postgresql_memory(const std::string& url, bool create) {
  return std::make_unique<Memory>(open_postgresql_store(url, create));
}

}  // namespace hexapla::cli
