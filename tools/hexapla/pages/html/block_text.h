// The text of an HTML block without the gaps in it, and where its bytes stand in the page. Only for fragment.cpp.
#pragma once

#include "hexapla/base/span.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A view into the page where there are no gaps, else a copy that it owns. `gaps` (see HtmlOptions) must outlive it.
class BlockText {
 public:
  BlockText(std::string_view page, Span inside, const std::vector<Span>& gaps);
  BlockText(const BlockText&) = delete;
  BlockText& operator=(const BlockText&) = delete;

  std::string_view text() const { return text_; }

  /// The page's offset of byte `at`; behind a gap that stands before it.
  std::uint32_t place(std::size_t at) const;
  Span place(Span span) const {
    return {place(span.begin), span.empty() ? place(span.begin) : place(span.end - 1) + 1};
  }

 private:
  const std::vector<Span>& gaps_;
  std::uint32_t begin_;
  std::string joined_;
  std::string_view text_;
  std::vector<std::uint32_t> starts_;  ///< per gap: the byte of the joined text that follows it
};

}  // namespace hexapla
