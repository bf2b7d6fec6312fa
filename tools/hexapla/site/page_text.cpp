#include "hexapla/site/page_text.h"

#include "hexapla/base/utf8.h"
#include "hexapla/pages/html/tag.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace hexapla {

namespace {

/// The character that an entity means; 0: none that is known here. Renderers write the first few; the rest is an
/// author's own HTML.
char32_t entity_character(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, char32_t>, 6> names{
      {{"amp", U'&'}, {"lt", U'<'}, {"gt", U'>'}, {"quot", U'"'}, {"apos", U'\''}, {"nbsp", U' '}}};
  const auto* const found =
      std::find_if(names.begin(), names.end(), [name](const auto& one) { return one.first == name; });
  if (found != names.end()) return found->second;
  if (!name.starts_with('#') || name.size() < 2 || name.size() > 8) return 0;
  const bool hex = name[1] == 'x' || name[1] == 'X';
  char32_t value = 0;
  for (const char c : name.substr(hex ? 2 : 1)) {
    const bool letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'f';
    if (!(c >= '0' && c <= '9') && !(hex && letter)) return 0;
    value = value * (hex ? 16 : 10) + static_cast<char32_t>(letter ? (c | 0x20) - 'a' + 10 : c - '0');
  }
  const bool valid = value >= 0x20 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
  return valid ? value : 0;
}

/// ASCII only, as HTML's names are.
std::string lower_case(std::string_view name) {
  std::string lower(name);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

template <std::size_t N>
bool is_one_of(const std::array<std::string_view, N>& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 21> inlines{"a",    "abbr", "b",   "bdi", "bdo",  "cite",   "code",
                                                   "del",  "dfn",  "em",  "i",   "ins",  "kbd",    "mark",
                                                   "ruby", "s",    "sub", "sup", "span", "strong", "small"};
constexpr std::array<std::string_view, 8> voids{"br", "hr", "img", "input", "wbr", "col", "source", "meta"};
constexpr std::array<std::string_view, 6> silent{"script", "style", "template", "svg", "noscript", "head"};

class TextReader {
 public:
  explicit TextReader(std::string_view html) : html_(html) {}

  std::vector<TextBlock> read() {
    HtmlScanMemo memo;
    std::size_t done = 0;
    for (std::size_t at = 0; (at = html_.find('<', at)) != std::string_view::npos;) {
      const auto tag = scan_html_tag(html_, at, &memo);
      if (!tag) {
        ++at;
        continue;
      }
      take_text(html_.substr(done, at - done));
      done = at = tag->span.end;
      if (tag->kind == HtmlTagKind::Open) open(*tag);
      if (tag->kind == HtmlTagKind::Close) close(lower_case(slice(html_, tag->name)));
    }
    take_text(html_.substr(done));
    end_block();
    return std::move(blocks_);
  }

 private:
  struct Element {
    std::string name, language, direction;
    bool is_silent = false;
  };

  void open(const HtmlTag& tag) {
    Element element;
    element.name = lower_case(slice(html_, tag.name));
    if (!is_one_of(inlines, element.name)) end_block();
    if (is_one_of(voids, element.name) || element.name == "wbr") return;
    if (!open_.empty()) {
      const Element& around = open_.back();
      element.language = around.language;
      element.direction = around.direction;
      element.is_silent = around.is_silent;
    }
    element.is_silent = element.is_silent || is_one_of(silent, element.name);
    for (const HtmlAttribute& attribute : tag.attributes) {
      const std::string name = lower_case(slice(html_, attribute.name));
      const std::string_view value = slice(html_, attribute.value);
      if (name == "lang" && !value.empty()) element.language = value;
      if (name == "dir" && element.name != "pre" && (value == "ltr" || value == "rtl")) element.direction = value;
      if (name == "class" && value.starts_with("footnote-")) element.is_silent = true;
      if (name == "hidden") element.is_silent = true;
    }
    constexpr std::size_t deepest = 1000;
    if (open_.size() < deepest && !tag.self_closing) open_.push_back(std::move(element));
  }

  void close(const std::string& name) {
    const bool ends = !is_one_of(inlines, name);
    const bool is_heading = name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
    if (ends) end_block(is_heading);
    const auto found = std::find_if(open_.rbegin(), open_.rend(), [&](const Element& one) { return one.name == name; });
    if (found != open_.rend()) open_.erase(std::prev(found.base()), open_.end());
  }

  void take_text(std::string_view text) {
    if (!open_.empty() && open_.back().is_silent) return;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t begin = at;
      while (at < text.size() && text[at] > ' ' && text[at] != '&' && text[at] != 0x7F) ++at;  // most of most texts
      if (at > begin) {
        run().append(text.substr(begin, at - begin));
        continue;
      }
      char32_t c = 0;
      const std::size_t end = text[at] == '&' ? text.find(';', at) : std::string_view::npos;
      if (end != std::string_view::npos && end - at < 12) c = entity_character(text.substr(at + 1, end - at - 1));
      if (c != 0) {
        at = end + 1;
      } else {
        c = next_code_point(text, at);
      }
      append(c);
    }
  }

  /// White space of any length is one blank, between words only.
  void append(char32_t c) {
    if (c <= U' ') {
      blank_ = !block_.runs.empty();
      return;
    }
    append_utf8(run(), c);
  }

  /// What a word in the language of the open element goes to.
  std::string& run() {
    static const Element nothing_open;
    const Element& element = open_.empty() ? nothing_open : open_.back();
    if (block_.runs.empty() || block_.runs.back().language != element.language) {
      if (std::exchange(blank_, false)) block_.runs.back().text += ' ';
      block_.runs.push_back({{}, element.language, element.direction});
    }
    std::string& text = block_.runs.back().text;
    if (std::exchange(blank_, false)) text += ' ';
    return text;
  }

  void end_block(bool heading = false) {
    blank_ = false;
    if (block_.runs.empty()) return;
    block_.heading = heading;
    blocks_.push_back(std::exchange(block_, {}));
  }

  std::string_view html_;
  std::vector<TextBlock> blocks_;
  TextBlock block_;
  std::vector<Element> open_;
  bool blank_ = false;
};

}  // namespace

std::vector<TextBlock> blocks_of_html(std::string_view html) {
  return TextReader(html).read();
}

}  // namespace hexapla
