#include "hexapla/pages/markdown/unit_writer.h"

#include "hexapla/base/file.h"
#include "hexapla/pages/markdown/paragraph.h"

namespace hexapla::markdown {

UnitWriter::UnitWriter(Page& to, const Document& of)
    : page(to), document(of), text(to.bytes()), directives(to.arena), continuation(text, of, to.arena) {
  const std::size_t cr = text.find_first_of("\r\n");
  if (cr != std::string_view::npos && text[cr] == '\r')
    line_end = text.substr(cr, text.substr(cr).starts_with("\r\n") ? 2 : 1);
}

void UnitWriter::opaque_line(const Line& line) {
  const std::string_view content = text.substr(line.content, trimmed_end(text, line) - line.content);
  landmark(mix(mark_opaque, hash_bytes(content)), line.content);
  if (content.find("highlight") == std::string_view::npos) return;
  // What stands up to the end of Hugo's shortcode for code is no text.
  if (content.starts_with("{{< highlight") || content.starts_with("{{% highlight")) {
    highlight = text.find("/highlight", line.end) != std::string_view::npos;
  }
  if (content.starts_with("{{< /highlight") || content.starts_with("{{% /highlight")) highlight = false;
}

}  // namespace hexapla::markdown
