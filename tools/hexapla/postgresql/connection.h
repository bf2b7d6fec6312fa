// libpq, owned and checked: statements with bound values in the binary format, lists of values as arrays. Only for
// this room.
#pragma once

#include "hexapla/base/phrase.h"

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

struct pg_conn;
struct pg_result;

namespace hexapla {

/// One value, or an array, as PostgreSQL's binary format has it.
class PgValue {
 public:
  static PgValue number(std::int64_t value);
  static PgValue text(std::string_view value);
  static PgValue bytes(std::string_view value);
  static PgValue numbers(std::span<const std::int64_t> values);
  /// An array that is filled one by one.
  static PgValue array(std::uint32_t type, std::size_t count);
  static PgValue number_array(std::size_t count);
  static PgValue text_array(std::size_t count);
  static PgValue bytes_array(std::size_t count);
  PgValue& add(std::int64_t value);
  PgValue& add(std::string_view value);

  std::uint32_t type() const { return type_; }
  const std::string& data() const { return data_; }

 private:
  std::uint32_t type_ = 0;
  std::string data_;
};

/// Rows; columns from 0. NULL is 0 or empty.
class PgRows {
 public:
  explicit PgRows(pg_result* result) : result_(result, &clear) {}
  int count() const;
  std::int64_t number(int row, int column) const;  ///< of a bigint
  std::string text(int row, int column) const;     ///< or bytea

 private:
  static void clear(pg_result* result);
  std::unique_ptr<pg_result, void (*)(pg_result*)> result_;
};

class PgConnection {
 public:
  /// Throws Error that names the server without the password.
  explicit PgConnection(const std::string& url);
  ~PgConnection();
  PgConnection(const PgConnection&) = delete;
  PgConnection& operator=(const PgConnection&) = delete;

  /// `sql` is a literal: it is prepared when first used.
  PgRows run(const char* sql, const std::vector<PgValue>& values = {});
  /// Several commands without values.
  void script(const std::string& sql);
  bool in_transaction() const;
  /// The server and database, without the password.
  const std::string& shown() const { return shown_; }
  [[noreturn]] void refuse(const char* id, Phrase message, Phrase hint = {}) const;

 private:
  void check(pg_result* result);
  [[noreturn]] void fail(const pg_result* result);
  bool is_prepared(const char* sql);

  std::string shown_;
  pg_conn* connection_ = nullptr;
  std::vector<const char*> prepared_;
};

/// A PostgreSQL URL.
bool is_postgresql_url(std::string_view location);

/// The URL with *** for a password, also in its parameters.
std::string without_password(std::string_view url);

}  // namespace hexapla
