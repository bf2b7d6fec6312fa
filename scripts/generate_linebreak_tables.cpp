// Writes tools/hexapla/catalogs/linebreak_tables.cpp: how wide each character is and where lines may be broken, as
// GNU libunistring sees it, because msgcat asks libunistring. Run by scripts/generate_linebreak_tables.sh.
//
// Nothing of the library is read but its answers. Characters that no test string tells apart form a class. The rule
// over classes is learned as a finite automaton: two prefixes are the same state when every test suffix is broken in
// the same way after both. Each transition says whether a break is allowed before the character and which state comes
// next; the program using it is one table look-up per character.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

#include <unilbrk.h>
#include <unistring/version.h>
#include <uniwidth.h>

namespace {

using Text = std::vector<ucs4_t>;
constexpr ucs4_t code_points = 0x110000;
constexpr std::size_t block_size = 128;

// One character of every line breaking class of UAX #14, to compare all others with.
const Text probes = {0x2060, 0xA0,   0x2014, '|',    0xB4,   '-',   '}',    ')',     0x3009,  '!',     0x2026,
                     0x3005, '(',    0x3008, '"',    ',',    '0',   '%',    '$',     '/',     'a',     0xAC00,
                     0xAC01, 0x4E00, 0x1100, 0x1160, 0x11A8, 0x5D0, 0x200D, 0x1F466, 0x1F3FB, 0x1F1E6, 0x1F02C,
                     0x300,  0x200B, 0x2028, ' ',    0xFFFC, 0xA7,  0xE01,  0xE000,  0x2E56,  0x2329};

std::string breaks_of(const Text& text) {
  std::string result(text.size(), '\0');
  u32_possible_linebreaks(text.data(), text.size(), "UTF-8", result.data());
  return result;
}

std::string signature_of(ucs4_t c) {
  std::string signature;
  for (ucs4_t x : probes) {
    for (const Text& text : {Text{c, x}, Text{x, c}, Text{x, ' ', c, x}, Text{c, ' ', x}, Text{0x5D0, c, x},
                             Text{'a', c, c, x}, Text{'a', x, c, 'a'}, Text{0x1F1E6, c, 0x1F1E6, x}}) {
      signature += breaks_of(text);
    }
  }
  return signature;
}

bool is_surrogate(ucs4_t c) {
  return c >= 0xD800 && c <= 0xDFFF;
}

struct Classes {
  std::vector<std::uint8_t> of = std::vector<std::uint8_t>(code_points, 0);
  Text members;  // one of each class
};

Classes find_classes() {
  Classes classes;
  std::map<std::string, std::uint8_t> known;
  for (ucs4_t c = 0; c < code_points; ++c) {
    if (is_surrogate(c)) continue;
    auto [entry, is_new] = known.emplace(signature_of(c), static_cast<std::uint8_t>(classes.members.size()));
    if (is_new) classes.members.push_back(c);
    classes.of[c] = entry->second;
  }
  for (ucs4_t c = 0xD800; c <= 0xDFFF; ++c) classes.of[c] = classes.of[0xFFFD];
  return classes;
}

std::vector<Text> find_suffixes(const Text& members) {
  std::vector<Text> suffixes;
  for (ucs4_t x : members) {
    suffixes.push_back({x});
    suffixes.push_back({' ', x});
    for (ucs4_t y : members) suffixes.push_back({x, y});
  }
  return suffixes;
}

std::string state_signature(const Text& prefix, const std::vector<Text>& suffixes) {
  std::string signature;
  for (const Text& suffix : suffixes) {
    Text text = prefix;
    text.insert(text.end(), suffix.begin(), suffix.end());
    signature += breaks_of(text).substr(prefix.size());
  }
  return signature;
}

struct Step {
  unsigned state;
  unsigned action;  // 0: no break before, 1: a break may stand before, 2: the character is a line break itself
};

std::vector<std::vector<Step>> learn(const Text& members) {
  const auto suffixes = find_suffixes(members);
  std::map<std::string, unsigned> known;
  std::vector<Text> prefixes;
  auto state_of = [&](const Text& prefix) {
    auto [entry, is_new] = known.emplace(state_signature(prefix, suffixes), static_cast<unsigned>(prefixes.size()));
    if (is_new) prefixes.push_back(prefix);
    return entry->second;
  };
  state_of({});
  std::vector<std::vector<Step>> automaton;
  for (std::size_t state = 0; state < prefixes.size(); ++state) {
    std::vector<Step> row;
    for (ucs4_t c : members) {
      Text text = prefixes[state];
      text.push_back(c);
      const char mark = breaks_of(text).back();
      const unsigned action = mark == UC_BREAK_POSSIBLE ? 1 : mark == UC_BREAK_PROHIBITED ? 0 : 2;
      row.push_back({state_of(text), action});
    }
    automaton.push_back(row);
  }
  return automaton;
}

template <typename Values>
void print_array(const char* declaration, const Values& values) {
  std::printf("%s = {", declaration);
  for (std::size_t i = 0; i < values.size(); ++i) {
    std::printf("%s%u,", i % 24 == 0 ? "\n    " : " ", static_cast<unsigned>(values[i]));
  }
  std::printf("\n};\n\n");
}

void print_characters(const Classes& classes) {
  std::map<std::vector<unsigned>, unsigned> known;
  std::vector<unsigned> blocks;
  std::vector<unsigned> values;
  for (ucs4_t start = 0; start < code_points; start += block_size) {
    std::vector<unsigned> block;
    for (ucs4_t c = start; c < start + block_size; ++c) {
      const int width = uc_width(c, "UTF-8");
      block.push_back(classes.of[c] | static_cast<unsigned>(width < 0 ? 0 : width) << 6);
    }
    auto [entry, is_new] = known.emplace(block, static_cast<unsigned>(known.size()));
    if (is_new) values.insert(values.end(), block.begin(), block.end());
    blocks.push_back(entry->second);
  }
  if (known.size() > 65535) std::abort();
  print_array("const std::uint16_t character_blocks[]", blocks);
  print_array("const std::uint8_t characters[]", values);
}

void print_automaton(const std::vector<std::vector<Step>>& automaton) {
  std::vector<unsigned> cells;
  for (const auto& row : automaton) {
    for (std::size_t i = 0; i < 64; ++i) {
      cells.push_back(i < row.size() ? row[i].state << 8 | row[i].action : 0);
    }
  }
  print_array("const std::uint16_t transitions[]", cells);
}

}  // namespace

int main() {
  const Classes classes = find_classes();
  if (classes.members.size() > 64) return 1;
  const auto automaton = learn(classes.members);
  if (automaton.size() > 255) return 1;
  std::fprintf(stderr, "%zu classes, %zu states\n", classes.members.size(), automaton.size());
  std::printf("// Made by scripts/generate_linebreak_tables.sh from libunistring %d.%d.%d; do not edit.\n",
              _libunistring_version >> 16, (_libunistring_version >> 8) & 255, _libunistring_version & 255);
  std::printf("// clang-format off\n#include \"hexapla/catalogs/linebreak_tables.h\"\n\n");
  std::printf("namespace hexapla::linebreak {\n\n");
  print_characters(classes);
  print_automaton(automaton);
  std::printf("}  // namespace hexapla::linebreak\n");
  return 0;
}
