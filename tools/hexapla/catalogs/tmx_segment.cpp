#include "hexapla/catalogs/tmx_segment.h"

#include "hexapla/base/file.h"

#include <algorithm>

namespace hexapla {

void TmxSegment::start(TmxVariant& variant) {
  variant_ = &variant;
  open_.clear();
  unpaired_.clear();
}

void TmxSegment::open(TmxCodeKind kind, std::string_view number, std::string_view type) {
  if (!may_stand_here(kind)) return open_unknown();
  const std::size_t at = codes();
  open_.push_back(at);
  const auto offset = static_cast<std::uint32_t>(bytes());
  variant_->codes.push_back({kind, {offset, offset}, 0, std::string(type)});
  if (number.empty()) return;
  if (kind == TmxCodeKind::Open) unpaired_.emplace_back(hash_bytes(number), at);
  if (kind == TmxCodeKind::Close) pair_up(at, number);
}

bool TmxSegment::may_stand_here(TmxCodeKind kind) const {
  const auto around = std::find_if(open_.rbegin(), open_.rend(), [](std::size_t code) { return code != none; });
  const bool on_top = around == open_.rend();
  const TmxCodeKind outer = on_top ? TmxCodeKind::Highlight : variant_->codes[*around].kind;
  const bool in_text = outer == TmxCodeKind::Highlight || outer == TmxCodeKind::Sub;
  return in_text == (kind != TmxCodeKind::Sub);
}

/// With the last one of that number: numbers are sometimes used again.
void TmxSegment::pair_up(std::size_t close, std::string_view number) {
  const std::uint64_t key = hash_bytes(number);
  const auto found =
      std::find_if(unpaired_.rbegin(), unpaired_.rend(), [key](const auto& open) { return open.first == key; });
  if (found == unpaired_.rend()) return;
  const std::size_t open = found->second;
  variant_->codes[open].pair = variant_->codes[close].pair = static_cast<std::uint32_t>(open + 1);
  unpaired_.erase(std::next(found).base());
}

void TmxSegment::close() {
  const std::size_t code = open_.back();
  open_.pop_back();
  if (code == none) return;
  TmxCode& closed = variant_->codes[code];
  closed.span.end = static_cast<std::uint32_t>(bytes());
  if (closed.kind == TmxCodeKind::Sub && closed.span.empty()) drop_from(code);
}

/// An empty <sub>, and what empty codes it has, could not be told from what stands behind it.
void TmxSegment::drop_from(std::size_t code) {
  auto& codes = variant_->codes;
  for (std::size_t at = code; at < codes.size(); ++at) {
    if (codes[at].kind == TmxCodeKind::Close && codes[at].pair != 0) codes[codes[at].pair - 1].pair = 0;
  }
  codes.resize(code);
  while (!unpaired_.empty() && unpaired_.back().second >= code) unpaired_.pop_back();
}

/// Numbers the pairs by their beginnings.
void TmxSegment::finish() {
  std::uint32_t pairs = 0;
  for (TmxCode& code : variant_->codes) {
    if (code.pair == 0) continue;
    code.pair = code.kind == TmxCodeKind::Open ? ++pairs : variant_->codes[code.pair - 1].pair;
  }
}

}  // namespace hexapla
