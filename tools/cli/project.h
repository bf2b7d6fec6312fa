// What the commands share that work on a whole project.
#pragma once

#include "cli/command.h"
#include "hexapla/project/project.h"
#include "hexapla/project/runs.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::cli {

/// The project of the current folder, its warnings shown. Throws Error when there is none.
Project open_project(Console& console);

RunOptions run_options(const Invocation& invocation, std::vector<std::string> languages = {});

/// "zh-Hans 简体中文", as tables and summaries name a language. Names from right to left are isolated on a terminal.
std::string shown_language(const Language& language, const Console& console);

/// Where a site or report begins, and how much there is of it.
std::string shown_site(const std::string& folder, std::size_t languages, std::size_t files);

/// Errors among them: exit_failed, else `otherwise`.
int exit_after(const std::vector<Diagnostic>& diagnostics, int otherwise);
bool has_error(const std::vector<Diagnostic>& diagnostics);

}  // namespace hexapla::cli
