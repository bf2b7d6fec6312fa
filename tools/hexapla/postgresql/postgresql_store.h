// A memory in a PostgreSQL database: for a team that has a server. The tables are in the schema "hexapla_memory", which
// is made when it is not there. libpq's own means (PGPASSWORD, ~/.pgpass, a service file, sslmode in the URL) hold.
#pragma once

#include "hexapla/memory/store.h"

#include <memory>
#include <string>

namespace hexapla {

/// Throws Error (ids "memory-open", "memory-foreign") when there is no such database, or no memory in it and not
/// `create`. A password in the URL is never shown.
std::unique_ptr<Store> open_postgresql_store(const std::string& url, bool create);

}  // namespace hexapla
