#include "hexapla/pages/yaml/yaml.h"

#include "hexapla/pages/keys.h"
#include "hexapla/pages/yaml/front_matter.h"
#include "hexapla/pages/yaml/units.h"

namespace hexapla {
namespace {

void parse(Page& page, const ParseOptions& options) {
  const KeyMatcher keys(options.keys);
  yaml::scan_units(page, make_span(0, page.bytes().size()), keys, UnitKind::Value);
}

}  // namespace

const PageFormat yaml_format = {"yaml", parse, lay_data_value};

}  // namespace hexapla
