// Rows with large values are in tables with plain numbers as keys, which SQLite keeps best. What is asked for by a list
// is asked for one by one: there is no server that an answer has to come from.
#include "hexapla/memory/sqlite_store.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/memory/sqlite.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>
#include <thread>

namespace hexapla {
namespace {

constexpr std::int64_t our_application = 0x4878706C;  // "Hxpl"
constexpr std::int64_t our_schema = 1;

/// As they stand in sqlite_schema; a file with anything else in it is not opened.
constexpr std::array<const char*, 8> schema = {
    "CREATE TABLE name(id INTEGER PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE source(id INTEGER PRIMARY KEY, hash INTEGER NOT NULL, language INTEGER NOT NULL, text TEXT NOT NULL)",
    "CREATE INDEX source_hash ON source(hash)",
    "CREATE TABLE pair(id INTEGER PRIMARY KEY, source INTEGER NOT NULL, language INTEGER NOT NULL, origin INTEGER NOT "
    "NULL, author INTEGER NOT NULL, date INTEGER NOT NULL, used INTEGER NOT NULL, uses INTEGER NOT NULL, context TEXT "
    "NOT NULL, target TEXT NOT NULL)",
    "CREATE INDEX pair_source ON pair(source)",
    "CREATE TABLE segment(id INTEGER PRIMARY KEY, features INTEGER NOT NULL, language INTEGER NOT NULL, first INTEGER "
    "NOT NULL, last INTEGER NOT NULL, items INTEGER NOT NULL, sizes BLOB NOT NULL)",
    "CREATE TABLE posting(id INTEGER PRIMARY KEY, count INTEGER NOT NULL, bytes BLOB NOT NULL)",
    "CREATE TABLE item(id INTEGER PRIMARY KEY, count INTEGER NOT NULL, bytes BLOB NOT NULL)",
};

class SqliteStore : public Store {
 public:
  SqliteStore(const std::string& path, bool create) : database_(path, create) {
    prepare(create);
    database_.run("PRAGMA synchronous=FULL");
    database_.run("PRAGMA cache_size=-65536");
    database_.run("PRAGMA wal_autocheckpoint=8192");
    database_.run("PRAGMA cell_size_check=ON");
  }

  std::string shown() const override { return database_.path(); }

  void begin(bool write) override {
    if (write) {
      begin_write_.run();
    } else {
      begin_read_.run();
    }
  }
  void commit() override { commit_.run(); }
  void rollback() noexcept override {
    try {
      if (database_.in_transaction()) database_.run("ROLLBACK");
    } catch (...) {  // what went wrong before is what is told
    }
  }

  std::vector<StoredName> names_after(std::int64_t id) override {
    std::vector<StoredName> names;
    names_.bind(1, id);
    while (names_.step()) names.push_back({names_.number(0), std::string(names_.bytes(1))});
    return names;
  }
  void insert_names(std::span<const StoredName> names) override {
    for (const auto& name : names) insert_name_.bind(1, name.id).bind_text(2, name.text).run();
  }

  std::int64_t last_source() override { return database_.number("SELECT max(id) FROM source"); }
  std::int64_t last_pair() override { return database_.number("SELECT max(id) FROM pair"); }

  std::vector<StoredSource> sources_by_hash(std::span<const std::int64_t> hashes) override {
    std::vector<StoredSource> sources;
    for (const std::int64_t hash : hashes) take_sources(source_by_hash_.bind(1, hash), sources);
    return sources;
  }
  std::vector<StoredSource> sources_by_id(std::span<const std::int64_t> ids) override {
    std::vector<StoredSource> sources;
    for (const std::int64_t id : ids) take_sources(source_by_id_.bind(1, id), sources);
    return sources;
  }
  std::vector<StoredSource> sources_after(std::int64_t id, std::int64_t limit) override {
    std::vector<StoredSource> sources;
    take_sources(sources_after_.bind(1, id).bind(2, limit), sources);
    return sources;
  }
  void insert_sources(std::span<const StoredSource> sources) override {
    for (const auto& one : sources) {
      insert_source_.bind(1, one.id).bind(2, one.hash).bind(3, one.language).bind_text(4, one.text).run();
    }
  }
  void delete_unused_sources() override {
    database_.run("DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM pair WHERE pair.source = source.id)");
  }

  std::vector<StoredPair> pairs_of(std::span<const std::int64_t> sources) override {
    std::vector<StoredPair> pairs;
    for (const std::int64_t source : sources) take_pairs(pairs_of_.bind(1, source), pairs);
    return pairs;
  }
  std::vector<StoredPair> pairs_by_id(std::span<const std::int64_t> ids) override {
    std::vector<StoredPair> pairs;
    for (const std::int64_t id : ids) take_pairs(pair_by_id_.bind(1, id), pairs);
    return pairs;
  }
  std::vector<StoredPair> pairs_after(std::int64_t id, std::int64_t limit) override {
    std::vector<StoredPair> pairs;
    take_pairs(pairs_after_.bind(1, id).bind(2, limit), pairs);
    return pairs;
  }
  void insert_pairs(std::span<const StoredPair> pairs) override {
    for (const auto& one : pairs) {
      insert_pair_.bind(1, one.id).bind(2, one.source).bind(3, one.language).bind(4, one.origin).bind(5, one.author);
      insert_pair_.bind(6, one.date).bind(7, one.used).bind(8, one.uses);
      insert_pair_.bind_text(9, one.context).bind_text(10, one.target).run();
    }
  }
  void update_pairs(std::span<const StoredPair> pairs) override {
    for (const auto& one : pairs) {
      update_pair_.bind(1, one.id).bind(2, one.origin).bind(3, one.author).bind(4, one.date);
      update_pair_.bind(5, one.used).bind(6, one.uses).run();
    }
  }
  void delete_pairs(std::span<const std::int64_t> ids) override {
    for (const std::int64_t id : ids) delete_pair_.bind(1, id).run();
  }

  std::vector<StoredSegment> segments() override {
    std::vector<StoredSegment> segments;
    while (segments_.step()) {
      segments.push_back({segments_.number(0), segments_.number(1), segments_.number(2), segments_.number(3),
                          segments_.number(4), segments_.number(5), std::string(segments_.bytes(6))});
    }
    return segments;
  }
  void insert_segment(const StoredSegment& one) override {
    insert_segment_.bind(1, one.id).bind(2, one.features).bind(3, one.language).bind(4, one.first).bind(5, one.last);
    insert_segment_.bind(6, one.items).bind_bytes(7, one.sizes).run();
  }
  void delete_segments(std::span<const std::int64_t> ids) override {
    for (const std::int64_t id : ids) {
      delete_segment_.bind(1, id).run();
      delete_postings_.bind(1, posting_key(id, 0)).bind(2, posting_key(id + 1, 0)).run();
      delete_items_.bind(1, item_key(id, 0)).bind(2, item_key(id + 1, 0)).run();
    }
  }
  std::vector<StoredBlob> posting_counts(std::span<const std::int64_t> keys) override {
    std::vector<StoredBlob> blobs;
    blobs.reserve(keys.size());
    for (const std::int64_t key : keys) {
      posting_count_.bind(1, key);
      if (posting_count_.step()) blobs.push_back({key, posting_count_.number(0), {}});
      posting_count_.reset();
    }
    return blobs;
  }
  std::vector<StoredBlob> postings(std::span<const std::int64_t> keys) override { return blobs_of(posting_, keys); }
  std::vector<StoredBlob> postings_between(std::int64_t first, std::int64_t last) override {
    std::vector<StoredBlob> blobs;
    take_blobs(postings_between_.bind(1, first).bind(2, last), blobs);
    return blobs;
  }
  void insert_postings(std::span<const StoredBlob> blobs) override { insert(insert_posting_, blobs); }
  std::vector<StoredBlob> item_chunks(std::span<const std::int64_t> keys) override { return blobs_of(item_, keys); }
  void insert_item_chunks(std::span<const StoredBlob> blobs) override { insert(insert_item_, blobs); }

  std::vector<StoredLanguages> languages() override {
    std::vector<StoredLanguages> languages;
    while (languages_.step()) {
      languages.push_back({languages_.number(0), languages_.number(1), languages_.number(2), languages_.number(3),
                           languages_.number(4)});
    }
    return languages;
  }
  std::int64_t count_sources() override { return database_.number("SELECT count(*) FROM source"); }
  std::int64_t count_pairs() override { return database_.number("SELECT count(*) FROM pair"); }
  std::int64_t bytes() override {
    return database_.number("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()");
  }

 private:
  void prepare(bool create) {
    if (is_empty()) {
      if (!create) refuse_foreign();
      make();
    }
    const std::int64_t version = database_.number("PRAGMA user_version");
    if (database_.number("PRAGMA application_id") != our_application) refuse_foreign();
    if (version > our_schema) {
      database_.refuse("memory-foreign", N_("this translation memory is of a later Hexapla"), N_("use that one"));
    }
    check_schema();
    use_journal();
  }

  bool is_empty() {
    return database_.number("PRAGMA application_id") == 0 && database_.number("PRAGMA user_version") == 0 &&
           database_.number("SELECT count(*) FROM sqlite_schema") == 0;
  }

  void make() {
    database_.run("PRAGMA page_size=8192");
    use_journal();
    database_.run("BEGIN IMMEDIATE");
    if (is_empty()) {  // nobody else was quicker
      for (const char* sql : schema) database_.run(sql);
      database_.run("PRAGMA application_id=0x4878706C");
      database_.run("PRAGMA user_version=1");
    }
    database_.run("COMMIT");
  }

  void check_schema() {
    SqliteStatement found(database_, "SELECT sql FROM sqlite_schema ORDER BY sql");
    std::vector<std::string> ours(schema.begin(), schema.end());
    std::sort(ours.begin(), ours.end());
    std::size_t at = 0;
    bool same = true;
    while (found.step()) {
      same = same && at < ours.size() && found.bytes(0) == ours[at];
      ++at;
    }
    if (!same || at != ours.size()) refuse_foreign();
  }

  /// Readers go on while somebody writes. Two that change to it at once are told "locked" without being made to wait.
  void use_journal() {
    using namespace std::chrono_literals;
    for (int attempt = 0;; ++attempt) {
      try {
        database_.text("PRAGMA journal_mode=WAL");
        return;
      } catch (const Error& error) {
        if (attempt == 100 || error.diagnostics().front().id != "memory-busy") throw;
        std::this_thread::sleep_for(20ms);
      }
    }
  }

  [[noreturn]] void refuse_foreign() {
    database_.refuse("memory-foreign", N_("this is no translation memory"),
                     N_("name another file, or remove this one"));
  }

  static void take_sources(SqliteStatement& from, std::vector<StoredSource>& to) {
    while (from.step()) to.push_back({from.number(0), from.number(1), from.number(2), std::string(from.bytes(3))});
  }
  static void take_pairs(SqliteStatement& from, std::vector<StoredPair>& to) {
    while (from.step()) {
      to.push_back({from.number(0), from.number(1), from.number(2), from.number(3), from.number(4), from.number(5),
                    from.number(6), from.number(7), std::string(from.bytes(8)), std::string(from.bytes(9))});
    }
  }
  static void take_blobs(SqliteStatement& from, std::vector<StoredBlob>& to) {
    while (from.step()) to.push_back({from.number(0), from.number(1), std::string(from.bytes(2))});
  }
  static std::vector<StoredBlob> blobs_of(SqliteStatement& from, std::span<const std::int64_t> keys) {
    std::vector<StoredBlob> blobs;
    blobs.reserve(keys.size());
    for (const std::int64_t key : keys) take_blobs(from.bind(1, key), blobs);
    return blobs;
  }
  static void insert(SqliteStatement& into, std::span<const StoredBlob> blobs) {
    for (const auto& one : blobs) into.bind(1, one.key).bind(2, one.count).bind_bytes(3, one.bytes).run();
  }

  SqliteDatabase database_;
  SqliteStatement begin_write_{database_, "BEGIN IMMEDIATE"};
  SqliteStatement begin_read_{database_, "BEGIN"};
  SqliteStatement commit_{database_, "COMMIT"};
  SqliteStatement names_{database_, "SELECT id, text FROM name WHERE id > ? ORDER BY id"};
  SqliteStatement insert_name_{database_, "INSERT INTO name VALUES (?, ?)"};
  SqliteStatement source_by_hash_{database_, "SELECT id, hash, language, text FROM source WHERE hash = ?"};
  SqliteStatement source_by_id_{database_, "SELECT id, hash, language, text FROM source WHERE id = ?"};
  SqliteStatement sources_after_{database_,
                                 "SELECT id, hash, language, text FROM source WHERE id > ? ORDER BY id LIMIT ?"};
  SqliteStatement insert_source_{database_, "INSERT INTO source VALUES (?, ?, ?, ?)"};
  SqliteStatement pairs_of_{database_, "SELECT * FROM pair WHERE source = ? ORDER BY id"};
  SqliteStatement pair_by_id_{database_, "SELECT * FROM pair WHERE id = ?"};
  SqliteStatement pairs_after_{database_, "SELECT * FROM pair WHERE id > ? ORDER BY id LIMIT ?"};
  SqliteStatement insert_pair_{database_, "INSERT INTO pair VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"};
  SqliteStatement update_pair_{database_,
                               "UPDATE pair SET origin = ?2, author = ?3, date = ?4, used = ?5, uses = ?6 "
                               "WHERE id = ?1"};
  SqliteStatement delete_pair_{database_, "DELETE FROM pair WHERE id = ?"};
  SqliteStatement segments_{database_, "SELECT * FROM segment ORDER BY id"};
  SqliteStatement insert_segment_{database_, "INSERT INTO segment VALUES (?, ?, ?, ?, ?, ?, ?)"};
  SqliteStatement delete_segment_{database_, "DELETE FROM segment WHERE id = ?"};
  SqliteStatement delete_postings_{database_, "DELETE FROM posting WHERE id >= ? AND id < ?"};
  SqliteStatement delete_items_{database_, "DELETE FROM item WHERE id >= ? AND id < ?"};
  SqliteStatement posting_count_{database_, "SELECT count FROM posting WHERE id = ?"};
  SqliteStatement posting_{database_, "SELECT id, count, bytes FROM posting WHERE id = ?"};
  SqliteStatement postings_between_{database_,
                                    "SELECT id, count, bytes FROM posting WHERE id >= ? AND id < ? ORDER BY id"};
  SqliteStatement insert_posting_{database_, "INSERT INTO posting VALUES (?, ?, ?)"};
  SqliteStatement item_{database_, "SELECT id, count, bytes FROM item WHERE id = ?"};
  SqliteStatement insert_item_{database_, "INSERT INTO item VALUES (?, ?, ?)"};
  SqliteStatement languages_{database_,
                             "SELECT source.language, pair.language, count(*), min(nullif(date, 0)), max(date) "
                             "FROM pair JOIN source ON source.id = pair.source GROUP BY 1, 2"};
};

}  // namespace

std::unique_ptr<Store> open_sqlite_store(const std::string& path, bool create) {
  if (create) make_parents(path);
  return std::make_unique<SqliteStore>(path, create);
}

}  // namespace hexapla
