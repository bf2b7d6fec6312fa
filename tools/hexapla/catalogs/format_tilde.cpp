// "~": format in Common Lisp and Scheme. What "~(", "~[", "~{" and "~<" open is one directive up to its end.
#include "hexapla/catalogs/format_scan.h"

#include <array>
#include <string>

namespace hexapla {

namespace {

/// Letters (in lower case) and the types of their parameters: I number, C character, A either.
struct TildeDirective {
  std::string_view letters;
  std::string_view parameters;
};

constexpr std::array lisp_directives = std::to_array<TildeDirective>({{"as", "IIIC"},
                                                                      {"dbox", "ICCI"},
                                                                      {"r", "IICCI"},
                                                                      {"wpc\n_?/()]}>", ""},
                                                                      {"f", "IIICC"},
                                                                      {"eg", "IIIICCC"},
                                                                      {"$<", "IIIC"},
                                                                      {"%&|~i*{", "I"},
                                                                      {"t", "II"},
                                                                      {"^", "AAA"}});

constexpr std::array scheme_directives = std::to_array<TildeDirective>({{"as$", "IIIC"},
                                                                        {"c%&_/|~*{", "I"},
                                                                        {"dbox", "ICCI"},
                                                                        {"r", "IICCI"},
                                                                        {"py!\nq?k()]}", ""},
                                                                        {"fi", "IIICC"},
                                                                        {"eg", "IIIICCC"},
                                                                        {"t", "IIC"},
                                                                        {"^", "AAA"}});

/// An open "~(" and so on.
struct OpenGroup {
  char closer;
  int separators;  // how many "~;" may follow; -1: any number
  bool needs_separator;
};

char to_lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

class TildeScanner {
 public:
  TildeScanner(bool is_lisp, std::string_view text) : is_lisp_(is_lisp), cursor_(text) {}

  void run(std::vector<Span>& found) {
    std::size_t begin = 0;
    while (cursor_.take_through('~')) {
      if (open_.empty()) begin = cursor_.at() - 1;
      if (!take_directive()) return;
      if (open_.empty()) found.push_back(make_span(begin, cursor_.at()));
    }
  }

 private:
  bool take_directive() {
    if (!take_parameters() || cursor_.at_end()) return false;
    const char c = to_lower(cursor_.peek());
    cursor_.skip();
    if (c == '[') return open_choice();
    if (c == ';') return take_separator();
    if (!fits(parameters_of(c))) return false;
    if (c == '*' && is_negative_) return false;
    if (c == '/' && is_lisp_) return cursor_.take_through('/');
    if (c == '(') return open(')', 0, false);
    if (c == '{') return open('}', 0, false);
    if (c == '<') return open('>', -1, false);
    if (c == ')' || c == ']' || c == '}' || c == '>') return close(c);
    return true;
  }

  // Parameters separated by commas: 12, -3, 'c, V, #, or nothing. Then ":" and "@".
  bool take_parameters() {
    types_.clear();
    is_negative_ = has_colon_ = has_at_ = false;
    do {
      const char c = cursor_.peek();
      if (cursor_.take_one_of("+-")) {
        is_negative_ |= types_.empty() && c == '-' && cursor_.peek() != '0';
        if (!cursor_.take_digits()) return false;
        types_ += 'I';
      } else if (cursor_.take('\'')) {
        if (cursor_.at_end()) return false;
        cursor_.skip();
        types_ += 'C';
      } else if (cursor_.take_digits() || cursor_.take('#')) {
        types_ += 'I';
      } else {
        types_ += cursor_.take_one_of("Vv") ? 'V' : '-';
      }
    } while (cursor_.take(','));
    while (cursor_.peek() == ':' || cursor_.peek() == '@') {
      (cursor_.peek() == ':' ? has_colon_ : has_at_) = true;
      cursor_.skip();
    }
    return true;
  }

  // The types allowed to `letter`, or "?" when it is no directive.
  std::string_view parameters_of(char letter) const {
    const auto find = [letter](const auto& directives) -> std::string_view {
      for (const auto& directive : directives) {
        if (directive.letters.find(letter) != std::string_view::npos) return directive.parameters;
      }
      return "?";
    };
    return is_lisp_ ? find(lisp_directives) : find(scheme_directives);
  }

  bool fits(std::string_view allowed) const {
    if (allowed == "?") return false;
    for (std::size_t i = 0; i < types_.size(); ++i) {
      if (types_[i] == '-' || types_[i] == 'V') continue;
      if (i >= allowed.size() || (allowed[i] != 'A' && allowed[i] != types_[i])) return false;
    }
    return true;
  }

  bool open(char closer, int separators, bool needs_separator) {
    open_.push_back({closer, separators, needs_separator});
    return true;
  }

  bool open_choice() {
    if (has_at_ && has_colon_) return false;
    if (has_at_) return fits("") && open(']', 0, false);
    if (has_colon_) return fits("") && open(']', 1, true);
    return fits("I") && open(']', -1, false);
  }

  bool close(char c) {
    if (open_.empty() || open_.back().closer != c || open_.back().needs_separator) return false;
    open_.pop_back();
    return true;
  }

  bool take_separator() {
    if (open_.empty() || open_.back().separators == 0) return false;
    auto& group = open_.back();
    if (!fits(group.closer == '>' ? "I" : "")) return false;
    group.needs_separator = false;
    if (group.separators > 0) --group.separators;
    // "~:;" begins the last alternative.
    if (group.closer == ']' && has_colon_) group.separators = 0;
    return true;
  }

  bool is_lisp_;
  FormatCursor cursor_;
  std::vector<OpenGroup> open_;  // innermost last
  std::string types_;            // of the current directive's parameters; '-' for one left out
  bool is_negative_ = false;
  bool has_colon_ = false;
  bool has_at_ = false;
};

}  // namespace

void find_tilde_directives(TextFormat format, std::string_view text, std::vector<Span>& found) {
  TildeScanner(format == TextFormat::Lisp, text).run(found);
}

}  // namespace hexapla
