// The pages of a catalog as sequences of messages, from the references; no page is opened for it.
#pragma once

#include "hexapla/catalogs/catalog.h"

#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hexapla {

/// Messages are named by their index in the catalog.
struct PageSequence {
  std::string_view path;
  std::vector<std::uint32_t>
      messages;  ///< in page order, each once: by line where lines are given, else by catalog order
};

class PageSequences {
 public:
  /// Live messages but the header. Those without references share a page without a name.
  explicit PageSequences(const Catalog& catalog);

  const std::vector<PageSequence>& pages() const { return pages_; }
  /// The pages that use a message, as indices into pages().
  const std::vector<std::uint32_t>& pages_of(std::uint32_t message) const { return pages_of_[message]; }
  /// Index into pages(), or `none`.
  std::uint32_t find(std::string_view path) const;
  static constexpr std::uint32_t none = ~std::uint32_t{0};

 private:
  std::uint32_t page_named(std::string_view path);
  void sort_by_line(std::vector<std::vector<std::uint32_t>>& lines);

  std::vector<PageSequence> pages_;
  std::vector<std::vector<std::uint32_t>> pages_of_;
  std::unordered_map<std::string_view, std::uint32_t> by_path_;
};

/// The path of a reference such as "content/a.md" or "src/x.c:12", and its line, 0 if there is none.
struct Reference {
  std::string_view path;
  std::uint32_t line = 0;
};
Reference parse_reference(std::string_view reference);

}  // namespace hexapla
