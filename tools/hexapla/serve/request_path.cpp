#include "hexapla/serve/request_path.h"

#include "hexapla/site/addresses.h"

#include <array>
#include <filesystem>
#include <utility>

#include <arpa/inet.h>

namespace hexapla {

namespace {

namespace fs = std::filesystem;

/// No segment is empty, hidden, or leads up.
bool is_plain(std::string_view path) {
  if (!path.starts_with('/') || path.find('\\') != std::string_view::npos) return false;
  for (std::size_t at = 1; at < path.size();) {
    if (path[at] == '/' || path[at] == '.') return false;
    const std::size_t end = path.find('/', at);
    if (end == std::string_view::npos) break;
    at = end + 1;
  }
  return true;
}

/// Of a regular file below the folder; empty: there is none.
std::string file_within(const fs::path& folder, const fs::path& file) {
  std::error_code fault;
  const fs::path base = fs::canonical(folder, fault);
  if (fault) return {};
  const fs::path found = fs::canonical(file, fault);
  if (fault || !fs::is_regular_file(found, fault)) return {};
  const auto [end, ignored] = std::mismatch(base.begin(), base.end(), found.begin(), found.end());
  return end == base.end() ? found.string() : std::string();
}

SiteAnswer not_found(const std::string& folder, std::string_view path) {
  const std::string_view language = path.substr(1, path.find('/', 1) - 1);
  return {SiteAnswer::Kind::NotFound, file_within(folder, fs::path(folder) / language / "404.html")};
}

bool is_address(const std::string& name) {
  in_addr four{};
  in6_addr six{};
  if (name.starts_with('[') && name.ends_with(']')) {
    return inet_pton(AF_INET6, name.substr(1, name.size() - 2).c_str(), &six) == 1;
  }
  return inet_pton(AF_INET, name.c_str(), &four) == 1;
}

}  // namespace

SiteAnswer answer_to(const std::string& folder, std::string_view target) {
  const std::string_view encoded = target.substr(0, target.find_first_of("?#"));
  const auto path = decode_path(encoded);
  if (!path || !is_plain(*path)) return {};
  fs::path file = fs::path(folder) / path->substr(1);
  std::error_code ignored;
  if (path->ends_with('/')) {
    file /= "index.html";
  } else if (!file_within(folder, file / "index.html").empty()) {
    return {SiteAnswer::Kind::Redirect, std::string(encoded) + "/" + std::string(target.substr(encoded.size()))};
  }
  if (std::string found = file_within(folder, file); !found.empty()) {
    return {SiteAnswer::Kind::File, std::move(found)};
  }
  return not_found(folder, *path);
}

std::string_view content_type(std::string_view file) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 24> types{{
      {".html", "text/html; charset=utf-8"},
      {".css", "text/css; charset=utf-8"},
      {".js", "text/javascript; charset=utf-8"},
      {".mjs", "text/javascript; charset=utf-8"},
      {".json", "application/json"},
      {".xml", "application/xml; charset=utf-8"},
      {".txt", "text/plain; charset=utf-8"},
      {".svg", "image/svg+xml; charset=utf-8"},
      {".png", "image/png"},
      {".jpg", "image/jpeg"},
      {".jpeg", "image/jpeg"},
      {".gif", "image/gif"},
      {".webp", "image/webp"},
      {".avif", "image/avif"},
      {".ico", "image/x-icon"},
      {".pdf", "application/pdf"},
      {".woff2", "font/woff2"},
      {".woff", "font/woff"},
      {".mp3", "audio/mpeg"},
      {".ogg", "audio/ogg"},
      {".opus", "audio/ogg"},
      {".mp4", "video/mp4"},
      {".webm", "video/webm"},
      {".wasm", "application/wasm"},
  }};
  std::string lower(file.substr(file.find_last_of("./") == std::string_view::npos ? 0 : file.find_last_of("./")));
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  for (const auto& [ending, type] : types) {
    if (lower == ending) return type;
  }
  return "application/octet-stream";
}

bool is_own_host(std::string_view host) {
  const std::size_t bracket = host.find(']');
  const std::size_t colon = host.find(':', bracket == std::string_view::npos ? 0 : bracket);
  std::string name(host.substr(0, colon));
  for (char& c : name) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return name == "localhost" || is_address(name);
}

}  // namespace hexapla
