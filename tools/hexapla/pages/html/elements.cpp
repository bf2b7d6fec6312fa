#include "hexapla/pages/html/elements.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace hexapla {
namespace {

// Sorted.
constexpr std::string_view inline_elements[] = {
    "a",    "abbr",  "acronym", "b",      "bdi",    "bdo", "big",  "br",   "cite", "code", "data", "del",  "dfn",
    "em",   "font",  "i",       "img",    "ins",    "kbd", "mark", "q",    "rb",   "rp",   "rt",   "ruby", "s",
    "samp", "small", "span",    "strike", "strong", "sub", "sup",  "time", "tt",   "u",    "var",  "wbr",
};
constexpr std::string_view void_elements[] = {"area",  "base", "br",   "col",   "embed",  "hr",    "img",
                                              "input", "link", "meta", "param", "source", "track", "wbr"};
constexpr std::string_view opaque_elements[] = {"math", "pre", "script", "style", "svg", "template", "textarea"};
constexpr std::string_view text_attributes[] = {
    "alt",
    "aria-description",
    "aria-label",
    "aria-placeholder",
    "aria-roledescription",
    "aria-valuetext",
    "label",
    "placeholder",
    "summary",
    "title",
};
// The meta elements whose content people read.
constexpr std::string_view described[] = {
    "application-name",  "author",       "description", "keywords", "og:description",
    "og:image:alt",      "og:site_name", "og:title",    "subject",  "twitter:description",
    "twitter:image:alt", "twitter:title"};

constexpr std::size_t longest_name = 24;

/// `name` in lower case, or "" for what is longer than any name that is known.
class LowerName {
 public:
  explicit LowerName(std::string_view name) {
    if (name.size() > longest_name) return;
    std::transform(name.begin(), name.end(), letters_.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; });
    size_ = name.size();
  }
  std::string_view view() const { return {letters_.data(), size_}; }

 private:
  std::array<char, longest_name> letters_{};
  std::size_t size_ = 0;
};

template <std::size_t size>
bool is_one_of(std::string_view name, const std::string_view (&sorted)[size]) {
  return std::binary_search(std::begin(sorted), std::end(sorted), LowerName(name).view());
}

/// <Link>: a component; <B> is HTML as it was once written.
bool is_component(std::string_view name) {
  if (name.empty() || name[0] < 'A' || name[0] > 'Z') return false;
  return std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string_view value_of(std::string_view text, const HtmlTag& tag, std::string_view name) {
  for (const HtmlAttribute& attribute : tag.attributes) {
    if (equals_ignoring_case(slice(text, attribute.name), name)) return slice(text, attribute.value);
  }
  return {};
}

bool has_class(std::string_view classes, std::string_view name) {
  for (std::size_t at = classes.find(name); at != std::string_view::npos; at = classes.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const auto is_edge = [](char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; };
    if ((at == 0 || is_edge(classes[at - 1])) && (end == classes.size() || is_edge(classes[end]))) return true;
  }
  return false;
}

}  // namespace

bool is_inline_element(std::string_view name) {
  return !is_component(name) && is_one_of(name, inline_elements);
}

bool is_void_element(std::string_view name) {
  return !is_component(name) && is_one_of(name, void_elements);
}

bool is_opaque_element(std::string_view name) {
  return !is_component(name) && is_one_of(name, opaque_elements);
}

bool is_code_element(std::string_view name) {
  return equals_ignoring_case(name, "code") || equals_ignoring_case(name, "tt");
}

bool is_text_attribute(std::string_view text, const HtmlTag& tag, const HtmlAttribute& attribute) {
  const std::string_view name = slice(text, attribute.name);
  if (is_one_of(name, text_attributes)) return true;
  const std::string_view element = slice(text, tag.name);
  if (equals_ignoring_case(name, "content") && equals_ignoring_case(element, "meta")) {
    return is_one_of(value_of(text, tag, "name"), described) || is_one_of(value_of(text, tag, "property"), described);
  }
  if (equals_ignoring_case(name, "value") && equals_ignoring_case(element, "input")) {
    const std::string_view type = value_of(text, tag, "type");
    return equals_ignoring_case(type, "button") || equals_ignoring_case(type, "submit") ||
           equals_ignoring_case(type, "reset");
  }
  return false;
}

bool is_untranslatable(std::string_view text, const HtmlTag& tag) {
  for (const HtmlAttribute& attribute : tag.attributes) {
    const std::string_view name = slice(text, attribute.name);
    const std::string_view value = slice(text, attribute.value);
    if (equals_ignoring_case(name, "translate") && equals_ignoring_case(value, "no")) return true;
    if (equals_ignoring_case(name, "class") && has_class(value, "notranslate")) return true;
    if (equals_ignoring_case(name, "data-translate-ignore")) return true;
  }
  return false;
}

}  // namespace hexapla
