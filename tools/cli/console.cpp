#include "cli/console.h"

#include "cli/draw.h"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <sys/ioctl.h>
#include <unistd.h>

namespace hexapla::cli {
namespace {

/// True: all of it was taken.
bool write_all(int descriptor, std::string_view bytes) {
  while (!bytes.empty()) {
    ssize_t done = ::write(descriptor, bytes.data(), bytes.size());
    if (done < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    bytes.remove_prefix(static_cast<std::size_t>(done));
  }
  return true;
}

/// https://no-color.org: set and not empty, whatever the value.
bool wants_colors(bool terminal) {
  const char* no_color = std::getenv("NO_COLOR");
  if (no_color && *no_color) return false;
  const char* term = std::getenv("TERM");
  return terminal && !(term && std::strcmp(term, "dumb") == 0);
}

}  // namespace

Console::Console() : output_is_terminal_(isatty(STDOUT_FILENO) == 1), errors_are_terminal_(isatty(STDERR_FILENO) == 1) {
  set_color(Color::Auto);
}

void Console::set_color(Color color) {
  output_colors_ = color == Color::Always || (color == Color::Auto && wants_colors(output_is_terminal_));
  error_colors_ = color == Color::Always || (color == Color::Auto && wants_colors(errors_are_terminal_));
}

std::size_t Console::width() const {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col < 40) return 80;
  return std::min<std::size_t>(size.ws_col, 100);
}

void Console::say(std::string_view line) {
  if (quiet_) return;
  out_ += line;
  out_ += '\n';
}

void Console::say_beside(std::string_view line) {
  if (quiet_) return;
  err_ += line;
  err_ += '\n';
}

void Console::report(const Diagnostic& diagnostic) {
  if (quiet_ && diagnostic.severity != Severity::Error) return;
  draw(diagnostic, error_colors_, err_);
}

void Console::report(const std::vector<Diagnostic>& diagnostics) {
  for (const auto& diagnostic : diagnostics) report(diagnostic);
}

void Console::flush_errors() {
  // A closed standard error is nobody's fault and leaves nobody to tell.
  write_all(STDERR_FILENO, err_);
  err_.clear();
}

int Console::finish(int code) {
  flush_errors();
  if (!write_all(STDOUT_FILENO, out_)) {
    const char* reason = std::strerror(errno);
    report(
        make_diagnostic(Severity::Error, "output", {}, Phrase(N_("cannot write to standard output: {1}"), {reason})));
    flush_errors();
    return 2;
  }
  return code;
}

}  // namespace hexapla::cli
