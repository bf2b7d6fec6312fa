// Whether a Markdown text has anything to translate.
#pragma once

#include <string_view>

namespace hexapla::markdown {

/// There is a letter outside of templates and footnote references; &eacute; is one, &nbsp; is none.
bool has_text(std::string_view text);

}  // namespace hexapla::markdown
