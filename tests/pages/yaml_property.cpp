// yaml-cpp beside us: it reads what we read, and reads back what we wrote.
#include "data_pages.h"
#include "yaml_events.h"

#include <algorithm>
#include <random>

#include <catch2/catch.hpp>
#include <yaml-cpp/yaml.h>

namespace hexapla {
namespace {

using Random = std::mt19937;

const std::string& pick(Random& random, const std::vector<std::string>& from) {
  return from[random() % from.size()];
}

/// Valid YAML of every construct, from nested pieces.
class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  std::string document() {
    std::string out = random_() % 4 == 0 ? "# comment\n--- # c\n" : "";
    if (random_() % 2 == 0) {
      map(out, 0, 0);
    } else {
      list(out, 0, 0);
    }
    if (random_() % 8 == 0) out += "...\n";
    return out;
  }

 private:
  bool one_in(unsigned n) { return random_() % n == 0; }
  static void indent(std::string& out, std::size_t columns) { out.append(columns, ' '); }
  void noise(std::string& out) {
    if (one_in(6)) out += pick(random_, {"\n", "  \n", "# c: d\n", "      # [\n"});
  }

  void map(std::string& out, std::size_t column, int depth) {
    for (auto i = 1 + random_() % 3; i > 0; --i) {
      noise(out);
      indent(out, column);
      out += pick(random_,
                  {"key", "a b", "'q: u'", "\"d\\\"q\"", "http://x", "é", "12", "? key\n" + std::string(column, ' ')});
      out += out.back() == ' ' || out.back() == '\n' ? ":" : pick(random_, {":", ":", " :"});
      value(out, column, depth, true);
    }
  }

  void list(std::string& out, std::size_t column, int depth) {
    for (auto i = 1 + random_() % 3; i > 0; --i) {
      noise(out);
      indent(out, column);
      out += '-';
      value(out, column, depth, false);
    }
  }

  void value(std::string& out, std::size_t column, int depth, bool in_map) {
    if (one_in(8)) out += pick(random_, {" !!str", " &anchor" + std::to_string(++anchors_), " !local"});
    if (depth < 4 && one_in(3)) {
      out += one_in(4) ? " # c\n" : "\n";
      const std::size_t inner = column + 1 + random_() % 3;
      if (one_in(2)) return map(out, inner, depth + 1);
      return list(out, in_map && one_in(2) ? column : inner, depth + 1);
    }
    if (one_in(4)) return block(out, column);
    out += ' ';
    one_in(3) ? flow(out, depth) : scalar(out, column);
    out += pick(random_, {"\n", "\n", " # c\n", "  \n", "\r\n", "\t\n"});
  }

  void scalar(std::string& out, std::size_t column) {
    const std::string more(column + 2, ' ');
    out += pick(random_, {"plain",
                          "two words",
                          "plain\n" + more + "on\n\n" + more + "lines",
                          "-x",
                          "a#b",
                          "x:y",
                          "?x",
                          "'single'",
                          "'it''s\n" + more + "long'",
                          "\"double \\x41 \\u00e9\"",
                          "\"a \\\n" + more + "b\n\n" + more + "c\"",
                          "~",
                          "null",
                          "''",
                          "\"\"",
                          "[]",
                          "{}",
                          "%",
                          "a, b",
                          "a]"});
    if (out.ends_with('%')) out.back() = 'p';
  }

  void flow(std::string& out, int depth) {
    const bool is_map = one_in(2);
    out += is_map ? '{' : '[';
    for (auto i = random_() % 4; i > 0; --i) {
      if (is_map) out += pick(random_, {"k: ", "\"k\":", "'k' : ", "k "});
      if (!is_map || !out.ends_with("k ")) {
        if (depth < 6 && one_in(4)) {
          flow(out, depth + 1);
        } else {
          out += pick(random_,
                      {"a", "'b'", "\"c\"", "d e", "http://x", "-1", "'multi\n          line'", "p\n          q"});
        }
      }
      if (i > 1 || one_in(4)) out += pick(random_, {",", ", ", " ,\n          ", ", # c\n          "});
    }
    out += is_map ? '}' : ']';
  }

  void block(std::string& out, std::size_t column) {
    const std::size_t step = 1 + random_() % 4;
    const bool given = one_in(3);
    bool first = true;
    out += ' ';
    out += one_in(2) ? '|' : '>';
    if (given) out += std::to_string(step);
    out += pick(random_, {"", "-", "+"});
    out += one_in(4) ? " # c\n" : "\n";
    for (auto i = 1 + random_() % 5; i > 0; --i) {
      if (one_in(4)) out += '\n';
      indent(out, column + step);
      // yaml-cpp takes a first line with # for a comment.
      out += first ? "text" : pick(random_, {"text", "more: text", "- x", "# no comment", "  deep"});
      first = false;
      out += '\n';
    }
    if (one_in(4)) out += "\n\n";
  }

  Random random_;
  int anchors_ = 0;
};

/// Characters and sequences that mean something somewhere in YAML.
std::string nasty_text(Random& random) {
  static const std::vector<std::string> pieces = {
      "a",
      "word",
      "é",
      "日本",
      " ",
      "  ",
      "\n",
      "\n\n",
      ":",
      ": ",
      " #",
      "#",
      "-",
      "- ",
      "?",
      "? ",
      ",",
      "[",
      "]",
      "{",
      "}",
      "&",
      "*",
      "!",
      "|",
      ">",
      "'",
      "\"",
      "%",
      "@",
      "`",
      "\\",
      "\t",
      "\r",
      "\x01",
      "\x7F",
      "\xC2\x85",
      "\xC2\xA0",
      "\xE2\x80\xA8",
      "\xEF\xBB\xBF",
      "😀",
      "---",
      "...",
      "true",
      "null",
      "12",
      "2026-01-01",
      "~",
      "<<",
      "=",
      "\n ",
      " \n",
      "\n\t",
      "//",
  };
  std::string text;
  for (auto i = 1 + random() % 7; i > 0; --i) text += pick(random, pieces);
  if (random() % 2 == 0) text += "x";
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text.empty() ? "x" : text;
}

std::string without_last_breaks(std::string text) {
  while (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

struct Context {
  const char* text;
  std::vector<const char*> keys;  ///< to the value in yaml-cpp; a number is an index
};

std::string value_at(const std::string& text, const Context& context) {
  YAML::Node node = YAML::Load(text);
  for (const char* key : context.keys) {
    const bool index = key[0] >= '0' && key[0] <= '9';
    node.reset(index ? node[std::stoul(key)] : node[std::string(key)]);
  }
  REQUIRE(node.IsScalar());
  // "?" is a plain scalar, whose type is open.
  if (node.Tag() == "?") REQUIRE_FALSE(node.IsNull());
  return node.Scalar();
}

}  // namespace

TEST_CASE("generated YAML reads as yaml-cpp reads it", "[yaml][property]") {
  int refused = 0;
  for (unsigned seed = 0; seed < 4000; ++seed) {
    const std::string text = Generator(seed).document();
    INFO(seed << "\n" << text);
    const auto theirs = yaml_oracle::yaml_cpp_events(text);
    const auto own = yaml_oracle::own_events(text);
    REQUIRE(own);
    if (!theirs) ++refused;
    if (theirs) REQUIRE(*own == *theirs);
  }
  // An anchor or a tag in a list before a text of several lines is too much for yaml-cpp 0.7.
  CHECK(refused < 300);
}

TEST_CASE("every text laid into every style and context is read back, by us and by yaml-cpp", "[yaml][property]") {
  const std::vector<Context> contexts = {
      {"k: text\n", {"k"}},
      {"k: text # c\nl: 1\n", {"k"}},
      {"k: 'text'\n", {"k"}},
      {"k: \"text\" # c\n", {"k"}},
      {"a:\n  - text\n  - 1\n", {"a", "0"}},
      {"- - text\n", {"0", "0"}},
      {"a: {k: text, l: 1}\n", {"a", "k"}},
      {"a: [text]\n", {"a", "0"}},
      {"a: [1, 'text' , 2]\n", {"a", "1"}},
      {"? k\n: text\n", {"k"}},
      {"k: |\n  text\nl: 1\n", {"k"}},
      {"k: |-\n    text\n    more\n\nl: 1\n", {"k"}},
      {"k: |1+\n text\n", {"k"}},
      {"a:\n- >\n  text\n- 1\n", {"a", "0"}},
      {"k: >-\n  text", {"k"}},
      {"k: >2-\n  text\nl: 1\n", {"k"}},
      {"k: &a !!str text\nl: *a\n", {"k"}},
      {"k: more\n  text\nl: 1\n", {"k"}},
      {"k: |\r\n  text\r\nl: 1\r\n", {"k"}},
  };
  Random random(11);
  for (const Context& context : contexts) {
    const Page page = data_pages::yaml(context.text);
    REQUIRE(page.units.size() == 1);
    for (int round = 0; round < 1500; ++round) {
      const std::string translation = nasty_text(random);
      LayoutOptions options;
      if (round % 3 == 1) options.wrap = LayoutOptions::Wrap::Column;
      options.column = 10;
      const std::string out = data_pages::merge(page, translation, options);
      INFO(context.text << "\n" << translation << "\n" << out);
      const Page again = data_pages::yaml(out);
      REQUIRE(data_pages::first_problem(again).empty());
      REQUIRE(data_pages::same_structure(page, again));
      if (!again.units.empty()) REQUIRE(again.units[0].text == translation);
      REQUIRE(without_last_breaks(value_at(out, context)) == translation);
    }
  }
}

TEST_CASE("translating every unit to itself changes no value", "[yaml][property]") {
  for (unsigned seed = 5000; seed < 7000; ++seed) {
    const std::string text = Generator(seed).document();
    const Page page = data_pages::yaml(text);
    const std::string out = data_pages::merge(page, [](const Unit& unit) { return std::string(unit.text); });
    INFO(seed << "\n" << text << "\n" << out);
    const auto theirs = yaml_oracle::yaml_cpp_events(text);
    if (theirs) REQUIRE(yaml_oracle::yaml_cpp_events(out) == theirs);
    REQUIRE(data_pages::dump(data_pages::yaml(out)) == data_pages::dump(page));
    REQUIRE(data_pages::same_structure(page, data_pages::yaml(out)));
  }
}

}  // namespace hexapla
