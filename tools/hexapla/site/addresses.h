// Where things are: pages among the content, their folders on the site, the way from one to the other.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hexapla {

/// The folder a page gets, below its language: "profiles/mss.md" -> "profiles/mss/"; "index.md", "_index.md" and
/// "README.md" are their folder's own page: "". Not encoded.
std::string folder_of_page(std::string_view path);
/// Its file is the page of its folder.
bool is_index_page(std::string_view path);

/// "a/b/c.md" -> "a/b/"; "c.md" -> "".
std::string_view parent_folder(std::string_view path);
/// `relative` as seen from the folder `from` (ends in '/' or is empty), without . and ..; nullopt: it leads out.
std::optional<std::string> join_path(std::string_view from, std::string_view relative);

/// For URLs: everything but letters, digits and -._~/ is percent-encoded.
std::string encode_path(std::string_view path);
/// nullopt: a %XX that is none, or gives a NUL.
std::optional<std::string> decode_path(std::string_view encoded);

/// "a/b/index.html" -> "../../"; "index.html" -> "./".
std::string way_to_root(std::string_view file);

/// A slug from a title, in its own script: "Qui surveille ?" -> "qui-surveille". Empty: nothing is left.
std::string slug_of(std::string_view title);

/// An address as a browser reads it.
enum class AddressKind : std::uint8_t {
  Relative,   ///< within the site
  External,   ///< https, mailto, another scheme, //host
  Dangerous,  ///< javascript, data, vbscript: runs or shows what is written in it
};
AddressKind kind_of_address(std::string_view address);

}  // namespace hexapla
