// Directives with "%" whose rules are their own: Python, Perl, PHP, Object Pascal, Java, Ruby, GCC, Boost, Smalltalk.
#include "hexapla/catalogs/format_scan.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace hexapla {

namespace {

constexpr std::string_view digits = "0123456789";

}  // namespace

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
static bool take_perl_conversion(FormatCursor& cursor) {
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

namespace {

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

}  // namespace

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
namespace {

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
        good = !main_.named && use(main_.named) && cursor_.take_through('>');
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
  // Arguments are all named, all numbered or neither, in the whole string.
  bool use(bool& kind) {
    kind = true;
    const auto any = [this](bool FormatArguments::*member) {
      return arguments_.*member || sizes_.*member || main_.*member ? 1 : 0;
    };
    return any(&FormatArguments::named) + any(&FormatArguments::numbered) + any(&FormatArguments::unnumbered) == 1;
  }

  bool take_number() {
    const auto number = take_dollar_number(cursor_);
    if (number == DollarNumber::None) {
      cursor_.take_digits();
      return !precision_ && !std::exchange(width_, true);
    }
    return number == DollarNumber::Zero || (!main_.numbered && use(main_.numbered));
  }

  bool take_star() {
    const auto number = take_dollar_number(cursor_);
    if (number == DollarNumber::Zero) return false;
    return use(number == DollarNumber::Given ? sizes_.numbered : sizes_.unnumbered);
  }

  bool take_precision() {
    if (cursor_.take('*')) return take_star() && !std::exchange(precision_, true);
    cursor_.take_digits();
    return !std::exchange(precision_, true);
  }

  bool take_conversion() {
    const bool takes_argument = !cursor_.take_one_of("%\n");
    if (takes_argument && cursor_.take('{')) {
      if (main_.named || !use(main_.named) || !cursor_.take_through('}')) return false;
    } else if (takes_argument) {
      if (!cursor_.take_one_of("spcdiuoxXbBfgGeEaA")) return false;
      if (!main_.named && !main_.numbered && !use(main_.unnumbered)) return false;
    }
    // "%%" uses nothing, whatever its name; a "*" in it is an argument all the same.
    remember(sizes_);
    if (takes_argument) remember(main_);
    return true;
  }

  void remember(const FormatArguments& used) {
    arguments_.named |= used.named;
    arguments_.numbered |= used.numbered;
    arguments_.unnumbered |= used.unnumbered;
  }

  FormatCursor& cursor_;
  FormatArguments& arguments_;  // of the string so far
  FormatArguments main_;        // of this directive
  FormatArguments sizes_;       // of its width and precision
  bool width_ = false;
  bool precision_ = false;
};

}  // namespace

bool scan_ruby(FormatCursor& cursor, FormatArguments& arguments) {
  return RubyDirective(cursor, arguments).run();
}

// Flags of GCC's diagnostics: each once, "l" twice, "w" not with "l".
static bool take_gcc_flags(FormatCursor& cursor) {
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
static bool take_boost_spec(FormatCursor& cursor, FormatArguments& arguments, bool in_bars, bool& takes_argument) {
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

}  // namespace hexapla
