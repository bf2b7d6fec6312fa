#include "hexapla/tracking/prose.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <vector>

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

/// Holds two words or more that stand alone: "well done", not "first: {first:?}" or "$OUT/bin /tmp".
bool says_something(std::string_view text) {
  constexpr std::string_view around = ".,:;!?()'\"";
  int words = 0;
  while (!text.empty()) {
    std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(word.size() + 1, text.size()));
    while (!word.empty() && around.find(word.back()) != none) word.remove_suffix(1);
    while (!word.empty() && around.find(word.front()) != none) word.remove_prefix(1);
    bool letters = word.size() > 1;
    for (std::size_t at = 0; letters && at < word.size();) letters = is_letter(next_code_point(word, at));
    words += letters ? 1 : 0;
  }
  return words > 1;
}

/// Comments and strings that say something.
class ProseOfBlock {
 public:
  explicit ProseOfBlock(std::string_view block) : text_(block) {}

  std::vector<std::string> run() {
    while (at_ < text_.size()) {
      if (!(comment("/*", "*/") || comment("//", "\n") || number_sign() || string())) ++at_;
    }
    return std::move(parts_);
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
    if (says_something(text_.substr(at_ + 1, end - at_ - 1))) take(end, "\"");
    at_ = std::min(end + 1, text_.size());
    return true;
  }

  void take(std::size_t end, std::string_view marks) {
    std::string_view part = text_.substr(at_, end - at_);
    while (!part.empty() && (marks.find(part.front()) != none || is_blank(part.front()))) part.remove_prefix(1);
    while (!part.empty() && is_blank(part.back())) part.remove_suffix(1);
    if (!part.empty()) parts_.push_back(squeezed(part));
    at_ = end;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string> parts_;
};

/// A code block between fences.
struct Block {
  std::string_view language;
  std::string_view body;
};

std::optional<Block> block_of(std::string_view code) {
  const std::size_t marks = std::min(code.find_first_not_of("`~"), code.size());
  const std::size_t line = code.find('\n');
  if (line == none || marks < 3) return std::nullopt;
  const std::string_view info = code.substr(marks, line - marks);
  std::string_view body = code.substr(line);
  while (!body.empty() && (body.back() == '`' || body.back() == '~')) body.remove_suffix(1);
  return Block{info.substr(0, info.find_first_of(", \t{\r")), body};
}

bool is_diagram(std::string_view language) {
  constexpr std::array<std::string_view, 6> diagrams{"bob", "svgbob", "mermaid", "ditaa", "dot", "plantuml"};
  return std::find(diagrams.begin(), diagrams.end(), language) != diagrams.end();
}

/// Backticks that are no code marks took in whole sentences.
bool has_sentences(std::string_view span) {
  for (std::size_t at = span.find(". "); at != none; at = span.find(". ", at + 1)) {
    if (is_word_before(span, at) && std::count(span.begin(), span.end(), ' ') > 5) return true;
  }
  return false;
}

std::string joined(const std::vector<std::string>& parts) {
  std::string all;
  for (const std::string& part : parts) all += (all.empty() ? "" : " ") + part;
  return all;
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

/// The mark stands before or behind a word or another mark, not within a word as in "don't" or "snake_case".
bool stands_around(std::string_view text, std::size_t at) {
  if (text[at] == '<') return is_word_at(text, at + 1);
  if (text[at] == '>') return is_word_before(text, at);
  return text[at] == '`' || !is_word_before(text, at) || !is_word_at(text, at + 1);
}

Bare bare(std::string_view text) {
  constexpr std::string_view marks = "'\"`_<>";
  Bare result;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const std::size_t mark = marks.find(text[at]);
    if (mark != none && stands_around(text, at)) {
      ++result.marks.at(mark);
    } else {
      append_squeezed(text.substr(at, 1), result.text);
    }
  }
  while (!result.text.empty() && result.text.back() == ' ') result.text.pop_back();
  return result;
}

}  // namespace

bool is_block(std::string_view code) {
  return block_of(code).has_value();
}

bool has_new_prose(std::string_view before, std::string_view after) {
  const auto old_block = block_of(before);
  const auto new_block = block_of(after);
  if (!old_block || !new_block) return has_sentences(before) || has_sentences(after);
  if (is_diagram(new_block->language) || (old_block->language.empty() && new_block->language.empty())) {
    return squeezed(old_block->body) != squeezed(new_block->body);
  }
  const std::string had = joined(ProseOfBlock(old_block->body).run());
  const std::vector<std::string> has = ProseOfBlock(new_block->body).run();
  return joined(has) != had && std::any_of(has.begin(), has.end(), [&](const std::string& part) {
           return had.find(part) == std::string::npos;
         });
}

bool is_placeholder(std::string_view tag, std::string_view text) {
  if (tag.size() < 3 || tag.find_first_of("=/!?\"'") != none) return false;
  const std::string_view name = tag.substr(1, tag.find_first_of(" >", 1) - 1);
  for (std::string_view lone : {"br", "hr", "wbr", "img", "input"}) {
    if (name == lone) return false;
  }
  const std::string_view rest = text.substr(text.find(tag) + tag.size());
  if (rest.starts_with('\n')) return false;  // <details> on a line of its own
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
