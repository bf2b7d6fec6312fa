#include "hexapla/localize/safety.h"

#include "hexapla/base/utf8.h"
#include "hexapla/localize/link_target.h"
#include "hexapla/pages/html/tag.h"
#include "hexapla/pages/inline.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace hexapla {

namespace {

using Texts = std::vector<std::string_view>;

/// Attributes whose value is a URL. Values of other attributes may be translated.
constexpr std::array<std::string_view, 12> url_attributes{"href",       "src",    "action", "formaction",
                                                          "xlink:href", "data",   "poster", "cite",
                                                          "background", "srcset", "ping",   "manifest"};

/// A hostile text has markup by the hundred thousand: what is looked up once for each must not be a list.
using TextSet = std::unordered_set<std::string_view>;

/// As many of the source's tags of one name are tried to find one that a translated tag fits.
constexpr std::size_t most_models = 64;

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

/// Nothing in it can begin markup or a link: most texts, and the cheap way out.
bool is_plain(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char c) { return c == '<' || c == '[' || c == '{' || c == '@'; }) &&
         text.find("://") == std::string_view::npos && text.find("www.") == std::string_view::npos;
}

/// For the sentence: not a whole hostile text, and no half of a character.
std::string shortened(std::string_view text) {
  constexpr std::size_t most = 80;
  std::size_t end = 0;
  for (std::size_t count = 0; end < text.size() && count < most; ++count) next_code_point(text, end);
  return std::string(text.substr(0, end)) + (end < text.size() ? "…" : "");
}

struct Target {
  std::string_view written;
  LinkSyntax syntax;
};

struct Tag {
  std::string_view bytes;
  std::string name;
  HtmlTagKind kind = HtmlTagKind::Open;
  std::vector<std::pair<std::string, std::string_view>> attributes;
};

/// All that a text has of what could be dangerous.
struct Markings {
  std::vector<Target> targets;  ///< of links, images and autolinks
  std::vector<Tag> tags;
  Texts shortcodes;
  Texts attributes;
};

Tag read_tag(std::string_view text, const HtmlTag& tag) {
  Tag read{slice(text, tag.span), lower_case(slice(text, tag.name)), tag.kind, {}};
  for (const HtmlAttribute& attribute : tag.attributes) {
    read.attributes.emplace_back(lower_case(slice(text, attribute.name)), slice(text, attribute.value));
  }
  return read;
}

/// The target of "[text](target)"; a label's target is the page's own business.
bool has_written_target(std::string_view text, const Inline& item) {
  if (item.target.empty()) return false;
  return item.kind == InlineKind::Autolink || text[item.span.end - 1] == ')';
}

void read_inline(std::string_view text, const Inline& item, Markings& markings) {
  switch (item.kind) {
    case InlineKind::Link:
    case InlineKind::Image:
    case InlineKind::Autolink:
      if (has_written_target(text, item)) {
        const bool plain = item.kind == InlineKind::Autolink;
        markings.targets.push_back({slice(text, item.target), plain ? LinkSyntax::Autolink : LinkSyntax::Markdown});
      }
      break;
    case InlineKind::HtmlTag:
      if (const auto tag = scan_html_tag(text, item.span.begin)) {
        markings.tags.push_back(read_tag(text, *tag));
      } else {
        markings.tags.push_back({slice(text, item.span), "?", HtmlTagKind::Open, {}});
      }
      break;
    case InlineKind::Shortcode:
      markings.shortcodes.push_back(slice(text, item.span));
      break;
    case InlineKind::Attributes:
      markings.attributes.push_back(slice(text, item.span));
      break;
    case InlineKind::Code:
    case InlineKind::Entity:
    case InlineKind::FootnoteRef:
    case InlineKind::HardBreak:
      break;
  }
}

bool opens_tag(char next) {
  return (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z') || next == '/' || next == '!' || next == '?';
}

/// A "<" that begins a tag for a browser but for no one here: "<img src=x onerror=…" without its end.
void read_stray_tags(std::string_view text, Markings& markings) {
  const std::size_t known = markings.tags.size();
  std::size_t next = 0;  // the first known tag that does not end before `at`
  for (std::size_t at = text.find('<'); at != std::string_view::npos && at + 1 < text.size();
       at = text.find('<', at + 1)) {
    const char* const here = text.data() + at;
    while (next < known && markings.tags[next].bytes.data() + markings.tags[next].bytes.size() <= here) ++next;
    const bool inside = next < known && markings.tags[next].bytes.data() <= here;
    if (!inside && opens_tag(text[at + 1])) markings.tags.push_back({text.substr(at), "?", HtmlTagKind::Open, {}});
  }
}

Markings read_markings(std::string_view text, Markup markup) {
  Markings markings;
  // A plain value may be anything to the site that shows it: read as the richest.
  const Markup read_as = markup == Markup::None ? Markup::Markdown : markup;
  for (const Inline& item : inline_inventory(text, read_as)) read_inline(text, item, markings);
  if (markup != Markup::Markdown) read_stray_tags(text, markings);
  return markings;
}

bool is_url_attribute(std::string_view name) {
  return std::find(url_attributes.begin(), url_attributes.end(), name) != url_attributes.end();
}

std::vector<Target> all_targets(const Markings& markings) {
  std::vector<Target> targets = markings.targets;
  for (const Tag& tag : markings.tags) {
    for (const auto& [name, value] : tag.attributes) {
      if (is_url_attribute(name)) targets.push_back({value, LinkSyntax::Html});
    }
  }
  return targets;
}

std::optional<Phrase> find_bad_target(const Markings& source, const Markings& translation, const std::string& place,
                                      const Surroundings& around) {
  std::array<TextSet, 3> known;  // by syntax
  std::unordered_set<std::string> trusted;
  for (const Target& target : all_targets(source)) {
    known[static_cast<std::size_t>(target.syntax)].insert(target.written);
    trusted.insert(read_link_target(target.written, target.syntax).trusts);
  }
  for (const Target& target : all_targets(translation)) {
    if (known[static_cast<std::size_t>(target.syntax)].contains(target.written)) continue;
    const LinkTarget read = read_link_target(target.written, target.syntax);
    const std::string shown = shortened(target.written);
    if (read.runs) return Phrase(N_("the translation ({1}) has a link that runs a script: {2}"), {place, shown});
    if (read.trusts.empty() || trusted.contains(read.trusts)) continue;
    if (around.hosts.contains(read.trusts, around.language)) continue;
    return Phrase(N_("the translation ({1}) has a link that leads elsewhere than the source's: {2}"), {place, shown});
  }
  return std::nullopt;
}

/// Attributes that may only stand as the source has them, value and all.
bool is_active(std::string_view name) {
  return name.starts_with("on") || name == "style" || name == "srcdoc" || name == "srcset";
}

/// `tag` has no attribute that `model` lacks.
bool fits(const Tag& tag, const Tag& model) {
  if (tag.name != model.name || tag.name == "?") return false;
  if (tag.kind == HtmlTagKind::Close) return true;
  if (tag.kind != model.kind) return false;
  return std::all_of(tag.attributes.begin(), tag.attributes.end(), [&](const auto& attribute) {
    return std::any_of(model.attributes.begin(), model.attributes.end(), [&](const auto& own) {
      return own.first == attribute.first && (!is_active(own.first) || own.second == attribute.second);
    });
  });
}

/// A comment may be translated where there is one, but not into a directive.
bool is_directive(const Tag& tag) {
  return tag.bytes.find("hexapla:") != std::string_view::npos || tag.bytes.find("i18n:") != std::string_view::npos;
}

/// Marks the direction or the reading of words, which a translation may need where its source does not: code within
/// Persian wants <span dir=ltr>, Japanese names want <ruby>.
bool is_harmless(const Tag& tag) {
  constexpr std::array<std::string_view, 7> names{"span", "bdi", "bdo", "wbr", "ruby", "rt", "rp"};
  if (std::find(names.begin(), names.end(), tag.name) == names.end()) return false;
  return std::all_of(tag.attributes.begin(), tag.attributes.end(),
                     [](const auto& attribute) { return attribute.first == "dir" || attribute.first == "lang"; });
}

std::optional<Phrase> find_bad_tag(const Markings& source, const Markings& translation, const std::string& place) {
  TextSet same;
  std::unordered_map<std::string_view, std::vector<const Tag*>> models;
  for (const Tag& tag : source.tags) {
    const bool first = same.insert(tag.bytes).second;
    auto& list = models[tag.name];
    if (first && list.size() < most_models) list.push_back(&tag);
  }
  for (const Tag& tag : translation.tags) {
    if (same.contains(tag.bytes) || is_harmless(tag)) continue;
    const auto& list = models[tag.name];
    const bool known = std::any_of(list.begin(), list.end(), [&](const Tag* model) { return fits(tag, *model); });
    if (known && !(tag.kind == HtmlTagKind::Comment && is_directive(tag))) continue;
    return Phrase(N_("the translation ({1}) has HTML that the source does not have: {2}"),
                  {place, shortened(tag.bytes)});
  }
  return std::nullopt;
}

/// What a shortcode does: the name behind "{{<", "{{%" and "{%", whose parameters may be translated; of everything
/// else ("{{#include file}}", "{{ .Expression }}") all of it.
std::string_view shortcode_head(std::string_view shortcode) {
  std::size_t begin = shortcode.starts_with("{{<") || shortcode.starts_with("{{%") ? 3
                      : shortcode.starts_with("{%")                                ? 2
                                                                                   : 0;
  if (begin == 0) return shortcode;
  begin = std::min(shortcode.find_first_not_of("-/ \t\n", begin), shortcode.size());
  const std::size_t end = std::min(shortcode.find_first_of(" \t\n%>", begin), shortcode.size());
  return shortcode.substr(begin, end - begin);
}

std::optional<Phrase> find_bad_shortcode(const Markings& source, const Markings& translation,
                                         const std::string& place) {
  TextSet heads;
  for (const std::string_view shortcode : source.shortcodes) heads.insert(shortcode_head(shortcode));
  for (const std::string_view shortcode : translation.shortcodes) {
    if (heads.contains(shortcode_head(shortcode))) continue;
    return Phrase(N_("the translation ({1}) has a shortcode that the source does not have: {2}"),
                  {place, shortened(shortcode)});
  }
  const TextSet own(source.attributes.begin(), source.attributes.end());
  for (const std::string_view attributes : translation.attributes) {
    // {#id} and {.class} do no harm; {onclick=…} does.
    if (own.contains(attributes) || attributes.find('=') == std::string_view::npos) continue;
    return Phrase(N_("the translation ({1}) has attributes that the source does not have: {2}"),
                  {place, shortened(attributes)});
  }
  return std::nullopt;
}

/// Characters that nobody sees and that have no business in a page's text. Joiners, direction marks, zero-width
/// spaces and variation selectors have: Persian, Hebrew, Khmer and Japanese need them.
bool is_hidden(char32_t c) {
  return (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029 ||
         (c >= 0x206A && c <= 0x206F) || c == 0x3164 || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c < 0xE0100);
}

constexpr char32_t black_flag = 0x1F3F4;

bool is_override(char32_t c) {
  return c == 0x202D || c == 0x202E;
}
bool is_embedding(char32_t c) {
  return c == 0x202A || c == 0x202B || is_override(c);
}
bool is_isolate(char32_t c) {
  return c >= 0x2066 && c <= 0x2068;
}

/// Follows embeddings and isolates; each must be closed by its own before the text ends.
class Nesting {
 public:
  /// False: what was opened is not closed, or the other way round.
  bool take(char32_t c) {
    if (is_embedding(c) || is_isolate(c)) {
      if (depth_ == open_.size()) return false;
      open_[depth_++] = is_isolate(c);
    } else if (c == 0x202C || c == 0x2069) {
      if (depth_ == 0 || open_[depth_ - 1] != (c == 0x2069)) return false;
      --depth_;
    }
    return true;
  }
  bool closed() const { return depth_ == 0; }

 private:
  std::array<bool, 125> open_{};  // as deep as the bidirectional algorithm goes
  std::size_t depth_ = 0;
};

bool has_character(std::string_view text, char32_t wanted) {
  std::string encoded;
  append_utf8(encoded, wanted);
  return text.find(encoded) != std::string_view::npos;
}

std::string code_point_name(char32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, "U+%04X", static_cast<unsigned>(c));
  return text;
}

/// The first character that has to hide something; 0: none.
char32_t find_trick(std::string_view source, std::string_view text) {
  Nesting nesting;
  char32_t last = 0;
  bool flag = false;  // tag characters spell the flags of England, Scotland and Wales
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    flag = c == black_flag || (flag && c >= 0xE0020 && c <= 0xE007F);
    if ((is_hidden(c) && !flag) || is_override(c)) {
      if (!has_character(source, c)) return c;
    }
    if (is_embedding(c) || is_isolate(c)) last = c;
    if (!nesting.take(c) && !has_character(source, c)) return c;
  }
  return nesting.closed() || has_character(source, last) ? 0 : last;
}

/// Nothing but printable ASCII, tabs and line feeds, and letters of two-byte sequences above U+00A0.
bool needs_no_look(std::string_view text) {
  return std::none_of(text.begin(), text.end(), [](char byte) {
    const auto c = static_cast<unsigned char>(byte);
    return (c < 0x20 && c != '\n' && c != '\t') || c == 0x7F || c == 0xC2 || c == 0xE2 || c == 0xE3 || c == 0xEF ||
           c >= 0xF0;
  });
}

}  // namespace

std::optional<Phrase> find_danger(std::string_view source, std::string_view translation, Markup markup,
                                  const std::string& place, const Surroundings& around) {
  if (!needs_no_look(translation)) {
    const char32_t trick = find_trick(source, translation);
    if (trick != 0 || translation.find('\0') != std::string_view::npos) {
      return Phrase(N_("the translation ({1}) has an invisible character that the source does not have: {2}"),
                    {place, code_point_name(trick)});
    }
  }
  if (is_plain(translation)) return std::nullopt;
  const Markings mine = read_markings(translation, markup);
  const Markings own = read_markings(source, markup);
  if (auto danger = find_bad_tag(own, mine, place)) return danger;
  if (auto danger = find_bad_target(own, mine, place, around)) return danger;
  return find_bad_shortcode(own, mine, place);
}

}  // namespace hexapla
