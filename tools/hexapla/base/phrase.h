// A sentence for people that can still be translated: the library names it, the program above says it in the
// reader's language. Rooms below cli/ never format a finished sentence themselves.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Marks a literal for extraction (xgettext --keyword=N_) and is the literal itself.
#define N_(literal) literal
/// The same for a singular and a plural: N_N("{1} file", "{1} files") makes the two arguments of a Phrase.
#define N_N(one, many) one, many

namespace hexapla {

/// `msgid` (and `plural` where `count` chooses) hold {1}, {2}… for `args`. The literals live for ever.
struct Phrase {
  const char* msgid = "";
  const char* plural = nullptr;
  long count = 0;
  std::vector<std::string> args;

  Phrase() = default;
  Phrase(const char* text, std::vector<std::string> values = {}) : msgid(text), args(std::move(values)) {}  // NOLINT
  Phrase(const char* one, const char* many, long n, std::vector<std::string> values = {})
      : msgid(one), plural(many), count(n), args(std::move(values)) {}
};

/// `pattern` with {1}, {2}… replaced; {{ and }} stand for single braces; a number without an argument stays.
std::string fill(std::string_view pattern, const std::vector<std::string>& args);

/// The phrase in English, as the source has it.
std::string in_english(const Phrase& phrase);

}  // namespace hexapla
