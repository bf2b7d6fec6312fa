// Real histories: the catalog before, the template after. What score.py of the replays calls a violation.
#include "catalog_text.h"
#include "corpora.h"
#include "hexapla/tracking/origin.h"

#include <array>
#include <cstdio>
#include <map>
#include <memory>
#include <string>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

std::string unzipped(const std::filesystem::path& file) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("gzip -dc '" + file.string() + "'").c_str(), "r"), pclose);
  REQUIRE(pipe != nullptr);
  std::string text;
  std::array<char, 65536> block;
  for (std::size_t got = 0; (got = fread(block.data(), 1, block.size(), pipe.get())) > 0;)
    text.append(block.data(), got);
  return text;
}

}  // namespace

TEST_CASE("in real histories no message is lost, doubled or made up, and none with the same text is touched",
          "[tracking][corpora]") {
  for (const auto& file : corpora_files("replay", "old.po.gz")) {
    INFO(file);
    const PoReadResult old = read_po("old.po", unzipped(file));
    const PoReadResult wanted = read_po("new.pot", unzipped(file.parent_path() / "new.pot.gz"));
    REQUIRE(old.ok());
    REQUIRE(wanted.ok());
    const UpdateResult result = update(old.catalog, wanted.catalog);
    std::map<std::pair<std::string_view, std::string_view>, const Message*> live;
    for (const Message& message : result.catalog.messages) {
      if (!message.obsolete) CHECK(live.emplace(std::pair(message.msgctxt, message.msgid), &message).second);
    }
    std::size_t missing = 0;
    std::size_t live_in_template = 0;
    for (const Message& message : wanted.catalog.messages) {
      if (message.obsolete) continue;
      ++live_in_template;
      if (!live.contains({message.msgctxt, message.msgid})) ++missing;
    }
    CHECK(missing == 0);
    CHECK(live.size() == live_in_template);
    std::size_t touched = 0;
    for (const Message& message : old.catalog.messages) {
      if (message.obsolete || message.fuzzy || message.is_header() || !has_any_text(message)) continue;
      const auto now = live.find({message.msgctxt, message.msgid});
      if (now == live.end()) continue;
      if (now->second->fuzzy || now->second->msgstr != message.msgstr) ++touched;
    }
    CHECK(touched == 0);
    CHECK((text_of_catalog(update(result.catalog, wanted.catalog).catalog) == text_of_catalog(result.catalog)));
  }
}
