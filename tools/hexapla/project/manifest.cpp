// The file: magic, checksum of the rest, then counts, strings and records, little endian as the machine has it (it
// never leaves the machine; on another one the magic, a number, differs).
#include "hexapla/project/manifest.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"

#include <algorithm>
#include <cstring>
#include <type_traits>

#include <sys/stat.h>

namespace hexapla {

namespace {

constexpr std::uint64_t magic = 0x0001'5450'4158'4548;  // "HEXAPT", version 1

class Writer {
 public:
  template <typename T>
  void put(const T& value) {
    static_assert(std::has_unique_object_representations_v<T>);
    out.append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void put_text(std::string_view text) {
    put(static_cast<std::uint64_t>(text.size()));
    out += text;
  }
  std::string out;
};

/// Stops giving anything at the first read beyond the end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}
  template <typename T>
  bool get(T& value) {
    static_assert(std::has_unique_object_representations_v<T>);
    if (bytes_.size() < sizeof value) return false;
    std::memcpy(&value, bytes_.data(), sizeof value);
    bytes_.remove_prefix(sizeof value);
    return true;
  }
  bool get_text(std::string& text) {
    std::uint64_t size = 0;
    if (!get(size) || bytes_.size() < size) return false;
    text = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return true;
  }
  /// A number of things that take at least `each` bytes.
  bool get_count(std::uint64_t& count, std::size_t each) { return get(count) && count <= bytes_.size() / each; }
  template <typename T>
  bool get_many(std::vector<T>& values, std::uint64_t count) {
    static_assert(std::has_unique_object_representations_v<T>);
    if (bytes_.size() / sizeof(T) < count) return false;
    values.resize(count);
    if (count != 0) std::memcpy(values.data(), bytes_.data(), count * sizeof(T));
    bytes_.remove_prefix(count * sizeof(T));
    return true;
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

bool read_payload(Reader& in, Manifest& manifest) {
  std::uint64_t count = 0;
  if (!in.get_count(count, sizeof(std::uint64_t) + sizeof(FileStamp))) return false;
  manifest.inputs.resize(count);
  for (Manifest::Input& input : manifest.inputs) {
    if (!in.get_text(input.path) || !in.get(input.stamp)) return false;
  }
  if (!in.get_count(count, sizeof(std::uint64_t))) return false;
  manifest.pages.resize(count);
  for (std::string& page : manifest.pages) {
    if (!in.get_text(page)) return false;
  }
  if (!in.get_count(count, 2 * sizeof(std::uint64_t))) return false;
  manifest.languages.resize(count);
  for (Manifest::Language& language : manifest.languages) {
    if (!in.get_text(language.name) || !in.get_text(language.pattern)) return false;
    if (!in.get_many(language.records, manifest.pages.size())) return false;
  }
  const auto by_path = [](const Manifest::Input& a, const Manifest::Input& b) { return a.path < b.path; };
  return in.at_end() && std::is_sorted(manifest.inputs.begin(), manifest.inputs.end(), by_path) &&
         std::is_sorted(manifest.pages.begin(), manifest.pages.end());
}

}  // namespace

const FileStamp* Manifest::find_input(std::string_view path) const {
  const auto found = std::lower_bound(inputs.begin(), inputs.end(), path,
                                      [](const Input& input, std::string_view wanted) { return input.path < wanted; });
  return found != inputs.end() && found->path == path ? &found->stamp : nullptr;
}

const Manifest::Language* Manifest::find_language(std::string_view name) const {
  const auto found =
      std::find_if(languages.begin(), languages.end(), [&](const Language& one) { return one.name == name; });
  return found == languages.end() ? nullptr : &*found;
}

std::size_t Manifest::find_page(std::string_view path) const {
  const auto found = std::lower_bound(pages.begin(), pages.end(), path);
  return found != pages.end() && *found == path ? static_cast<std::size_t>(found - pages.begin()) : std::string::npos;
}

std::string Manifest::to_bytes() const {
  Writer payload;
  payload.put(static_cast<std::uint64_t>(inputs.size()));
  for (const Input& input : inputs) {
    payload.put_text(input.path);
    payload.put(input.stamp);
  }
  payload.put(static_cast<std::uint64_t>(pages.size()));
  for (const std::string& page : pages) payload.put_text(page);
  payload.put(static_cast<std::uint64_t>(languages.size()));
  for (const Language& language : languages) {
    payload.put_text(language.name);
    payload.put_text(language.pattern);
    for (const OutputRecord& record : language.records) payload.put(record);
  }
  Writer file;
  file.put(magic);
  file.put(hash_bytes(payload.out));
  file.out += payload.out;
  return file.out;
}

Manifest Manifest::from_bytes(std::string_view bytes) {
  Manifest manifest;
  Reader in(bytes);
  std::uint64_t found_magic = 0;
  std::uint64_t checksum = 0;
  if (!in.get(found_magic) || !in.get(checksum) || found_magic != magic) return manifest;
  if (hash_bytes(bytes.substr(2 * sizeof(std::uint64_t))) != checksum) return manifest;
  if (!read_payload(in, manifest)) return Manifest();
  return manifest;
}

Manifest Manifest::load(const std::string& path) {
  FileStamp stamp;
  if (!stat_file(path.c_str(), stamp)) return {};
  try {
    Manifest manifest = from_bytes(read_file(path));
    manifest.written = stamp.mtime;
    return manifest;
  } catch (const Error&) {
    return {};
  }
}

bool stat_file(const char* path, FileStamp& stamp) {
  struct stat info;
  if (::stat(path, &info) != 0 || !S_ISREG(info.st_mode)) return false;
  stamp.size = static_cast<std::uint64_t>(info.st_size);
  stamp.mtime = static_cast<std::int64_t>(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec;
  stamp.inode = info.st_ino;
  return true;
}

}  // namespace hexapla
