#include "hexapla/catalogs/dates.h"

using namespace hexapla;

TEST_CASE("dates of headers are read in one time zone", "[dates]") {
  CHECK(parse_po_date("2026-01-29 14:05+0200") == 1769688300);
  CHECK(parse_po_date("2026-01-29 12:05") == 1769688300);
  CHECK(parse_po_date("2026-03-01 17:30-0330") == parse_po_date("2026-03-01 21:00+0000"));
  CHECK(parse_po_date("1970-01-02 00:01+0000") == 86460);
}

TEST_CASE("what is no date is told from the earliest", "[dates]") {
  for (const char* wrong : {"", "YEAR-MO-DA HO:MI+ZONE", "2026-02-30 10:00+0000", "2026-3-1", "2026-01-29",
                            "-026-03-01 17:30+0100", "2026-01-29 14.05+0200", "2026-01-29 25:00+0000"}) {
    CHECK_FALSE(parse_po_date(wrong));
    CHECK(parse_po_date(wrong) < parse_po_date("0001-01-01 00:00+0000"));
  }
}

TEST_CASE("days", "[dates]") {
  CHECK(parse_day("1970-01-02") == 86400);
  CHECK(parse_day("2024-02-29") == 1709164800);
  for (const char* wrong : {"2023-02-29", "2024-13-01", "2024-00-10", "2024-01-2", "2024-01-021", "2024/01/02", ""}) {
    CHECK_FALSE(parse_day(wrong));
  }
}
