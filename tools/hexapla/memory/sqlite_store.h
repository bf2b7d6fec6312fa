// A memory in a file of SQLite's, with its journal (-wal) beside it while it is open.
#pragma once

#include "hexapla/memory/store.h"

#include <memory>
#include <string>

namespace hexapla {

/// Makes file and folders where there are none, with `create`. Throws Error where the file is none, is damaged, is not
/// a translation memory, or is one of a later Hexapla.
std::unique_ptr<Store> open_sqlite_store(const std::string& path, bool create);

}  // namespace hexapla
