// The oracle: gettext's own programs, run on a text.
#pragma once

#include <string>

namespace hexapla::test {

struct ToolResult {
  int exit_code = -1;
  std::string output;
};

/// `command` with the text in a temporary file whose name is appended; standard error is part of the output when
/// `with_errors`. The file's name ends in `suffix`.
ToolResult run_on(const std::string& command, const std::string& text, const std::string& suffix = ".po",
                  bool with_errors = false);

/// msgcat --to-code=UTF-8, as the writer must write.
ToolResult msgcat(const std::string& text, const std::string& suffix = ".po");
/// msgfmt -c
ToolResult msgfmt(const std::string& text);

/// What read_po and write_po make of it.
std::string formatted(const std::string& text, const std::string& file = "test.po");

}  // namespace hexapla::test
