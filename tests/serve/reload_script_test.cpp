#include "hexapla/serve/reload_script.h"

#include <catch2/catch.hpp>

using namespace hexapla;

TEST_CASE("the script comes last in the body, as a file of the site itself") {
  CHECK(with_script("<body><p>x</p></body></html>", "7-1") ==
        "<body><p>x</p><script src=\"/.hexapla/reload.js?v=7-1\" defer></script>\n</body></html>");
  CHECK(with_script("x", "1") == "x<script src=\"/.hexapla/reload.js?v=1\" defer></script>\n");
}

TEST_CASE("no line of an event's text is a field of its own") {
  CHECK(event_text("version", "1") == "event: version\ndata: 1\n\n");
  CHECK(event_text("faults", "a\nevent: x\r\n\nb") ==
        "event: faults\ndata: a\ndata: event: x\ndata: \ndata: \ndata: b\n\n");
  CHECK(event_text("faults", "") == "event: faults\ndata: \n\n");
}
