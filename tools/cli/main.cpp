// The program: understands the arguments, runs one command, shows what ended it. Exit status 0: done; 1: the command
// found something; 2: it could not be done.
#include "cli/command.h"
#include "cli/help.h"
#include "cli/locale.h"
#include "cli/memory.h"
#include "cli/memory_place.h"
#include "hexapla/base/utf8.h"
#include "hexapla/project/config.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <new>

#include <CLI/CLI.hpp>
#include <unistd.h>

namespace hexapla::cli {
namespace {

/// As the parser fills it in, before anything is checked.
struct Line {
  Settings settings;
  std::string jobs;
  bool help = false, version = false;
  std::string help_about;
  bool man = false;
};

void add_settings(CLI::App& root, Line& line) {
  root.set_help_flag();
  root.require_subcommand(0, 1);
  root.add_option("-C,--directory", line.settings.directory, N_("Change to this folder first."))->type_name("DIR");
  root.add_option("-j,--jobs", line.jobs,
                  N_("Use at most so many threads; as many as there are processors without it."))
      ->type_name("N");
  root.add_flag("-q,--quiet", line.settings.quiet, N_("Say nothing but errors and what was asked for."));
  root.add_option("--color", line.settings.color,
                  N_("Colours: `auto` (on a terminal, the default), `always` or `never`."))
      ->type_name("WHEN");
  root.add_flag("-h,--help", line.help, N_("Show the manual of the command."));
  root.add_flag("--version", line.version, N_("Show which version this is."));
}

// --- wrong usage -------------------------------------------------------------------------------------------------

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const auto* option : app.get_options()) {
    for (const auto& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

Phrase suggestion(std::string_view wrong, const std::vector<std::string>& words) {
  std::vector<std::string_view> views(words.begin(), words.end());
  auto close = did_you_mean(wrong, views);
  if (close.empty()) {
    auto longer = std::find_if(views.begin(), views.end(), [&](auto word) { return word.starts_with(wrong); });
    if (longer != views.end()) close = *longer;
  }
  if (close.empty()) return {};
  return Phrase(N_("did you mean '{1}'?"), {std::string(close)});
}

[[noreturn]] void refuse_extra(const std::string& extra, const CLI::App& root, const std::vector<Command>& commands) {
  const CLI::App* chosen = root.get_subcommands().empty() ? nullptr : root.get_subcommands().front();
  if (chosen && chosen->get_name() == "help") chosen = nullptr;  // its argument is a command
  if (extra.size() > 1 && extra[0] == '-') {
    auto names = option_names(root);
    if (chosen) {
      for (auto& name : option_names(*chosen)) names.push_back(std::move(name));
    }
    Phrase hint = suggestion(extra.substr(0, extra.find('=')), names);
    if (!*hint.msgid) {
      const std::string about = chosen ? "hexapla " + chosen->get_name() : "hexapla";
      hint = Phrase(N_("'{1} --help' lists the options"), {about});
    }
    refuse(Phrase(N_("there is no option '{1}'"), {extra}), hint);
  }
  if (chosen) {
    refuse(Phrase(N_("unexpected argument '{1}'"), {extra}),
           Phrase(N_("'{1} --help' tells what it takes"), {"hexapla " + chosen->get_name()}));
  }
  std::vector<std::string> names = {"help"};
  for (const auto& command : commands) names.emplace_back(command.manual->name);
  Phrase hint = suggestion(extra, names);
  refuse(Phrase(N_("there is no command '{1}'"), {extra}),
         *hint.msgid ? hint : Phrase(N_("'hexapla --help' lists the commands")));
}

/// The option that the parser complains about: its messages start with "--name:".
std::string option_in(const CLI::ParseError& error) {
  std::string what = error.what();
  return what.substr(0, what.find_first_of(": "));
}

void parse(CLI::App& root, const std::vector<Command>& commands, int argc, char** argv) {
  try {
    root.parse(argc, argv);
  } catch (const CLI::ExtrasError&) {
    refuse_extra(root.remaining(true).front(), root, commands);
  } catch (const CLI::ArgumentMismatch& error) {
    refuse(Phrase(N_("option '{1}' takes one value"), {option_in(error)}));
  } catch (const CLI::ParseError& error) {
    refuse(Phrase(N_("wrong arguments: {1}"), {error.what()}));
  }
}

unsigned parse_jobs(const std::string& text) {
  unsigned jobs = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), jobs);
  if (error != std::errc() || end != text.data() + text.size() || jobs == 0 || jobs > 1024) {
    refuse(Phrase(N_("'{1}' is no number of threads"), {text}), N_("-j takes a number from 1 to 1024"));
  }
  return jobs;
}

void apply(Line& line, Console& console) {
  const auto& color = line.settings.color;
  if (color == "always") {
    console.set_color(Console::Color::Always);
  } else if (color == "never") {
    console.set_color(Console::Color::Never);
  } else if (color != "auto") {
    refuse(Phrase(N_("--color cannot be '{1}'"), {color}), N_("it is auto, always or never"));
  }
  console.set_quiet(line.settings.quiet);
  if (!line.jobs.empty()) line.settings.jobs = parse_jobs(line.jobs);
  const auto& folder = line.settings.directory;
  if (!folder.empty() && chdir(folder.c_str()) != 0) {
    refuse(Phrase(N_("cannot change to the folder '{1}': {2}"), {folder, std::strerror(errno)}));
  }
}

// --- help --------------------------------------------------------------------------------------------------------

const Command* find_command(const std::vector<Command>& commands, const std::string& name) {
  for (const auto& command : commands) {
    if (name == command.manual->name) return &command;
  }
  return nullptr;
}

int show_help(const Line& line, const CLI::App& root, const std::vector<Command>& commands, Console& console) {
  const auto width = console.width();
  if (line.help_about.empty() || line.help_about == "help") {
    console.result(line.man ? man_overview(commands, root) : overview(commands, root, width, console.colors()));
    return exit_done;
  }
  const auto* command = find_command(commands, line.help_about);
  if (!command) refuse_extra(line.help_about, root, commands);
  console.result(line.man ? man_page_of(*command, root) : help_of(*command, root, width, console.colors()));
  return exit_done;
}

/// `hexapla` alone: how it is used, on standard error.
int show_usage(Console& console) {
  console.say_beside(tr("Usage: {1}", {"hexapla COMMAND [OPTION...] [ARGUMENT...]"}));
  console.say_beside(tr("'hexapla --help' lists the commands"));
  return exit_failed;
}

int dispatch(int argc, char** argv, Console& console) {
  Line line;
  CLI::App root;
  add_settings(root, line);
  auto commands = add_commands(root);
  for (auto& command : commands) {
    command.app->set_help_flag();
    command.app->fallthrough();
  }
  auto* help = root.add_subcommand("help");
  help->set_help_flag();
  help->fallthrough();
  help->add_option("COMMAND", line.help_about);
  help->add_flag("--man", line.man, "");  // for the build: the manual page as troff

  parse(root, commands, argc, argv);
  if (line.version) {
    console.result("hexapla " HEXAPLA_VERSION "\n");
    return exit_done;
  }
  apply(line, console);
  if (help->parsed()) {
    // "hexapla help COMMAND" must not be taken for the subcommand of that name.
    return show_help(line, root, commands, console);
  }
  for (const auto& command : commands) {
    if (!command.app->parsed()) continue;
    if (line.help) {
      line.help_about = command.manual->name;
      return show_help(line, root, commands, console);
    }
    Invocation invocation{line.settings, console};
    return command.run(invocation);
  }
  return line.help ? show_help(line, root, commands, console) : show_usage(console);
}

int run(int argc, char** argv, Console& console) {
  try {
    return dispatch(argc, argv, console);
  } catch (const Error& error) {
    console.report(error.diagnostics());
  } catch (const std::bad_alloc&) {
    console.report(make_diagnostic(Severity::Error, "memory", {}, N_("out of memory")));
  } catch (const std::exception& error) {
    console.report(make_diagnostic(Severity::Error, "internal", {}, Phrase(N_("internal error: {1}"), {error.what()}),
                                   N_("this is a fault of Hexapla: please report it")));
  }
  return exit_failed;
}

}  // namespace
}  // namespace hexapla::cli

int main(int argc, char** argv) {
  using namespace hexapla::cli;
  prefer_large_pages();
  remember_start(argv);
  choose_language();
  Console console;
  return console.finish(run(argc, argv, console));
}
