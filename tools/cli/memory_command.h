// What the actions of `hexapla memory` share.
#pragma once

#include "cli/memory_place.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::cli {

struct MemoryArguments {
  std::string action;
  std::vector<std::string> rest;
  std::string location, source, target, output, least, limit, context, unused_since, origin, author;
  bool check = false, json = false;
};

/// A language as it was given, canonical; empty stays empty. Throws Error for one that is none.
std::string language_given(const std::string& text);

/// The project's source language; English where there is no project.
std::string usual_source_language();

/// Digits and nothing else.
std::optional<unsigned> whole_number(std::string_view text);
/// --min: "70" or "70%" as 0.7; empty: `otherwise`. Throws Error for what is none.
double share_given(const std::string& text, double otherwise);

/// One for each action.
int memory_add(const MemoryArguments& arguments, Invocation& invocation);
int memory_import(const MemoryArguments& arguments, Invocation& invocation);
int memory_export(const MemoryArguments& arguments, Invocation& invocation);
int memory_search(const MemoryArguments& arguments, Invocation& invocation);
int memory_stats(const MemoryArguments& arguments, Invocation& invocation);
int memory_prune(const MemoryArguments& arguments, Invocation& invocation);

}  // namespace hexapla::cli
