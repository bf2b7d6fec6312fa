// Front matter: the data above a Markdown page, in YAML, TOML or JSON. The Markdown parser finds where it stands;
// this reads it and lays its values back.
#pragma once

#include "hexapla/base/span.h"
#include "hexapla/pages/keys.h"
#include "hexapla/pages/page.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

enum class FrontMatter : std::uint8_t {
  Yaml,  ///< between lines of ---
  Toml,  ///< between lines of +++
  Json,  ///< one { … } at the file's start
};

/// Appends the units (kind FrontMatter) and landmarks of the text at `inside`, which leaves out the lines of --- or
/// +++, to the page; all offsets are the page's. False: the text cannot be read; an Error was added and no unit of
/// it. TOML that is not understood is no error but left alone with a Warning.
bool scan_front_matter(Page& page, Span inside, const KeyMatcher& keys, FrontMatter syntax = FrontMatter::Yaml);

/// Appends `translation` as it must stand at a unit whose place is one of the Yaml… and Toml… ones. PageFormat::lay
/// of the Markdown format hands those units on to this.
void lay_data_value(const Page& page, const Unit& unit, std::string_view translation, const LayoutOptions& options,
                    std::string& out);

/// Where the JSON object that starts with the `{` at `begin` ends (behind its `}`), or nothing. Knows strings; checks
/// nothing else.
std::optional<std::size_t> find_json_end(std::string_view text, std::size_t begin);

}  // namespace hexapla
