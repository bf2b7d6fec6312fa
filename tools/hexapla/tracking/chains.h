// A hash table from hashes to message indices, several to a hash: the candidates for being equal, in ascending order.
// What is equal is the asker's to find out.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

namespace hexapla {

class HashChains {
 public:
  /// Room for `size` different indices below `end`.
  HashChains(std::size_t size, std::size_t end) : hashes_(end), next_(end, none) {
    const std::size_t slots = std::bit_ceil(size + size / 2 + 1);
    mask_ = slots - 1;
    first_.assign(slots, none);
    last_.assign(slots, none);
  }

  /// Each index once, in ascending order.
  void add(std::uint64_t hash, std::uint32_t index) {
    const std::size_t slot = hash & mask_;
    hashes_[index] = hash;
    (first_[slot] == none ? first_[slot] : next_[last_[slot]]) = index;
    last_[slot] = index;
    empty_ = false;
  }

  bool empty() const { return empty_; }

  /// Calls `visit(index)` for each that was added with `hash`.
  template <typename Visit>
  void for_each(std::uint64_t hash, const Visit& visit) const {
    for (std::uint32_t at = first_[hash & mask_]; at != none; at = next_[at]) {
      if (hashes_[at] == hash) visit(at);
    }
  }

 private:
  static constexpr std::uint32_t none = ~std::uint32_t{0};
  std::vector<std::uint64_t> hashes_;
  std::vector<std::uint32_t> next_;
  std::vector<std::uint32_t> first_;
  std::vector<std::uint32_t> last_;
  std::size_t mask_ = 0;
  bool empty_ = true;
};

}  // namespace hexapla
