// A table from 64-bit keys to small values, for what is asked millions of times: no removal, no iteration.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace hexapla {

/// Keys are hashes or packed numbers; 0 is none. Grows by doubling; at most half full, so a miss is one look or two.
template <typename Value>
class FlatMap {
 public:
  explicit FlatMap(std::size_t expected = 0) : slots_(std::bit_ceil(expected * 2 + 16)) {}

  /// The value of `key`, and whether it is new (and its value Value{}). Stays where it is until the next insert.
  std::pair<Value*, bool> insert(std::uint64_t key) {
    if (used_ * 2 >= slots_.size()) grow();
    Slot& slot = slots_[place_of(key)];
    const bool is_new = slot.key == 0;
    if (is_new) {
      slot.key = key;
      ++used_;
    }
    return {&slot.value, is_new};
  }

  /// Has the place of `key` brought near; worth it where other work is done before it is asked for.
  void prefetch(std::uint64_t key) const { __builtin_prefetch(slots_.data() + first_place(key)); }

  /// nullptr: there is none.
  const Value* find(std::uint64_t key) const {
    const Slot& slot = slots_[place_of(key)];
    return slot.key == 0 ? nullptr : &slot.value;
  }

  std::size_t size() const { return used_; }

 private:
  struct Slot {
    std::uint64_t key = 0;
    Value value{};
  };

  std::size_t first_place(std::uint64_t key) const {
    return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 20) & (slots_.size() - 1);
  }

  std::size_t place_of(std::uint64_t key) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = first_place(key);
    while (slots_[at].key != 0 && slots_[at].key != key) at = (at + 1) & mask;
    return at;
  }

  void grow() {
    std::vector<Slot> old(slots_.size() * 2);
    old.swap(slots_);
    for (Slot& slot : old) {
      if (slot.key != 0) slots_[place_of(slot.key)] = slot;
    }
  }

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

}  // namespace hexapla
