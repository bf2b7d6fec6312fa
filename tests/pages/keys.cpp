#include "hexapla/pages/keys.h"

#include <catch2/catch.hpp>

namespace hexapla {
namespace {

/// "title", "a/b", "news/-/title": keys separated by '/', '-' for a list element.
bool chosen(const std::vector<std::string>& patterns, std::string_view where, std::string* path = nullptr) {
  const KeyMatcher matcher(patterns);
  KeyWalk walk(matcher);
  while (!where.empty()) {
    const std::size_t end = where.find('/');
    const std::string_view step = where.substr(0, end);
    if (step == "-") {
      walk.enter_element();
    } else {
      walk.enter_key(step);
    }
    where = end == std::string_view::npos ? std::string_view() : where.substr(end + 1);
  }
  if (path != nullptr) *path = walk.path();
  return walk.chosen();
}

}  // namespace

TEST_CASE("a key path chooses the value it names and nothing beside it", "[keys]") {
  CHECK(chosen({"title"}, "title"));
  CHECK_FALSE(chosen({"title"}, "titles"));
  CHECK_FALSE(chosen({"title"}, "title/en"));
  CHECK_FALSE(chosen({"title"}, "title/-"));
  CHECK(chosen({"image.alt"}, "image/alt"));
  CHECK_FALSE(chosen({"image.alt"}, "alt"));
  CHECK(chosen({"resources[].label"}, "resources/-/label"));
  CHECK_FALSE(chosen({"resources[].label"}, "resources/label"));
  CHECK(chosen({"[].title"}, "-/title"));
  CHECK(chosen({"tags[]"}, "tags/-"));
  CHECK(chosen({"grid[][]"}, "grid/-/-"));
  CHECK(chosen({"\"a.b\".c"}, "a.b/c"));
  CHECK_FALSE(chosen({"\"a.b\".c"}, "a/b/c"));
}

TEST_CASE("a star is one key and two stars are any depth", "[keys]") {
  CHECK(chosen({"strings.*"}, "strings/hello"));
  CHECK_FALSE(chosen({"strings.*"}, "strings/hello/more"));
  CHECK_FALSE(chosen({"strings.*"}, "strings/-"));
  CHECK(chosen({"strings.**"}, "strings/hello/more"));
  CHECK(chosen({"strings.**"}, "strings/-/x"));
  CHECK(chosen({"strings.**"}, "strings"));
  CHECK(chosen({"**"}, "a/-/b"));
  CHECK(chosen({"**.title"}, "title"));
  CHECK(chosen({"**.title"}, "a/-/b/title"));
  CHECK_FALSE(chosen({"**.title"}, "a/title/b"));
  CHECK(chosen({"a.**.b.**.c"}, "a/b/b/x/c"));
  CHECK(chosen({"**.**.a"}, "a"));
}

TEST_CASE("a walk goes back up to what it knew", "[keys]") {
  const KeyMatcher matcher({"a.b", "**.c"});
  KeyWalk walk(matcher);
  walk.enter_key("a");
  walk.enter_key("b");
  CHECK(walk.chosen());
  walk.leave();
  walk.enter_element();
  walk.enter_key("c");
  CHECK(walk.chosen());
  CHECK(walk.path() == "a[].c");
  walk.leave();
  walk.leave();
  walk.leave();
  walk.enter_key("b");
  CHECK_FALSE(walk.chosen());
}

TEST_CASE("a place is named as a pattern would name it", "[keys]") {
  for (const std::string_view where : {"a.b/-/c", "x/**/\"y\"", "plain/-/-", "back\\slash/a"}) {
    std::string path;
    chosen({}, where, &path);
    INFO(path);
    CHECK_FALSE(check_key_pattern(path));
    CHECK(chosen({path}, where));
  }
}

TEST_CASE("a wrong key path is refused at the place where it is wrong", "[keys]") {
  struct Case {
    std::string pattern;
    std::size_t position;
  };
  for (const Case& wrong :
       {Case{"", 0}, Case{"a..b", 2}, Case{"a.", 2}, Case{".a", 0}, Case{"a[0]", 2}, Case{"a[", 2}, Case{"\"a", 0},
        Case{"\"a\"b", 3}, Case{"a[]b", 3}, Case{"foo*", 3}, Case{"a]", 1}, Case{"a\"b", 1}, Case{"***", 0}}) {
    const auto error = check_key_pattern(wrong.pattern);
    INFO(wrong.pattern);
    REQUIRE(error);
    CHECK(error->position == wrong.position);
    CHECK_FALSE(chosen({wrong.pattern}, "a"));
  }
}

TEST_CASE("a hostile pattern list does not make a walk explode", "[keys]") {
  std::string pattern;
  for (int i = 0; i < 200; ++i) pattern += "**.a.";
  pattern += "b";
  const KeyMatcher matcher({pattern});
  KeyWalk walk(matcher);
  for (int i = 0; i < 1000; ++i) walk.enter_key("a");
  CHECK_FALSE(walk.chosen());
  walk.enter_key("b");
  CHECK(walk.chosen());
}

}  // namespace hexapla
