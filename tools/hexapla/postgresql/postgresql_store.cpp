// Everything that is asked for by a list goes to the server as one array: what takes time is the way there and back.
#include "hexapla/postgresql/postgresql_store.h"

#include "hexapla/postgresql/connection.h"

#include <algorithm>

namespace hexapla {
namespace {

/// Kept as long as a writer's transaction: one writer at a time, and readers do not mind.
constexpr const char* lock_writers = "SELECT pg_advisory_xact_lock(1215853676)";

/// Blobs are dense: the server need not try to compress them.
constexpr const char* tables = R"(
CREATE SCHEMA IF NOT EXISTS hexapla_memory;
CREATE TABLE IF NOT EXISTS hexapla_memory.version(schema bigint NOT NULL);
CREATE TABLE IF NOT EXISTS hexapla_memory.name(id bigint PRIMARY KEY, text text NOT NULL);
CREATE TABLE IF NOT EXISTS hexapla_memory.source(id bigint PRIMARY KEY, hash bigint NOT NULL,
  language bigint NOT NULL, text text NOT NULL);
CREATE INDEX IF NOT EXISTS source_hash ON hexapla_memory.source(hash);
CREATE TABLE IF NOT EXISTS hexapla_memory.pair(id bigint PRIMARY KEY, source bigint NOT NULL, language bigint NOT NULL,
  origin bigint NOT NULL, author bigint NOT NULL, date bigint NOT NULL, used bigint NOT NULL, uses bigint NOT NULL,
  context text NOT NULL, target text NOT NULL);
CREATE INDEX IF NOT EXISTS pair_source ON hexapla_memory.pair(source);
CREATE TABLE IF NOT EXISTS hexapla_memory.segment(id bigint PRIMARY KEY, features bigint NOT NULL,
  language bigint NOT NULL, first bigint NOT NULL, last bigint NOT NULL, items bigint NOT NULL, sizes bytea NOT NULL);
CREATE TABLE IF NOT EXISTS hexapla_memory.posting(id bigint PRIMARY KEY, count bigint NOT NULL, bytes bytea NOT NULL);
CREATE TABLE IF NOT EXISTS hexapla_memory.item(id bigint PRIMARY KEY, count bigint NOT NULL, bytes bytea NOT NULL);
ALTER TABLE hexapla_memory.posting ALTER bytes SET STORAGE EXTERNAL;
ALTER TABLE hexapla_memory.item ALTER bytes SET STORAGE EXTERNAL;
INSERT INTO hexapla_memory.version VALUES (1);
)";

class PostgresqlStore : public Store {
 public:
  PostgresqlStore(const std::string& url, bool create) : database_(url) {
    database_.script(
        "SET client_min_messages=warning; SET search_path=hexapla_memory; SET standard_conforming_strings=on;"
        // The plans for arrays of unknown length are wrong; these tables are only ever looked into by key.
        " SET enable_seqscan=off; SET plan_cache_mode=force_generic_plan; SET jit=off");
    prepare(create);
  }

  std::string shown() const override { return database_.shown(); }

  void begin(bool write) override {
    if (write) {
      database_.script("BEGIN");
      database_.run(lock_writers);
    } else {
      database_.script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    }
  }
  void commit() override { database_.script("COMMIT"); }
  void rollback() noexcept override {
    try {
      if (database_.in_transaction()) database_.script("ROLLBACK");
    } catch (...) {  // what went wrong before is what is told
    }
  }

  std::vector<StoredName> names_after(std::int64_t id) override {
    const auto rows = database_.run("SELECT id, text FROM name WHERE id > $1 ORDER BY id", {PgValue::number(id)});
    std::vector<StoredName> names;
    names.reserve(static_cast<std::size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) names.push_back({rows.number(i, 0), rows.text(i, 1)});
    return names;
  }
  void insert_names(std::span<const StoredName> names) override {
    for (const auto& name : names) {
      database_.run("INSERT INTO name VALUES ($1, $2)", {PgValue::number(name.id), PgValue::text(name.text)});
    }
  }

  std::int64_t last_source() override { return number("SELECT max(id) FROM source"); }
  std::int64_t last_pair() override { return number("SELECT max(id) FROM pair"); }

  std::vector<StoredSource> sources_by_hash(std::span<const std::int64_t> hashes) override {
    return sources_from(
        database_.run("SELECT id, hash, language, text FROM source WHERE hash = ANY($1)", {PgValue::numbers(hashes)}));
  }
  std::vector<StoredSource> sources_by_id(std::span<const std::int64_t> ids) override {
    return sources_from(
        database_.run("SELECT id, hash, language, text FROM source WHERE id = ANY($1)", {PgValue::numbers(ids)}));
  }
  std::vector<StoredSource> sources_after(std::int64_t id, std::int64_t limit) override {
    return sources_from(database_.run("SELECT id, hash, language, text FROM source WHERE id > $1 ORDER BY id LIMIT $2",
                                      {PgValue::number(id), PgValue::number(limit)}));
  }
  void insert_sources(std::span<const StoredSource> sources) override {
    auto ids = PgValue::number_array(sources.size()), hashes = ids, languages = ids;
    auto texts = PgValue::text_array(sources.size());
    for (const auto& one : sources) {
      ids.add(one.id);
      hashes.add(one.hash);
      languages.add(one.language);
      texts.add(one.text);
    }
    database_.run("INSERT INTO source SELECT * FROM unnest($1, $2, $3, $4)", {ids, hashes, languages, texts});
  }
  void delete_unused_sources() override {
    database_.run("DELETE FROM source WHERE NOT EXISTS (SELECT 1 FROM pair WHERE pair.source = source.id)");
  }

  std::vector<StoredPair> pairs_of(std::span<const std::int64_t> sources) override {
    return pairs_from(
        database_.run("SELECT * FROM pair WHERE source = ANY($1) ORDER BY id", {PgValue::numbers(sources)}));
  }
  std::vector<StoredPair> pairs_by_id(std::span<const std::int64_t> ids) override {
    return pairs_from(database_.run("SELECT * FROM pair WHERE id = ANY($1)", {PgValue::numbers(ids)}));
  }
  std::vector<StoredPair> pairs_after(std::int64_t id, std::int64_t limit) override {
    return pairs_from(database_.run("SELECT * FROM pair WHERE id > $1 ORDER BY id LIMIT $2",
                                    {PgValue::number(id), PgValue::number(limit)}));
  }
  void insert_pairs(std::span<const StoredPair> pairs) override {
    auto columns = pair_columns(pairs);
    columns.push_back(PgValue::text_array(pairs.size()));
    columns.push_back(PgValue::text_array(pairs.size()));
    for (const auto& one : pairs) {
      columns[8].add(one.context);
      columns[9].add(one.target);
    }
    database_.run("INSERT INTO pair SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)", columns);
  }
  void update_pairs(std::span<const StoredPair> pairs) override {
    database_.run(
        "UPDATE pair SET origin = n.origin, author = n.author, date = n.date, used = n.used, uses = n.uses "
        "FROM unnest($1, $2, $3, $4, $5, $6, $7, $8) "
        "AS n(id, source, language, origin, author, date, used, uses) WHERE pair.id = n.id",
        pair_columns(pairs));
  }
  void delete_pairs(std::span<const std::int64_t> ids) override {
    database_.run("DELETE FROM pair WHERE id = ANY($1)", {PgValue::numbers(ids)});
  }

  std::vector<StoredSegment> segments() override {
    const auto rows = database_.run("SELECT * FROM segment ORDER BY id");
    std::vector<StoredSegment> segments;
    segments.reserve(static_cast<std::size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) {
      segments.push_back({rows.number(i, 0), rows.number(i, 1), rows.number(i, 2), rows.number(i, 3), rows.number(i, 4),
                          rows.number(i, 5), rows.text(i, 6)});
    }
    return segments;
  }
  void insert_segment(const StoredSegment& one) override {
    database_.run(
        "INSERT INTO segment VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {PgValue::number(one.id), PgValue::number(one.features), PgValue::number(one.language),
         PgValue::number(one.first), PgValue::number(one.last), PgValue::number(one.items), PgValue::bytes(one.sizes)});
  }
  void delete_segments(std::span<const std::int64_t> ids) override {
    for (const std::int64_t id : ids) {
      database_.run("DELETE FROM segment WHERE id = $1", {PgValue::number(id)});
      database_.run("DELETE FROM posting WHERE id >= $1 AND id < $2",
                    {PgValue::number(posting_key(id, 0)), PgValue::number(posting_key(id + 1, 0))});
      database_.run("DELETE FROM item WHERE id >= $1 AND id < $2",
                    {PgValue::number(item_key(id, 0)), PgValue::number(item_key(id + 1, 0))});
    }
  }
  std::vector<StoredBlob> posting_counts(std::span<const std::int64_t> keys) override {
    return blobs_from(database_.run("SELECT id, count FROM posting WHERE id = ANY($1)", {PgValue::numbers(keys)}),
                      false);
  }
  std::vector<StoredBlob> postings(std::span<const std::int64_t> keys) override {
    return blobs_from(
        database_.run("SELECT id, count, bytes FROM posting WHERE id = ANY($1)", {PgValue::numbers(keys)}), true);
  }
  std::vector<StoredBlob> postings_between(std::int64_t first, std::int64_t last) override {
    return blobs_from(database_.run("SELECT id, count, bytes FROM posting WHERE id >= $1 AND id < $2 ORDER BY id",
                                    {PgValue::number(first), PgValue::number(last)}),
                      true);
  }
  void insert_postings(std::span<const StoredBlob> blobs) override {
    insert_blobs("INSERT INTO posting SELECT * FROM unnest($1, $2, $3)", blobs);
  }
  std::vector<StoredBlob> item_chunks(std::span<const std::int64_t> keys) override {
    return blobs_from(database_.run("SELECT id, count, bytes FROM item WHERE id = ANY($1)", {PgValue::numbers(keys)}),
                      true);
  }
  void insert_item_chunks(std::span<const StoredBlob> blobs) override {
    insert_blobs("INSERT INTO item SELECT * FROM unnest($1, $2, $3)", blobs);
  }

  std::vector<StoredLanguages> languages() override {
    const auto rows = database_.run(
        "SELECT source.language, pair.language, count(*), coalesce(min(nullif(date, 0)), 0), max(date) "
        "FROM pair JOIN source ON source.id = pair.source GROUP BY 1, 2");
    std::vector<StoredLanguages> languages;
    languages.reserve(static_cast<std::size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) {
      languages.push_back(
          {rows.number(i, 0), rows.number(i, 1), rows.number(i, 2), rows.number(i, 3), rows.number(i, 4)});
    }
    return languages;
  }
  std::int64_t count_sources() override { return number("SELECT count(*) FROM source"); }
  std::int64_t count_pairs() override { return number("SELECT count(*) FROM pair"); }
  std::int64_t bytes() override {
    return number(
        "SELECT sum(pg_total_relation_size(oid))::bigint FROM pg_class WHERE relkind = 'r' AND "
        "relnamespace = 'hexapla_memory'::regnamespace");
  }

 private:
  std::int64_t number(const char* sql) {
    const auto rows = database_.run(sql);
    return rows.count() == 0 ? 0 : rows.number(0, 0);
  }

  void prepare(bool create) {
    constexpr const char* is_there = "SELECT count(*) FROM pg_namespace WHERE nspname = 'hexapla_memory'";
    if (number(is_there) == 0) {
      if (!create) {
        database_.refuse("memory-open", N_("there is no translation memory yet"), N_("'hexapla memory add' makes one"));
      }
      database_.script("BEGIN");
      database_.run(lock_writers);
      if (number(is_there) == 0) database_.script(tables);
      database_.script("COMMIT");
    }
    if (number("SELECT max(schema) FROM version") > 1) {
      database_.refuse("memory-foreign", N_("this translation memory is of a later Hexapla"), N_("use that one"));
    }
  }

  static std::vector<StoredSource> sources_from(const PgRows& rows) {
    std::vector<StoredSource> sources;
    sources.reserve(static_cast<std::size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) {
      sources.push_back({rows.number(i, 0), rows.number(i, 1), rows.number(i, 2), rows.text(i, 3)});
    }
    return sources;
  }
  static std::vector<StoredPair> pairs_from(const PgRows& rows) {
    std::vector<StoredPair> pairs;
    pairs.reserve(static_cast<std::size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) {
      pairs.push_back({rows.number(i, 0), rows.number(i, 1), rows.number(i, 2), rows.number(i, 3), rows.number(i, 4),
                       rows.number(i, 5), rows.number(i, 6), rows.number(i, 7), rows.text(i, 8), rows.text(i, 9)});
    }
    return pairs;
  }
  static std::vector<StoredBlob> blobs_from(const PgRows& rows, bool with_bytes) {
    std::vector<StoredBlob> blobs;
    blobs.reserve(static_cast<std::size_t>(rows.count()));
    for (int i = 0; i < rows.count(); ++i) {
      blobs.push_back({rows.number(i, 0), rows.number(i, 1), with_bytes ? rows.text(i, 2) : std::string()});
    }
    return blobs;
  }
  void insert_blobs(const char* sql, std::span<const StoredBlob> blobs) {
    auto keys = PgValue::number_array(blobs.size()), counts = keys;
    auto bytes = PgValue::bytes_array(blobs.size());
    for (const auto& one : blobs) {
      keys.add(one.key);
      counts.add(one.count);
      bytes.add(one.bytes);
    }
    database_.run(sql, {keys, counts, bytes});
  }
  static std::vector<PgValue> pair_columns(std::span<const StoredPair> pairs) {
    std::vector<PgValue> columns(8, PgValue::number_array(pairs.size()));
    for (const auto& one : pairs) {
      const std::int64_t values[] = {one.id,     one.source, one.language, one.origin,
                                     one.author, one.date,   one.used,     one.uses};
      for (std::size_t i = 0; i < columns.size(); ++i) columns[i].add(values[i]);
    }
    return columns;
  }

  PgConnection database_;
};

}  // namespace

std::unique_ptr<Store> open_postgresql_store(const std::string& url, bool create) {
  return std::make_unique<PostgresqlStore>(url, create);
}

}  // namespace hexapla
