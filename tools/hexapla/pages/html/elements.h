// What is known about HTML's elements and attributes by name.
#pragma once

#include "hexapla/pages/html/tag.h"

#include <string_view>

namespace hexapla {

/// Stands within a run of text: b, i, em, a, code, br, img… Not where the name is written as components are (Link).
bool is_inline_element(std::string_view name);
/// Has no content and no closing tag: br, img, meta…
bool is_void_element(std::string_view name);
/// Its content is no text for translators: script, style, pre, textarea, template, svg, math.
bool is_opaque_element(std::string_view name);
/// Like </code>: what it holds is no reason to translate.
bool is_code_element(std::string_view name);
/// Behind `attribute` of `tag` stands text for people: alt, title, aria-label, a button's value…
bool is_text_attribute(std::string_view text, const HtmlTag& tag, const HtmlAttribute& attribute);
/// translate="no", class="notranslate" or data-translate-ignore.
bool is_untranslatable(std::string_view text, const HtmlTag& tag);

}  // namespace hexapla
