// One raw HTML tag, comment, instruction, declaration or CDATA section as CommonMark 0.31 section 6.6 defines it.
// The Markdown inline parser and the HTML fragment scanner share this. Offsets are bytes of the text given.
#pragma once

#include "hexapla/base/span.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace hexapla {

enum class HtmlTagKind : std::uint8_t {
  Open,         ///< <name attributes> or <name attributes/>
  Close,        ///< </name>
  Comment,      ///< <!-- … -->, <!-->, <!--->
  Instruction,  ///< <? … ?>
  Declaration,  ///< <!DOCTYPE … >
  CData,        ///< <![CDATA[ … ]]>
};

/// `value` lies within the quotes; it is empty and `quote` 0 where there is no value; an unquoted value has quote 0.
struct HtmlAttribute {
  Span name;
  Span value;
  char quote = 0;
  bool has_value = false;
};

struct HtmlTag {
  HtmlTagKind kind = HtmlTagKind::Open;
  bool closing = false;       ///< </name>
  bool self_closing = false;  ///< <name/>
  Span span;                  ///< from < to behind >
  Span name;                  ///< empty for all but Open and Close
  std::vector<HtmlAttribute> attributes;
};

/// Remembers across calls on one text, in ascending order of `at`, that an end was not found: without it a text of
/// a hundred thousand "<!--" takes a hundred thousand searches to its end.
struct HtmlScanMemo {
  bool no_comment_end = false;
  bool no_instruction_end = false;
  bool no_cdata_end = false;
  bool no_declaration_end = false;
};

/// The tag that starts with the `<` at `at`, or nothing. Never fails otherwise; takes time linear in the tag.
std::optional<HtmlTag> scan_html_tag(std::string_view text, std::size_t at, HtmlScanMemo* memo = nullptr);

/// ASCII only, as HTML's names are.
bool equals_ignoring_case(std::string_view left, std::string_view lower_case_right);

}  // namespace hexapla
