// The book's real catalogs against a template extracted from its pages: what update owes to translators.
#include "hexapla/base/file.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/localize/extract.h"
#include "hexapla/localize/formats.h"
#include "hexapla/matching/pieces.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/update.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder, const std::string& suffix) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == suffix) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

Catalog template_of_book(const fs::path& book) {
  TemplateBuilder builder({});
  std::vector<Page> pages;
  for (const fs::path& file : files_below(book / "src", ".md")) {
    const std::string path = fs::relative(file, book).string();
    const PageFormat* format = format_for(path);
    REQUIRE(format != nullptr);
    pages.emplace_back(path, read_file(file.string()), *format, default_parse_options(*format));
  }
  for (const Page& page : pages) builder.add(page);
  return builder.finish();
}

/// A text and a translation, as far as an update may not touch them: all of them, where nothing is healed; the words
/// outside of code, where changes without meaning are, and numbers and targets carried over.
using Pair = std::pair<std::string, std::string>;

std::string words_in(std::string_view text) {
  std::string words;
  for (const Piece& piece : pieces_of(text)) {
    if (piece.kind == PieceKind::Word) words += std::to_string(piece.key) + " ";
  }
  return words;
}

Pair made_pair(std::string_view text, std::string_view translation, bool healing) {
  if (healing) return {words_in(text), words_in(translation)};
  return {std::string(text), std::string(translation)};
}

struct Counts {
  std::size_t standing = 0;   ///< translations whose text still stands
  std::size_t lost = 0;       ///< of those: not the message's translation any more
  std::size_t misplaced = 0;  ///< translated messages whose translation was made from another text
  std::size_t vanished = 0;   ///< translations of any text that are nowhere in the new catalog
};

Counts count(const Catalog& old, const Catalog& updated, bool healing) {
  Counts counts;
  std::set<Pair> made;
  std::set<std::string> everywhere;
  const MessageIndex index(updated);
  for (const Message& message : updated.messages) {
    if (!message.is_header() && has_any_text(message)) {
      everywhere.insert(made_pair({}, message.msgstr[0], healing).second);
    }
  }
  for (const Message& message : old.messages) {
    if (message.is_header() || !has_any_text(message)) continue;
    const Pair pair = made_pair(origin_of(message).msgid, message.msgstr[0], healing);
    made.insert(pair);
    // A text that is its own translation takes the new marks of the source: "String" becomes "`String`".
    const bool own = healing && message.msgstr[0] == origin_of(message).msgid;
    if (!own && !everywhere.contains(pair.second)) ++counts.vanished;
    const Message* now = index.find(message.msgctxt, message.msgid);
    if (now == nullptr || now->obsolete || message.fuzzy) continue;
    ++counts.standing;
    if (now->msgstr != message.msgstr || now->fuzzy) ++counts.lost;
  }
  for (const Message& message : updated.messages) {
    if (message.is_header() || message.obsolete || standing_of(message) != Standing::Translated) continue;
    if (healing && message.msgstr[0] == message.msgid) continue;
    if (!made.contains(made_pair(message.msgid, message.msgstr[0], healing))) ++counts.misplaced;
  }
  return counts;
}

}  // namespace

TEST_CASE("every translation of the book whose text still stands survives update, none under another text",
          "[project][corpora]") {
  const char* corpora = std::getenv("HEXAPLA_CORPORA");
  if (corpora == nullptr) return;
  const fs::path book = fs::path(corpora) / "book";
  const Catalog wanted = template_of_book(book);
  Counts all;
  UpdateResult sum;
  for (const fs::path& file : files_below(book / "po", ".po")) {
    INFO(file);
    const PoReadResult old = read_po(file.string(), read_file(file.string()));
    REQUIRE(old.ok());
    UpdateOptions as_it_is;
    as_it_is.heal = ClassSet::none();
    const Counts strict = count(old.catalog, update(old.catalog, wanted, as_it_is).catalog, false);
    CHECK(strict.lost == 0);
    CHECK(strict.misplaced == 0);
    CHECK(strict.vanished == 0);
    const UpdateResult result = update(old.catalog, wanted);
    const Counts counts = count(old.catalog, result.catalog, true);
    CHECK(counts.lost == 0);
    CHECK(counts.misplaced == 0);
    CHECK(counts.vanished == 0);
    all.standing += counts.standing;
    all.lost += counts.lost;
    all.misplaced += counts.misplaced;
    sum.healed += result.healed;
    sum.stale += result.stale;
    sum.obsolete += result.obsolete;
  }
  CHECK(all.standing > 10000);
  WARN("translations whose text still stands: " << all.standing << ", lost: " << all.lost << ", under another text: "
                                                << all.misplaced << "; healed: " << sum.healed
                                                << ", stale: " << sum.stale << ", obsolete: " << sum.obsolete);
}
