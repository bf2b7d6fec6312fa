#include "hexapla/project/history_cache.h"

#include "hexapla/base/file.h"

namespace hexapla {

namespace {

constexpr std::uint64_t magic = 0x0001'4748'4158'4548;  // "HEXAHG", version 1

bool read_payload(PackedReader& in, std::string_view version, HistoryGraph& graph, UnitSets& sets) {
  std::string found;
  return in.get_text(found) && found == version && in.get_all(graph.commits) && in.get_all(graph.parents) &&
         in.get_all(graph.touches) && in.get_all(graph.infos) && in.get_all(graph.paths) && in.get_text(graph.texts) &&
         graph.valid() && sets.get(in) && in.at_end();
}

}  // namespace

std::string history_to_bytes(std::string_view version, const HistoryGraph& graph, const UnitSets& sets,
                             const std::set<std::uint64_t>& parses) {
  PackedWriter payload;
  payload.put_text(version);
  payload.put_all(graph.commits);
  payload.put_all(graph.parents);
  payload.put_all(graph.touches);
  payload.put_all(graph.infos);
  payload.put_all(graph.paths);
  payload.put_text(graph.texts);
  std::unordered_set<ObjectId, ObjectIdHash> blobs;
  blobs.reserve(graph.touches.size());
  for (const HistoryGraph::Touch& touch : graph.touches) blobs.insert(touch.blob);
  sets.put(payload, blobs, parses);
  PackedWriter file;
  file.put(magic);
  file.put(hash_bytes(payload.out));
  file.out += payload.out;
  return file.out;
}

bool history_from_bytes(std::string_view version, std::string_view bytes, HistoryGraph& graph, UnitSets& sets) {
  PackedReader in(bytes);
  std::uint64_t found_magic = 0;
  std::uint64_t checksum = 0;
  if (in.get(found_magic) && in.get(checksum) && found_magic == magic &&
      hash_bytes(bytes.substr(2 * sizeof(std::uint64_t))) == checksum && read_payload(in, version, graph, sets)) {
    return true;
  }
  graph = {};
  sets.clear();
  return false;
}

}  // namespace hexapla
