// One test case for all: each would start a server of its own.
#include "behaviour.h"
#include "hexapla/base/diagnostic.h"
#include "postgresql_server.h"

#include <catch2/catch.hpp>

#if __has_include(<libpq-fe.h>) && defined(HEXAPLA_POSTGRESQL)
#include "hexapla/postgresql/connection.h"
#include "hexapla/postgresql/postgresql_store.h"

using namespace hexapla;

TEST_CASE("PostgreSQL does all that SQLite does", "[memory]") {
  const std::string& url = postgresql_server();
  if (url.empty()) {
    WARN("SKIP: there is no PostgreSQL server in /usr/lib/postgresql (package postgresql)");
    return;
  }
  const auto open = [&] { return std::make_unique<Memory>(open_postgresql_store(url, true)); };
  const auto fresh = [&] { PgConnection(url).script("DROP SCHEMA IF EXISTS hexapla_memory CASCADE"); };

  try {
    open_postgresql_store(url, false);
    FAIL("there is none yet");
  } catch (const Error& error) {
    CHECK(error.diagnostics().front().id == "memory-open");
    CHECK(error.diagnostics().front().file.find("secret") == std::string::npos);
    CHECK(error.diagnostics().front().file.find("hexapla:***@") != std::string::npos);
  }
  for (const auto test : {keeps_each_pair_once, finds_what_brute_force_finds, finds_the_same_text, counts_days_of_use,
                          prunes_what_is_named, takes_two_writers, takes_any_text, reads_while_somebody_writes}) {
    fresh();
    test(open);
  }

  // A transaction that fails leaves nothing, and the connection works on.
  fresh();
  auto memory = open();
  PgConnection(url).script("ALTER TABLE hexapla_memory.pair ADD CHECK (target <> 'no')");
  CHECK_THROWS_AS(memory->add(std::vector{pair_of("a text", "oui"), pair_of("text", "no")}), Error);
  CHECK(memory->stats().pairs == 0);
  CHECK(memory->stats().sources == 0);
  CHECK(memory->add(std::vector{pair_of("a text", "oui")}).added == 1);
  CHECK(all_of(*open()).at(0).source_language == "en");
  PgConnection(url).script("UPDATE hexapla_memory.version SET schema = 2");
  CHECK_THROWS_AS(open(), Error);
}

TEST_CASE("a password is never shown", "[memory]") {
  CHECK(without_password("postgresql://ann:s3cret@db/x") == "postgresql://ann:***@db/x");
  CHECK(without_password("postgresql://ann:s3@cr/et@db/x") == "postgresql://ann:***@db/x");
  CHECK(without_password("postgresql://ann@db:5432/x?sslmode=require") == "postgresql://ann@db:5432/x?sslmode=require");
  CHECK(without_password("postgres://db/x?user=a&password=s3cret&sslmode=require") ==
        "postgres://db/x?user=a&password=***&sslmode=require");
  CHECK(without_password("postgresql:///x?host=/tmp/a") == "postgresql:///x?host=/tmp/a");
  for (const char* url : {"postgresql://ann:s3cret@nowhere.invalid/x", "postgresql://ann:s3cret@[/x",
                          "postgresql:///x?host=/nowhere&password=s3cret&bad=1"}) {
    try {
      open_postgresql_store(url, true);
      FAIL("there is no such server");
    } catch (const Error& error) {
      INFO(error.what());
      CHECK(std::string(error.what()).find("s3cret") == std::string::npos);
      CHECK(error.diagnostics().front().id == "memory-open");
    }
  }
}
#endif
