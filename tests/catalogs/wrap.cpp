// Line breaking against libunistring itself, which msgcat loads: it is there wherever gettext's tools are.
#include "hexapla/catalogs/wrap.h"

#include "hexapla/base/utf8.h"
#include "random_catalog.h"

#include <chrono>
#include <memory>

#include <catch2/catch.hpp>
#include <dlfcn.h>

using namespace hexapla;

namespace {

constexpr char may_break = 2;   // UC_BREAK_POSSIBLE
constexpr char prohibited = 1;  // UC_BREAK_PROHIBITED
constexpr char undefined = 0;   // UC_BREAK_UNDEFINED

using WidthLinebreaks = int(const unsigned char* s, std::size_t n, int width, int start, int at_end, const char* o,
                            const char* encoding, char* p);

WidthLinebreaks* load_libunistring() {
  for (const char* name : {"libunistring.so.2", "libunistring.so.5"}) {
    if (void* library = dlopen(name, RTLD_NOW)) {
      return reinterpret_cast<WidthLinebreaks*>(dlsym(library, "u8_width_linebreaks_v2"));
    }
  }
  return nullptr;
}

std::vector<std::uint32_t> expected_breaks(WidthLinebreaks* linebreaks, const std::string& text, int column, int width,
                                           const std::vector<Span>& unbroken) {
  std::string overrides(text.size(), undefined);
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size()) overrides[++i] = prohibited;
  }
  for (const auto span : unbroken) overrides.replace(span.begin, span.size(), span.size(), prohibited);
  if (text.ends_with("\\n")) overrides[text.size() - 2] = prohibited;
  std::string marks(text.size(), '\0');
  linebreaks(reinterpret_cast<const unsigned char*>(text.data()), text.size(), width, column, 0, overrides.data(),
             "UTF-8", marks.data());
  std::vector<std::uint32_t> breaks;
  for (std::size_t i = 0; i < marks.size(); ++i) {
    if (marks[i] == may_break) breaks.push_back(static_cast<std::uint32_t>(i));
  }
  return breaks;
}

std::string random_line(test::RandomCatalog& random) {
  std::string text;
  const bool is_plain = random.one_in(3);
  for (int i = random.below(200); i > 0; --i) {
    auto c = random.character();
    if (is_plain && c > 127) c = U'a' + c % 26;
    if (random.one_in(12)) c = ' ';
    append_utf8(text, c);
    if (random.one_in(30)) text += "\\\"";
    if (random.one_in(60)) text += "\\\\";
  }
  if (random.one_in(4)) text += "\\n";
  return text;
}

}  // namespace

TEST_CASE("lines end where libunistring ends them", "[wrap]") {
  auto* linebreaks = load_libunistring();
  if (linebreaks == nullptr) {
    WARN("libunistring is not there to compare with");
    return;
  }
  test::RandomCatalog random(7);
  std::vector<std::uint32_t> breaks;
  for (int i = 0; i < 100000; ++i) {
    const auto text = random_line(random);
    const int width = random.one_in(2) ? 77 : 1 + random.below(80);
    const int column = random.one_in(2) ? 0 : random.below(20);
    std::vector<Span> unbroken;
    for (std::size_t at = 0; random.one_in(3) && at + 12 < text.size(); at += 30)
      unbroken.push_back(make_span(at, at + 11));
    wrap_lines({text, unbroken}, static_cast<std::size_t>(column), static_cast<std::size_t>(width), breaks);
    if (breaks != expected_breaks(linebreaks, text, column, width, unbroken)) {
      FAIL("width " << width << ", column " << column << ": " << text);
    }
  }
}

TEST_CASE("every pair of characters is broken as libunistring breaks it", "[wrap]") {
  auto* linebreaks = load_libunistring();
  if (linebreaks == nullptr) return;
  std::vector<std::uint32_t> breaks;
  for (char32_t c = 0x20; c < 0x110000; ++c) {
    if (c == '\\' || (c >= 0xD800 && c < 0xE000)) continue;
    std::string text = "x (";
    append_utf8(text, c);
    text += " -";
    append_utf8(text, c);
    append_utf8(text, c);
    text += "a";
    append_utf8(text, c);
    text += "\xE6\xBC\xA2";
    append_utf8(text, c);
    wrap_lines({text, {}}, 0, 2, breaks);
    if (breaks != expected_breaks(linebreaks, text, 0, 2, {})) FAIL("U+" << std::hex << static_cast<unsigned>(c));
  }
}

TEST_CASE("the time for a line grows with its length only", "[wrap]") {
  std::vector<std::uint32_t> breaks;
  for (const std::string piece : {"a", "\\\\", " ", "漢", "a漢", "-", "\xCC\x80", "a b\\\"", "(", "\xE2\x80\xA8"}) {
    std::string text;
    while (text.size() < 4'000'000) text += piece;
    std::vector<Span> unbroken;
    for (std::size_t at = 0; at + 8 < text.size(); at += 16) unbroken.push_back(make_span(at, at + 8));
    const auto start = std::chrono::steady_clock::now();
    wrap_lines({text, {}}, 0, 77, breaks);
    wrap_lines({text, unbroken}, 0, 77, breaks);
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(5));
  }
}
