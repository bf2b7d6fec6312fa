// .hexapla/history: the graph of commits and the units of blobs, all of it named by git's own names of them, so that
// no rebase makes it wrong. Losing it costs one cold run; a damaged one, or another version's, counts as lost. For
// this room only.
#pragma once

#include "hexapla/project/history_graph.h"
#include "hexapla/project/unit_sets.h"

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace hexapla {

/// `version` is the program's. Only sets of blobs that the graph names are kept, and of them those parsed in one of
/// the ways `parses`.
std::string history_to_bytes(std::string_view version, const HistoryGraph& graph, const UnitSets& sets,
                             const std::set<std::uint64_t>& parses);

/// False, and both empty, when the bytes are not whole, of another version, or contradict themselves.
bool history_from_bytes(std::string_view version, std::string_view bytes, HistoryGraph& graph, UnitSets& sets);

}  // namespace hexapla
