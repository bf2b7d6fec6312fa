// hash_bytes: 64-bit multiply and fold in the manner of wyhash (Wang Yi), 16 or 48 bytes a step. Words are read as
// little endian on every machine, so that stored hashes travel.
#include "hexapla/base/file.h"

#include <bit>
#include <cstddef>
#include <cstring>

namespace hexapla {

namespace {

__extension__ using Wide = unsigned __int128;

constexpr std::uint64_t secret0 = 0xa0761d6478bd642fULL;
constexpr std::uint64_t secret1 = 0xe7037ed1a0b428dbULL;
constexpr std::uint64_t secret2 = 0x8ebc6af09c88c6e3ULL;
constexpr std::uint64_t secret3 = 0x589965cc75374cc3ULL;

std::uint64_t fold(std::uint64_t a, std::uint64_t b) {
  const Wide product = static_cast<Wide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t read8(const char* at) {
  std::uint64_t word;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap64(word);
  return word;
}

std::uint64_t read4(const char* at) {
  std::uint32_t word;
  std::memcpy(&word, at, sizeof word);
  if constexpr (std::endian::native == std::endian::big) word = __builtin_bswap32(word);
  return word;
}

/// Up to three bytes.
std::uint64_t read_few(const char* at, std::size_t size) {
  const auto byte = [at](std::size_t i) { return static_cast<std::uint64_t>(static_cast<unsigned char>(at[i])); };
  return byte(0) << 16 | byte(size / 2) << 8 | byte(size - 1);
}

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) {
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  seed ^= fold(seed ^ secret0, secret1);
  std::uint64_t a = 0;
  std::uint64_t b = 0;
  if (left <= 16) {
    if (left >= 4) {
      const std::size_t middle = (left >> 3) << 2;
      a = read4(at) << 32 | read4(at + middle);
      b = read4(at + left - 4) << 32 | read4(at + left - 4 - middle);
    } else if (left > 0) {
      a = read_few(at, left);
    }
    return fold(secret1 ^ bytes.size(), fold(a ^ secret1, b ^ seed));
  }
  std::uint64_t lane1 = seed;
  std::uint64_t lane2 = seed;
  for (; left > 48; left -= 48, at += 48) {
    seed = fold(read8(at) ^ secret1, read8(at + 8) ^ seed);
    lane1 = fold(read8(at + 16) ^ secret2, read8(at + 24) ^ lane1);
    lane2 = fold(read8(at + 32) ^ secret3, read8(at + 40) ^ lane2);
  }
  if (bytes.size() > 48) seed ^= lane1 ^ lane2;
  for (; left > 16; left -= 16, at += 16) seed = fold(read8(at) ^ secret1, read8(at + 8) ^ seed);
  a = read8(at + left - 16);
  b = read8(at + left - 8);
  return fold(secret1 ^ bytes.size(), fold(a ^ secret1, b ^ seed));
}

}  // namespace hexapla
