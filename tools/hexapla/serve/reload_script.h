// What the server adds to pages. For this room only.
#pragma once

#include <string>
#include <string_view>

namespace hexapla {

/// No file of a site begins with a dot: these addresses are free.
inline constexpr std::string_view script_address = "/.hexapla/reload.js";
inline constexpr std::string_view events_address = "/.hexapla/events";

/// External, as the site's Content-Security-Policy wants it, and styled by properties alone.
std::string_view reload_script();

/// With the element that loads the script, which asks again when the version is another one.
std::string with_script(std::string page, const std::string& version);

/// A server-sent event; lines of `text` are lines of it.
std::string event_text(std::string_view name, std::string_view text);

}  // namespace hexapla
