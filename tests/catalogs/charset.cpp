#include "hexapla/catalogs/charset.h"

#include "hexapla/catalogs/po.h"

#include <optional>

#include <catch2/catch.hpp>
#include <iconv.h>

using namespace hexapla;

namespace {

// glibc's reading of one character, which is msgcat's.
std::optional<std::string> by_iconv(iconv_t converter, std::string bytes) {
  iconv(converter, nullptr, nullptr, nullptr, nullptr);
  char buffer[64];
  char* in = bytes.data();
  char* out = buffer;
  std::size_t in_left = bytes.size();
  std::size_t out_left = sizeof buffer;
  auto failed = iconv(converter, &in, &in_left, &out, &out_left) == static_cast<std::size_t>(-1);
  failed = failed || iconv(converter, nullptr, nullptr, &out, &out_left) == static_cast<std::size_t>(-1);
  if (failed || in_left > 0) return std::nullopt;
  return std::string(buffer, sizeof buffer - out_left);
}

// Characters that iconv knows and that we read otherwise.
int count_differences(const std::string& name, int& compared) {
  const iconv_t iconv_converter = iconv_open("UTF-8", name.c_str());
  REQUIRE(iconv_converter != reinterpret_cast<iconv_t>(-1));
  const auto converter = CharsetConverter::open(name);
  REQUIRE(converter != nullptr);
  int differences = 0;
  const auto compare = [&](const std::string& bytes) {
    const auto expected = by_iconv(iconv_converter, bytes);
    if (!expected) return false;
    std::string actual;
    const auto invalid = converter->convert(bytes, actual);
    ++compared;
    if (invalid != std::string::npos || actual != *expected) ++differences;
    return true;
  };
  for (int lead = 1; lead < 256; ++lead) {
    const std::string bytes(1, static_cast<char>(lead));
    if (compare(bytes) || lead < 128) continue;
    for (int trail = 0x30; trail < 256; ++trail) compare(bytes + static_cast<char>(trail));
  }
  iconv_close(iconv_converter);
  return differences;
}

}  // namespace

TEST_CASE("text is converted as glibc converts it for msgcat", "[charset]") {
  for (const char* name :
       {"ISO-8859-1", "ISO_8859-2", "ISO-8859-3",  "ISO-8859-4",  "ISO-8859-5",  "ISO-8859-6", "ISO-8859-7",
        "ISO-8859-8", "ISO-8859-9", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "KOI8-R",     "koi8-u",
        "KOI8-T",     "CP850",      "CP866",       "CP874",       "CP932",       "CP949",      "CP950",
        "CP1250",     "CP1251",     "CP1252",      "CP1253",      "CP1254",      "CP1255",     "CP1256",
        "CP1257",     "GB2312",     "EUC-JP",      "BIG5",        "GBK",         "GB18030",    "TIS-620",
        "VISCII",     "GEORGIAN-PS"}) {
    INFO(name);
    CHECK(is_portable_charset(name));
    int compared = 0;
    CHECK(count_differences(name, compared) == 0);
    CHECK(compared > 200);
  }
  int compared = 0;
  CHECK(count_differences("EUC-KR", compared) <= 2);     // two control characters
  CHECK(count_differences("SHIFT_JIS", compared) <= 2);  // backslash and tilde stay what PO's syntax needs
}

TEST_CASE("charsets in which PO syntax cannot be seen are refused", "[charset]") {
  for (const char* name : {"UTF-16", "UTF-32", "UTF-7", "ISO-2022-JP", "HZ", "ibm-37", "SCSU", "no such charset", ""}) {
    INFO(name);
    CHECK(CharsetConverter::open(name) == nullptr);
  }
}

TEST_CASE("a converted catalog says so", "[charset]") {
  const auto result = read_po(
      "x.po", "msgid \"\"\nmsgstr \"charset=ISO-8859-15\\n\"\n\n# \xA4\nmsgid \"\xA4\"\nmsgstr \"\\244 \xE9\\n\"\n");
  REQUIRE(result.ok());
  REQUIRE(result.diagnostics.size() == 2);
  CHECK(describe(result.diagnostics[0]).starts_with("x.po: note: converted from ISO-8859-15 to UTF-8"));
  CHECK(describe(result.diagnostics[1]).starts_with("x.po: warning: the conversion changes the bytes of msgids"));
  const auto& message = result.catalog.messages[1];
  CHECK(message.msgid == "€");
  CHECK(message.msgstr.front() == "€ é\n");
  CHECK(message.comments.front() == " €");
}

TEST_CASE("the header's charset is found and replaced where gettext looks for it", "[charset]") {
  CHECK(declared_charset("Content-Type: text/plain; charset=KOI8-R\nX: y\n") == "KOI8-R");
  CHECK(declared_charset("charset=a charset=b") == "a");
  CHECK(declared_charset("Content-Type: text/plain\n").empty());
  CHECK(with_utf8_charset("a; charset=KOI8-R\nX: y\n") == "a; charset=UTF-8\nX: y\n");
  CHECK(with_utf8_charset("a; charset=") == "a; charset=UTF-8");
  CHECK(with_utf8_charset("a\n") == "a\n");
}
