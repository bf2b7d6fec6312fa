#include "hexapla/memory/sqlite.h"

#include "hexapla/base/diagnostic.h"

#include <utility>

#include <sqlite3.h>

namespace hexapla {
namespace {

/// As long as another writer's batch may take on a slow disk.
constexpr int wait_milliseconds = 60'000;

}  // namespace

SqliteDatabase::SqliteDatabase(std::string path, bool create) : path_(std::move(path)) {
  // "./": a path is never taken for a URI or for ":memory:".
  const std::string name = path_.starts_with('/') ? path_ : "./" + path_;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | (create ? SQLITE_OPEN_CREATE : 0);
  const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr);
  if (code != SQLITE_OK) {
    const std::string why = handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_);
    sqlite3_close(handle_);
    refuse("memory-open", {N_("cannot open the translation memory: {1}"), {why}});
  }
  sqlite3_extended_result_codes(handle_, 1);
  sqlite3_busy_timeout(handle_, wait_milliseconds);
  // The file may come from anybody: no views or triggers of its own that do things.
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
  sqlite3_db_config(handle_, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
}

SqliteDatabase::~SqliteDatabase() {
  sqlite3_close(handle_);
}

void SqliteDatabase::refuse(const char* id, Phrase message, Phrase hint) const {
  throw Error(make_diagnostic(Severity::Error, id, path_, std::move(message), std::move(hint)));
}

void SqliteDatabase::fail() {
  const std::string why = sqlite3_errmsg(handle_);
  switch (sqlite3_errcode(handle_) & 0xFF) {
    case SQLITE_NOTADB:
      refuse("memory-foreign", N_("this is no translation memory"), N_("name another file, or remove this one"));
    case SQLITE_CORRUPT:
      refuse("memory-damaged", {N_("this translation memory is damaged: {1}"), {why}},
             N_("remove it and make a new one: 'hexapla memory add' learns from the catalogs"));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      refuse("memory-busy", N_("somebody else is writing into this translation memory, and does not end"));
    default:
      refuse("memory-database", {N_("the translation memory does not work: {1}"), {why}});
  }
}

void SqliteDatabase::run(const char* sql) {
  if (sqlite3_exec(handle_, sql, nullptr, nullptr, nullptr) != SQLITE_OK) fail();
}

std::int64_t SqliteDatabase::number(const char* sql) {
  SqliteStatement statement(*this, sql);
  return statement.step() ? statement.number(0) : 0;
}

std::string SqliteDatabase::text(const char* sql) {
  SqliteStatement statement(*this, sql);
  return statement.step() ? std::string(statement.bytes(0)) : std::string();
}

bool SqliteDatabase::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

SqliteStatement::~SqliteStatement() {
  sqlite3_finalize(statement_);
}

void SqliteStatement::prepare() {
  if (statement_ != nullptr) return;
  if (sqlite3_prepare_v3(database_.handle(), sql_, -1, SQLITE_PREPARE_PERSISTENT, &statement_, nullptr) != SQLITE_OK) {
    database_.fail();
  }
}

SqliteStatement& SqliteStatement::bind(int number, std::int64_t value) {
  prepare();
  if (sqlite3_bind_int64(statement_, number, value) != SQLITE_OK) database_.fail();
  return *this;
}

SqliteStatement& SqliteStatement::bind_text(int number, std::string_view value) {
  prepare();
  // A null pointer would be NULL.
  const char* text = value.empty() ? "" : value.data();
  if (sqlite3_bind_text64(statement_, number, text, value.size(), nullptr, SQLITE_UTF8) != SQLITE_OK) database_.fail();
  return *this;
}

SqliteStatement& SqliteStatement::bind_bytes(int number, std::string_view value) {
  prepare();
  const char* bytes = value.empty() ? "" : value.data();
  if (sqlite3_bind_blob64(statement_, number, bytes, value.size(), nullptr) != SQLITE_OK) database_.fail();
  return *this;
}

bool SqliteStatement::step() {
  prepare();
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) {
    try {
      database_.fail();
    } catch (...) {
      sqlite3_reset(statement_);
      throw;
    }
  }
  sqlite3_reset(statement_);
  return false;
}

void SqliteStatement::run() {
  step();
  reset();
}

void SqliteStatement::reset() {
  sqlite3_reset(statement_);
}

std::int64_t SqliteStatement::number(int column) const {
  return sqlite3_column_int64(statement_, column);
}

std::string_view SqliteStatement::bytes(int column) const {
  const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {data, data == nullptr ? 0 : static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

}  // namespace hexapla
