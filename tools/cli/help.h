// Help texts that read like manual pages, and the manual pages themselves, from the same source: the Manual of a
// command and the options that it gave the parser.
#pragma once

#include "cli/command.h"

#include <string>
#include <vector>

namespace hexapla::cli {

/// For a terminal `width` columns wide.
std::string help_of(const Command& command, const CLI::App& root, std::size_t width, bool colors);
/// `hexapla --help`: what there is, and the options that every command takes.
std::string overview(const std::vector<Command>& commands, const CLI::App& root, std::size_t width, bool colors);

/// The same as troff source with the man macros: hexapla-NAME(1) and hexapla(1).
std::string man_page_of(const Command& command, const CLI::App& root);
std::string man_overview(const std::vector<Command>& commands, const CLI::App& root);

}  // namespace hexapla::cli
