// Moments as seconds since 1970, from the ways in which catalogs and people write them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace hexapla {

/// Midnight in UTC; nullopt: there is no such day.
std::optional<std::int64_t> midnight_of(int year, int month, int day);

/// "2026-01-29".
std::optional<std::int64_t> parse_day(std::string_view text);

/// "2026-01-29 14:05+0200", as headers of catalogs have it; without a zone: UTC. nullopt: something else, as in
/// templates.
std::optional<std::int64_t> parse_po_date(std::string_view text);

}  // namespace hexapla
