// "Will it damage my pages?": identity and marked merge of one page, each fault with its place.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/pages/page.h"

#include <cstdint>
#include <vector>

namespace hexapla {

struct VerifyResult {
  std::uint32_t units = 0;
  std::vector<Diagnostic> faults;  ///< empty: nothing would be lost
};

/// Merges with nothing (must give the same bytes) and with every text in marks (must give the same structure, every
/// unit marked once, everything outside the units byte for byte as it was).
VerifyResult verify(const Page& page, const ParseOptions& options);

}  // namespace hexapla
