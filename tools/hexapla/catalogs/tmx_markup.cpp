#include "hexapla/catalogs/tmx_markup.h"

#include "hexapla/base/utf8.h"

#include <array>
#include <vector>

namespace hexapla {

namespace {

enum class Place : std::uint8_t { Text, Attribute };

/// What is written for a byte of ASCII instead of itself; nullptr: itself.
const char* reference(char c, Place place) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '\r':
      return "&#13;";
    case '"':
      return place == Place::Attribute ? "&quot;" : nullptr;
    case '\n':
      return place == Place::Attribute ? "&#10;" : nullptr;
    case '\t':
      return place == Place::Attribute ? "&#9;" : nullptr;
    default:
      return nullptr;
  }
}

/// Bytes that need a second look: references, what XML cannot hold, and 0xEF, with which U+FFFE and U+FFFF begin.
constexpr std::array<bool, 256> make_special() {
  std::array<bool, 256> special{};
  for (std::size_t byte = 0; byte < 0x20; ++byte) special[byte] = true;
  special['&'] = special['<'] = special['>'] = special['"'] = special[0xEF] = true;
  return special;
}
constexpr std::array<bool, 256> special_bytes = make_special();

bool is_special(char c) {
  return special_bytes[static_cast<unsigned char>(c)];
}

/// Bytes of the character at `at` where XML cannot hold it, else 0.
std::size_t unwritable(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (static_cast<unsigned char>(c) < 0x20) return c == '\t' || c == '\n' || c == '\r' ? 0 : 1;
  const std::string_view character = text.substr(at, 3);
  return character == "\xEF\xBF\xBE" || character == "\xEF\xBF\xBF" ? 3 : 0;
}

/// Leaves out what XML cannot hold.
void append_escaped(std::string& out, std::string_view text, Place place) {
  std::size_t done = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_special(text[at])) continue;
    const char* instead = reference(text[at], place);
    const std::size_t left_out = instead == nullptr ? unwritable(text, at) : 1;
    if (left_out == 0) continue;
    out += text.substr(done, at - done);
    if (instead != nullptr) out += instead;
    done = at + left_out;
  }
  out += text.substr(done);
}

std::string_view element_of(const TmxCode& code) {
  switch (code.kind) {
    case TmxCodeKind::Single:
      return "ph";
    case TmxCodeKind::Open:
      return code.pair == 0 ? "it" : "bpt";
    case TmxCodeKind::Close:
      return code.pair == 0 ? "it" : "ept";
    case TmxCodeKind::Sub:
      return "sub";
    case TmxCodeKind::Highlight:
      break;
  }
  return "hi";
}

bool is_native(TmxCodeKind kind) {
  return kind == TmxCodeKind::Single || kind == TmxCodeKind::Open || kind == TmxCodeKind::Close;
}

/// A text with its codes as elements around their stretches.
class SegmentWriter {
 public:
  SegmentWriter(const TmxVariant& variant, std::string& out) : variant_(variant), out_(out) {}

  /// False: the codes do not nest.
  bool run() {
    for (const TmxCode& code : variant_.codes) {
      close_before(code);
      if (!may_begin(code)) return false;
      open(code);
    }
    while (!open_.empty()) close();
    text_up_to(static_cast<std::uint32_t>(variant_.text.size()));
    return true;
  }

 private:
  /// Closes all that ends before the code. One that is empty may stand at the end of another, within or behind: it
  /// stands as far outside as its kind allows, which is the same text, and the same when it is read.
  void close_before(const TmxCode& code) {
    std::size_t keep = open_.size();
    while (keep > 0 && open_[keep - 1]->span.end <= code.span.begin) --keep;
    const bool in_code = keep > 0 && is_native(open_[keep - 1]->kind);
    if (in_code && code.kind != TmxCodeKind::Sub && keep < open_.size()) ++keep;  // into its <sub>
    while (open_.size() > keep) close();
  }

  bool may_begin(const TmxCode& code) const {
    const std::size_t end = open_.empty() ? variant_.text.size() : open_.back()->span.end;
    if (code.span.begin < at_ || code.span.end < code.span.begin || code.span.end > end) return false;
    if (is_within_character(code.span.begin) || is_within_character(code.span.end)) return false;
    if (code.kind == TmxCodeKind::Sub && code.span.empty()) return false;
    const bool in_code = !open_.empty() && is_native(open_.back()->kind);
    return in_code == (code.kind == TmxCodeKind::Sub);
  }

  bool is_within_character(std::uint32_t offset) const {
    return offset < variant_.text.size() && (static_cast<unsigned char>(variant_.text[offset]) & 0xC0) == 0x80;
  }

  void open(const TmxCode& code) {
    text_up_to(code.span.begin);
    const std::string_view element = element_of(code);
    out_ += '<';
    out_ += element;
    if (element == "bpt" || element == "ept") append_tmx_attribute(out_, "i", std::to_string(code.pair));
    if (element == "it") append_tmx_attribute(out_, "pos", code.kind == TmxCodeKind::Open ? "begin" : "end");
    if (element != "ept" && !code.type.empty()) append_tmx_attribute(out_, "type", code.type);
    out_ += '>';
    open_.push_back(&code);
  }

  void close() {
    const TmxCode& code = *open_.back();
    open_.pop_back();
    text_up_to(code.span.end);
    out_ += "</";
    out_ += element_of(code);
    out_ += '>';
  }

  void text_up_to(std::uint32_t end) {
    append_tmx_text(out_, std::string_view(variant_.text).substr(at_, end - at_));
    at_ = end;
  }

  const TmxVariant& variant_;
  std::string& out_;
  std::uint32_t at_ = 0;
  std::vector<const TmxCode*> open_;
};

}  // namespace

void append_tmx_text(std::string& out, std::string_view text) {
  append_escaped(out, text, Place::Text);
}

void append_tmx_attribute(std::string& out, std::string_view name, std::string_view value) {
  out += ' ';
  out += name;
  out += "=\"";
  append_escaped(out, value, Place::Attribute);
  out += '"';
}

bool append_tmx_segment(std::string& out, const TmxVariant& variant) {
  return SegmentWriter(variant, out).run();
}

Phrase find_tmx_problem(std::string_view text) {
  const std::size_t most = TmxLimits{}.segment_bytes;
  if (text.size() > most) return {N_("a text of more than {1} bytes"), {std::to_string(most)}};
  if (find_invalid_utf8(text) != std::string_view::npos) return N_("a text that is not UTF-8");
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!is_special(text[at]) || unwritable(text, at) == 0) continue;
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::size_t end = at;
    const char32_t character = next_code_point(text, end);
    std::string name = "U+";
    for (int shift = 12; shift >= 0; shift -= 4) name += digits[character >> shift & 0xF];
    return {N_("the character {1}, which XML cannot hold"), {name}};
  }
  return {};
}

}  // namespace hexapla
