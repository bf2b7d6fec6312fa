#include "hexapla/tracking/prose.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>
#include <string>

namespace hexapla {
namespace {

constexpr std::size_t none = std::string_view::npos;

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

bool is_word_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_word_character(next_code_point(text, at));
}

bool is_word_before(std::string_view text, std::size_t at) {
  return at > 0 && is_word_character(previous_code_point(text, at));
}

bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (is_letter(next_code_point(text, at))) return true;
  }
  return false;
}

/// Words with one blank between them.
void append_squeezed(std::string_view text, std::string& out) {
  for (char c : text) {
    if (!is_blank(c)) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
}

std::string squeezed(std::string_view text) {
  std::string out;
  append_squeezed(text, out);
  return out;
}

/// Comments and strings of several words, one after the other.
class ProseOfBlock {
 public:
  explicit ProseOfBlock(std::string_view block) : text_(block) {}

  std::string run() {
    while (at_ < text_.size()) {
      if (!(comment("/*", "*/") || comment("//", "\n") || number_sign() || string())) ++at_;
    }
    return std::move(prose_);
  }

 private:
  bool comment(std::string_view begin, std::string_view end) {
    if (!text_.substr(at_).starts_with(begin) || (at_ > 0 && !is_blank(text_[at_ - 1]))) return false;
    take(std::min(text_.find(end, at_ + begin.size()), text_.size()), begin[0] == '/' ? "/*!" : "#");
    return true;
  }

  /// A comment in shells, TOML, YAML and Python; "#[…]" is none.
  bool number_sign() { return at_ + 1 < text_.size() && text_[at_ + 1] == ' ' && comment("#", "\n"); }

  bool string() {
    if (text_[at_] != '"') return false;
    std::size_t end = at_ + 1;
    while (end < text_.size() && text_[end] != '"' && text_[end] != '\n') end += text_[end] == '\\' ? 2U : 1U;
    end = std::min(end, text_.size());
    const std::string_view inner = text_.substr(at_ + 1, end - at_ - 1);
    if (has_letter(inner) && inner.find(' ') != none) {
      take(end, "");
    } else {
      at_ = end;
    }
    at_ = std::min(at_ + 1, text_.size());
    return true;
  }

  /// A comment of several lines may be broken otherwise: its marks do not count.
  void take(std::size_t end, std::string_view marks) {
    std::string_view part = text_.substr(at_, end - at_);
    while (!part.empty() && (marks.find(part.front()) != none || is_blank(part.front()))) part.remove_prefix(1);
    append_squeezed(part, prose_);
    if (!prose_.empty() && prose_.back() != ' ') prose_ += ' ';
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::string prose_;
};

/// The block is text as a whole: its language says so, or it has none.
bool is_text_block(std::string_view language) {
  constexpr std::array<std::string_view, 10> texts{"",    "bob",  "svgbob",   "mermaid", "ditaa",
                                                   "dot", "text", "plantuml", "txt",     "plain"};
  return std::find(texts.begin(), texts.end(), language) != texts.end();
}

std::string prose_of(std::string_view code) {
  const std::size_t marks = std::min(code.find_first_not_of("`~"), code.size());
  const std::size_t line = code.find('\n');
  if (line == none) return code.find(". ") == none ? "" : squeezed(code);
  if (marks < 3) return squeezed(code).find(". ") == none ? "" : squeezed(code);
  const std::string_view info = code.substr(marks, line - marks);
  std::string_view body = code.substr(line);
  while (!body.empty() && (body.back() == '`' || body.back() == '~')) body.remove_suffix(1);
  if (is_text_block(info.substr(0, info.find_first_of(", \t{\r")))) return squeezed(body);
  return ProseOfBlock(body).run();
}

/// A text without the marks that stand around words.
struct Bare {
  std::string text;
  std::array<std::size_t, 6> marks{};  ///< how many of each were left out

  /// Each mark that opens has one that closes.
  bool paired() const {
    return marks[0] % 2 == 0 && marks[1] % 2 == 0 && marks[2] % 2 == 0 && marks[3] % 2 == 0 && marks[4] == marks[5];
  }
};

Bare bare(std::string_view text) {
  constexpr std::string_view marks = "'\"`_<>";
  Bare result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const std::size_t mark = marks.find(c);
    const bool within = is_word_before(text, at) && is_word_at(text, at + 1);
    const bool around = c == '<'   ? is_word_at(text, at + 1)
                        : c == '>' ? is_word_before(text, at)
                                   : mark != none && (!within || c == '`');
    if (around) {
      ++result.marks.at(mark);
    } else {
      append_squeezed(text.substr(at, 1), result.text);
    }
  }
  while (!result.text.empty() && result.text.back() == ' ') result.text.pop_back();
  return result;
}

}  // namespace

bool same_prose(std::string_view before, std::string_view after) {
  return prose_of(before) == prose_of(after);
}

bool is_placeholder(std::string_view tag, std::string_view text) {
  if (tag.size() < 3 || tag.find_first_of("=/!?\"'") != none) return false;
  const std::string_view name = tag.substr(1, tag.find_first_of(" >", 1) - 1);
  for (std::string_view lone : {"br", "hr", "wbr", "img", "input"}) {
    if (name == lone) return false;
  }
  return text.find("</" + std::string(name)) == none;
}

bool same_letters(std::string_view before, std::string_view after) {
  const auto letters = [](std::string_view text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();) {
      const char32_t c = next_code_point(text, at);
      if (c != U'_' && is_word_character(c)) all += lower_case_of(c);
    }
    return all;
  };
  return letters(before) == letters(after);
}

bool differ_in_marks(std::string_view before, std::string_view after) {
  const Bare one = bare(before);
  const Bare other = bare(after);
  return one.text == other.text && one.paired() && other.paired();
}

}  // namespace hexapla
