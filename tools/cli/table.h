// Rows and columns of text, aligned by what a terminal shows: wide characters count two, marks none.
#pragma once

#include "cli/console.h"

#include <string>
#include <vector>

namespace hexapla::cli {

class Table {
 public:
  struct Column {
    std::string title;
    bool right = false;  ///< numbers
  };
  explicit Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

  /// Fewer cells than columns: the last of them may be as wide as it likes.
  void add(std::vector<std::string> cells) { rows_.push_back({std::move(cells), {}}); }
  /// The row's `column` in this colour (SGR).
  void paint_last(std::size_t column, std::string color);
  /// To standard output, two blanks between columns; the titles bold where there are colours.
  void print(Console& console) const;

 private:
  struct Row {
    std::vector<std::string> cells;
    std::vector<std::string> colors;
  };
  std::vector<std::size_t> widths() const;
  std::string line(const std::vector<std::string>& cells, const std::vector<std::string>& colors,
                   const std::vector<std::size_t>& widths, bool colored) const;

  std::vector<Column> columns_;
  std::vector<Row> rows_;
};

}  // namespace hexapla::cli
