// Which translation memory a run is about, and the way into it.
#pragma once

#include "cli/command.h"
#include "hexapla/memory/memory.h"

#include <memory>
#include <string>

namespace hexapla::cli {

/// What was given with --memory, else the project's. A URL, or a path from here. Throws Error when there is neither.
std::string memory_location(const std::string& given, Console& console);

/// A postgresql:// URL rather than a path.
bool is_memory_url(const std::string& location);

/// `create`: where there is none, it is made. A run that needs PostgreSQL may go on in another program, from its
/// beginning: nothing may have been read from standard input, written or said before.
std::unique_ptr<Memory> open_memory(const std::string& location, bool create);

/// Remembers how the program was started, for that. Called once, before anything changes folders.
void remember_start(char** arguments);

/// The memory at a postgresql:// URL: of the program that has PostgreSQL's library, or by going on in it. There is one
/// file for each, in postgresql/.
std::unique_ptr<Memory> open_postgresql_memory(const std::string& url, bool create);
/// Starts `program` beside this one (or where it is installed) as this one was started; returns when there is none.
void go_on_in(const char* program);

}  // namespace hexapla::cli
