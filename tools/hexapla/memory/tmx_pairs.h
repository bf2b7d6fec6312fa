// Pairs of a memory as units of TMX, and back.
#pragma once

#include "hexapla/catalogs/tmx.h"
#include "hexapla/memory/memory.h"

#include <string>
#include <vector>

namespace hexapla {

struct TmxChoice {
  std::string source_language;  ///< canonical BCP 47, or empty: what the file says
  std::string target_language;  ///< this one alone; empty: all that are not the source
  std::string origin;           ///< for units that name none
};

/// The source's variant with each of the others. A language that is asked for also means its relatives (en-US where
/// it is en), which then get its tag. Variants in no language that is known give nothing.
std::vector<MemoryPair> pairs_of(const TmxUnit& unit, const TmxChoice& choice);

/// A unit of two variants. Context and origin are its props "x-context" and "x-origin".
TmxUnit tmx_unit_of(const MemoryPair& pair);

}  // namespace hexapla
