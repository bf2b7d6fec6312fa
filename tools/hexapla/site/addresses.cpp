#include "hexapla/site/addresses.h"

#include "hexapla/base/html.h"
#include "hexapla/base/utf8.h"
#include "hexapla/localize/link_target.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>
#include <vector>

namespace hexapla {

namespace {

std::string_view name_of(std::string_view path) {
  return path.substr(parent_folder(path).size());
}

std::string_view without_extension(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos || dot < parent_folder(path).size() ? path : path.substr(0, dot);
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

bool is_index_page(std::string_view path) {
  constexpr std::array<std::string_view, 4> names{"index", "_index", "README", "readme"};
  return std::find(names.begin(), names.end(), without_extension(name_of(path))) != names.end();
}

std::string folder_of_page(std::string_view path) {
  if (is_index_page(path)) return std::string(parent_folder(path));
  return std::string(without_extension(path)) + "/";
}

std::string_view parent_folder(std::string_view path) {
  if (path.ends_with("/")) return path;
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string_view() : path.substr(0, slash + 1);
}

std::optional<std::string> join_path(std::string_view from, std::string_view relative) {
  std::vector<std::string_view> parts;
  bool is_folder = true;
  const auto add = [&](std::string_view path) {
    for (std::size_t at = 0; at < path.size();) {
      const std::size_t end = std::min(path.find('/', at), path.size());
      const std::string_view part = path.substr(at, end - at);
      at = end + 1;
      is_folder = end < path.size() || part == "." || part == "..";
      if (part.empty() || part == ".") continue;
      if (part != "..") {
        parts.push_back(part);
      } else if (parts.empty()) {
        return false;
      } else {
        parts.pop_back();
      }
    }
    return true;
  };
  if (!add(from) || !add(relative)) return std::nullopt;
  std::string joined;
  for (const std::string_view part : parts) {
    if (!joined.empty()) joined += '/';
    joined += part;
  }
  if (is_folder && !joined.empty()) joined += '/';
  return joined;
}

std::string encode_path(std::string_view path) {
  return url_path(path);
}

std::optional<std::string> decode_path(std::string_view encoded) {
  std::string path;
  for (std::size_t at = 0; at < encoded.size(); ++at) {
    if (encoded[at] != '%') {
      path += encoded[at];
      continue;
    }
    if (at + 2 >= encoded.size()) return std::nullopt;
    const int high = digit_of(encoded[at + 1]);
    const int low = digit_of(encoded[at + 2]);
    if (high < 0 || low < 0 || high + low == 0) return std::nullopt;
    path += static_cast<char>(high * 16 + low);
    at += 2;
  }
  return path;
}

std::string way_to_root(std::string_view file) {
  std::string way;
  for (const char c : file) {
    if (c == '/') way += "../";
  }
  return way.empty() ? "./" : way;
}

std::string slug_of(std::string_view title) {
  std::string slug;
  for (std::size_t at = 0; at < title.size();) {
    const char32_t c = next_code_point(title, at);
    if (is_word_character(c) && c != U'_') {
      append_utf8(slug, lower_case_of(c));
    } else if (!slug.empty() && slug.back() != '-' && c != U'\'' && c != U'\u2019') {
      slug += '-';
    }
    if (slug.size() > 150) break;  // a file's name has 255 bytes
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug;
}

AddressKind kind_of_address(std::string_view address) {
  // Browsers ignore controls and blanks around a scheme, and tabs and line ends within.
  std::string seen;
  for (const char c : address) {
    if (static_cast<unsigned char>(c) > 0x20) seen += c;
  }
  const std::size_t colon = seen.find(':');
  if (colon != std::string::npos && seen.find_first_of("/?#") > colon) {
    return read_link_target(seen, LinkSyntax::Html).runs ? AddressKind::Dangerous : AddressKind::External;
  }
  std::replace(seen.begin(), seen.end(), '\\', '/');
  return seen.starts_with("//") ? AddressKind::External : AddressKind::Relative;
}

}  // namespace hexapla
