// Any bytes are a posting list or told as damaged, in one read or the other; what was read is ascending, below the end,
// and written in one way.
#include "hexapla/memory/postings.h"

#include "require.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const std::uint32_t end : {0U, 100U, 70'000U, 0xFFFFFFFFU}) {
    std::vector<std::uint32_t> all;
    const bool sound = hexapla::decode_all(bytes, end, all);
    require(std::adjacent_find(all.begin(), all.end(), std::greater_equal<>()) == all.end(), "numbers ascend");
    require(all.empty() || all.back() < end, "numbers are below the end");
    std::vector<std::uint32_t> below;
    const bool told = hexapla::decode_postings(bytes, end, [&](std::uint32_t number) { below.push_back(number); });
    require(below == all, "both readers read the same");
    if (!sound) continue;
    require(told, "what is sound for one is for the other");
    std::vector<std::uint32_t> again;
    require(hexapla::decode_all(hexapla::encode_postings(all), end, again) && again == all, "written, it is the same");
  }
  return 0;
}
