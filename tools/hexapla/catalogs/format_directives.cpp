#include "hexapla/catalogs/format_directives.h"

#include "hexapla/catalogs/format_scan.h"

#include <array>
#include <charconv>
#include <climits>

namespace hexapla {

namespace {

constexpr std::array<std::string_view, text_format_count> names = {
    "c",      "objc",       "python", "python-brace", "java",          "java-printf",
    "csharp", "javascript", "scheme", "lisp",         "elisp",         "librep",
    "ruby",   "sh",         "awk",    "lua",          "object-pascal", "smalltalk",
    "qt",     "qt-plural",  "kde",    "kde-kuit",     "boost",         "tcl",
    "perl",   "perl-brace", "php",    "gcc-internal", "gfc-internal",  "ycp"};

bool take_prefix(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// "range: 0..9" with both ends given and in order.
bool is_valid_range(std::string_view flag) {
  if (!take_prefix(flag, "range: ")) return false;
  const auto digits = [&flag] {
    long long value = 0;
    std::size_t size = 0;
    for (; size < flag.size() && flag[size] >= '0' && flag[size] <= '9'; ++size) {
      value = value > INT_MAX / 10 ? INT_MAX : value * 10 + (flag[size] - '0');
    }
    flag.remove_prefix(size);
    return size == 0 ? -1 : value;
  };
  const auto low = digits();
  if (low < 0 || !take_prefix(flag, "..")) return false;
  const auto high = digits();
  return high >= low;
}

bool read_format(std::string_view flag, FormatFlags& result) {
  if (!flag.ends_with("-format")) return false;
  flag.remove_suffix(7);
  FormatFlag value = FormatFlag::Yes;
  if (take_prefix(flag, "no-")) {
    value = FormatFlag::No;
  } else if (take_prefix(flag, "impossible-")) {
    value = FormatFlag::Impossible;
  } else {
    take_prefix(flag, "possible-");
  }
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (names[i] != flag) continue;
    result.formats[i] = value;
    return true;
  }
  return false;
}

}  // namespace

std::string_view text_format_name(TextFormat format) {
  return names[static_cast<std::size_t>(format)];
}

FormatFlags read_format_flags(const std::vector<std::string_view>& flags) {
  FormatFlags result;
  for (auto flag : flags) {
    if (read_format(flag, result)) {
      result.any_format = true;
    } else if (flag == "no-wrap" || flag == "wrap") {
      result.no_wrap = flag == "no-wrap";
    } else if (is_valid_range(flag)) {
      result.range = flag;
    }
  }
  return result;
}

bool is_known_flag(std::string_view flag) {
  FormatFlags ignored;
  return flag == "fuzzy" || flag == "wrap" || flag == "no-wrap" || is_valid_range(flag) || read_format(flag, ignored);
}

// The formats left out (Qt's "%1", the shell's "$name"…) have no directive in which a line could be broken.
void find_directives(TextFormat format, std::string_view text, bool is_translation, std::vector<Span>& directives) {
  directives.clear();
  switch (format) {
    case TextFormat::PythonBrace:
    case TextFormat::CSharp:
    case TextFormat::Java:
      return find_brace_directives(format, text, directives);
    case TextFormat::Scheme:
    case TextFormat::Lisp:
      return find_tilde_directives(format, text, directives);
    default:
      return find_percent_directives(format, text, is_translation, directives);
  }
}

}  // namespace hexapla
