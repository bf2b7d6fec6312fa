#include "hexapla/pages/yaml/collector.h"

#include "hexapla/pages/words.h"
#include "hexapla/pages/yaml/scalar.h"

namespace hexapla {

std::string_view line_end_of(std::string_view text) {
  const std::size_t end = text.find_first_of("\r\n");
  if (end == std::string_view::npos || text[end] == '\n') return "\n";
  return end + 1 < text.size() && text[end + 1] == '\n' ? "\r\n" : "\r";
}

DataCollector::DataCollector(Page& page, const KeyMatcher& keys, UnitKind kind)
    : walk(keys), page_(page), kind_(kind), line_end_(line_end_of(page.bytes())) {}

void DataCollector::mark(DataMark what, std::size_t offset, std::string_view value) {
  const auto seed = static_cast<std::uint64_t>(what);
  page_.structure.push_back({hash_bytes(value, seed), static_cast<std::uint32_t>(offset)});
}

void DataCollector::add_text(Span span, std::string_view text, const Layout& layout) {
  mark(DataMark::Text, span.begin);
  if (!has_letters(text) || yaml::is_timestamp(text)) return;
  Unit unit;
  unit.span = span;
  unit.text = text;
  unit.path = keep_path();
  unit.layout = layout;
  unit.layout.line_end = line_end_;
  unit.kind = kind_;
  unit.markup = Markup::Markdown;
  page_.units.push_back(unit);
}

/// Paths repeat, item for item, so the last one is remembered.
std::string_view DataCollector::keep_path() {
  const std::string path = walk.path();
  if (path != last_path_) last_path_ = page_.arena.keep(path);
  return last_path_;
}

}  // namespace hexapla
