// Translations back into HTML. They are no more trusted than any other input: what is laid cannot open or close
// anything around it.
#include "hexapla/pages/ascii.h"
#include "hexapla/pages/html/elements.h"
#include "hexapla/pages/html/fragment.h"
#include "hexapla/pages/html/loose_tag.h"
#include "hexapla/pages/templates.h"

#include <algorithm>
#include <optional>

namespace hexapla {
namespace {

bool is_break(char c) {
  return c == '\n' || c == '\r';
}

/// A < stands for itself where a tag that a run of text may hold starts, or the very bytes of a tag in the source,
/// however it is written.
bool is_markup(std::string_view text, std::size_t at, std::string_view source, HtmlScanMemo& memo, std::size_t& end) {
  if (const std::optional<HtmlTag> tag = scan_html_tag(text, at, &memo)) {
    end = tag->span.end;
    if (tag->kind == HtmlTagKind::Comment) return source.find("<!--") != std::string_view::npos;
    // It would take what stands behind the translation out of translators' sight.
    if (is_untranslatable(text, *tag)) return source.find(slice(text, tag->span)) != std::string_view::npos;
    const std::string_view name = slice(text, tag->name);
    return is_inline_element(name);
  }
  // No further than the source is long: the search must not run to the text's end for each of its "<a".
  const std::optional<HtmlTag> tag = scan_loose_tag(text.substr(0, at + source.size()), at);
  if (!tag) return false;
  end = tag->span.end;
  return source.find(slice(text, tag->span)) != std::string_view::npos;
}

/// A shortcode that the source has none of could hide tags, or take in what stands behind the translation.
bool opens_new_shortcode(std::string_view text, std::size_t at, std::string_view source) {
  const std::string_view two = text.substr(at, 2);
  return (two == "{{" || two == "{%") && source.find(two) == std::string_view::npos;
}

/// A < that no reader takes for the start of markup, as in "1 < 2".
bool is_lone_less(std::string_view text, std::size_t at) {
  if (at + 1 == text.size()) return true;
  const char next = text[at + 1];
  return !is_alpha(next) && next != '/' && next != '!' && next != '?';
}

/// The source writes such a < as it is, so its translation may, too.
bool has_lone_less(std::string_view source) {
  for (std::size_t at = source.find('<'); at != std::string_view::npos; at = source.find('<', at + 1)) {
    if (is_lone_less(source, at)) return true;
  }
  return false;
}

void put_folded(std::string& out, std::string_view text) {
  for (const char c : text) out += is_break(c) ? ' ' : c;
}

void lay_text(std::string_view source, std::string_view text, std::string& out) {
  HtmlScanMemo memo;
  const bool keeps_less = has_lone_less(source);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    if (text[at] == '<' && keeps_less && is_lone_less(text, at)) {
      out += '<';
    } else if (text[at] == '<' && !is_markup(text, at, source, memo, end)) {
      out += "&lt;";
      end = at + 1;
    } else if (text[at] == '{' && opens_new_shortcode(text, at, source)) {
      out += "&#123;";
    } else {
      if (text[at] == '{') end = std::max(end, scan_shortcode(text, at));
      put_folded(out, text.substr(at, end - at));
    }
    at = end;
  }
}

bool can_be_unquoted(std::string_view text) {
  return !text.empty() && text.find_first_of(" \t\n\r\f\"'=<>`") == std::string_view::npos && text.back() != '/';
}

void lay_attribute(std::string_view source, char quote, std::string_view text, std::string& out) {
  if (quote == 0 && can_be_unquoted(text)) {
    out += text;
    return;
  }
  const char used = quote == 0 ? '"' : quote;
  const bool keeps_less = source.find('<') != std::string_view::npos;
  if (quote == 0) out += used;
  for (std::size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    if (c == used) {
      out += used == '"' ? "&quot;" : "&#39;";
    } else if (c == '<' && !keeps_less) {
      out += "&lt;";
    } else if (c == '{' && opens_new_shortcode(text, at, source)) {
      out += "&#123;";
    } else {
      out += is_break(c) ? ' ' : c;
    }
  }
  if (quote == 0) out += used;
}

}  // namespace

void lay_html(const Page&, const Unit& unit, std::string_view translation, const LayoutOptions&, std::string& out) {
  if (unit.layout.place == Place::HtmlAttribute) {
    lay_attribute(unit.text, unit.layout.quote, translation, out);
  } else {
    lay_text(unit.text, translation, out);
  }
}

}  // namespace hexapla
