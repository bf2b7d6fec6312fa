#include "cli/shown_diff.h"

#include "cli/draw.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

constexpr const char* removed_color = "9;31";  // struck, red
constexpr const char* added_color = "32";

/// What was removed or added: line ends are seen, and blanks where there is nothing else.
std::string shown_change(std::string_view text) {
  const bool blank = text.find_first_not_of(" \t\r\n") == std::string_view::npos;
  std::string out;
  for (const char c : shown_text(text)) {
    if (c == '\n') out += "↵";
    out += c == ' ' && blank ? std::string("␣") : std::string(1, c);
  }
  return out;
}

void append_change(std::vector<Styled>& runs, std::string_view text, bool removed, bool colors) {
  const char* color = removed ? removed_color : added_color;
  if (!colors) runs.push_back({removed ? "[-" : "{+", color, Styled::Mark::Opens});
  runs.push_back({shown_change(text), color});
  if (!colors) runs.push_back({removed ? "-]" : "+}", color, Styled::Mark::Closes});
}

const char* name_of(DiffKind kind) {
  return kind == DiffKind::Same ? "same" : kind == DiffKind::Removed ? "removed" : "added";
}

}  // namespace

std::string shown_text(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    out += harmless(text.substr(at, end - at));
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  std::replace(out.begin(), out.end(), '\t', ' ');
  return out;
}

void append_diff(std::vector<Styled>& runs, const std::vector<DiffPiece>& pieces, std::string_view before,
                 std::string_view after, bool colors) {
  const DiffPiece* last = nullptr;
  for (const DiffPiece& piece : pieces) {
    const std::string_view text = text_of(piece, before, after);
    const bool replaces = piece.kind == DiffKind::Added && last != nullptr && last->kind == DiffKind::Removed;
    if (colors && replaces) runs.push_back({" "});  // colours alone do not keep two words apart
    last = &piece;
    if (piece.kind == DiffKind::Same) {
      runs.push_back({shown_text(text)});
    } else {
      append_change(runs, text, piece.kind == DiffKind::Removed, colors);
    }
  }
}

Json to_json(const std::vector<DiffPiece>& pieces, std::string_view before, std::string_view after) {
  Json json = Json::array();
  for (const DiffPiece& piece : pieces) {
    json.push_back(Json::array({name_of(piece.kind), text_of(piece, before, after)}));
  }
  return json;
}

}  // namespace hexapla::cli
