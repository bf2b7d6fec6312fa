// Names that many records mention, each kept once. For this room only.
#pragma once

#include <cstdint>
#include <deque>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla {

/// Numbers never change; names stay where they are.
class Places {
 public:
  /// Of each; sorted, each once. Any number of threads.
  std::vector<std::uint32_t> numbers(const std::vector<std::string>& names);
  /// Not while somebody calls numbers().
  const std::string& name(std::uint32_t number) const { return names_[number]; }
  std::size_t size() const { return names_.size(); }

 private:
  std::mutex mutex_;
  std::deque<std::string> names_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

}  // namespace hexapla
