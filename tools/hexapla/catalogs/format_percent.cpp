// printf and its relatives. C, Objective C, awk, JavaScript, Emacs Lisp, librep, Lua and Tcl differ in a table of
// letters; the others have a function each.
#include "hexapla/catalogs/format_scan.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

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

constexpr std::string_view digits = "0123456789";

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

bool note_argument(FormatArguments& arguments, bool is_numbered, bool may_mix) {
  (is_numbered ? arguments.numbered : arguments.unnumbered) = true;
  return may_mix || !(arguments.numbered && arguments.unnumbered);
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

bool scan_python(FormatCursor& cursor, FormatArguments& arguments) {
  const bool is_named = cursor.take('(');
  for (int depth = 0; is_named; cursor.skip()) {
    if (cursor.at_end()) return false;
    if (cursor.peek() == '(') ++depth;
    if (cursor.peek() == ')' && depth-- == 0) break;
  }
  if (is_named) cursor.skip();
  cursor.take_all_of("-+ #0");
  const auto take_size = [&] {
    if (!cursor.take('*')) return cursor.take_digits() || true;
    arguments.unnumbered = true;
    return !arguments.named;
  };
  if (!take_size()) return false;
  if (cursor.take('.') && !take_size()) return false;
  cursor.take_one_of("hlL");
  const bool is_percent = cursor.peek() == '%';
  if (!cursor.take_one_of("%csriduoxXeEfgG")) return false;
  if (is_named) {
    arguments.named = true;
  } else if (!is_percent) {
    arguments.unnumbered = true;
  } else {
    return true;
  }
  return !(arguments.named && arguments.unnumbered);
}

// Sizes of Perl's conversions; 'h' and 'l' do not go with floating point.
bool take_perl_conversion(FormatCursor& cursor) {
  const bool is_short_or_long = cursor.peek() == 'h' || (cursor.peek() == 'l' && cursor.peek(1) != 'l');
  if (!cursor.take("ll") && !cursor.take("I64") && !cursor.take("I32")) cursor.take_one_of("hlLqVI");
  const bool is_float = std::string_view("eEfFgG").find(cursor.peek()) != std::string_view::npos;
  return cursor.take_one_of("%cs_DidUOuboxXeEfFgGpn") && !(is_float && is_short_or_long);
}

bool scan_perl(FormatCursor& cursor, FormatArguments&) {
  const auto take_number = [&cursor] {
    if (cursor.peek() != '0') take_dollar_number(cursor);
  };
  take_number();
  cursor.take_all_of(" +-#0");
  if (!cursor.take('v') && cursor.peek() == '*') {
    // "*v" and "*1$v" are vectors; a "*" alone is a width, below.
    const auto begin = cursor.at();
    cursor.skip();
    if (cursor.peek() != 'v') take_number();
    if (!cursor.take('v')) cursor.move_to(begin);
  }
  if (cursor.take('*')) {
    take_number();
  } else if (cursor.peek() != '0') {
    cursor.take_digits();
  }
  if (cursor.take('.')) {
    if (cursor.take('*')) {
      take_number();
    } else {
      cursor.take_digits();
    }
  }
  return take_perl_conversion(cursor);
}

bool scan_php(FormatCursor& cursor, FormatArguments&) {
  if (cursor.take('%')) return true;
  if (take_dollar_number(cursor) == DollarNumber::Zero) return false;
  for (;;) {
    if (cursor.take('\'')) {
      if (cursor.at_end()) return false;
      cursor.skip();
    } else if (!cursor.take_one_of("0- ")) {
      break;
    }
  }
  cursor.take_digits();
  if (cursor.peek() == '.' && digits.find(cursor.peek(1)) != std::string_view::npos) {
    cursor.skip();
    cursor.take_digits();
  }
  cursor.take('l');
  return cursor.take_one_of("bduoxXefcs");
}

bool scan_pascal(FormatCursor& cursor, FormatArguments&) {
  if (cursor.take('%')) return true;
  const auto begin = cursor.at();
  if (!cursor.take("*:")) {
    cursor.take_digits();
    if (!cursor.take(':')) cursor.move_to(begin);
  }
  cursor.take('-');
  if (!cursor.take_digits()) cursor.take('*');
  if (cursor.peek() == '.' && (cursor.peek(1) == '*' || digits.find(cursor.peek(1)) != std::string_view::npos)) {
    cursor.skip();
    if (!cursor.take_digits()) cursor.take('*');
  }
  return cursor.take_one_of("duxefgnmspDUXEFGNMSP");
}

/// What each conversion of java.util.Formatter forbids among flags, width ("w") and precision (".").
struct JavaConversion {
  std::string_view letters;
  std::string_view forbidden;
};
constexpr std::array java_conversions = std::to_array<JavaConversion>({{"%", "#0 +,(."},
                                                                       {"n", "#0- +,(w."},
                                                                       {"bBhHsS", "0 +,("},
                                                                       {"cC", "#0 +,(."},
                                                                       {"d", "#."},
                                                                       {"oxX", ",."},
                                                                       {"eEfgG", ""},
                                                                       {"aA", ",("},
                                                                       {"tT", "#0 +,(."}});

// Marks arguments.unnumbered when an argument has been used, which "%<s" refers to again.
bool scan_java_printf(FormatCursor& cursor, FormatArguments& arguments) {
  if (cursor.take('<')) {
    if (!arguments.unnumbered) return false;
  } else if (take_dollar_number(cursor) == DollarNumber::Zero) {
    return false;
  }
  std::string used;
  while (std::string_view("#0- +,(").find(cursor.peek()) != std::string_view::npos) {
    used += cursor.peek();
    cursor.skip();
  }
  if (cursor.take_digits()) used += 'w';
  if (cursor.take('.')) {
    if (!cursor.take_digits()) return false;
    used += '.';
  }
  for (const auto& conversion : java_conversions) {
    if (!cursor.take_one_of(conversion.letters)) continue;
    if (used.find_first_of(conversion.forbidden) != std::string::npos) return false;
    if (conversion.letters == "tT" && !cursor.take_one_of("HIklMSLNpzZsQBbhAaCYyjmdeRTrDFc")) return false;
    arguments.unnumbered |= conversion.letters != "%" && conversion.letters != "n";
    return true;
  }
  return false;
}

// Ruby takes flags, "<name>", numbers and "*" in any order; width and precision may be said once.
class RubyDirective {
 public:
  RubyDirective(FormatCursor& cursor, FormatArguments& arguments) : cursor_(cursor), arguments_(arguments) {}

  bool run() {
    for (;;) {
      bool good = true;
      const auto before = cursor_.at();
      if (cursor_.take_one_of(" #+-0")) {
        good = !width_ && !precision_;
      } else if (cursor_.take('<')) {
        good = use(arguments_.named) && !std::exchange(is_named_, true) && cursor_.take_through('>');
      } else if (cursor_.is_digit()) {
        good = take_number();
      } else if (cursor_.take('*')) {
        good = take_star() && !precision_ && !std::exchange(width_, true);
      } else if (cursor_.take('.')) {
        good = take_precision();
      }
      if (!good) return false;
      if (cursor_.at() == before) return take_conversion();
    }
  }

 private:
  // Arguments are all named, all numbered or neither.
  bool use(bool& kind) {
    kind = true;
    return arguments_.named + arguments_.numbered + arguments_.unnumbered == 1;
  }

  bool take_number() {
    const auto number = take_dollar_number(cursor_);
    if (number == DollarNumber::None) {
      cursor_.take_digits();
      return !precision_ && !std::exchange(width_, true);
    }
    const bool is_second = is_numbered_;
    is_numbered_ |= number == DollarNumber::Given;
    return number == DollarNumber::Zero || (use(arguments_.numbered) && !is_second);
  }

  bool take_star() {
    const auto number = take_dollar_number(cursor_);
    if (number == DollarNumber::Zero) return false;
    return use(number == DollarNumber::Given ? arguments_.numbered : arguments_.unnumbered);
  }

  bool take_precision() {
    if (cursor_.take('*')) return take_star() && !std::exchange(precision_, true);
    cursor_.take_digits();
    return !std::exchange(precision_, true);
  }

  bool take_conversion() {
    if (cursor_.take_one_of("%\n")) return true;
    if (cursor_.take('{')) return !is_named_ && use(arguments_.named) && cursor_.take_through('}');
    if (!cursor_.take_one_of("spcdiuoxXbBfgGeEaA")) return false;
    return is_named_ || is_numbered_ || use(arguments_.unnumbered);
  }

  FormatCursor& cursor_;
  FormatArguments& arguments_;
  bool is_named_ = false;
  bool is_numbered_ = false;
  bool width_ = false;
  bool precision_ = false;
};

bool scan_ruby(FormatCursor& cursor, FormatArguments& arguments) {
  return RubyDirective(cursor, arguments).run();
}

// Flags of GCC's diagnostics: each once, "l" twice, "w" not with "l".
bool take_gcc_flags(FormatCursor& cursor) {
  std::string used;
  const auto count = [&used](char c) { return std::count(used.begin(), used.end(), c); };
  while (std::string_view("qlw+#").find(cursor.peek()) != std::string_view::npos && !cursor.at_end()) {
    const char flag = cursor.peek();
    if (count(flag) > (flag == 'l' ? 1 : 0)) return false;
    if ((flag == 'l' && count('w') > 0) || (flag == 'w' && count('l') > 0)) return false;
    used += flag;
    cursor.skip();
  }
  return true;
}

bool scan_gcc_internal(FormatCursor& cursor, FormatArguments& arguments) {
  if (cursor.take_one_of("%<>'m")) return true;
  const auto number = take_dollar_number(cursor);
  if (number == DollarNumber::Zero || !take_gcc_flags(cursor)) return false;
  const bool is_numbered = number == DollarNumber::Given;
  if (cursor.take('.')) {
    if (!cursor.take_digits()) {
      if (!cursor.take('*')) return false;
      const auto star = take_dollar_number(cursor);
      if (star == DollarNumber::Zero || (star == DollarNumber::Given && !is_numbered)) return false;
      if (!note_argument(arguments, star == DollarNumber::Given, false)) return false;
    }
    return cursor.take('s') && note_argument(arguments, is_numbered, false);
  }
  return cursor.take_one_of("csidouxpHJKDFTEACLOPQV") && note_argument(arguments, is_numbered, false);
}

// The inside of Boost's "%|…|", or all behind the "%".
bool take_boost_spec(FormatCursor& cursor, FormatArguments& arguments, bool in_bars, bool& takes_argument) {
  const auto take_size = [&] {
    if (!cursor.take('*')) return cursor.take_digits() || true;
    const auto number = take_dollar_number(cursor);
    return number != DollarNumber::Zero && note_argument(arguments, number == DollarNumber::Given, false);
  };
  cursor.take_all_of(" +-#0'_=hl");
  if (!take_size()) return false;
  if (cursor.take('.') && !take_size()) return false;
  cursor.take_all_of("hlL");
  takes_argument = true;
  if (cursor.take_one_of("cCsSidouxXeEfgGp")) return true;
  if (in_bars && cursor.peek() == '|') return true;
  takes_argument = false;
  if (cursor.take('T')) {
    if (cursor.at_end()) return false;
    cursor.skip();
    return true;
  }
  return cursor.take_one_of("tn");
}

bool scan_boost(FormatCursor& cursor, FormatArguments& arguments) {
  if (cursor.take('%')) return true;
  const bool in_bars = cursor.take('|');
  bool is_numbered = false;
  const auto begin = cursor.at();
  if (cursor.peek() != '0' && cursor.take_digits()) {
    if (!in_bars && cursor.take('%')) return note_argument(arguments, true, false);
    is_numbered = cursor.take('$');
    if (!is_numbered) cursor.move_to(begin);
  }
  bool takes_argument = false;
  if (!take_boost_spec(cursor, arguments, in_bars, takes_argument)) return false;
  if (in_bars && !cursor.take('|')) return false;
  return !takes_argument || note_argument(arguments, is_numbered, false);
}

bool scan_gfc_internal(FormatCursor& cursor, FormatArguments&) {
  if (cursor.take('%')) return true;
  if (take_dollar_number(cursor) == DollarNumber::Zero) return false;
  if (cursor.take_one_of("CLcs")) return true;
  cursor.take('l');
  return cursor.take_one_of("idu");
}

bool scan_smalltalk(FormatCursor& cursor, FormatArguments&) {
  return cursor.take_one_of("%123456789");
}

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
