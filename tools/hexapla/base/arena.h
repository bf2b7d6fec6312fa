// Storage for text that is made while reading (decoded escapes, folded lines) and lives as long as its owner.
#pragma once

#include <cstddef>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace hexapla {

/// Grows only; what it handed out stays where it is, also when the arena itself is moved. Not thread-safe.
class Arena {
 public:
  Arena() = default;
  Arena(Arena&&) noexcept = default;
  Arena& operator=(Arena&&) noexcept = default;

  /// Room for `size` bytes, uninitialized.
  char* allocate(std::size_t size) {
    if (size > left_) grow(size);
    char* at = next_;
    next_ += size;
    left_ -= size;
    return at;
  }

  /// A copy of `text` that lives as long as the arena.
  std::string_view keep(std::string_view text) {
    if (text.empty()) return {};
    char* at = allocate(text.size());
    std::memcpy(at, text.data(), text.size());
    return {at, text.size()};
  }

  /// Gives back the last `size` bytes of the newest allocation.
  void give_back(std::size_t size) {
    next_ -= size;
    left_ += size;
  }

  std::size_t capacity() const { return capacity_; }

 private:
  void grow(std::size_t size) {
    std::size_t chunk = capacity_ < 4096 ? 4096 : capacity_;
    if (chunk > 1024 * 1024) chunk = 1024 * 1024;
    if (chunk < size) chunk = size;
    chunks_.push_back(std::make_unique_for_overwrite<char[]>(chunk));
    capacity_ += chunk;
    next_ = chunks_.back().get();
    left_ = chunk;
  }

  std::vector<std::unique_ptr<char[]>> chunks_;
  char* next_ = nullptr;
  std::size_t left_ = 0;
  std::size_t capacity_ = 0;
};

}  // namespace hexapla
