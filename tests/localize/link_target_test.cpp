#include "hexapla/localize/link_target.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string trusts(std::string_view target, LinkSyntax syntax = LinkSyntax::Markdown) {
  return read_link_target(target, syntax).trusts;
}

bool runs(std::string_view target) {
  return read_link_target(target, LinkSyntax::Markdown).runs;
}

}  // namespace

TEST_CASE("a link trusts its host, however it is written", "[localize]") {
  for (const char* target : {"https://example.org",
                             "http://EXAMPLE.org/a?b#c",
                             "https://example.org:8080/",
                             "//example.org/x",
                             "https:\\\\example.org",
                             "\\\\\\\\example.org",
                             "https:example.org/path",
                             "https:/example.org",
                             "https:///example.org",
                             "ht\ttps://exam\nple.org",
                             "https://user:word@example.org",
                             "https://good.net@example.org",
                             "https&colon;//example&period;org",
                             "&#104;ttps://example.org",
                             "&#x68;ttps://example.org",
                             "https://ex%61mple.org",
                             "https://example.org.",
                             "  https://example.org",
                             "https\\://example.org",
                             "https://example.org/\\@good.net"}) {
    INFO(target);
    CHECK(trusts(target) == "host example.org");
    CHECK_FALSE(runs(target));
  }
}

TEST_CASE("relative links trust nobody new", "[localize]") {
  for (const char* target : {"", "a.html", "../a/b.md", "#top", "/root", "?q=https://x.org", "./a:b", "1:2"}) {
    INFO(target);
    CHECK(trusts(target).empty());
  }
}

TEST_CASE("scripts are seen through their disguises", "[localize]") {
  for (const char* target : {"javascript:alert(1)", "JavaScript:alert(1)", "java\tscript:x", "java&Tab;script:x",
                             "javascript&colon;x", "&#106;avascript:x", "&#x6A;avascript:x", " javascript:x",
                             "\x01javascript:x", "vbscript:x", "data:text/html,x", "javascript\\:x"}) {
    INFO(target);
    CHECK(runs(target));
  }
  CHECK_FALSE(runs("javascript.html"));
  CHECK_FALSE(runs("/javascript:x"));
}

TEST_CASE("mail addresses trust their domain, other schemes themselves", "[localize]") {
  CHECK(trusts("mailto:press@example.org?subject=a@b") == "mail example.org");
  CHECK(trusts("tel:+1234") == "scheme tel:");
}

TEST_CASE("an entity that nobody knows stays and so differs", "[localize]") {
  CHECK(trusts("https://ex&foo;.org") == "host ex&foo;.org");
  CHECK(trusts("https://example.org&#xFFFFFFFFF;") == "host example.org&");
}

TEST_CASE("a backslash escapes in Markdown and is a slash in HTML", "[localize]") {
  CHECK(trusts("https://one.org\\@two.org") == "host two.org");
  CHECK(trusts("https://one.org\\@two.org", LinkSyntax::Html) == "host one.org");
}

TEST_CASE("autolinks may leave out their scheme", "[localize]") {
  CHECK(trusts("www.example.org/a@b", LinkSyntax::Autolink) == "host www.example.org");
  CHECK(trusts("press@example.org", LinkSyntax::Autolink) == "mail example.org");
  CHECK(trusts("https://example.org", LinkSyntax::Autolink) == "host example.org");
}
