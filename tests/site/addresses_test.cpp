#include "hexapla/site/addresses.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("pages get a folder", "[site]") {
  CHECK(folder_of_page("profiles/mss.md") == "profiles/mss/");
  CHECK(folder_of_page("profiles/index.md") == "profiles/");
  CHECK(folder_of_page("_index.md").empty());
  CHECK(folder_of_page("a.b.md") == "a.b/");
}

TEST_CASE("paths are joined, and do not lead out", "[site]") {
  CHECK(join_path("a/b/", "../c.md") == "a/c.md");
  CHECK(join_path("a/", "./b/") == "a/b/");
  CHECK(join_path("a/", "..") == "");
  CHECK_FALSE(join_path("a/", "../../etc/passwd"));
  CHECK_FALSE(join_path("", "../x"));
}

TEST_CASE("paths are decoded and encoded", "[site]") {
  CHECK(decode_path("a%20b%2e") == "a b.");
  CHECK_FALSE(decode_path("a%0"));
  CHECK_FALSE(decode_path("a%00"));
  CHECK_FALSE(decode_path("%zz"));
  CHECK(encode_path("é b") == "%C3%A9%20b");
}

TEST_CASE("the way to the root", "[site]") {
  CHECK(way_to_root("index.html") == "./");
  CHECK(way_to_root("fr/a/index.html") == "../../");
}

TEST_CASE("slugs are of the title's own script", "[site]") {
  CHECK(slug_of("Qui surveille l\u2019État ?") == "qui-surveille-létat");
  CHECK(slug_of("中国：国家安全部") == "中国-国家安全部");
  CHECK(slug_of("?!").empty());
  CHECK(slug_of("../../etc/passwd") == "etc-passwd");
}

TEST_CASE("addresses that run something are told apart, however they are written", "[site]") {
  for (const char* address : {"javascript:alert(1)", "JaVaScRiPt:alert(1)", " \tjava\nscript:alert(1)",
                              "\x01javascript:x", "data:text/html,x", "vbscript:x", "java\tscript:x"}) {
    INFO(address);
    CHECK(kind_of_address(address) == AddressKind::Dangerous);
  }
  CHECK(kind_of_address("https://example.org") == AddressKind::External);
  CHECK(kind_of_address("mailto:a@example.org") == AddressKind::External);
  CHECK(kind_of_address("//example.org") == AddressKind::External);
  CHECK(kind_of_address("\\\\example.org") == AddressKind::External);
  CHECK(kind_of_address("a/b:c") == AddressKind::Relative);
  CHECK(kind_of_address("#x:y") == AddressKind::Relative);
}
