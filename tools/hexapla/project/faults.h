// Small helpers for lists of diagnostics.
#pragma once

#include "hexapla/base/diagnostic.h"

#include <vector>

namespace hexapla {

bool has_errors(const std::vector<Diagnostic>& diagnostics);
void append(std::vector<Diagnostic>& to, std::vector<Diagnostic> from);

}  // namespace hexapla
