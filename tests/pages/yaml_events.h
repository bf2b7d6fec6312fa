// The events of a YAML text as one line each, as hexapla and as yaml-cpp read it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace hexapla::yaml_oracle {

/// Nothing: refused. Scalars without the line breaks at their ends, which hexapla takes for layout; empty ones are
/// null.
std::optional<std::string> own_events(std::string_view text);
std::optional<std::string> yaml_cpp_events(const std::string& text);

}  // namespace hexapla::yaml_oracle
