// msgmerge --no-fuzzy-matching as the oracle: where no unit has changed but only come, gone or moved, update writes
// the same bytes.
#include "catalog_text.h"
#include "corpora.h"
#include "hexapla/base/file.h"

#include <filesystem>
#include <random>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

/// A folder that goes with the test.
struct Folder {
  std::filesystem::path path;
  Folder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "hexapla-msgmerge-XXXXXX").string();
    REQUIRE(mkdtemp(pattern.data()) != nullptr);
    path = pattern;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
};

std::string msgmerge(const std::string& old, const std::string& new_template) {
  const Folder folder;
  const std::string dir = folder.path.string();
  replace_file(dir + "/old.po", old, false);
  replace_file(dir + "/new.pot", new_template, false);
  const std::string command = "msgmerge --quiet --no-fuzzy-matching --previous -o '" + dir + "/out.po' '" + dir +
                              "/old.po' '" + dir + "/new.pot'";
  REQUIRE(std::system(command.c_str()) == 0);
  return read_file(dir + "/out.po");
}

std::string ours(const std::string& old, const std::string& new_template) {
  const PoReadResult before = read_po("old.po", old);
  const PoReadResult wanted = read_po("new.pot", new_template);
  REQUIRE(before.ok());
  REQUIRE(wanted.ok());
  return text_of_catalog(update(before.catalog, wanted.catalog).catalog);
}

/// Letters that make no word of any catalog, so that nothing is near.
std::string nonsense(std::mt19937& random) {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "qxzjkvw "[random() % 8];
  return text + std::to_string(random());
}

/// Leaves out every seventh message, moves every eleventh to the end, adds new ones that look like nothing.
Catalog rebuilt(Catalog wanted, std::mt19937& random) {
  std::vector<Message> messages;
  std::vector<Message> moved;
  for (std::size_t i = 0; i < wanted.messages.size(); ++i) {
    if (i > 0 && random() % 7 == 0) continue;
    if (i > 0 && random() % 11 == 0) {
      moved.push_back(wanted.messages[i]);
      continue;
    }
    messages.push_back(wanted.messages[i]);
    if (random() % 13 != 0) continue;
    Message added;
    added.msgid = wanted.keep(nonsense(random));
    added.msgstr = {std::string_view{}};
    added.references = {"new/page.md"};
    messages.push_back(std::move(added));
  }
  messages.insert(messages.end(), moved.begin(), moved.end());
  wanted.messages = std::move(messages);
  wanted.set_header_field("POT-Creation-Date", "2026-01-02 03:04+0000");
  return wanted;
}

}  // namespace

TEST_CASE("every kind of field comes from where msgmerge takes it", "[tracking]") {
  const std::string old = R"(# The translators' header.
#
msgid ""
msgstr ""
"X-First: 1\n"
"Project-Id-Version: book\n"
"POT-Creation-Date: 2020-01-01 00:00+0000\n"
"PO-Revision-Date: 2020-02-02 00:00+0000\n"
"Last-Translator: A <a@example.org>\n"
"Language-Team: none\n"
"Language: fr\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"
"X-Generator: Poedit\n"

#. old kind
#: a.c:1
#, fuzzy
#| msgid "was"
msgid "gone and fuzzy"
msgstr "x"

#: a.c:2
msgid "gone and untranslated"
msgstr ""

#, fuzzy, c-format
msgid "fuzzy and empty"
msgstr ""

# A translator's remark.
#, no-wrap
msgid "kept"
msgstr "gardé"

#, fuzzy
#| msgctxt "menu"
#| msgid "keep"
msgctxt "sign"
msgid "kept"
msgstr "garder"

#: a.c:3
msgid "one %d"
msgid_plural "many %d"
msgstr[0] "un %d"
msgstr[1] "des %d"

msgid "singular"
msgstr "s"

msgid "a long line that gettext wraps when it writes it, because it has more than seventy-nine columns"
msgstr "une longue ligne"

#~ msgid "obsolete and untranslated"
#~ msgstr ""

#, fuzzy
#~| msgid "zz"
#~ msgid "obsolete and fuzzy"
#~ msgstr "t"

# Remembered.
#~ msgid "obsolete and back"
#~ msgstr "retour"
)";
  const std::string new_template = R"(# The template's header.
#, fuzzy
msgid ""
msgstr ""
"Project-Id-Version: other\n"
"Report-Msgid-Bugs-To: bugs@example.org\n"
"POT-Creation-Date: 2025-01-01 00:00+0000\n"
"PO-Revision-Date: YEAR-MO-DA HO:MI+ZONE\n"
"Last-Translator: FULL NAME <EMAIL@ADDRESS>\n"
"Language-Team: LANGUAGE <LL@li.org>\n"
"Language: \n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

#. new kind
#: b.c b.c:3
#, c-format
msgid "kept"
msgstr ""

#: b.c:4
#, no-wrap
msgctxt "sign"
msgid "kept"
msgstr ""

msgid "obsolete and back"
msgstr ""

#, fuzzy
msgid "fuzzy and empty"
msgstr ""

#: b.c:9
#, c-format
msgid "one %d"
msgid_plural "many %d"
msgstr[0] ""
msgstr[1] ""

msgid "singular"
msgid_plural "plural now"
msgstr[0] ""
msgstr[1] ""

# Of the template.
msgid "quxx"
msgid_plural "quxxes"
msgstr[0] ""
msgstr[1] ""

msgid "a long line that gettext wraps when it writes it, because it has more than seventy-nine columns"
msgstr ""
)";
  CHECK(ours(old, new_template) == msgmerge(old, new_template));
}

TEST_CASE("real catalogs come out as msgmerge writes them when no unit has changed", "[tracking][corpora]") {
  std::mt19937 random(7);
  for (const auto& file : corpora_files("book/po", ".po")) {
    INFO(file);
    const std::string old = read_file(file.string());
    const PoReadResult before = read_po(file.string(), old);
    REQUIRE(before.ok());
    for (int round = 0; round < 2; ++round) {
      Catalog wanted = template_of(before.catalog);
      if (round > 0) wanted = rebuilt(std::move(wanted), random);
      const std::string new_template = text_of_catalog(wanted);
      CHECK((ours(old, new_template) == msgmerge(old, new_template)));
    }
  }
}
