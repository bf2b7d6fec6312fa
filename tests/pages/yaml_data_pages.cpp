#include "data_pages.h"
#include "hexapla/pages/keys.h"
#include "hexapla/pages/yaml/yaml.h"

#include <algorithm>

namespace hexapla::data_pages {
namespace {

template <FrontMatter syntax>
void parse(Page& page, const ParseOptions& options) {
  const KeyMatcher keys(options.keys);
  scan_front_matter(page, make_span(0, page.bytes().size()), keys, syntax);
}

const PageFormat toml_format = {"toml", parse<FrontMatter::Toml>, lay_data_value};
const PageFormat json_format = {"json", parse<FrontMatter::Json>, lay_data_value};
const PageFormat matter_format = {"matter", parse<FrontMatter::Yaml>, lay_data_value};

}  // namespace

Page front_matter(std::string text, const std::vector<std::string>& keys, FrontMatter syntax) {
  ParseOptions options;
  options.keys = keys;
  const PageFormat& format = syntax == FrontMatter::Toml   ? toml_format
                             : syntax == FrontMatter::Json ? json_format
                                                           : matter_format;
  return Page("page.md", std::move(text), format, options);
}

Page yaml(std::string text, const std::vector<std::string>& keys) {
  ParseOptions options;
  options.keys = keys;
  return Page("page.yaml", std::move(text), yaml_format, options);
}

std::string dump(const Page& page) {
  std::string out;
  for (const Unit& unit : page.units) {
    out += unit.path;
    out += " = ";
    for (const char c : unit.text) c == '\n' ? out += "\\n" : out += c;
    out += '\n';
  }
  return out;
}

std::string merge(const Page& page, const Translate& translate, const LayoutOptions& options) {
  std::string out;
  std::uint32_t at = 0;
  for (const Unit& unit : page.units) {
    out += slice(page.bytes(), {at, unit.span.begin});
    page.format().lay(page, unit, translate(unit), options, out);
    at = unit.span.end;
  }
  out += page.bytes().substr(at);
  return out;
}

std::string merge(const Page& page, const std::string& translation, const LayoutOptions& options) {
  return merge(
      page, [&](const Unit&) { return translation; }, options);
}

std::string first_problem(const Page& page) {
  return page.diagnostics.empty() ? "" : describe(page.diagnostics.front());
}

bool same_structure(const Page& left, const Page& right) {
  return std::equal(left.structure.begin(), left.structure.end(), right.structure.begin(), right.structure.end(),
                    [](const Landmark& a, const Landmark& b) { return a.what == b.what; });
}

}  // namespace hexapla::data_pages
