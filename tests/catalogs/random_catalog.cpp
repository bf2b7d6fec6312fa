#include "random_catalog.h"

#include "hexapla/base/utf8.h"

#include <array>
#include <string_view>
#include <vector>

namespace hexapla::test {

namespace {

struct Range {
  char32_t first;
  char32_t last;
};

// Scripts by block, and blocks whose characters break lines in ways of their own.
constexpr std::array ranges = std::to_array<Range>(
    {{'a', 'z'},         {'a', 'z'},         {'0', '9'},         {0xC0, 0x17F},      {0x391, 0x3C9},
     {0x410, 0x44F},     {0x5D0, 0x5EA},     {0x620, 0x64A},     {0x905, 0x939},     {0xE01, 0xE3A},
     {0x1100, 0x11FF},   {0x1780, 0x17B3},   {0x2010, 0x2027},   {0x2030, 0x205E},   {0x20A0, 0x20BF},
     {0x2100, 0x214F},   {0x2500, 0x257F},   {0x2E80, 0x2EF3},   {0x3000, 0x303F},   {0x3041, 0x3096},
     {0x30A0, 0x30FF},   {0x4E00, 0x9FFF},   {0xAC00, 0xD7A3},   {0xFF01, 0xFF60},   {0x300, 0x36F},
     {0x1F1E6, 0x1F1FF}, {0x1F300, 0x1F64F}, {0x1F3FB, 0x1F3FF}, {0x200B, 0x200F},   {0x2028, 0x2029},
     {0xFE00, 0xFE0F},   {0xA0, 0xBF},       {0xE000, 0xE010},   {0x20000, 0x2A6D6}, {0x1D400, 0x1D4FF},
     {0x2E00, 0x2E5D},   {0xE0100, 0xE0105}, {0x2329, 0x232A},   {0xFFF9, 0xFFFD},   {0xA960, 0xA97C}});

constexpr std::string_view punctuation = " !#$%&'()*+,-./:;<=>?@[]^_`{|}~";

constexpr std::array<std::string_view, 12> formats = {
    "c-format",          "python-format", "no-c-format", "perl-format",          "php-format",     "java-format",
    "possible-c-format", "no-wrap",       "wrap",        "object-pascal-format", "unknown-flag:3", "range: 1..20"};

constexpr std::array<std::string_view, 12> directives = {"%s",   "%-5d",     "% d",      "%(a b)s", "%1$s", "%%",
                                                         "%.*f", "{0,date}", "{name:x}", "%- s",    "%",    "100% of"};

}  // namespace

char32_t RandomCatalog::character() {
  if (one_in(3)) return static_cast<char32_t>(punctuation[static_cast<std::size_t>(below(punctuation.size()))]);
  const auto& range = ranges[static_cast<std::size_t>(below(ranges.size()))];
  return range.first + static_cast<char32_t>(below(static_cast<int>(range.last - range.first + 1)));
}

std::string RandomCatalog::word() {
  std::string out;
  if (one_in(12)) return std::string(directives[static_cast<std::size_t>(below(directives.size()))]);
  const auto& range = ranges[static_cast<std::size_t>(one_in(2) ? 0 : below(ranges.size()))];
  for (int i = one_in(30) ? 90 : 1 + below(12); i > 0; --i) {
    const auto size = static_cast<int>(range.last - range.first + 1);
    append_utf8(out, one_in(15) ? character() : range.first + static_cast<char32_t>(below(size)));
  }
  return out;
}

// Decoded text; quoted() writes it.
std::string RandomCatalog::text() {
  std::string out;
  for (int i = one_in(4) ? below(40) : below(8); i > 0; --i) {
    out += word();
    if (one_in(40)) out += "\n";
    if (one_in(40)) out += '\t';
    if (one_in(40)) out += '"';
    if (one_in(40)) out += one_in(2) ? "\\" : "\\\\n";
    if (!one_in(6)) out += ' ';
    if (one_in(30)) out += "  ";
  }
  return out;
}

// Broken into strings anywhere, with escapes of every kind.
std::string RandomCatalog::quoted(const std::string& raw) {
  std::string out = "\"";
  for (char c : raw) {
    if (c == '\n') {
      out += one_in(4) ? "\\012" : "\\n";
    } else if (c == '\t') {
      out += one_in(2) ? "\\t" : one_in(2) ? "\t" : "\\x9\" \"";
    } else if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else {
      out += c;
    }
    if ((c & 0x80) == 0 && one_in(60)) out += one_in(2) ? "\"\n\"" : "\"\t\"";
  }
  return out + "\"\n";
}

std::string RandomCatalog::comments() {
  std::string out;
  for (int i = one_in(3) ? below(4) : 0; i > 0; --i) out += "#" + std::string(one_in(5) ? "-" : " x ") + word() + "\n";
  if (one_in(4)) out += "#. " + word() + "\n#.\n";
  for (int i = one_in(3) ? below(3) : 0; i > 0; --i) {
    out += "#:";
    for (int n = below(12); n > 0; --n) {
      out += one_in(8) ? " ./src/" : " content/page";
      out += std::to_string(below(20)) + (one_in(3) ? ".md" : ".c:" + std::string(one_in(9) ? "0" : "")) +
             std::to_string(below(900));
    }
    out += "\n";
  }
  if (one_in(20)) out += "# File: a b.c, line: 12\n";
  if (one_in(3)) {
    out += "#,";
    for (int i = 1 + below(3); i > 0; --i) {
      out += " " + std::string(formats[static_cast<std::size_t>(below(formats.size()))]) + (i > 1 ? "," : "");
    }
    out += one_in(2) ? ", fuzzy\n" : "\n";
  }
  return out;
}

void RandomCatalog::message(std::string& out, int number) {
  out += comments();
  const bool is_obsolete = one_in(8);
  const bool is_plural = one_in(6);
  std::string body;
  std::string previous;
  if (one_in(6)) {
    if (one_in(3)) previous += "msgctxt " + quoted(text());
    previous += "msgid " + quoted(text());
    if (one_in(3)) previous += "msgid_plural " + quoted(text());
  }
  if (one_in(5)) body += "msgctxt " + quoted(text());
  body += "msgid " + quoted(std::to_string(number) + " " + text());
  if (is_plural) body += "msgid_plural " + quoted(text());
  for (int i = 0; i < (is_plural ? 2 : 1); ++i) {
    body += is_plural ? "msgstr[" + std::to_string(i) + "] " : "msgstr ";
    body += quoted(one_in(8) ? "" : text());
  }
  const auto prefixed = [&](const std::string& lines, const std::string& prefix) {
    bool at_start = true;
    for (char c : lines) {
      if (at_start) out += prefix;
      out += c;
      at_start = c == '\n';
    }
  };
  prefixed(previous, is_obsolete ? "#~| " : "#| ");
  prefixed(body, is_obsolete ? "#~ " : "");
  if (!one_in(5)) out += "\n";
}

std::string RandomCatalog::file(int messages) {
  std::string out = comments();
  out += "msgid \"\"\nmsgstr \"Project-Id-Version: x\\nContent-Type: text/plain; charset=utf-8\\n\"\n\n";
  for (int i = 0; i < messages; ++i) message(out, i);
  return out;
}

}  // namespace hexapla::test
