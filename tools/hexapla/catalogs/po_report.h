// What is wrong with a PO file, as it is found: diagnostics with an end to them. Used by the reader and its checks.
#pragma once

#include "hexapla/base/diagnostic.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class PoReport {
 public:
  /// All must outlive the report.
  PoReport(const std::string& file, std::string_view text, std::vector<Diagnostic>& diagnostics)
      : file_(file), text_(text), diagnostics_(diagnostics) {}

  void error(std::size_t offset, Phrase message, Phrase hint, const char* id = "po-syntax");
  void warn(const char* id, std::size_t offset, Phrase message, Phrase hint);

  /// Twenty errors, as in gettext.
  bool is_full() const { return errors_ >= max_errors; }
  const std::string& file() const { return file_; }

 private:
  static constexpr std::size_t max_errors = 20;
  static constexpr std::size_t max_warnings = 50;

  const std::string& file_;
  std::string_view text_;
  std::vector<Diagnostic>& diagnostics_;
  std::size_t errors_ = 0;
  std::size_t warnings_ = 0;
};

}  // namespace hexapla
