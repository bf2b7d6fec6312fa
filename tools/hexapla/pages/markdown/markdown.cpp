#include "hexapla/pages/markdown/markdown.h"

#include "hexapla/pages/keys.h"
#include "hexapla/pages/markdown/blocks.h"
#include "hexapla/pages/markdown/layout.h"
#include "hexapla/pages/markdown/matter.h"
#include "hexapla/pages/markdown/units.h"

namespace hexapla {
namespace {

void report_unterminated(Page& page, const markdown::Matter& matter) {
  const std::string fence(slice(page.bytes(), matter.opened));
  page.diagnostics.push_back(
      make_diagnostic(Severity::Error, "front-matter-unterminated", page.path(), page.bytes(), matter.opened.begin,
                      Phrase(N_("the front matter that starts here has no end"), {}),
                      Phrase(N_("close it with a line that holds nothing but {1}"), {fence.substr(0, 3)})));
}

void parse(Page& page, const ParseOptions& options) {
  const markdown::Matter matter = markdown::find_front_matter(page.bytes());
  if (matter.unterminated) return report_unterminated(page, matter);
  if (matter.syntax && !scan_front_matter(page, matter.inside, KeyMatcher(options.keys), *matter.syntax)) {
    page.units.clear();
    page.structure.clear();
    return;
  }
  markdown::collect_units(page, markdown::scan_blocks(page.bytes(), matter.body));
}

}  // namespace

const PageFormat markdown_format = {"markdown", parse, markdown::lay};

}  // namespace hexapla
