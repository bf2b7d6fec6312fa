// What every memory does, in whatever database: each function is a test on an empty one.
#pragma once

#include "hexapla/memory/memory.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

/// Another connection to the memory under test.
using OpenMemory = std::function<std::unique_ptr<hexapla::Memory>()>;

void keeps_each_pair_once(const OpenMemory& open);
void finds_what_brute_force_finds(const OpenMemory& open);
void finds_the_same_text(const OpenMemory& open);
void counts_days_of_use(const OpenMemory& open);
void prunes_what_is_named(const OpenMemory& open);
void takes_two_writers(const OpenMemory& open);
void takes_any_text(const OpenMemory& open);
void reads_while_somebody_writes(const OpenMemory& open);

hexapla::MemoryPair pair_of(std::string source, std::string target, std::string from = "en", std::string to = "fr");
std::vector<hexapla::MemoryPair> all_of(hexapla::Memory& memory, const hexapla::MemoryFilter& filter = {});
