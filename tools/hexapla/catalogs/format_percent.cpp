// printf and its relatives. C, Objective C, awk, JavaScript, Emacs Lisp, librep, Lua and Tcl differ in a table of
// letters; the others have a function each, in format_dialects.cpp.
#include "hexapla/catalogs/format_scan.h"

#include <array>

namespace hexapla {

namespace {

/// "%", argument number, flags, width, precision, sizes, conversion.
struct PrintfGrammar {
  TextFormat format;
  std::string_view flags;
  std::string_view sizes;
  std::string_view conversions;
  std::string_view without_argument;  // those of the conversions that take none
  bool repeats_sizes = false;
  bool numbers = true;        // "1$"
  bool stars = true;          // "*"
  bool star_numbers = false;  // "*1$"
  bool may_mix = false;       // numbered and unnumbered arguments in one string
  bool zero_is_error = true;  // "0$"
};

constexpr std::array grammars = std::to_array<PrintfGrammar>({
    {TextFormat::C, " +-#0'", "hlLqjzZt", "%mcCsSiduoxXeEfFgGaApn", "%m", true, true, true, true, false, true},
    {TextFormat::ObjC, " +-#0'", "hlLqjzZt", "%mcCsSiduoxXeEfFgGaA@pn", "%m", true, true, true, true, false, true},
    {TextFormat::Awk, " +-#0", "", "%csiduoxXeEfgG", "%", false, true, true, true, false, true},
    {TextFormat::JavaScript, "-+ 0I", "", "%csbdoxXfj", "%", false, true, false, false, false, true},
    {TextFormat::ELisp, " +-#0", "", "%cdixXoeEfgGsS", "%", false, true, true, false, true, false},
    {TextFormat::Librep, "-^0+ ", "", "%cdxXosS", "%", false, true, false, false, true, false},
    {TextFormat::Lua, "", "", "cdiouXxaAEefgGsq", "", false, false, false, false, true, false},
    {TextFormat::Tcl, " +-#0", "hl", "csiduoxXeEfgG", "", false, true, true, false, false, true},
});

const PrintfGrammar* grammar_of(TextFormat format) {
  for (const auto& grammar : grammars) {
    if (grammar.format == format) return &grammar;
  }
  return nullptr;
}

// ISO C 99's <PRIu64> and the like.
bool take_inttypes_macro(FormatCursor& cursor) {
  if (!cursor.take("PRI") || !cursor.take_one_of("diouxX")) return false;
  if (!cursor.take("MAX") && !cursor.take("PTR")) {
    if (!cursor.take("LEAST")) cursor.take("FAST");
    if (!cursor.take('8') && !cursor.take("16") && !cursor.take("32") && !cursor.take("64")) return false;
  }
  return cursor.peek() == '>';
}

class PrintfScanner {
 public:
  PrintfScanner(const PrintfGrammar& grammar, bool is_translation)
      : grammar_(grammar), allows_i_(is_translation && grammar.conversions.find('m') != std::string_view::npos) {}

  bool operator()(FormatCursor& cursor, FormatArguments& arguments) const {
    if (grammar_.without_argument.empty() && cursor.take('%')) return true;
    auto number = DollarNumber::None;
    if (grammar_.numbers && !take_number(cursor, number)) return false;
    const bool is_numbered = number == DollarNumber::Given;
    if (grammar_.format == TextFormat::Tcl && !note_argument(arguments, is_numbered, false)) return false;
    while (cursor.take_one_of(grammar_.flags) || (allows_i_ && cursor.take('I'))) {
    }
    if (!take_size(cursor, arguments)) return false;
    if (cursor.take('.') && !take_size(cursor, arguments)) return false;
    if (grammar_.conversions.find('m') != std::string_view::npos && cursor.take('<')) {
      if (!take_inttypes_macro(cursor)) return false;
      cursor.skip();
      return note_argument(arguments, is_numbered, false);
    }
    do {
    } while (cursor.take_one_of(grammar_.sizes) && grammar_.repeats_sizes);
    const char conversion = cursor.peek();
    if (!cursor.take_one_of(grammar_.conversions)) return false;
    if (grammar_.without_argument.find(conversion) != std::string_view::npos) return true;
    return grammar_.format == TextFormat::Tcl || note_argument(arguments, is_numbered, grammar_.may_mix);
  }

 private:
  // "1$"; false: its number is 0.
  bool take_number(FormatCursor& cursor, DollarNumber& number) const {
    const auto begin = cursor.at();
    number = take_dollar_number(cursor);
    if (number != DollarNumber::Zero) return true;
    number = DollarNumber::None;
    cursor.move_to(begin);
    return !grammar_.zero_is_error;
  }

  // A width or a precision.
  bool take_size(FormatCursor& cursor, FormatArguments& arguments) const {
    if (!grammar_.stars || !cursor.take('*')) {
      cursor.take_digits();
      return true;
    }
    auto number = DollarNumber::None;
    if (grammar_.star_numbers && !take_number(cursor, number)) return false;
    if (grammar_.format == TextFormat::Tcl) return true;
    return note_argument(arguments, number == DollarNumber::Given, grammar_.may_mix);
  }

  const PrintfGrammar& grammar_;
  bool allows_i_;
};

template <typename Scanner>
void find_all(std::string_view text, std::vector<Span>& found, Scanner&& scan) {
  FormatCursor cursor(text);
  FormatArguments arguments;
  while (cursor.take_through('%')) {
    const auto begin = cursor.at() - 1;
    if (!scan(cursor, arguments)) return;
    found.push_back(make_span(begin, cursor.at()));
  }
}

}  // namespace

bool note_argument(FormatArguments& arguments, bool is_numbered, bool may_mix) {
  (is_numbered ? arguments.numbered : arguments.unnumbered) = true;
  return may_mix || !(arguments.numbered && arguments.unnumbered);
}

DollarNumber take_dollar_number(FormatCursor& cursor) {
  const auto begin = cursor.at();
  bool is_zero = true;
  while (cursor.is_digit()) {
    is_zero &= cursor.peek() == '0';
    cursor.skip();
  }
  if (cursor.at() > begin && cursor.take('$')) return is_zero ? DollarNumber::Zero : DollarNumber::Given;
  cursor.move_to(begin);
  return DollarNumber::None;
}

void find_percent_directives(TextFormat format, std::string_view text, bool is_translation, std::vector<Span>& found) {
  if (const auto* grammar = grammar_of(format)) return find_all(text, found, PrintfScanner(*grammar, is_translation));
  switch (format) {
    case TextFormat::Python:
      return find_all(text, found, scan_python);
    case TextFormat::Perl:
      return find_all(text, found, scan_perl);
    case TextFormat::Php:
      return find_all(text, found, scan_php);
    case TextFormat::ObjectPascal:
      return find_all(text, found, scan_pascal);
    case TextFormat::JavaPrintf:
      return find_all(text, found, scan_java_printf);
    case TextFormat::Ruby:
      return find_all(text, found, scan_ruby);
    case TextFormat::GccInternal:
      return find_all(text, found, scan_gcc_internal);
    case TextFormat::GfcInternal:
      return find_all(text, found, scan_gfc_internal);
    case TextFormat::Smalltalk:
    case TextFormat::Ycp:
      return find_all(text, found, scan_smalltalk);
    case TextFormat::Boost:
      return find_all(text, found, scan_boost);
    default:
      return;
  }
}

}  // namespace hexapla
