#include "hexapla/catalogs/catalog.h"

#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/state.h"

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

Catalog catalog_of(const std::string& text) {
  auto result = read_po("x.po", text);
  REQUIRE(result.ok());
  return std::move(result.catalog);
}

std::string written(const Catalog& catalog) {
  std::string out;
  write_po(catalog, out);
  return out;
}

}  // namespace

TEST_CASE("header fields are read, replaced and added", "[catalog]") {
  auto catalog = catalog_of(
      "msgid \"\"\nmsgstr \"\"\n\"Language:  pt_BR \\n\"\n\"content-type: text/plain; charset=UTF-8\\n\"\n"
      "\"X-Other: a: b\"\n");
  CHECK(catalog.header_field("Language") == "pt_BR");
  CHECK(catalog.header_field("Content-Type") == "text/plain; charset=UTF-8");
  CHECK(catalog.header_field("X-Other") == "a: b");
  CHECK(catalog.header_field("Lang").empty());
  catalog.set_header_field("Language", "fr");
  catalog.set_header_field("Plural-Forms", "nplurals=1; plural=0;");
  CHECK(catalog.header()->msgstr.front() ==
        "Language: fr\ncontent-type: text/plain; charset=UTF-8\nX-Other: a: b\nPlural-Forms: nplurals=1; plural=0;\n");
}

TEST_CASE("a new catalog gets a header when a field is set", "[catalog]") {
  Catalog catalog;
  CHECK(catalog.header() == nullptr);
  CHECK(catalog.header_field("Language").empty());
  Message message;
  message.msgid = "a";
  catalog.messages.push_back(message);
  catalog.set_header_field("Language", "fi");
  CHECK(written(catalog) == "msgid \"\"\nmsgstr \"Language: fi\\n\"\n\nmsgid \"a\"\nmsgstr \"\"\n");
}

TEST_CASE("untranslated plurals get as many empty forms as the language has", "[catalog]") {
  auto catalog = catalog_of("msgid \"\"\nmsgstr \"Plural-Forms: nplurals=3; plural=0;\\n\"\n");
  Message message;
  message.msgid = "a";
  message.msgid_plural = "b";
  message.has_plural = true;
  catalog.messages.push_back(message);
  CHECK(written(catalog).ends_with("msgid_plural \"b\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\nmsgstr[2] \"\"\n"));
}

TEST_CASE("texts outlive the catalog that they came from when storage is shared", "[catalog]") {
  Catalog target;
  {
    const auto source = catalog_of("msgid \"a long enough text to be no small string\"\nmsgstr \"b\\tc\"\n");
    target.share(source);
    target.messages.push_back(source.messages.front());
  }
  CHECK(written(target) == "msgid \"a long enough text to be no small string\"\nmsgstr \"b\\tc\"\n");
  const auto kept = target.keep(std::string(1000, 'x'));
  const auto moved = std::move(target);
  CHECK(kept == std::string(1000, 'x'));
}

TEST_CASE("messages are found by context and msgid", "[catalog]") {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += "msgctxt \"c" + std::to_string(i % 10) + "\"\nmsgid \"m" + std::to_string(i) + "\"\nmsgstr \"\"\n\n";
  }
  text += "msgid \"m1\"\nmsgstr \"no context\"\n\n#~ msgid \"gone\"\n#~ msgstr \"weg\"\n";
  const auto catalog = catalog_of(text);
  const MessageIndex index(catalog);
  for (int i = 0; i < 1000; ++i) {
    const auto* found = index.find("c" + std::to_string(i % 10), "m" + std::to_string(i));
    REQUIRE(found != nullptr);
    CHECK(found == &catalog.messages[static_cast<std::size_t>(i)]);
  }
  CHECK(index.find("", "m1")->msgstr.front() == "no context");
  CHECK(index.find("c2", "m1") == nullptr);
  CHECK(index.find("", "gone") == nullptr);
  CHECK(MessageIndex(catalog, true).find("", "gone")->msgstr.front() == "weg");
  CHECK(MessageIndex(Catalog()).find("", "") == nullptr);
}

TEST_CASE("a message's state follows from its flags and previous msgid", "[state]") {
  const auto state = [](const std::string& text) { return state_name(state_of(catalog_of(text).messages.front())); };
  CHECK(state("msgid \"a\"\nmsgstr \"b\"\n") == "translated");
  CHECK(state("msgid \"a\"\nmsgstr \"\"\n") == "untranslated");
  CHECK(state("#, fuzzy\nmsgid \"a\"\nmsgstr \"\"\n") == "untranslated");
  CHECK(state("#, fuzzy\n#| msgid \"x\"\nmsgid \"a\"\nmsgstr \"b\"\n") == "stale");
  CHECK(state("#, fuzzy\nmsgid \"a\"\nmsgstr \"b\"\n") == "guess");
  CHECK(state("#. suggestion: 83% from b.md\n#, fuzzy\n#| msgid \"x\"\nmsgid \"a\"\nmsgstr \"b\"\n") == "guess");
  CHECK(state("#~ msgid \"a\"\n#~ msgstr \"b\"\n") == "obsolete");
  CHECK(state("msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[0] \"c\"\nmsgstr[1] \"\"\n") == "untranslated");
}

TEST_CASE("one message is written as in its file", "[po]") {
  const std::string text =
      "#. why\n#: a.md\nmsgctxt \"c\"\nmsgid \"a\\n\"\nmsgid_plural \"b\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n";
  auto catalog = catalog_of(text);
  std::string out;
  write_po_message(catalog.messages.front(), out);
  CHECK(out == written(catalog));
  catalog.messages.front().msgstr.clear();
  out.clear();
  write_po_message(catalog.messages.front(), out, {}, 3);
  CHECK(out == written(catalog) + "msgstr[2] \"\"\n");
}

TEST_CASE("lines and comments are where they were", "[po]") {
  const auto catalog = catalog_of(
      "# one\n#two\n#. three\n#: a.md b.c:7\n#, x-y, no-wrap\nmsgctxt \"c\"\nmsgid \"a\"\nmsgstr \"b\"\n\n\nmsgid "
      "\"d\"\nmsgstr \"\"\n");
  const auto& message = catalog.messages.front();
  CHECK(message.line == 7);
  CHECK(catalog.messages.back().line == 11);
  CHECK(message.comments == std::vector<std::string_view>{" one", "two"});
  CHECK(message.extracted == std::vector<std::string_view>{" three"});
  CHECK(message.references == std::vector<std::string_view>{"a.md", "b.c:7"});
  CHECK(message.flags == std::vector<std::string_view>{"x-y", "no-wrap"});
  CHECK_FALSE(message.fuzzy);
}
