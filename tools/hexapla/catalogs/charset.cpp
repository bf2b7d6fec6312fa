#include "hexapla/catalogs/charset.h"

#include "hexapla/base/utf8.h"
#include "hexapla/catalogs/charset_tables.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>

#include <unicode/ucnv.h>

namespace hexapla {

namespace {

// gettext's name, and ICU's name for the table that glibc's iconv uses under it.
struct Charset {
  std::string_view name;
  const char* icu_name;
};

constexpr std::array charsets = std::to_array<Charset>({
    {"ASCII", "US-ASCII"},
    {"ANSI_X3.4-1968", "US-ASCII"},
    {"US-ASCII", "US-ASCII"},
    {"UTF-8", "UTF-8"},
    {"ISO-8859-1", "ISO-8859-1"},
    {"ISO_8859-1", "ISO-8859-1"},
    {"ISO-8859-2", "ISO-8859-2"},
    {"ISO_8859-2", "ISO-8859-2"},
    {"ISO-8859-3", "ISO-8859-3"},
    {"ISO_8859-3", "ISO-8859-3"},
    {"ISO-8859-4", "ISO-8859-4"},
    {"ISO_8859-4", "ISO-8859-4"},
    {"ISO-8859-5", "ISO-8859-5"},
    {"ISO_8859-5", "ISO-8859-5"},
    {"ISO-8859-6", "ISO-8859-6"},
    {"ISO_8859-6", "ISO-8859-6"},
    {"ISO-8859-7", "ISO-8859-7"},
    {"ISO_8859-7", "ISO-8859-7"},
    {"ISO-8859-8", "ISO-8859-8"},
    {"ISO_8859-8", "ISO-8859-8"},
    {"ISO-8859-9", "ISO-8859-9"},
    {"ISO_8859-9", "ISO-8859-9"},
    {"ISO-8859-13", "ISO-8859-13"},
    {"ISO_8859-13", "ISO-8859-13"},
    {"ISO-8859-14", "ISO-8859-14"},
    {"ISO_8859-14", "ISO-8859-14"},
    {"ISO-8859-15", "ISO-8859-15"},
    {"ISO_8859-15", "ISO-8859-15"},
    {"KOI8-R", "KOI8-R"},
    {"KOI8-U", "KOI8-U"},
    {"KOI8-T", nullptr},
    {"CP850", "ibm-850"},
    {"CP866", "ibm-866"},
    {"CP874", "windows-874"},
    {"CP932", "windows-31j"},
    {"CP949", "windows-949"},
    {"CP950", "windows-950"},
    {"CP1250", "windows-1250"},
    {"CP1251", "windows-1251"},
    {"CP1252", "windows-1252"},
    {"CP1253", "windows-1253"},
    {"CP1254", "windows-1254"},
    {"CP1255", "windows-1255"},
    {"CP1256", "windows-1256"},
    {"CP1257", "windows-1257"},
    {"GB2312", "gb2312"},
    {"EUC-JP", "EUC-JP"},
    {"EUC-KR", "EUC-KR"},
    {"EUC-TW", "EUC-TW"},
    {"BIG5", "Big5"},
    {"BIG5-HKSCS", "Big5-HKSCS"},
    {"GBK", "GBK"},
    {"GB18030", "GB18030"},
    {"SHIFT_JIS", "Shift_JIS"},
    {"JOHAB", nullptr},
    {"TIS-620", "TIS-620"},
    {"VISCII", nullptr},
    {"GEORGIAN-PS", nullptr},
});

bool same_name(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

const Charset* find_charset(std::string_view name) {
  const auto* found = std::find_if(charsets.begin(), charsets.end(),
                                   [&](const Charset& charset) { return same_name(charset.name, name); });
  return found == charsets.end() ? nullptr : found;
}

std::span<const CharsetFix> fixes_of(std::string_view name) {
  if (same_name(name, "EUC-JP")) return euc_jp_fixes;
  if (same_name(name, "EUC-KR")) return euc_kr_fixes;
  if (same_name(name, "SHIFT_JIS")) return shift_jis_fixes;
  if (same_name(name, "GB2312")) return gb2312_fixes;
  if (same_name(name, "GB18030")) return gb18030_fixes;
  return {};
}

const CharsetFix* find_fix(std::span<const CharsetFix> fixes, std::uint32_t bytes) {
  for (const auto& fix : fixes) {
    if (fix.bytes == bytes) return &fix;
  }
  return nullptr;
}

class IcuConverter : public CharsetConverter {
 public:
  IcuConverter(UConverter* converter, std::span<const CharsetFix> fixes) : converter_(converter), fixes_(fixes) {
    UErrorCode status = U_ZERO_ERROR;
    ucnv_setToUCallBack(converter_, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
  }
  ~IcuConverter() override { ucnv_close(converter_); }
  IcuConverter(const IcuConverter&) = delete;
  IcuConverter& operator=(const IcuConverter&) = delete;

  std::size_t convert(std::string_view bytes, std::string& out) override {
    ucnv_reset(converter_);
    const char* from = bytes.data();
    const char* const end = from + bytes.size();
    while (from < end) {
      const char* const start = from;
      // DEL and the controls are themselves; IBM's tables mix three of them up.
      if (const auto byte = static_cast<unsigned char>(*from); byte < 0x80) {
        out += *from++;
        continue;
      }
      if (const auto* fix = fix_at(from, end)) {
        append_utf8(out, fix->code_point);
        from += 2;
        continue;
      }
      UErrorCode status = U_ZERO_ERROR;
      const UChar32 c = ucnv_getNextUChar(converter_, &from, end, &status);
      if (U_FAILURE(status) || from == start) return static_cast<std::size_t>(start - bytes.data());
      append_utf8(out, static_cast<char32_t>(c));
    }
    return std::string_view::npos;
  }

  // Most encodings do; UTF-16 and EBCDIC do not, and no PO syntax could be found in them. In those that switch between
  // states (ISO-2022, HZ) an ASCII byte may mean anything.
  static bool contains_ascii(UConverter* converter) {
    const auto type = ucnv_getType(converter);
    if (type != UCNV_SBCS && type != UCNV_MBCS && type != UCNV_LATIN_1 && type != UCNV_US_ASCII) return false;
    std::string ascii;
    for (char c = ' '; c < 127; ++c) ascii += c;
    const char* from = ascii.data();
    for (char c : ascii) {
      UErrorCode status = U_ZERO_ERROR;
      if (ucnv_getNextUChar(converter, &from, ascii.data() + ascii.size(), &status) != c) return false;
    }
    return true;
  }

 private:
  const CharsetFix* fix_at(const char* from, const char* end) const {
    if (fixes_.empty() || end - from < 2) return nullptr;
    const auto byte = [from](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(from[i])); };
    return find_fix(fixes_, byte(0) << 8 | byte(1));
  }

  UConverter* converter_;
  std::span<const CharsetFix> fixes_;
};

/// Encodings of one byte for each character.
class TableConverter : public CharsetConverter {
 public:
  TableConverter(std::span<const char16_t, 128> upper_half, std::span<const CharsetFix> fixes)
      : upper_half_(upper_half), fixes_(fixes) {}

  std::size_t convert(std::string_view bytes, std::string& out) override {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      const auto byte = static_cast<unsigned char>(bytes[i]);
      char32_t c = byte < 0x80 ? char32_t{byte} : char32_t{upper_half_[byte - 0x80U]};
      if (const auto* fix = find_fix(fixes_, byte)) c = fix->code_point;
      if (c == 0) return i;
      append_utf8(out, c);
    }
    return std::string_view::npos;
  }

 private:
  std::span<const char16_t, 128> upper_half_;
  std::span<const CharsetFix> fixes_;
};

std::unique_ptr<CharsetConverter> open_table(std::string_view name) {
  if (same_name(name, "KOI8-T")) return std::make_unique<TableConverter>(koi8_t_upper_half, std::span<CharsetFix>());
  if (same_name(name, "VISCII")) return std::make_unique<TableConverter>(viscii_upper_half, viscii_fixes);
  if (same_name(name, "GEORGIAN-PS")) {
    return std::make_unique<TableConverter>(georgian_ps_upper_half, std::span<CharsetFix>());
  }
  return nullptr;
}

}  // namespace

std::string_view declared_charset(std::string_view header) {
  constexpr std::string_view key = "charset=";
  const auto found = header.find(key);
  if (found == std::string_view::npos) return {};
  const auto value = header.substr(found + key.size());
  return value.substr(0, value.find_first_of(" \t\n"));
}

std::string with_utf8_charset(std::string_view header) {
  const auto charset = declared_charset(header);
  if (charset.data() == nullptr) return std::string(header);
  const auto begin = static_cast<std::size_t>(charset.data() - header.data());
  std::string text(header.substr(0, begin));
  text += "UTF-8";
  text += header.substr(begin + charset.size());
  return text;
}

CharsetKind charset_kind(std::string_view name) {
  if (name == "CHARSET") return CharsetKind::Placeholder;
  for (std::string_view known : {"UTF-8", "UTF8", "ASCII", "US-ASCII", "ANSI_X3.4-1968"}) {
    if (same_name(known, name)) return CharsetKind::Utf8;
  }
  return CharsetKind::Other;
}

bool is_portable_charset(std::string_view name) {
  return find_charset(name) != nullptr;
}

std::unique_ptr<CharsetConverter> CharsetConverter::open(std::string_view name) {
  if (auto table = open_table(name)) return table;
  const auto* known = find_charset(name);
  const std::string icu_name = known == nullptr ? std::string(name) : known->icu_name == nullptr ? "" : known->icu_name;
  if (icu_name.empty() || icu_name.size() >= UCNV_MAX_CONVERTER_NAME_LENGTH) return nullptr;
  UErrorCode status = U_ZERO_ERROR;
  UConverter* const converter = ucnv_open(icu_name.c_str(), &status);
  if (U_FAILURE(status)) return nullptr;
  auto opened = std::make_unique<IcuConverter>(converter, fixes_of(name));
  if (!IcuConverter::contains_ascii(converter)) return nullptr;
  return opened;
}

}  // namespace hexapla
