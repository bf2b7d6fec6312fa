// --json: one document on standard output. Its words are English whatever the reader's language.
#pragma once

#include "cli/console.h"

#include <vector>

#include <nlohmann/json_fwd.hpp>

namespace hexapla::cli {

/// Keeps the order in which keys were put in.
using Json = nlohmann::ordered_json;

/// [{"severity", "id", "file", "line", "column", "message", "hint"}…]
Json to_json(const std::vector<Diagnostic>& diagnostics);

void print(const Json& json, Console& console);

}  // namespace hexapla::cli
