// What a subcommand is: an entry in the argument parser, a manual, and a function. Every file that is named after a
// subcommand makes one; commands.cpp lists them.
#pragma once

#include "cli/console.h"

#include <functional>
#include <string>
#include <vector>

namespace CLI {
class App;
}  // namespace CLI

namespace hexapla::cli {

/// The manual page of a command; all texts are msgids, `synopsis` and the examples' commands stay as they are.
/// `literal` stands for what is typed.
struct Manual {
  struct Example {
    const char* command;
    const char* text;
  };
  const char* name;
  const char* summary;
  std::vector<const char*> synopsis;
  std::vector<const char*> description;  ///< paragraphs
  const char* success;                   ///< what exit status 0 means
  const char* finding = nullptr;         ///< what exit status 1 means; nullptr: never
  std::vector<Example> examples;
};

/// The options that every command takes.
struct Settings {
  bool quiet = false;
  std::string color = "auto";
  std::string directory;
  unsigned jobs = 0;  ///< 0: as many as there are processors
};

struct Invocation {
  const Settings& settings;
  Console& console;
};

/// What the process returns.
inline constexpr int exit_done = 0;
inline constexpr int exit_finding = 1;
inline constexpr int exit_failed = 2;

struct Command {
  const Manual* manual = nullptr;
  CLI::App* app = nullptr;
  std::function<int(Invocation&)> run;
};

/// Each adds its subcommand to the parser.
Command add_init(CLI::App& root);
Command add_extract(CLI::App& root);
Command add_update(CLI::App& root);
Command add_merge(CLI::App& root);
Command add_status(CLI::App& root);
Command add_report(CLI::App& root);
Command add_build(CLI::App& root);
Command add_diff(CLI::App& root);
Command add_impact(CLI::App& root);
Command add_accept(CLI::App& root);
Command add_touch(CLI::App& root);
Command add_format(CLI::App& root);
Command add_git_merge(CLI::App& root);
Command add_git_textconv(CLI::App& root);
Command add_memory(CLI::App& root);
Command add_pretranslate(CLI::App& root);
Command add_verify(CLI::App& root);

/// All of them, in the order in which people meet them.
std::vector<Command> add_commands(CLI::App& root);

/// Wrong usage: exit status 2. `hint` may be empty.
[[noreturn]] void refuse(Phrase message, Phrase hint = {});

}  // namespace hexapla::cli
