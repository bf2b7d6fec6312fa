#include "hexapla/project/glob.h"

#include <chrono>

#include <catch2/catch.hpp>
#include <fnmatch.h>

using namespace hexapla;

namespace {

Glob glob(std::string_view pattern) {
  Glob::Fault fault;
  const auto made = Glob::parse(pattern, fault);
  REQUIRE(made);
  return *made;
}

bool matches(std::string_view pattern, std::string_view path) {
  return glob(pattern).matches(path);
}

}  // namespace

TEST_CASE("two stars stand for any number of folders", "[glob]") {
  CHECK(matches("content/**/*.md", "content/a.md"));
  CHECK(matches("content/**/*.md", "content/x/y/z/a.md"));
  CHECK_FALSE(matches("content/**/*.md", "contents/a.md"));
  CHECK_FALSE(matches("content/**/*.md", "content/a.mdx"));
  CHECK(matches("**/*.md", "a.md"));
  CHECK(matches("content/drafts/**", "content/drafts/a.md"));
  CHECK(matches("content/drafts/**", "content/drafts/a/b.md"));
  CHECK_FALSE(matches("content/drafts/**", "content/drafts"));
  CHECK(matches("a/**/b/**/c", "a/b/x/b/y/c"));
  CHECK_FALSE(matches("a/**/b/**/c", "a/x/y/c"));
}

TEST_CASE("one star stays within a name", "[glob]") {
  CHECK(matches("content/*.md", "content/a.md"));
  CHECK_FALSE(matches("content/*.md", "content/x/a.md"));
  CHECK(matches("a*b*c", "aXbYbZc"));
  CHECK_FALSE(matches("a*b*c", "aXbYbZ"));
  CHECK(matches("*", "x"));
}

TEST_CASE("a question mark takes one character, however many bytes it has", "[glob]") {
  CHECK(matches("?.md", "é.md"));
  CHECK(matches("??.md", "中文.md"));
  CHECK_FALSE(matches("?.md", "ab.md"));
  CHECK(matches("[à-ü].md", "é.md"));
}

TEST_CASE("classes and alternatives are as in the shell", "[glob]") {
  CHECK(matches("[a-c]x[!0-9]", "bxz"));
  CHECK_FALSE(matches("[a-c]x[!0-9]", "bx7"));
  CHECK(matches("[]]", "]"));
  CHECK(matches("[a-]", "-"));
  CHECK(matches("*.{md,markdown}", "a.markdown"));
  CHECK(matches("{a,b/{c,d}}/e", "b/d/e"));
  CHECK_FALSE(matches("{a,b/{c,d}}/e", "b/e"));
}

TEST_CASE("names match as fnmatch says, for all short patterns over a small alphabet", "[glob]") {
  const std::string pattern_letters = "ab*?";
  const std::string name_letters = "abc";
  std::vector<std::string> names{""};
  for (std::size_t i = 0; names[i].size() < 4; ++i) {
    for (const char c : name_letters) names.push_back(names[i] + c);
  }
  std::vector<std::string> patterns{""};
  for (std::size_t i = 0; patterns[i].size() < 4; ++i) {
    for (const char c : pattern_letters) {
      if (c != '*' || !patterns[i].ends_with('*')) patterns.push_back(patterns[i] + c);
    }
  }
  for (const std::string& pattern : patterns) {
    if (pattern.empty()) continue;
    const Glob compiled = glob(pattern);
    for (const std::string& name : names) {
      if (name.empty()) continue;
      const bool expected = ::fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
      if (compiled.matches(name) != expected) FAIL(pattern << " against " << name);
    }
  }
}

TEST_CASE("folders where nothing can match are left out", "[glob]") {
  CHECK(glob("content/**/*.md").may_match_below(""));
  CHECK(glob("content/**/*.md").may_match_below("content"));
  CHECK(glob("content/**/*.md").may_match_below("content/a/b"));
  CHECK_FALSE(glob("content/**/*.md").may_match_below("other"));
  CHECK_FALSE(glob("content/*.md").may_match_below("content/a"));
  CHECK(glob("a/b/c.md").may_match_below("a/b"));
  CHECK_FALSE(glob("a/b/c.md").may_match_below("a/b/c.md"));
}

TEST_CASE("what is no pattern says why", "[glob]") {
  const auto fault_of = [](std::string_view pattern) {
    Glob::Fault fault;
    CHECK_FALSE(Glob::parse(pattern, fault));
    return std::to_string(fault.offset) + " " + fault.what;
  };
  CHECK(fault_of("") == "0 the pattern is empty");
  CHECK(fault_of("a/[b") == "2 this [ has no ]");
  CHECK(fault_of("a/{b,c") == "2 this { has no }");
  CHECK(fault_of("a}") == "1 this } has no {");
  CHECK(fault_of("{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}{a,b}") == "0 the braces stand for more than 256 patterns");
}

TEST_CASE("a pattern made to be slow is not", "[glob]") {
  std::string stars;
  for (int i = 0; i < 500; ++i) stars += "*a";
  std::string folders;
  for (int i = 0; i < 300; ++i) folders += "**/a/";
  std::string path;
  for (int i = 0; i < 600; ++i) path += "a/";
  const auto start = std::chrono::steady_clock::now();
  CHECK_FALSE(matches(stars + "b", std::string(4000, 'a')));
  CHECK_FALSE(matches(folders + "b", path + "c"));
  CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
}
