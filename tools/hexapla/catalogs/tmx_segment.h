// What stands in a <seg>, as it is read: text, and the inline elements around it. Used by tmx_builder.cpp.
#pragma once

#include "hexapla/catalogs/tmx.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla {

class TmxSegment {
 public:
  /// What follows goes into this variant, which must stay where it is until finish().
  void start(TmxVariant& variant);

  void add(std::string_view text) { variant_->text += text; }
  /// Every open() has its close(). `number` is the attribute i of <bpt> and <ept>. One that may not stand here by the
  /// rules of TmxCode leaves no code behind, only its text.
  void open(TmxCodeKind kind, std::string_view number, std::string_view type);
  /// An element that is none of TMX's: its text counts, it does not.
  void open_unknown() { open_.push_back(none); }
  void close();

  void finish();

  std::size_t bytes() const { return variant_->text.size(); }
  std::size_t codes() const { return variant_->codes.size(); }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);

  bool may_stand_here(TmxCodeKind kind) const;
  void pair_up(std::size_t close, std::string_view number);
  void drop_from(std::size_t code);

  TmxVariant* variant_ = nullptr;
  std::vector<std::size_t> open_;                                // the codes that are open, or none
  std::vector<std::pair<std::uint64_t, std::size_t>> unpaired_;  // <bpt> without <ept> so far: i, and which code
};

}  // namespace hexapla
