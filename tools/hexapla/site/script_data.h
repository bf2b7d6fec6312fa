// Data as a script has it. Texts may be anybody's: whatever they say stays data, in a script's own file and in a page.
// For this room only.
#pragma once

#include <string>
#include <string_view>

namespace hexapla {

/// A string literal, of JSON and of JavaScript both. Quotes, backslashes, controls, <, >, & and the line ends that only
/// JavaScript knows are escaped; invalid UTF-8 is U+FFFD.
void append_script_text(std::string& out, std::string_view text);

/// A script that adds `data` to the list that the site's scripts take from: self.NAME. A page can load it where it may
/// fetch nothing, as from a folder without a server.
std::string data_script(std::string_view name, std::string_view data);

}  // namespace hexapla
