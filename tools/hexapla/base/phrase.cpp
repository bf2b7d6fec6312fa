#include "hexapla/base/phrase.h"

namespace hexapla {

namespace {

/// The number N of "{N}" at `at`, and its length; 0 when there is no such thing (one or two digits, from 1).
std::size_t read_placeholder(std::string_view pattern, std::size_t at, std::size_t& length) {
  std::size_t number = 0;
  std::size_t next = at + 1;
  while (next < pattern.size() && next < at + 3 && pattern[next] >= '0' && pattern[next] <= '9') {
    number = number * 10 + static_cast<std::size_t>(pattern[next] - '0');
    ++next;
  }
  if (next == at + 1 || next >= pattern.size() || pattern[next] != '}') return 0;
  length = next + 1 - at;
  return number;
}

}  // namespace

std::string fill(std::string_view pattern, const std::vector<std::string>& args) {
  std::string out;
  out.reserve(pattern.size() + 32);
  std::size_t at = 0;
  while (at < pattern.size()) {
    const char c = pattern[at];
    if ((c == '{' || c == '}') && at + 1 < pattern.size() && pattern[at + 1] == c) {
      out += c;
      at += 2;
      continue;
    }
    std::size_t length = 0;
    const std::size_t number = c == '{' ? read_placeholder(pattern, at, length) : 0;
    if (number >= 1 && number <= args.size()) {
      out += args[number - 1];
      at += length;
      continue;
    }
    out += c;
    ++at;
  }
  return out;
}

std::string in_english(const Phrase& phrase) {
  const bool many = phrase.plural != nullptr && phrase.count != 1;
  return fill(many ? phrase.plural : phrase.msgid, phrase.args);
}

}  // namespace hexapla
