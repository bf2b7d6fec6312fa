// tests/cases/FORMAT/NAME.EXT is a page, NAME.pot the template that must come of it, NAME.xx.po a catalog and
// NAME.xx.EXT the page that must come of both. A page without a catalog shows extraction alone. HEXAPLA_ACCEPT=1
// writes what comes instead of comparing: then read the diff.
#include "hexapla/base/file.h"
#include "hexapla/localize/extract.h"
#include "hexapla/localize/verify.h"
#include "support.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

using namespace hexapla;
using namespace hexapla::test;
namespace fs = std::filesystem;

namespace {

const fs::path cases_folder = fs::path(HEXAPLA_TESTS_DIR) / "cases";

/// Pages are files whose name has one dot: "table.md", not "table.xx.md".
std::vector<fs::path> case_pages() {
  std::vector<fs::path> pages;
  for (const auto& entry : fs::recursive_directory_iterator(cases_folder)) {
    const std::string name = entry.path().filename().string();
    if (entry.is_regular_file() && std::count(name.begin(), name.end(), '.') == 1 && format_for(name) != nullptr) {
      pages.push_back(entry.path());
    }
  }
  std::sort(pages.begin(), pages.end());
  return pages;
}

/// The template without its header, which is the same everywhere.
std::string template_of(const Page& page) {
  TemplateBuilder builder({});
  builder.add(page);
  std::string text;
  write_po(builder.finish(), text);
  const std::size_t end = text.find("\n\n");
  return end == std::string::npos ? "" : text.substr(end + 2);
}

void expect(const fs::path& path, const std::string& found) {
  if (std::getenv("HEXAPLA_ACCEPT") != nullptr) {
    write_if_changed(path.string(), found, false);
    return;
  }
  CHECK(found == (fs::exists(path) ? read_file(path.string()) : "no such file: " + path.string()));
}

fs::path sibling(const fs::path& page, const std::string& extension) {
  return page.parent_path() / (page.stem().string() + extension);
}

/// A message that the page does not have is a slip of the test's writer.
void check_all_used(const Page& page, const Catalog& catalog) {
  for (const Message& message : catalog.messages) {
    const bool used = std::any_of(page.units.begin(), page.units.end(), [&](const Unit& unit) {
      return unit.text == message.msgid && unit.context == message.msgctxt;
    });
    if (!used && !message.is_header()) FAIL_CHECK("not in the page: " << message.msgid);
  }
}

std::string merged(const Page& page, const fs::path& po) {
  const Translations translations(read_file(po.string()), po.filename().string());
  REQUIRE(translations.ok());
  check_all_used(page, translations.catalog());
  MergeOptions options;
  options.pin_anchors = page.path().starts_with("anchors");
  const auto result = merge_with(page, translations, options);
  for (const auto& diagnostic : result.diagnostics) FAIL_CHECK(describe(diagnostic));
  return result.bytes;
}

}  // namespace

TEST_CASE("every case of tests/cases gives its template and its translated page", "[localize][cases]") {
  const auto pages = case_pages();
  CHECK(pages.size() >= 40);
  for (const fs::path& path : pages) {
    INFO(path.string());
    const Page page = make_page(path.filename().string(), read_file(path.string()));
    for (const auto& diagnostic : page.diagnostics) CHECK(describe(diagnostic) == "");
    expect(sibling(path, ".pot"), template_of(page));
    for (const auto& fault : verify(page, default_parse_options(page.format())).faults) FAIL_CHECK(describe(fault));
    const fs::path po = sibling(path, ".xx.po");
    if (fs::exists(po)) expect(sibling(path, ".xx" + path.extension().string()), merged(page, po));
  }
}
