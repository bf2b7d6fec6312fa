// A subcommand's arguments. The parser behind it (CLI11) takes seconds to compile, so commands do not see it.
#pragma once

#include "cli/command.h"

#include <string>
#include <vector>

namespace hexapla::cli {

/// Names are "--check", "-o,--output", or "FILE" for what stands without one. Texts are msgids; `type` is what help
/// calls the value. Values are set when the command line is parsed, and have to live until then.
class Entry {
 public:
  Entry(CLI::App& root, const Manual& manual);
  CLI::App* app() const { return app_; }

  void flag(const char* names, bool& value, const char* text);
  void value(const char* names, std::string& value, const char* text, const char* type = nullptr);
  /// Takes all that stands without a name; an option takes one each time that it is given.
  void values(const char* names, std::vector<std::string>& values, const char* text, const char* type = nullptr);

 private:
  CLI::App* app_;
};

}  // namespace hexapla::cli
