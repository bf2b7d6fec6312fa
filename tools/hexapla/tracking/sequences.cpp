#include "hexapla/tracking/sequences.h"

#include <algorithm>
#include <charconv>
#include <numeric>

namespace hexapla {

Reference parse_reference(std::string_view reference) {
  const std::size_t colon = reference.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return {reference, 0};
  std::uint32_t line = 0;
  const char* end = reference.data() + reference.size();
  const auto parsed = std::from_chars(reference.data() + colon + 1, end, line);
  if (parsed.ec != std::errc{} || parsed.ptr != end) return {reference, 0};
  return {reference.substr(0, colon), line};
}

PageSequences::PageSequences(const Catalog& catalog) : pages_of_(catalog.messages.size()) {
  std::vector<std::vector<std::uint32_t>> lines;
  for (std::uint32_t i = 0; i < catalog.messages.size(); ++i) {
    const Message& message = catalog.messages[i];
    if (message.obsolete || message.is_header()) continue;
    const auto add = [&](Reference reference) {
      const std::uint32_t page = page_named(reference.path);
      if (!pages_[page].messages.empty() && pages_[page].messages.back() == i) return;
      pages_[page].messages.push_back(i);
      pages_of_[i].push_back(page);
      lines.resize(pages_.size());
      lines[page].push_back(reference.line);
    };
    for (std::string_view reference : message.references) add(parse_reference(reference));
    if (message.references.empty()) add({});
  }
  sort_by_line(lines);
}

std::uint32_t PageSequences::page_named(std::string_view path) {
  const auto [at, is_new] = by_path_.emplace(path, static_cast<std::uint32_t>(pages_.size()));
  if (is_new) pages_.push_back({path, {}});
  return at->second;
}

std::uint32_t PageSequences::find(std::string_view path) const {
  const auto at = by_path_.find(path);
  return at == by_path_.end() ? none : at->second;
}

/// Only pages all of whose messages tell a line: others have no order but the catalog's.
void PageSequences::sort_by_line(std::vector<std::vector<std::uint32_t>>& lines) {
  std::vector<std::uint32_t> order;
  for (std::size_t page = 0; page < pages_.size(); ++page) {
    const auto& line = lines[page];
    if (std::find(line.begin(), line.end(), 0U) != line.end() || std::is_sorted(line.begin(), line.end())) continue;
    order.resize(line.size());
    std::iota(order.begin(), order.end(), 0U);
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return line[a] < line[b]; });
    std::vector<std::uint32_t> sorted;
    sorted.reserve(order.size());
    for (std::uint32_t at : order) sorted.push_back(pages_[page].messages[at]);
    pages_[page].messages = std::move(sorted);
  }
}

}  // namespace hexapla
