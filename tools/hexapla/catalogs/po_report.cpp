#include "hexapla/catalogs/po_report.h"

#include <utility>

namespace hexapla {

void PoReport::error(std::size_t offset, Phrase message, Phrase hint, const char* id) {
  if (++errors_ > max_errors) return;
  diagnostics_.push_back(
      make_diagnostic(Severity::Error, id, file_, text_, offset, std::move(message), std::move(hint)));
  if (errors_ == max_errors) {
    diagnostics_.push_back(make_diagnostic(Severity::Error, id, file_, N_("too many errors, giving up")));
  }
}

void PoReport::warn(const char* id, std::size_t offset, Phrase message, Phrase hint) {
  if (++warnings_ > max_warnings) return;
  diagnostics_.push_back(
      make_diagnostic(Severity::Warning, id, file_, text_, offset, std::move(message), std::move(hint)));
}

}  // namespace hexapla
