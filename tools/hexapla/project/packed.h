// Values as bytes for files under .hexapla/ that never leave the machine: little endian as the machine has it; on
// another one the magic, a number, differs.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace hexapla {

class PackedWriter {
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
  /// Their number, then all of them.
  template <typename T>
  void put_all(const std::vector<T>& values) {
    static_assert(std::has_unique_object_representations_v<T>);
    put(static_cast<std::uint64_t>(values.size()));
    out.append(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T));
  }
  std::string out;
};

/// Stops giving anything at the first read beyond the end.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : bytes_(bytes) {}
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
    if (count != 0) std::memcpy(static_cast<void*>(values.data()), bytes_.data(), count * sizeof(T));
    bytes_.remove_prefix(count * sizeof(T));
    return true;
  }
  /// What put_all() wrote.
  template <typename T>
  bool get_all(std::vector<T>& values) {
    std::uint64_t count = 0;
    return get_count(count, sizeof(T)) && get_many(values, count);
  }
  bool at_end() const { return bytes_.empty(); }

 private:
  std::string_view bytes_;
};

}  // namespace hexapla
