// The pieces of a text, in order, with a stack of what may still find its partner. What stands within a link or an
// image pairs up in there or not at all.
#include "hexapla/matching/tmx_codes.h"

#include "hexapla/base/utf8.h"
#include "hexapla/matching/pieces.h"

#include <algorithm>
#include <array>
#include <optional>

namespace hexapla {

namespace {

/// Images within images' alternatives; readers bound the depth of elements.
constexpr std::size_t most_images_open = 8;

bool is_space_at(std::string_view text, std::size_t at) {
  return at >= text.size() || text[at] == ' ' || text[at] == '\t' || text[at] == '\n' || text[at] == '\r';
}

bool is_name_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-';
}

/// "b" of <b>, </b> and <b class="x">, in lower case; empty for comments and the like.
std::string tag_name(std::string_view tag) {
  std::string name;
  for (char c : tag.substr(tag.starts_with("</") ? 2 : 1)) {
    if (!is_name_character(c)) break;
    name += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return name;
}

bool stands_alone(std::string_view tag, std::string_view name) {
  static constexpr std::array<std::string_view, 9> empty_elements = {"br",    "img", "hr",     "wbr",  "input",
                                                                     "embed", "col", "source", "track"};
  return name.empty() || tag.ends_with("/>") ||
         std::find(empty_elements.begin(), empty_elements.end(), name) != empty_elements.end();
}

/// The type that TMX recommends for it.
std::string type_of(std::string_view name) {
  if (name == "b" || name == "strong" || name == "**" || name == "__") return "bold";
  if (name == "i" || name == "em" || name == "*" || name == "_") return "italic";
  return name == "a" ? "link" : "";
}

class Coder {
 public:
  explicit Coder(std::string_view text) : text_(text) {}

  std::vector<TmxCode> run() {
    for (const Piece& piece : pieces_of(text_)) {
      add(piece);
      if (codes_.size() > TmxLimits{}.codes || images_open() > most_images_open) return {};
    }
    return finish();
  }

 private:
  /// Something that waits for its partner.
  struct Waiting {
    PieceKind kind;    // Tag, Emphasis, Link, Image
    std::string name;  // of a tag, or the marks
    std::size_t code;  // in codes_; of an image, its <sub> follows
  };

  void add(const Piece& piece) {
    switch (piece.kind) {
      case PieceKind::Open:
        return open_bracket(piece.span);
      case PieceKind::Link:
        if (text_[piece.span.begin] != ']') return single(piece.span, "link");
        return close_bracket(PieceKind::Link, piece.span);
      case PieceKind::Image:
        return close_bracket(PieceKind::Image, piece.span);
      case PieceKind::Tag:
        return tag(piece.span);
      case PieceKind::Emphasis:
        return emphasis(piece.span);
      case PieceKind::Code:
      case PieceKind::Attributes:
        return single(piece.span, "");
      default:
        return;
    }
  }

  void single(Span span, const char* type) { push(TmxCodeKind::Single, span, type, true); }

  void push(TmxCodeKind kind, Span span, std::string type, bool certain) {
    codes_.push_back({kind, span, 0, std::move(type)});
    certain_.push_back(certain);
  }

  void open_bracket(Span span) {
    const bool image = text_[span.begin] == '!';
    waiting_.push_back({image ? PieceKind::Image : PieceKind::Link, "", codes_.size()});
    push(image ? TmxCodeKind::Single : TmxCodeKind::Open, span, image ? "image" : "link", false);
    if (image) push(TmxCodeKind::Sub, {span.end, span.end}, "", false);
  }

  void close_bracket(PieceKind kind, Span span) {
    const auto found = std::find_if(waiting_.rbegin(), waiting_.rend(),
                                    [kind](const Waiting& waiting) { return waiting.kind == kind; });
    if (found == waiting_.rend()) return;
    const std::size_t code = found->code;
    waiting_.erase(std::next(found).base(), waiting_.end());
    certain_[code] = true;
    if (kind == PieceKind::Image) {
      codes_[code].span.end = span.end;
      codes_[code + 1].span.end = span.begin;
      certain_[code + 1] = !codes_[code + 1].span.empty();
    } else {
      push(TmxCodeKind::Close, span, "", true);
      pair_up(code);
    }
  }

  void tag(Span span) {
    const std::string_view tag = slice(text_, span);
    std::string name = tag_name(tag);
    if (stands_alone(tag, name)) return single(span, name == "br" ? "lb" : "");
    if (!tag.starts_with("</")) {
      push(TmxCodeKind::Open, span, type_of(name), true);
      waiting_.push_back({PieceKind::Tag, std::move(name), codes_.size() - 1});
      return;
    }
    const auto open = take(PieceKind::Tag, name);
    push(TmxCodeKind::Close, span, open ? "" : type_of(name), true);
    if (open) pair_up(*open);
  }

  void emphasis(Span span) {
    const std::string marks(slice(text_, span));
    const bool may_close = span.begin > 0 && !is_space_at(text_, span.begin - 1);
    const auto open = may_close ? take(PieceKind::Emphasis, marks) : std::nullopt;
    if (open) {
      certain_[*open] = true;
      push(TmxCodeKind::Close, span, "", true);
      return pair_up(*open);
    }
    if (is_space_at(text_, span.end)) return;
    push(TmxCodeKind::Open, span, type_of(marks), false);
    waiting_.push_back({PieceKind::Emphasis, marks, codes_.size() - 1});
  }

  /// The code that waits for this partner, which no longer waits, nor does what began behind it.
  std::optional<std::size_t> take(PieceKind kind, std::string_view name) {
    for (auto at = waiting_.rbegin(); at != waiting_.rend(); ++at) {
      if (at->kind == PieceKind::Link || at->kind == PieceKind::Image) return std::nullopt;
      if (at->kind != kind || at->name != name) continue;
      const std::size_t code = at->code;
      waiting_.erase(std::next(at).base(), waiting_.end());
      return code;
    }
    return std::nullopt;
  }

  /// With the last code.
  void pair_up(std::size_t open) { codes_[open].pair = codes_.back().pair = static_cast<std::uint32_t>(open + 1); }

  std::size_t images_open() const {
    return static_cast<std::size_t>(std::count_if(
        waiting_.begin(), waiting_.end(), [](const Waiting& waiting) { return waiting.kind == PieceKind::Image; }));
  }

  /// What is certain, with pairs numbered by their beginnings.
  std::vector<TmxCode> finish() {
    std::vector<TmxCode> out;
    std::vector<std::uint32_t> numbers(codes_.size());
    std::uint32_t pairs = 0;
    for (std::size_t at = 0; at < codes_.size(); ++at) {
      if (!certain_[at]) continue;
      TmxCode& code = codes_[at];
      if (code.pair != 0) {
        if (code.kind == TmxCodeKind::Open) numbers[at] = ++pairs;
        code.pair = numbers[code.pair - 1];
      }
      out.push_back(std::move(code));
    }
    return out;
  }

  std::string_view text_;
  std::vector<TmxCode> codes_;
  std::vector<bool> certain_;  // of each code: not just a mark without a partner
  std::vector<Waiting> waiting_;
};

}  // namespace

std::vector<TmxCode> tmx_codes(std::string_view text) {
  if (find_invalid_utf8(text) != std::string_view::npos) return {};
  return Coder(text).run();
}

}  // namespace hexapla
