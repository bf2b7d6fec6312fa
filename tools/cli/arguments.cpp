#include "cli/arguments.h"

#include <CLI/CLI.hpp>

namespace hexapla::cli {

Entry::Entry(CLI::App& root, const Manual& manual) : app_(root.add_subcommand(manual.name)) {}

void Entry::flag(const char* names, bool& value, const char* text) {
  app_->add_flag(names, value, text);
}

void Entry::value(const char* names, std::string& value, const char* text, const char* type) {
  auto* option = app_->add_option(names, value, text);
  if (type != nullptr) option->type_name(type);
}

void Entry::values(const char* names, std::vector<std::string>& values, const char* text, const char* type) {
  auto* option = app_->add_option(names, values, text);
  if (type != nullptr) option->type_name(type);
  if (names[0] == '-') option->allow_extra_args(false);
}

}  // namespace hexapla::cli
