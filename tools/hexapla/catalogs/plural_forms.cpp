// The expression is compiled by the shunting-yard method to steps for a stack machine: nothing recurses, however the
// header's parentheses are nested.
#include "hexapla/catalogs/plural_forms.h"

#include <array>

namespace hexapla {

namespace {

// Nobody's rule comes near; a hostile header may not cost more than this.
constexpr std::size_t max_steps = 400;
constexpr std::size_t max_stack = 100;
constexpr std::uint32_t max_forms = 100;

enum Op : std::uint8_t {
  Number,
  Variable,
  Not,
  Multiply,
  Divide,
  Modulo,
  Add,
  Subtract,
  Less,
  Greater,
  LessEqual,
  GreaterEqual,
  Equal,
  NotEqual,
  And,
  Or,
  Select,  // a ? b : c
  // On the operator stack only:
  Question,
  OpenParenthesis,
};

int precedence(Op op) {
  switch (op) {
    case Not:
      return 9;
    case Multiply:
    case Divide:
    case Modulo:
      return 8;
    case Add:
    case Subtract:
      return 7;
    case Less:
    case Greater:
    case LessEqual:
    case GreaterEqual:
      return 6;
    case Equal:
    case NotEqual:
      return 5;
    case And:
      return 4;
    case Or:
      return 3;
    default:
      return 0;
  }
}

struct Operator {
  std::string_view text;
  Op op;
};
// Longer ones first.
constexpr std::array operators = std::to_array<Operator>({{"<=", LessEqual},
                                                          {">=", GreaterEqual},
                                                          {"==", Equal},
                                                          {"!=", NotEqual},
                                                          {"&&", And},
                                                          {"||", Or},
                                                          {"*", Multiply},
                                                          {"/", Divide},
                                                          {"%", Modulo},
                                                          {"+", Add},
                                                          {"-", Subtract},
                                                          {"<", Less},
                                                          {">", Greater}});

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

struct CompiledStep {
  Op op;
  std::uint64_t value;
};

class Compiler {
 public:
  explicit Compiler(std::string_view text) : text_(text) {}

  bool run() {
    while (skip_blanks()) {
      if (steps_.size() + waiting_.size() > max_steps) return false;
      if (!(wants_operand_ ? read_operand() : read_operator())) return false;
    }
    if (wants_operand_ || !unwind_above(0)) return false;
    return waiting_.empty() && fits_stack();
  }
  const std::vector<CompiledStep>& steps() const { return steps_; }

 private:
  bool skip_blanks() {
    while (!text_.empty() && (text_.front() == ' ' || text_.front() == '\t')) text_.remove_prefix(1);
    return !text_.empty();
  }

  bool read_operand() {
    const char c = text_.front();
    if (is_digit(c)) {
      std::uint64_t value = 0;
      for (; !text_.empty() && is_digit(text_.front()); text_.remove_prefix(1)) {
        value = value * 10 + static_cast<std::uint64_t>(text_.front() - '0');
      }
      steps_.push_back({Number, value});
      wants_operand_ = false;
      return true;
    }
    text_.remove_prefix(1);
    if (c == 'n') {
      steps_.push_back({Variable, 0});
      wants_operand_ = false;
    } else if (c == '!') {
      waiting_.push_back(Not);
    } else if (c == '(') {
      waiting_.push_back(OpenParenthesis);
    } else {
      return false;
    }
    return true;
  }

  bool read_operator() {
    const char c = text_.front();
    if (c == ')') return close_parenthesis();
    if (c == '?') {
      text_.remove_prefix(1);
      unwind_above(0);
      waiting_.push_back(Question);
      wants_operand_ = true;
      return true;
    }
    if (c == ':') return read_colon();
    for (const auto& candidate : operators) {
      if (!text_.starts_with(candidate.text)) continue;
      text_.remove_prefix(candidate.text.size());
      while (!waiting_.empty() && precedence(waiting_.back()) >= precedence(candidate.op)) pop();
      waiting_.push_back(candidate.op);
      wants_operand_ = true;
      return true;
    }
    return false;
  }

  bool close_parenthesis() {
    text_.remove_prefix(1);
    while (!waiting_.empty() && waiting_.back() != OpenParenthesis) {
      if (waiting_.back() == Question) return false;
      pop();
    }
    if (waiting_.empty()) return false;
    waiting_.pop_back();
    return true;
  }

  // The middle of ?: is complete, with all conditions nested in it.
  bool read_colon() {
    text_.remove_prefix(1);
    while (!waiting_.empty() && waiting_.back() != Question) {
      if (waiting_.back() == OpenParenthesis) return false;
      pop();
    }
    if (waiting_.empty()) return false;
    waiting_.back() = Select;
    wants_operand_ = true;
    return true;
  }

  // Operators that bind more than ?: are complete; at the end, Select is, too.
  bool unwind_above(int level) {
    while (!waiting_.empty() && precedence(waiting_.back()) > level) pop();
    while (text_.empty() && !waiting_.empty()) {
      if (waiting_.back() == Question || waiting_.back() == OpenParenthesis) return false;
      pop();
    }
    return true;
  }

  void pop() {
    steps_.push_back({waiting_.back(), 0});
    waiting_.pop_back();
  }

  bool fits_stack() const {
    std::size_t depth = 0;
    for (const auto& step : steps_) {
      depth += step.op <= Variable ? 1U : 0U;
      depth -= step.op == Select ? 2U : step.op > Not ? 1U : 0U;
      if (depth > max_stack) return false;
    }
    return true;
  }

  std::string_view text_;
  std::vector<CompiledStep> steps_;
  std::vector<Op> waiting_;
  bool wants_operand_ = true;
};

// A number, or what comes of dividing by zero: harmless where it is not chosen, as C's && || ?: skip it.
struct Value {
  std::uint64_t number = 0;
  bool is_bad = false;
};

std::uint64_t calculate(Op op, std::uint64_t a, std::uint64_t b) {
  switch (op) {
    case Multiply:
      return a * b;
    case Divide:
      return a / b;
    case Modulo:
      return a % b;
    case Add:
      return a + b;
    case Subtract:
      return a - b;
    case Less:
      return a < b;
    case Greater:
      return a > b;
    case LessEqual:
      return a <= b;
    case GreaterEqual:
      return a >= b;
    case Equal:
      return a == b;
    default:
      return a != b;
  }
}

Value combine(Op op, Value a, Value b) {
  if (a.is_bad) return a;
  if (op == And) return a.number == 0 ? a : b.is_bad ? b : Value{b.number != 0, false};
  if (op == Or) return a.number != 0 ? Value{1, false} : b.is_bad ? b : Value{b.number != 0, false};
  if (b.is_bad) return b;
  if ((op == Divide || op == Modulo) && b.number == 0) return {0, true};
  return {calculate(op, a.number, b.number), false};
}

// The text behind `key`, which may stand anywhere, as gettext looks for it.
std::optional<std::string_view> value_of(std::string_view text, std::string_view key) {
  const auto found = text.find(key);
  if (found == std::string_view::npos) return std::nullopt;
  auto value = text.substr(found + key.size());
  while (value.starts_with(' ') || value.starts_with('\t')) value.remove_prefix(1);
  return value;
}

}  // namespace

std::optional<PluralForms> PluralForms::parse(std::string_view header_value) {
  const auto count = value_of(header_value, "nplurals=");
  // "nplurals=" ends in what looks like the key.
  const auto skipped = header_value.find("nplurals=");
  if (!count || skipped == std::string_view::npos) return std::nullopt;
  auto expression = value_of(header_value.substr(0, skipped), "plural=");
  if (!expression) expression = value_of(header_value.substr(skipped + 9), "plural=");
  if (!expression) return std::nullopt;

  PluralForms forms;
  forms.count_ = 0;
  for (char c : *count) {
    if (!is_digit(c) || forms.count_ > max_forms) break;
    forms.count_ = forms.count_ * 10 + static_cast<std::uint32_t>(c - '0');
  }
  if (forms.count_ == 0 || forms.count_ > max_forms) return std::nullopt;

  Compiler compiler(expression->substr(0, expression->find_first_of(";\n")));
  if (!compiler.run()) return std::nullopt;
  for (const auto& step : compiler.steps()) forms.steps_.push_back({step.op, step.value});
  return forms;
}

std::optional<std::uint32_t> PluralForms::form(std::uint64_t n) const {
  std::array<Value, max_stack + 1> stack;
  std::size_t top = 0;  // of the values in use
  for (const auto& step : steps_) {
    const auto op = static_cast<Op>(step.op);
    if (op == Number || op == Variable) {
      stack[top++] = {op == Number ? step.value : n, false};
    } else if (op == Not) {
      stack[top - 1].number = stack[top - 1].number == 0 ? 1 : 0;
    } else if (op == Select) {
      top -= 2;
      Value& condition = stack[top - 1];
      if (!condition.is_bad) condition = condition.number != 0 ? stack[top] : stack[top + 1];
    } else {
      --top;
      stack[top - 1] = combine(op, stack[top - 1], stack[top]);
    }
  }
  if (stack[0].is_bad || stack[0].number >= count_) return std::nullopt;
  return static_cast<std::uint32_t>(stack[0].number);
}

}  // namespace hexapla
