#include "hexapla/postgresql/connection.h"

#include "hexapla/base/diagnostic.h"

#include <algorithm>

#include <libpq-fe.h>

namespace hexapla {
namespace {

// Of pg_type.h, which belongs to the server.
constexpr std::uint32_t bytea_type = 17, bigint_type = 20, text_type = 25;
constexpr std::uint32_t bytea_array_type = 1001, text_array_type = 1009, bigint_array_type = 1016;

void append_big_endian(std::string& out, std::uint64_t value, unsigned bytes) {
  for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>(value >> (8 * i) & 0xFF));
}

/// What libpq says, in one line.
std::string words_of(const char* said) {
  std::string words = said == nullptr ? "" : said;
  while (!words.empty() && (words.back() == '\n' || words.back() == ' ')) words.pop_back();
  std::replace(words.begin(), words.end(), '\n', ' ');
  return words;
}

void replace_all(std::string& text, const std::string& what, const std::string& by) {
  if (what.empty()) return;
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + by.size())) {
    text.replace(at, what.size(), by);
  }
}

/// Passwords as libpq understood them, so that nothing it says can have them.
std::string clean(std::string words, const std::string& url) {
  char* ignored = nullptr;
  PQconninfoOption* options = PQconninfoParse(url.c_str(), &ignored);
  PQfreemem(ignored);
  if (options != nullptr) {
    for (const auto* option = options; option->keyword != nullptr; ++option) {
      const std::string_view name = option->keyword;
      if ((name == "password" || name == "sslpassword") && option->val != nullptr)
        replace_all(words, option->val, "***");
    }
    PQconninfoFree(options);
  }
  replace_all(words, url, without_password(url));
  return words;
}

}  // namespace

bool is_postgresql_url(std::string_view location) {
  return location.starts_with("postgresql://") || location.starts_with("postgres://");
}

std::string without_password(std::string_view url) {
  std::string shown(url);
  const std::size_t host = shown.find("//") + 2;
  const std::size_t path = shown.find_first_of("/?", host);
  // The last one: who forgot to escape an @ in the password shall not see half of it.
  const std::size_t at = shown.rfind('@', path == std::string::npos ? path : shown.find('?', host));
  if (at != std::string::npos && at > host) {
    const std::size_t colon = shown.find(':', host);
    if (colon < at) shown.replace(colon + 1, at - colon - 1, "***");
  }
  for (const char* name : {"password=", "sslpassword="}) {
    for (std::size_t from = shown.find('?'); (from = shown.find(name, from)) != std::string::npos;) {
      from += std::string_view(name).size();
      shown.replace(from, std::min(shown.find('&', from), shown.size()) - from, "***");
    }
  }
  return shown;
}

PgValue PgValue::number(std::int64_t value) {
  PgValue made;
  made.type_ = bigint_type;
  append_big_endian(made.data_, static_cast<std::uint64_t>(value), 8);
  return made;
}

PgValue PgValue::text(std::string_view value) {
  PgValue made;
  made.type_ = text_type;
  made.data_ = value;
  return made;
}

PgValue PgValue::bytes(std::string_view value) {
  PgValue made;
  made.type_ = bytea_type;
  made.data_ = value;
  return made;
}

PgValue PgValue::array(std::uint32_t type, std::size_t count) {
  PgValue made;
  made.type_ = type;
  const std::uint32_t element = type == bigint_array_type ? bigint_type
                                : type == text_array_type ? text_type
                                                          : bytea_type;
  append_big_endian(made.data_, count == 0 ? 0 : 1, 4);  // dimensions
  append_big_endian(made.data_, 0, 4);                   // no NULLs
  append_big_endian(made.data_, element, 4);
  if (count == 0) return made;
  append_big_endian(made.data_, count, 4);
  append_big_endian(made.data_, 1, 4);  // the first one's number
  return made;
}

PgValue PgValue::number_array(std::size_t count) {
  return array(bigint_array_type, count);
}
PgValue PgValue::text_array(std::size_t count) {
  return array(text_array_type, count);
}
PgValue PgValue::bytes_array(std::size_t count) {
  return array(bytea_array_type, count);
}

PgValue PgValue::numbers(std::span<const std::int64_t> values) {
  PgValue made = number_array(values.size());
  for (const std::int64_t value : values) made.add(value);
  return made;
}

PgValue& PgValue::add(std::int64_t value) {
  append_big_endian(data_, 8, 4);
  append_big_endian(data_, static_cast<std::uint64_t>(value), 8);
  return *this;
}

PgValue& PgValue::add(std::string_view value) {
  append_big_endian(data_, value.size(), 4);
  data_ += value;
  return *this;
}

void PgRows::clear(pg_result* result) {
  PQclear(result);
}

int PgRows::count() const {
  return PQntuples(result_.get());
}

std::int64_t PgRows::number(int row, int column) const {
  if (PQgetisnull(result_.get(), row, column) != 0 || PQgetlength(result_.get(), row, column) != 8) return 0;
  const char* bytes = PQgetvalue(result_.get(), row, column);
  std::uint64_t value = 0;
  for (int i = 0; i < 8; ++i) value = value << 8 | static_cast<std::uint8_t>(bytes[i]);
  return static_cast<std::int64_t>(value);
}

std::string PgRows::text(int row, int column) const {
  return {PQgetvalue(result_.get(), row, column), static_cast<std::size_t>(PQgetlength(result_.get(), row, column))};
}

PgConnection::PgConnection(const std::string& url) : shown_(without_password(url)) {
  const char* const names[] = {"dbname", "client_encoding", "fallback_application_name", nullptr};
  const char* const values[] = {url.c_str(), "UTF8", "hexapla", nullptr};
  connection_ = PQconnectdbParams(names, values, 1);
  if (PQstatus(connection_) == CONNECTION_OK) return;
  const std::string why = clean(words_of(PQerrorMessage(connection_)), url);
  PQfinish(connection_);
  refuse("memory-open", {N_("cannot open the translation memory: {1}"), {why}});
}

PgConnection::~PgConnection() {
  PQfinish(connection_);
}

void PgConnection::refuse(const char* id, Phrase message, Phrase hint) const {
  throw Error(make_diagnostic(Severity::Error, id, shown_, std::move(message), std::move(hint)));
}

void PgConnection::fail(const pg_result* result) {
  const char* said = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  refuse("memory-database", {N_("the translation memory does not work: {1}"),
                             {words_of(said != nullptr ? said : PQerrorMessage(connection_))}});
}

void PgConnection::check(pg_result* result) {
  const auto status = PQresultStatus(result);
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return;
  const PgRows owner(result);
  fail(result);
}

bool PgConnection::is_prepared(const char* sql) {
  return std::find(prepared_.begin(), prepared_.end(), sql) != prepared_.end();
}

PgRows PgConnection::run(const char* sql, const std::vector<PgValue>& values) {
  std::vector<std::uint32_t> types;
  std::vector<const char*> data;
  std::vector<int> sizes;
  std::vector<int> formats(values.size(), 1);
  for (const auto& value : values) {
    types.push_back(value.type());
    data.push_back(value.data().data());
    sizes.push_back(static_cast<int>(value.data().size()));
  }
  const auto count = static_cast<int>(values.size());
  const std::string name = "s" + std::to_string(reinterpret_cast<std::uintptr_t>(sql));
  if (!is_prepared(sql)) {
    pg_result* prepared = PQprepare(connection_, name.c_str(), sql, count, types.data());
    check(prepared);
    PQclear(prepared);
    prepared_.push_back(sql);
  }
  pg_result* result = PQexecPrepared(connection_, name.c_str(), count, data.data(), sizes.data(), formats.data(), 1);
  check(result);
  return PgRows(result);
}

void PgConnection::script(const std::string& sql) {
  pg_result* result = PQexec(connection_, sql.c_str());
  check(result);
  PQclear(result);
}

bool PgConnection::in_transaction() const {
  return PQtransactionStatus(connection_) != PQTRANS_IDLE;
}

}  // namespace hexapla
