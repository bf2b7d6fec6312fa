#include "hexapla/site/asked_places.h"

#include "hexapla/base/file.h"

#include <algorithm>

namespace hexapla {

namespace {

constexpr char end_of_path = '\0';  // no address has one

std::uint64_t answer_key(const SiteState& state, std::string_view place, std::size_t language, std::uint64_t seed) {
  const std::size_t end = place.find(end_of_path);
  const SiteTarget found = state.map.find(place.substr(0, end));
  std::uint64_t all = hash_bytes({reinterpret_cast<const char*>(&found.kind), sizeof found.kind}, seed);
  switch (found.kind) {
    case SiteTarget::Kind::Page: {
      const PageFacts& own = state.facts(found.number, language);
      const auto& anchors = state.shapes[found.number].anchors;
      const bool is_there = std::binary_search(anchors.begin(), anchors.end(), place.substr(end + 1));
      const unsigned flags = (own.published ? 1U : 0U) | (is_there ? 2U : 0U);
      all = hash_bytes(state.file(found.number).path, all + flags);
      return hash_bytes(own.folder, hash_bytes(state.facts(found.number, 0).folder, all));
    }
    case SiteTarget::Kind::Section: {
      const unsigned flags = state.is_section_there(found.number, language) ? 1U : 0U;
      return hash_bytes(state.map.sections[found.number].folder, all + flags);
    }
    case SiteTarget::Kind::Asset:
      return hash_bytes(found.path, all);
    case SiteTarget::Kind::Nothing:
      return all;
  }
  return all;
}

}  // namespace

std::string asked_place(std::string_view path, std::string_view fragment) {
  std::string place(path);
  place += end_of_path;
  return place.append(fragment);
}

std::uint64_t answers_key(const SiteState& state, const std::vector<std::uint32_t>& asked, std::size_t language) {
  std::uint64_t all = 0;
  for (const std::uint32_t place : asked) all ^= answer_key(state, state.places_asked->name(place), language, 1);
  return all;
}

}  // namespace hexapla
