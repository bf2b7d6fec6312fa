#include "hexapla/memory/learn.h"

#include "hexapla/catalogs/po.h"
#include "hexapla/memory/postings.h"

#include <random>
#include <set>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::vector<std::string> learned(const std::string& language, const std::string& header, const std::string& messages) {
  auto read = read_po(
      "x.po", "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n" + header + "\n" + messages);
  REQUIRE(read.ok());
  LearnOptions options;
  options.source_language = "en";
  options.target_language = language;
  std::vector<std::string> out;
  for (const auto& pair : pairs_of(read.catalog, options)) {
    out.push_back((pair.context.empty() ? "" : pair.context + "|") + pair.source + "=" + pair.target +
                  (pair.date == 0 ? "" : "@" + std::to_string(pair.date)));
  }
  return out;
}

using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("only translated messages are learned", "[memory]") {
  const char* messages = R"(
msgid "one"
msgstr "un"

msgctxt "noun"
msgid "two"
msgstr "deux"

#, fuzzy
#| msgid "thre"
msgid "three"
msgstr "trois"

#, fuzzy
msgid "four"
msgstr "quatre"

msgid "five"
msgstr ""

#~ msgid "six"
#~ msgstr "six"
)";
  CHECK(learned("fr", "\"PO-Revision-Date: 1970-01-02 00:00+0100\\n\"\n", messages) ==
        Texts{"one=un@82800", "noun|two=deux@82800"});
}

TEST_CASE("plurals give the pairs of which nobody doubts", "[memory]") {
  const std::string two = "msgid \"a file\"\nmsgid_plural \"{n} files\"\nmsgstr[0] \"A\"\nmsgstr[1] \"B\"\n";
  CHECK(learned("fr", "", two) == Texts{"a file=A", "{n} files=B"});
  CHECK(learned("xx", "\"Plural-Forms: nplurals=2; plural=n==1;\\n\"\n", two) == Texts{"a file=B", "{n} files=A"});
  const std::string one = "msgid \"a file\"\nmsgid_plural \"{n} files\"\nmsgstr[0] \"A\"\n";
  CHECK(learned("ja", "\"Plural-Forms: nplurals=1; plural=0;\\n\"\n", one) == Texts{"a file=A", "{n} files=A"});
  const std::string three = two + "msgstr[2] \"C\"\n";
  CHECK(learned("ru", "", three) == Texts{"a file=A"});
  CHECK(learned("ru", "\"Plural-Forms: nplurals=2; plural=n!=1;\\n\"\n", three).empty());
}

TEST_CASE("postings are read as they were written, and bad ones told", "[memory]") {
  std::mt19937 random(3);
  for (int round = 0; round < 200; ++round) {
    std::set<std::uint32_t> numbers;
    for (std::size_t i = random() % 300; i > 0; --i)
      numbers.insert(static_cast<std::uint32_t>(random() >> (random() % 32)));
    const std::vector<std::uint32_t> list(numbers.begin(), numbers.end());
    const std::string bytes = encode_postings(list);
    std::vector<std::uint32_t> read;
    REQUIRE(decode_all(bytes, 0xFFFFFFFF, read) == !numbers.contains(0xFFFFFFFF));
    if (!numbers.contains(0xFFFFFFFF)) REQUIRE(read == list);
    const std::uint32_t end = static_cast<std::uint32_t>(random());
    std::vector<std::uint32_t> below;
    REQUIRE(decode_postings(bytes, end, [&](std::uint32_t one) { below.push_back(one); }));
    REQUIRE(below == std::vector<std::uint32_t>(list.begin(), std::lower_bound(list.begin(), list.end(), end)));
  }
  std::vector<std::uint32_t> none;
  CHECK_FALSE(decode_all("\x05", 5, none));
  CHECK_FALSE(decode_all("\xFF", 500, none));
  CHECK_FALSE(decode_all("\xFF\xFF\xFF\xFF\x7F", 0xFFFFFFFF, none));
}
