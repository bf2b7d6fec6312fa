// SQLite's C interface, owned and checked. Only for sqlite.cpp and sqlite_store.cpp.
#pragma once

#include "hexapla/base/phrase.h"

#include <cstdint>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace hexapla {

class SqliteDatabase {
 public:
  /// Opens, or makes with `create`, without looking into the file.
  SqliteDatabase(std::string path, bool create);
  ~SqliteDatabase();
  SqliteDatabase(const SqliteDatabase&) = delete;
  SqliteDatabase& operator=(const SqliteDatabase&) = delete;

  void run(const char* sql);
  /// The first column of the only row.
  std::int64_t number(const char* sql);
  std::string text(const char* sql);
  bool in_transaction() const;

  [[noreturn]] void fail();
  [[noreturn]] void refuse(const char* id, Phrase message, Phrase hint = {}) const;
  const std::string& path() const { return path_; }
  sqlite3* handle() const { return handle_; }

 private:
  std::string path_;
  sqlite3* handle_ = nullptr;
};

/// Compiled when first used. Parameters are numbered from 1, columns from 0; bound texts must live until step().
class SqliteStatement {
 public:
  SqliteStatement(SqliteDatabase& database, const char* sql) : database_(database), sql_(sql) {}
  ~SqliteStatement();
  SqliteStatement(const SqliteStatement&) = delete;
  SqliteStatement& operator=(const SqliteStatement&) = delete;

  SqliteStatement& bind(int number, std::int64_t value);
  SqliteStatement& bind_text(int number, std::string_view value);
  SqliteStatement& bind_bytes(int number, std::string_view value);
  /// True: there is a row. After the last one it is ready to be bound again.
  bool step();
  /// step() for what has no rows, or needs no more of them.
  void run();
  void reset();

  std::int64_t number(int column) const;
  std::string_view bytes(int column) const;  ///< of a text or blob; good until the next step

 private:
  void prepare();

  SqliteDatabase& database_;
  const char* sql_;
  sqlite3_stmt* statement_ = nullptr;
};

}  // namespace hexapla
