#include "hexapla/memory/segments.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/matching/features.h"
#include "hexapla/memory/postings.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <numeric>
#include <utility>

namespace hexapla {
namespace {

constexpr std::int64_t most_per_segment = 1 << 16;  ///< made at once; bounds memory
constexpr std::int64_t small_segment = 1 << 16;     ///< merged at once, larger ones only by merge_segments()
constexpr std::size_t most_segments = 20;           ///< or where there are more than so many
constexpr std::int64_t bucket_count = std::int64_t{1} << bucket_bits;
constexpr std::int64_t buckets_at_once = 512;
/// Numbers of segments and of buckets share 64 bits, those of items 24 bits for chunks.
constexpr std::int64_t most_items = std::int64_t{1} << 32;

std::string sizes_of(const std::vector<std::uint32_t>& counts) {
  std::string sizes;
  for (const std::uint32_t count : counts) append_varint(sizes, count);
  return sizes;
}

std::uint32_t offset_at(const std::string& bytes, std::size_t number) {
  std::uint32_t offset = 0;
  for (unsigned i = 0; i < 4; ++i) {
    offset |= static_cast<std::uint32_t>(static_cast<std::uint8_t>(bytes[number * 4 + i])) << (8 * i);
  }
  return offset;
}

/// Which sources the items are, `offsets` from the segment's first.
void insert_items(Store& store, std::int64_t segment, const std::vector<std::uint32_t>& offsets) {
  std::vector<StoredBlob> chunks;
  const auto per_chunk = static_cast<std::size_t>(items_per_chunk);
  for (std::size_t begin = 0; begin < offsets.size(); begin += per_chunk) {
    const std::size_t end = std::min(offsets.size(), begin + per_chunk);
    StoredBlob chunk{
        item_key(segment, static_cast<std::int64_t>(begin / per_chunk)), static_cast<std::int64_t>(end - begin), {}};
    for (std::size_t i = begin; i < end; ++i) {
      for (unsigned shift = 0; shift < 32; shift += 8) {
        chunk.bytes.push_back(static_cast<char>(offsets[i] >> shift & 0xFF));
      }
    }
    chunks.push_back(std::move(chunk));
  }
  store.insert_item_chunks(chunks);
}

std::vector<std::uint32_t> items_of(Store& store, const StoredSegment& segment) {
  std::vector<std::int64_t> keys;
  for (std::int64_t chunk = 0; chunk * items_per_chunk < segment.items; ++chunk) {
    keys.push_back(item_key(segment.id, chunk));
  }
  auto chunks = store.item_chunks(keys);
  std::sort(chunks.begin(), chunks.end(), [](const auto& a, const auto& b) { return a.key < b.key; });
  std::vector<std::uint32_t> offsets;
  offsets.reserve(static_cast<std::size_t>(segment.items));
  for (const auto& chunk : chunks) {
    for (std::size_t i = 0; i < chunk.bytes.size() / 4; ++i) offsets.push_back(offset_at(chunk.bytes, i));
  }
  if (offsets.size() != static_cast<std::size_t>(segment.items)) fail_damaged_index(store);
  return offsets;
}

// --- made of texts -----------------------------------------------------------------------------------------------

/// Sorts sources of one language into a segment.
class Builder {
 public:
  Builder(Store& store, std::int64_t segment) : store_(store), segment_(segment) {}

  void build(const std::vector<const StoredSource*>& sources, std::int64_t first, std::int64_t last) {
    order_by_size(sources);
    std::vector<std::uint32_t> offsets;
    std::vector<std::uint32_t> counts;
    for (const std::uint32_t at : order_) {
      offsets.push_back(static_cast<std::uint32_t>(sources[at]->id - first));
      counts.resize(std::max(counts.size(), features_[at].size() + 1));
      ++counts[features_[at].size()];
    }
    store_.insert_segment({segment_, features_version(), sources.front()->language, first, last,
                           static_cast<std::int64_t>(sources.size()), sizes_of(counts)});
    insert_items(store_, segment_, offsets);
    insert_postings();
  }

 private:
  void order_by_size(const std::vector<const StoredSource*>& sources) {
    features_.reserve(sources.size());
    for (const auto* source : sources) features_.emplace_back(source->text);
    order_.resize(sources.size());
    std::iota(order_.begin(), order_.end(), 0U);
    std::stable_sort(order_.begin(), order_.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return features_[a].size() < features_[b].size(); });
  }

  template <typename Each>
  void each_posting(const Each& each) const {
    for (std::uint32_t item = 0; item < order_.size(); ++item) {
      std::uint32_t before = ~std::uint32_t{0};
      for (const std::uint32_t gram : features_[order_[item]].grams()) {
        const std::uint32_t bucket = gram >> (32 - bucket_bits);
        if (bucket != before) each(bucket, item);
        before = bucket;
      }
    }
  }

  /// Counted first, then put in place.
  void insert_postings() {
    std::vector<std::uint32_t> starts(static_cast<std::size_t>(bucket_count) + 1);
    each_posting([&](std::uint32_t bucket, std::uint32_t) { ++starts[bucket + 1]; });
    std::partial_sum(starts.begin(), starts.end(), starts.begin());
    std::vector<std::uint32_t> items(starts.back());
    std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
    each_posting([&](std::uint32_t bucket, std::uint32_t item) { items[next[bucket]++] = item; });
    std::vector<StoredBlob> blobs;
    for (std::size_t bucket = 0; bucket < static_cast<std::size_t>(bucket_count); ++bucket) {
      const std::span<const std::uint32_t> list(items.data() + starts[bucket], items.data() + starts[bucket + 1]);
      if (list.empty()) continue;
      blobs.push_back({posting_key(segment_, static_cast<std::int64_t>(bucket)), static_cast<std::int64_t>(list.size()),
                       encode_postings(list)});
    }
    store_.insert_postings(blobs);
  }

  Store& store_;
  std::int64_t segment_;
  std::vector<Features> features_;
  std::vector<std::uint32_t> order_;  ///< by item: which source
};

std::int64_t next_segment(const std::vector<StoredSegment>& all) {
  return all.empty() ? 1 : all.back().id + 1;
}

/// One segment for each language among the next sources; false: there are none.
bool index_some(Store& store, std::int64_t& after) {
  const auto sources = store.sources_after(after, most_per_segment);
  if (sources.empty()) return false;
  std::map<std::int64_t, std::vector<const StoredSource*>> by_language;
  for (const auto& source : sources) by_language[source.language].push_back(&source);
  std::int64_t segment = next_segment(store.segments());
  const std::int64_t last = sources.back().id;
  if (last - after >= most_items) fail_damaged_index(store);
  for (const auto& [language, texts] : by_language) Builder(store, segment++).build(texts, after + 1, last);
  after = last;
  return true;
}

// --- made of segments --------------------------------------------------------------------------------------------

/// Makes one segment of several that stand one behind the other.
class Merger {
 public:
  Merger(Store& store, std::span<const StoredSegment> parts, std::int64_t segment)
      : store_(store), parts_(parts), segment_(segment) {}

  void merge() {
    number_items();
    std::vector<std::int64_t> ids;
    for (const auto& part : parts_) ids.push_back(part.id);
    store_.insert_segment({segment_, parts_.front().features, parts_.front().language, parts_.front().first,
                           parts_.back().last, static_cast<std::int64_t>(offsets_.size()), sizes_of(counts_)});
    insert_items(store_, segment_, offsets_);
    for (std::int64_t bucket = 0; bucket < bucket_count; bucket += buckets_at_once) merge_postings(bucket);
    store_.delete_segments(ids);
  }

 private:
  /// By size, and among equals by part: what the items of each part are called in the whole.
  void number_items() {
    std::vector<std::vector<std::uint32_t>> starts;
    std::vector<std::vector<std::uint32_t>> items;
    std::size_t sizes = 0;
    std::size_t total = 0;
    for (const auto& part : parts_) {
      starts.push_back(size_starts(store_, part));
      items.push_back(items_of(store_, part));
      numbers_.emplace_back(items.back().size());
      sizes = std::max(sizes, starts.back().size() - 1);
      total += items.back().size();
    }
    offsets_.reserve(total);
    counts_.assign(sizes, 0);
    for (std::size_t size = 0; size < sizes; ++size) {
      for (std::size_t part = 0; part < parts_.size(); ++part) {
        if (size + 1 >= starts[part].size()) continue;
        const auto shift = static_cast<std::uint32_t>(parts_[part].first - parts_.front().first);
        for (std::uint32_t item = starts[part][size]; item < starts[part][size + 1]; ++item) {
          numbers_[part][item] = static_cast<std::uint32_t>(offsets_.size());
          offsets_.push_back(items[part][item] + shift);
          ++counts_[size];
        }
      }
    }
  }

  void merge_postings(std::int64_t bucket) {
    std::vector<std::vector<std::uint32_t>> lists(static_cast<std::size_t>(buckets_at_once));
    std::vector<std::uint32_t> items;
    for (std::size_t part = 0; part < parts_.size(); ++part) {
      const std::int64_t base = posting_key(parts_[part].id, bucket);
      for (const auto& blob : store_.postings_between(base, base + buckets_at_once)) {
        auto& list = lists[static_cast<std::size_t>(blob.key - base)];
        if (!decode_all(blob.bytes, static_cast<std::uint32_t>(numbers_[part].size()), items))
          fail_damaged_index(store_);
        const auto middle = static_cast<std::ptrdiff_t>(list.size());
        for (const std::uint32_t item : items) list.push_back(numbers_[part][item]);
        std::inplace_merge(list.begin(), list.begin() + middle, list.end());
      }
    }
    std::vector<StoredBlob> blobs;
    for (std::int64_t i = 0; i < buckets_at_once; ++i) {
      const auto& list = lists[static_cast<std::size_t>(i)];
      if (list.empty()) continue;
      blobs.push_back(
          {posting_key(segment_, bucket + i), static_cast<std::int64_t>(list.size()), encode_postings(list)});
    }
    store_.insert_postings(blobs);
  }

  Store& store_;
  std::span<const StoredSegment> parts_;
  std::int64_t segment_;
  std::vector<std::vector<std::uint32_t>> numbers_;  ///< by part and its item: the item
  std::vector<std::uint32_t> offsets_;
  std::vector<std::uint32_t> counts_;
};

/// Merges those at the end of which none is twice as large as all behind it: so there are never many, and none is
/// written often. `limit`: no larger ones, as long as there are not too many.
void merge_last(Store& store, std::int64_t limit) {
  auto all = store.segments();
  std::map<std::int64_t, std::vector<StoredSegment>> by_language;
  std::int64_t segment = next_segment(all);
  for (auto& one : usable_segments(std::move(all))) by_language[one.language].push_back(std::move(one));
  for (const auto& [language, parts] : by_language) {
    std::size_t begin = parts.size() - 1;
    std::int64_t together = parts[begin].items;
    while (begin > 0 && parts[begin - 1].items < 2 * together &&
           (together + parts[begin - 1].items <= limit || parts.size() > most_segments)) {
      together += parts[--begin].items;
    }
    if (parts.size() - begin < 2 || parts.back().last - parts[begin].first >= most_items) continue;
    Merger(store, std::span(parts).subspan(begin), segment++).merge();
  }
}

}  // namespace

std::int64_t features_version() {
  static const std::int64_t version = [] {
    std::uint64_t hash = bucket_bits;
    for (const char* text :
         {"The Quick, brown FOX — jumps over 13 lazy dogs.",
          "**Read** [the guide](https://example.org/a-b_c), `now` {x}", "Écoutez&nbsp;l’œuvre d’Ærøskøbing &amp; Łódź",
          "Быстрая Лиса ЁЖ", "快速的棕色狐狸，跳过懒狗。", "とても速い", "العربية السريعة", "  spaced\tout\n",
          "<b>bold</b> %s {name} don't ﬁne", ""}) {
      const Features features(text);
      for (const std::uint32_t gram : features.grams()) hash = (hash ^ gram) * 0x100000001B3U;
      hash = (hash ^ 0xFFFFFFFFFFU) * 0x100000001B3U;
    }
    return static_cast<std::int64_t>(hash >> 1);
  }();
  return version;
}

std::vector<StoredSegment> usable_segments(std::vector<StoredSegment> all) {
  std::erase_if(all, [](const StoredSegment& one) { return one.features != features_version(); });
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return all;
}

std::int64_t indexed_up_to(const std::vector<StoredSegment>& usable) {
  std::int64_t last = 0;
  for (const auto& one : usable) last = std::max(last, one.last);
  return last;
}

void index_tail(Store& store) {
  std::int64_t after = indexed_up_to(usable_segments(store.segments()));
  if (store.last_source() - after <= longest_tail) return;
  while (index_some(store, after)) {
    merge_last(store, small_segment);
  }
}

void merge_segments(Store& store) {
  merge_last(store, most_items);
}

std::vector<std::uint32_t> size_starts(const Store& store, const StoredSegment& segment) {
  std::vector<std::uint32_t> starts{0};
  for (std::size_t at = 0; at < segment.sizes.size();) {
    std::uint32_t count = 0;
    if (!read_varint(segment.sizes, at, count) || count > segment.items - starts.back()) fail_damaged_index(store);
    starts.push_back(starts.back() + count);
  }
  if (starts.back() != segment.items || segment.items >= most_items) fail_damaged_index(store);
  return starts;
}

void fail_damaged_index(const Store& store) {
  throw Error(make_diagnostic(
      Severity::Error, "memory-damaged", store.shown(), N_("the index of the translation memory is damaged"),
      N_("remove the memory and make a new one: 'hexapla memory add' learns from the catalogs")));
}

}  // namespace hexapla
