#include "cli/table.h"

#include "hexapla/text/segment.h"

#include <algorithm>

namespace hexapla::cli {

void Table::paint_last(std::size_t column, std::string color) {
  auto& colors = rows_.back().colors;
  if (colors.size() <= column) colors.resize(column + 1);
  colors[column] = std::move(color);
}

std::vector<std::size_t> Table::widths() const {
  std::vector<std::size_t> widths;
  for (const auto& column : columns_) widths.push_back(display_width(column.title));
  for (const auto& row : rows_) {
    // The last cell of a short row is a remark that runs over the columns behind it.
    const std::size_t measured = row.cells.size() < columns_.size() ? row.cells.size() - 1 : columns_.size();
    for (std::size_t i = 0; i < measured; ++i) widths[i] = std::max(widths[i], display_width(row.cells[i]));
  }
  return widths;
}

std::string Table::line(const std::vector<std::string>& cells, const std::vector<std::string>& colors,
                        const std::vector<std::size_t>& widths, bool colored) const {
  std::string text;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const bool remark = cells.size() < columns_.size() && i + 1 == cells.size();
    const std::size_t width = display_width(cells[i]);
    const std::size_t padding = remark || width >= widths[i] ? 0 : widths[i] - width;
    const bool right = columns_[i].right && !remark;
    if (right) text.append(padding, ' ');
    const Paint paint{colored && i < colors.size() && !colors[i].empty()};
    text += paint(i < colors.size() ? colors[i] : "", cells[i]);
    if (!right && i + 1 < cells.size()) text.append(padding, ' ');
    if (i + 1 < cells.size()) text += "  ";
  }
  text.erase(text.find_last_not_of(' ') + 1);  // a last column without a title
  return text;
}

void Table::print(Console& console) const {
  const auto columns = widths();
  std::vector<std::string> titles;
  for (const auto& column : columns_) titles.push_back(column.title);
  console.say(line(titles, std::vector<std::string>(titles.size(), "1"), columns, console.colors()));
  for (const auto& row : rows_) console.say(line(row.cells, row.colors, columns, console.colors()));
}

}  // namespace hexapla::cli
