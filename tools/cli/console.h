// What a run says: its result on standard output, written once at the end; diagnostics and progress on standard
// error. Knows whether a person sits before them.
#pragma once

#include "hexapla/base/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::cli {

class Console {
 public:
  enum class Color { Auto, Always, Never };

  Console();
  void set_color(Color color);
  void set_quiet(bool quiet) { quiet_ = quiet; }

  /// A result: a template, a page, JSON. Written as it is, also with --quiet.
  void result(std::string_view bytes) { out_ += bytes; }
  /// A line for people on standard output; nothing with --quiet.
  void say(std::string_view line);
  /// As say, where standard output already carries a result: goes to standard error.
  void say_beside(std::string_view line);
  /// Draws it on standard error. With --quiet only errors are drawn.
  void report(const Diagnostic& diagnostic);
  void report(const std::vector<Diagnostic>& diagnostics);

  bool quiet() const { return quiet_; }
  bool output_is_terminal() const { return output_is_terminal_; }
  bool errors_are_terminal() const { return errors_are_terminal_; }
  /// Colours on standard output (tables); those of diagnostics are draw's business.
  bool colors() const { return output_colors_; }

  /// Columns for prose on standard output: the terminal's, at most 100; 80 where there is none.
  std::size_t width() const;

  /// Diagnostics that were shown so far must not wait for the end: before something long.
  void flush_errors();
  /// Writes everything; `code`, or 2 when standard output takes no more (a full disk).
  int finish(int code);

 private:
  std::string out_;
  std::string err_;
  bool quiet_ = false;
  bool output_is_terminal_;
  bool errors_are_terminal_;
  bool output_colors_;
  bool error_colors_;
};

/// SGR sequences; empty text when `on` is false.
struct Paint {
  bool on;
  std::string operator()(std::string_view code, std::string_view text) const {
    return on && !text.empty() ? "\033[" + std::string(code) + "m" + std::string(text) + "\033[0m" : std::string(text);
  }
};

}  // namespace hexapla::cli
