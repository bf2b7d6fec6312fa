#include "hexapla/localize/formats.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("the extension says the format", "[localize]") {
  const auto name = [](std::string_view path) {
    const PageFormat* format = format_for(path);
    return format == nullptr ? std::string_view("none") : format->name;
  };
  const auto markdown = name("a.md");
  const auto yaml = name("a.yaml");
  CHECK(markdown != yaml);
  CHECK(name("content/a.b/c.MARKDOWN") == markdown);
  CHECK(name("a.mdx") == markdown);
  CHECK(name("data/strings.yml") == yaml);
  for (const char* path : {"a", "a.txt", "md", ".md", "a/.yaml", "a.md/b", ""}) CHECK(name(path) == "none");
}
