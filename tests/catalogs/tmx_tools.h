// Reads and writes whole TMX texts, and shows what was read on a line.
#pragma once

#include "hexapla/catalogs/tmx.h"

#include <string>
#include <string_view>
#include <vector>

namespace hexapla::test {

struct TmxRead {
  TmxHeader header;
  std::vector<TmxUnit> units;
  std::vector<Diagnostic> diagnostics;
  bool ok = false;
  /// describe() of all diagnostics, a line end behind each.
  std::string problems() const;
};

TmxRead read_tmx(std::string_view bytes, const TmxLimits& limits = {});
/// tests/cases/tmx/NAME
std::string tmx_case(const std::string& name);

std::string write_tmx(const std::vector<TmxUnit>& units, const TmxHeader& header = {});

/// A segment: "a {1 <b>}b{/1 </b>}", with codes in braces; {ph …}, {it …}, {/it …}, {sub …}, {hi …}; ":type" behind.
std::string shown(const TmxVariant& variant);
/// All that a unit has but lines.
std::string shown(const TmxUnit& unit);
std::string shown(const std::vector<TmxUnit>& units);

/// A file of these units.
std::string tmx_file(const std::string& body);
/// A unit of an English and a French segment.
std::string tmx_unit(const std::string& english, const std::string& french = "x");

}  // namespace hexapla::test
