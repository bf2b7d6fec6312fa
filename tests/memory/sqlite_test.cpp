#include "behaviour.h"
#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/memory/sqlite_store.h"

#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>

using namespace hexapla;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "hexapla-memory.XXXXXX").string();
    REQUIRE(mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::string operator/(const char* name) const { return path_ + "/" + name; }

 private:
  std::string path_;
};

void in_sqlite(void (*test)(const OpenMemory&)) {
  const Folder folder;
  test([&] { return std::make_unique<Memory>(open_sqlite_store(folder / "below/memory.db", true)); });
}

std::string id_of_failure(const std::string& path, bool create) {
  try {
    Memory memory(open_sqlite_store(path, create));
    all_of(memory);
    memory.search({"en", "fr", "some text that is long enough"});
    memory.stats();
  } catch (const Error& error) {
    CHECK(!error.diagnostics().front().file.empty());
    return error.diagnostics().front().id;
  }
  return "";
}

/// More than a tail.
std::vector<MemoryPair> long_texts() {
  std::vector<MemoryPair> pairs(600);
  for (std::size_t i = 0; i < pairs.size(); ++i) pairs[i] = pair_of("some text that is long " + std::to_string(i), "x");
  return pairs;
}

int sqlite3_shell(const std::string& path, const std::string& sql) {
  return std::system(("sqlite3 '" + path + "' \"" + sql + "\" >/dev/null").c_str());
}

}  // namespace

TEST_CASE("SQLite keeps each pair once", "[memory]") {
  in_sqlite(keeps_each_pair_once);
}
TEST_CASE("SQLite finds what brute force finds", "[memory]") {
  in_sqlite(finds_what_brute_force_finds);
}
TEST_CASE("SQLite finds the same text by context and language", "[memory]") {
  in_sqlite(finds_the_same_text);
}
TEST_CASE("SQLite counts days of use", "[memory]") {
  in_sqlite(counts_days_of_use);
}
TEST_CASE("SQLite prunes what is named", "[memory]") {
  in_sqlite(prunes_what_is_named);
}
TEST_CASE("SQLite takes two writers", "[memory]") {
  in_sqlite(takes_two_writers);
}
TEST_CASE("SQLite takes any text", "[memory]") {
  in_sqlite(takes_any_text);
}
TEST_CASE("SQLite can be read while somebody writes", "[memory]") {
  in_sqlite(reads_while_somebody_writes);
}

TEST_CASE("a file that is no memory is refused and left as it is", "[memory]") {
  const Folder folder;
  const std::string path = folder / "memory.db";
  CHECK(id_of_failure(path, false) == "memory-open");
  replace_file(path, std::string(5000, 'x'));
  CHECK(id_of_failure(path, true) == "memory-foreign");
  CHECK(read_file(path) == std::string(5000, 'x'));

  std::filesystem::remove(path);
  REQUIRE(sqlite3_shell(path, "CREATE TABLE birds(name)") == 0);
  const std::string birds = read_file(path);
  CHECK(id_of_failure(path, true) == "memory-foreign");
  CHECK(read_file(path) == birds);
  CHECK_FALSE(id_of_failure(folder / "", true).empty());

  replace_file(path, "");
  CHECK(id_of_failure(path, false) == "memory-foreign");
  CHECK(id_of_failure(path, true).empty());
  CHECK(id_of_failure(path, false).empty());
  const std::string memory = read_file(path);
  REQUIRE(sqlite3_shell(path, "CREATE VIEW trap AS SELECT 1") == 0);
  CHECK(id_of_failure(path, true) == "memory-foreign");
  replace_file(path, memory);
  REQUIRE(sqlite3_shell(path, "PRAGMA user_version=2") == 0);
  CHECK(id_of_failure(path, true) == "memory-foreign");
}

TEST_CASE("a damaged memory is an error or found out by nobody, never a crash", "[memory]") {
  const Folder folder;
  const std::string path = folder / "memory.db";
  {
    Memory memory(open_sqlite_store(path, true));
    memory.add(long_texts());
  }
  const std::string whole = read_file(path);
  REQUIRE(id_of_failure(path, false).empty());
  int damaged = 0;
  for (std::size_t at = 4096; at < whole.size(); at += whole.size() / 60) {
    std::string bytes = whole;
    for (std::size_t i = at; i < std::min(at + 300, bytes.size()); ++i) bytes[i] = static_cast<char>(i * 37);
    replace_file(path, bytes);
    const std::string id = id_of_failure(path, false);
    if (id == "memory-damaged") ++damaged;
    CHECK((id.empty() || id == "memory-damaged" || id == "memory-foreign" || id == "memory-database"));
  }
  CHECK(damaged > 5);
  replace_file(path, whole.substr(0, whole.size() / 2));
  CHECK(id_of_failure(path, false) == "memory-damaged");

  // Postings and sizes that cannot be, in a sound file.
  for (const char* sql : {"UPDATE posting SET bytes = x'FFFFFFFFFFFF'", "UPDATE segment SET sizes = x'FFFF03'",
                          "UPDATE segment SET items = 5000000000", "UPDATE item SET bytes = x'00'"}) {
    replace_file(path, whole);
    REQUIRE(sqlite3_shell(path, sql) == 0);
    CHECK(id_of_failure(path, false) == "memory-damaged");
  }
}

TEST_CASE("an index of another version is not used, and made anew", "[memory]") {
  const Folder folder;
  const std::string path = folder / "memory.db";
  Memory(open_sqlite_store(path, true)).add(long_texts());
  REQUIRE(sqlite3_shell(path, "UPDATE segment SET features = 1; UPDATE posting SET bytes = x'FF'") == 0);
  Memory memory(open_sqlite_store(path, false));
  CHECK(memory.stats().indexed == 0);
  CHECK(memory.search({"en", "fr", "some text that is long 77"}).at(0).same_text);
  memory.add(std::vector{pair_of("one more", "y")});
  CHECK(memory.stats().indexed == 601);
  CHECK(memory.search({"en", "fr", "some text that is long, 77"}).at(0).pair.source == "some text that is long 77");
}
