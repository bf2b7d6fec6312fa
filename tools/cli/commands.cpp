#include "cli/command.h"

namespace hexapla::cli {

std::vector<Command> add_commands(CLI::App& root) {
  return {add_init(root),      add_extract(root),     add_update(root), add_merge(root),  add_status(root),
          add_diff(root),      add_report(root),      add_build(root),  add_impact(root), add_accept(root),
          add_touch(root),     add_verify(root),      add_format(root), add_memory(root), add_pretranslate(root),
          add_git_merge(root), add_git_textconv(root)};
}

void refuse(Phrase message, Phrase hint) {
  throw Error(make_diagnostic(Severity::Error, "usage", {}, std::move(message), std::move(hint)));
}

}  // namespace hexapla::cli
