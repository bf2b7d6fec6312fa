#include "hexapla/project/manifest.h"

#include "folder.h"

using namespace hexapla;
using test::Folder;

namespace {

Manifest sample() {
  Manifest manifest;
  manifest.prefix = "../";
  manifest.inputs = {{"a.md", {10, 20, 30, 40}}, {"locales/fr.po", {1, 2, 3, 4}}};
  manifest.pages = {"a.md", "b.md"};
  Manifest::Language& fr = manifest.languages.emplace_back();
  fr.name = "fr";
  fr.pattern = "out/{lang}/{path}";
  fr.records = {{7, OutputRecord::Produced, {5, 6, 7, 8}}, {9, OutputRecord::Withheld, {}}};
  fr.remarks[1].push_back(make_diagnostic(Severity::Error, "some-id", "b.md", "one\ntwo\n", 4,
                                          {N_N("{1} thing", "{1} things"), 3, {"3"}}, N_("do it")));
  return manifest;
}

}  // namespace

TEST_CASE("the manifest comes back as it was written", "[manifest]") {
  const Manifest read = Manifest::from_bytes(sample().to_bytes());
  CHECK(read.prefix == "../");
  REQUIRE(read.find_input("locales/fr.po") != nullptr);
  CHECK(read.find_input("locales/fr.po")->hash == 4);
  CHECK(read.find_input("nothing") == nullptr);
  CHECK(read.find_page("b.md") == 1);
  REQUIRE(read.find_language("fr") != nullptr);
  const Manifest::Language& fr = *read.find_language("fr");
  CHECK(fr.pattern == "out/{lang}/{path}");
  CHECK(fr.records[0].produced());
  CHECK(fr.records[0].stamp.inode == 7);
  CHECK_FALSE(fr.records[1].produced());
  REQUIRE(fr.remarks.at(1).size() == 1);
  CHECK(describe(fr.remarks.at(1)[0]) == "b.md:2:1: error: 3 things\n  two\n  ^\n  hint: do it");
}

TEST_CASE("a manifest that was cut anywhere, or changed anywhere, counts as lost", "[manifest]") {
  const std::string whole = sample().to_bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    const Manifest read = Manifest::from_bytes(std::string_view(whole).substr(0, size));
    if (!read.pages.empty() || !read.inputs.empty() || !read.languages.empty()) FAIL("cut to " << size);
  }
  for (std::size_t at = 0; at < whole.size(); ++at) {
    std::string changed = whole;
    changed[at] = static_cast<char>(changed[at] ^ 0x41);
    const Manifest read = Manifest::from_bytes(changed);
    if (!read.pages.empty() || !read.inputs.empty() || !read.languages.empty()) FAIL("changed at " << at);
  }
  CHECK(Manifest::from_bytes(whole + "x").pages.empty());
}

TEST_CASE("counts in a manifest with a right checksum are not believed either", "[manifest]") {
  // Whoever ships a manifest can also compute its checksum.
  const std::string whole = sample().to_bytes();
  for (std::size_t at = 16; at + 8 <= whole.size(); ++at) {
    std::string changed = whole;
    for (std::size_t i = 0; i < 8; ++i) changed[at + i] = '\x7F';
    const std::uint64_t checksum = hash_bytes(std::string_view(changed).substr(16));
    for (std::size_t i = 0; i < 8; ++i) changed[8 + i] = static_cast<char>(checksum >> (8 * i));
    const Manifest read = Manifest::from_bytes(changed);
    for (const Manifest::Language& one : read.languages) REQUIRE(one.records.size() == read.pages.size());
  }
}

TEST_CASE("a manifest that is not there, or is a folder, is an empty one", "[manifest]") {
  const Folder folder;
  CHECK(Manifest::load(folder.at("nothing")).pages.empty());
  folder.write("folder/x", "");
  CHECK(Manifest::load(folder.at("folder")).pages.empty());
}
