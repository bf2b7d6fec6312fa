#include "hexapla/site/places.h"

#include <algorithm>

namespace hexapla {

std::vector<std::uint32_t> Places::numbers(const std::vector<std::string>& names) {
  std::vector<std::uint32_t> made;
  const std::lock_guard<std::mutex> guard(mutex_);
  for (const std::string& name : names) {
    auto found = numbers_.find(name);
    if (found == numbers_.end()) {
      const auto number = static_cast<std::uint32_t>(names_.size());
      found = numbers_.emplace(names_.emplace_back(name), number).first;
    }
    made.push_back(found->second);
  }
  std::sort(made.begin(), made.end());
  made.erase(std::unique(made.begin(), made.end()), made.end());
  return made;
}

}  // namespace hexapla
