// Thousands of made-up merges: pages and a catalog in common, then two sides that edit, update and translate without
// knowing of each other. Each act of translating has a name of its own and carries the text it was made for, so a plain
// look at the merged catalog tells whether one is lost, and whether one stands under another text.
#include "catalog_text.h"
#include "hexapla/base/file.h"
#include "hexapla/matching/fingerprint.h"
#include "hexapla/tracking/origin.h"
#include "hexapla/tracking/three_way.h"
#include "page_editor.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <set>

#include <catch2/catch.hpp>
#include <unistd.h>

using namespace hexapla;

namespace {

using Names = std::set<std::string>;

/// Names are of letters, so that no number of a source is one.
std::string new_name(bool doubt) {
  static unsigned acts = 0;
  std::string name = doubt ? "QD" : "QT";
  for (unsigned rest = ++acts; rest != 0; rest /= 16) name += static_cast<char>('a' + rest % 16);
  return name + "Q";
}

/// All that are in `text`.
Names names_in(std::string_view text) {
  Names names;
  for (std::size_t at = text.find('Q'); at != std::string_view::npos; at = text.find('Q', at + 1)) {
    const std::size_t end = text.find('Q', at + 1);
    if (end == std::string_view::npos) break;
    names.emplace(text.substr(at, end + 1 - at));
    at = end;
  }
  return names;
}

std::string name_of(const Message& message) {
  const Names names = names_in(message.msgstr.at(0));
  REQUIRE(names.size() == 1);
  return *names.begin();
}

std::string_view made_for(std::string_view translation) {
  const std::size_t begin = translation.find('[');
  return translation.substr(begin + 1, translation.rfind(']') - begin - 1);
}

/// One day's work of somebody on a catalog.
void translate(Catalog& catalog, Editor& chance) {
  for (Message& message : catalog.messages) {
    if (message.is_header() || message.obsolete) continue;
    const std::size_t what = chance.below(12);
    const bool reviewed = has_any_text(message) && !message.fuzzy;
    if (what == 0) message.comments.push_back(catalog.keep(" note " + std::to_string(chance.below(1000))));
    if (what > 4 || (reviewed && what != 2 && what != 3)) continue;
    if (reviewed && what == 3) {  // looked at, and doubted
      message.fuzzy = true;
      if (chance.below(2) == 0) set_previous(message, text_of(message));
      continue;
    }
    const bool doubt = what == 4;
    message.msgstr = {catalog.keep(new_name(doubt) + "[" + std::string(message.msgid) + "]")};
    message.fuzzy = doubt;
    clear_previous(message);
  }
}

struct Side {
  Editor editor;
  std::string file;
};

void work(Side& side, unsigned seed, const std::string& date) {
  side.editor.begin(seed);
  UpdateOptions options;
  options.suggest = seed % 5 == 0;
  for (std::size_t days = side.editor.below(3); days > 0; --days) {
    if (side.editor.below(3) != 0) side.editor.work();
    const PoReadResult before = read_po("fr.po", side.file);
    REQUIRE(before.ok());
    Catalog wanted = template_of_pages(side.editor.pages());
    wanted.set_header_field("POT-Creation-Date", date);
    UpdateResult result = update(before.catalog, wanted, options);
    translate(result.catalog, side.editor);
    result.catalog.set_header_field("PO-Revision-Date", date);
    side.file = text_of_catalog(result.catalog);
  }
}

struct Case {
  Catalog base, ours, theirs;
};

Catalog read(const std::string& file) {
  PoReadResult result = read_po("fr.po", file);
  REQUIRE(result.ok());
  return std::move(result.catalog);
}

Case case_of(unsigned seed) {
  Side base{Editor(seed), text_of_catalog(catalog_of(""))};
  for (unsigned day = 0; day < 2; ++day)
    work(base, seed * 7 + day, "2026-01-0" + std::to_string(day + 1) + " 10:00+0000");
  Side ours = base;
  Side theirs = base;
  work(ours, seed * 7 + 3, "2026-02-01 10:00+0000");
  work(theirs, seed * 7 + 4, seed % 2 == 0 ? "2026-02-02 10:00+0000" : "2026-01-31 10:00+0000");
  return {read(base.file), read(ours.file), read(theirs.file)};
}

Names names_of(const Catalog& catalog, bool twice = false) {
  std::multiset<std::string> names;
  for (const Message& message : catalog.messages) {
    if (!message.is_header() && has_any_text(message) && !is_suggestion(message)) names.insert(name_of(message));
  }
  if (twice) std::erase_if(names, [&](const std::string& name) { return names.count(name) < 2; });
  return {names.begin(), names.end()};
}

using Key = std::pair<std::string, std::string>;
Key key(const Message& message) {
  return {std::string(message.msgctxt), std::string(message.msgid)};
}

std::map<Key, const Message*> by_key(const Catalog& catalog) {
  std::map<Key, const Message*> messages;
  for (const Message& message : catalog.messages) {
    if (!message.is_header()) CHECK(messages.emplace(key(message), &message).second);
  }
  return messages;
}

std::vector<Key> live_keys(const Catalog& catalog) {
  std::vector<Key> keys;
  for (const Message& message : catalog.messages) {
    if (!message.is_header() && !message.obsolete) keys.push_back(key(message));
  }
  return keys;
}

Names suggestions_of(const Catalog& catalog) {
  Names names;
  for (const Message& message : catalog.messages) {
    if (is_suggestion(message)) names.insert(name_of(message));
  }
  return names;
}

/// All that a side made is there; what both have from before, too, unless it stood twice and each replaced another one.
/// What was a mere suggestion before was made by neither, even where a side keeps it as a doubt.
void check_nothing_lost(const Case& one, const Catalog& merged) {
  const Names base = names_of(one.base);
  const Names twice = names_of(one.base, true);
  const Names suggested = suggestions_of(one.base);
  const Names ours = names_of(one.ours);
  const Names theirs = names_of(one.theirs);
  const Names there = names_in(text_of_catalog(merged));
  for (const Names* side : {&ours, &theirs}) {
    for (const std::string& name : *side) {
      if (base.contains(name) && !(ours.contains(name) && theirs.contains(name))) continue;
      if (twice.contains(name) || suggested.contains(name)) continue;
      INFO("translation " << name);
      CHECK(there.contains(name));
    }
  }
}

/// What stands under a text was made for it, or says what it was made for, or stood there before.
void check_places(const Case& one, const Catalog& merged) {
  std::set<std::pair<Key, std::string>> seen;
  Names reviewed;
  for (const Catalog* side : {&one.base, &one.ours, &one.theirs}) {
    for (const Message& message : side->messages) {
      if (message.is_header() || !has_any_text(message)) continue;
      seen.emplace(key(message), name_of(message));
      if (standing_of(message) == Standing::Translated || standing_of(message) == Standing::Stale) {
        reviewed.insert(name_of(message));
      }
    }
  }
  for (const Message& message : merged.messages) {
    if (message.is_header() || !has_any_text(message)) continue;
    INFO(message.msgid << ": " << message.msgstr[0]);
    if (is_suggestion(message)) {
      CHECK(seen.contains({key(message), name_of(message)}));
    } else if (name_of(message).starts_with("QT") && standing_of(message) != Standing::Doubtful) {
      CHECK(same_folded(made_for(message.msgstr[0]), origin_of(message).msgid, Strength::Spacing));
      CHECK(reviewed.contains(name_of(message)));
    } else {
      CHECK((message.fuzzy || seen.contains({key(message), name_of(message)})));
    }
  }
}

/// The live messages are those of three sets, in the order of the side that changed it.
void check_live(const Case& one, const Catalog& merged, std::size_t& one_order) {
  const auto base = live_keys(one.base);
  const auto ours = live_keys(one.ours);
  const auto theirs = live_keys(one.theirs);
  const auto has = [](const std::vector<Key>& keys, const Key& wanted) {
    return std::find(keys.begin(), keys.end(), wanted) != keys.end();
  };
  std::set<Key> expected;
  for (const Key& each : ours) {
    if (has(theirs, each) || !has(base, each)) expected.insert(each);
  }
  for (const Key& each : theirs) {
    if (!has(base, each)) expected.insert(each);
  }
  const auto live = live_keys(merged);
  CHECK(std::set<Key>(live.begin(), live.end()) == expected);
  if (ours == base) CHECK(live == theirs);
  if (theirs == base) CHECK(live == ours);
  if (ours == base || theirs == base) ++one_order;
}

/// What a message that all three have is worth after the merge, by the rules as one would tell them to a translator.
std::string expected_of(const Message& base, const Message& ours, const Message& theirs) {
  const auto state = [](const Message& message) {
    if (!has_any_text(message) || is_suggestion(message)) return std::string("empty");
    return (message.fuzzy ? "fuzzy " : "done ") + std::string(message.msgstr[0]) +
           (message.has_previous_msgid ? "\t" + std::string(message.previous_msgid) : "");
  };
  const std::string o = state(base);
  const std::string a = state(ours);
  const std::string b = state(theirs);
  if (a == b || b == o) return a;
  if (a == o) return b;
  if (a == "empty" || b == "empty") return a == "empty" ? b : a;
  const bool a_done = a.starts_with("done");
  const bool b_done = b.starts_with("done");
  if (a_done && b_done) return "conflict";
  if (!a_done && !b_done) return ours.msgstr == theirs.msgstr ? "" : "drafts";
  const std::string& done = a_done ? a : b;
  const std::string& fuzzy = a_done ? b : a;
  const std::string mark = "\t" + std::string(ours.msgid);
  if (o.starts_with("done") && fuzzy == "fuzzy " + o.substr(5) + mark) return "fuzzy " + done.substr(5) + mark;
  return done;
}

struct Seen {
  std::map<std::string, std::size_t> cases;
};

void check_table(const Case& one, const ThreeWayMerge& merge, Seen& seen) {
  const auto base = by_key(one.base);
  const auto ours = by_key(one.ours);
  const auto theirs = by_key(one.theirs);
  std::set<std::uint32_t> conflicts;
  for (const MergeConflict& conflict : merge.conflicts) conflicts.insert(conflict.message);
  for (std::uint32_t i = 0; i < merge.catalog.messages.size(); ++i) {
    const Message& message = merge.catalog.messages[i];
    if (message.is_header() || message.obsolete) continue;
    const auto find = [&](const std::map<Key, const Message*>& side) {
      const auto at = side.find(key(message));
      return at == side.end() ? nullptr : at->second;
    };
    const Message* o = find(base);
    const Message* a = find(ours);
    const Message* b = find(theirs);
    if (o == nullptr || a == nullptr || b == nullptr) continue;
    const std::string expected = expected_of(*o, *a, *b);
    INFO(message.msgid << ": " << expected);
    ++seen.cases[expected.substr(0, expected.find(' '))];
    if (expected == "conflict") {
      CHECK(conflicts.contains(i));
      CHECK((message.fuzzy && message.msgstr == a->msgstr));
    } else if (expected == "empty") {
      CHECK((!has_any_text(message) || is_suggestion(message)));
    } else if (expected.starts_with("done")) {
      CHECK(!message.fuzzy);
      CHECK(message.msgstr[0] == expected.substr(5));
      CHECK_FALSE(conflicts.contains(i));
    } else if (expected.starts_with("fuzzy")) {
      CHECK(message.fuzzy);
      CHECK(message.msgstr[0] == expected.substr(6, expected.find('\t') - 6));
    } else {
      CHECK(message.fuzzy);
    }
  }
}

std::string merged_text(const Catalog& base, const Catalog& ours, const Catalog& theirs) {
  return text_of_catalog(merge_three_ways(base, ours, theirs).catalog);
}

void check_laws(const Case& one) {
  const std::string ours = text_of_catalog(one.ours);
  const std::string theirs = text_of_catalog(one.theirs);
  CHECK((merged_text(one.base, one.ours, one.base) == ours));
  CHECK((merged_text(one.base, one.base, one.theirs) == theirs));
  CHECK((merged_text(one.base, one.ours, one.ours) == ours));
}

std::string without_sides(std::string text) {
  for (const std::string side : {"  ours (", "  theirs ("}) {
    for (std::size_t at = text.find(side); at != std::string::npos; at = text.find(side))
      text.replace(at, side.size(), "  (");
  }
  return text;
}

void check_symmetry(const Case& one, const ThreeWayMerge& merge) {
  const ThreeWayMerge other = merge_three_ways(one.base, one.theirs, one.ours);
  const auto keys = [](const ThreeWayMerge& of) {
    std::set<Key> found;
    for (const MergeConflict& conflict : of.conflicts) found.insert(key(of.catalog.messages.at(conflict.message)));
    return found;
  };
  CHECK(keys(merge) == keys(other));
  if (merge.conflicts.empty()) {
    CHECK((without_sides(text_of_catalog(merge.catalog)) == without_sides(text_of_catalog(other.catalog))));
  }
}

/// gettext's programs find nothing wrong, and would write the same.
void check_with_gettext(const std::string& text) {
  std::string path = "/tmp/hexapla-three-way-XXXXXX";
  const int descriptor = mkstemp(path.data());
  REQUIRE(descriptor >= 0);
  close(descriptor);
  replace_file(path, text, false);
  CHECK(std::system(("msgfmt -c -o /dev/null '" + path + "' 2>/dev/null").c_str()) == 0);
  CHECK(std::system(("msgcat --to-code=UTF-8 '" + path + "' | cmp -s - '" + path + "'").c_str()) == 0);
  std::remove(path.c_str());
}

}  // namespace

TEST_CASE("no merge loses a translation or puts it under another text", "[three-way]") {
  Seen seen;
  std::size_t conflicts = 0;
  std::size_t clean = 0;
  std::size_t one_order = 0;
  for (unsigned seed = 0; seed < 2000; ++seed) {
    INFO("seed " << seed);
    const Case one = case_of(seed);
    const ThreeWayMerge merge = merge_three_ways(one.base, one.ours, one.theirs);
    const std::string text = text_of_catalog(merge.catalog);
    const Catalog merged = read(text);
    CHECK((text_of_catalog(merged) == text));
    by_key(merged);
    check_nothing_lost(one, merged);
    check_places(one, merged);
    check_live(one, merged, one_order);
    check_table(one, merge, seen);
    check_laws(one);
    check_symmetry(one, merge);
    if (seed % 100 == 0) check_with_gettext(text);
    conflicts += merge.conflicts.size();
    if (merge.conflicts.empty()) ++clean;
  }
  for (const char* what : {"conflict", "done", "fuzzy", "empty", "drafts"}) CHECK(seen.cases[what] > 60);
  CHECK(conflicts > 600);
  CHECK(clean > 600);
  CHECK(one_order > 200);
}

TEST_CASE("a new template here and translations there give what update gives with both at once", "[three-way]") {
  std::size_t same = 0;
  std::size_t other = 0;
  std::size_t stale = 0;
  for (unsigned seed = 0; seed < 600; ++seed) {
    INFO("seed " << seed);
    Side side{Editor(seed), text_of_catalog(catalog_of(""))};
    for (unsigned day = 0; day < 2; ++day) work(side, seed * 7 + day, "2026-01-01 10:00+0000");
    const Catalog base = read(side.file);
    Catalog translated = read(side.file);
    translate(translated, side.editor);
    side.editor.work();
    const Catalog wanted = template_of_pages(side.editor.pages());
    const Catalog updated = update(base, wanted).catalog;
    const Catalog both = update(translated, wanted).catalog;
    const ThreeWayMerge merge = merge_three_ways(base, updated, translated);
    CHECK(merge.conflicts.empty());
    const auto merged = by_key(merge.catalog);
    for (const auto& [name, message] : by_key(both)) {
      if (message->obsolete) continue;
      REQUIRE(merged.contains(name));
      const Message& here = *merged.at(name);
      const bool equal = here.msgstr == message->msgstr && here.fuzzy == message->fuzzy &&
                         previous_of(here) == previous_of(*message) && here.comments == message->comments &&
                         here.references == message->references;
      ++(equal ? same : other);
      if (equal && here.has_previous_msgid) ++stale;
    }
  }
  CAPTURE(same, other, stale);
  CHECK(other * 200 < same);
  CHECK(stale > 500);
}
