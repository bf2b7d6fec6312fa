#include "hexapla/catalogs/po_comments.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <unordered_set>

namespace hexapla {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n';
}

bool is_flag_separator(char c) {
  return is_blank(c) || c == ',' || c == '\r' || c == '\f' || c == '\v';
}

// Loops of our own: find_first_of asks memchr for every character, and references are half of some catalogs.
template <typename Predicate>
std::size_t skip_while(std::string_view text, std::size_t at, Predicate is_skipped) {
  while (at < text.size() && is_skipped(text[at])) ++at;
  return at;
}

std::size_t skip_blanks(std::string_view text, std::size_t at) {
  return skip_while(text, at, is_blank);
}

std::size_t skip_word(std::string_view text, std::size_t at) {
  return skip_while(text, at, [](char c) { return !is_blank(c); });
}

std::size_t skip_digits(std::string_view text, std::size_t at) {
  return skip_while(text, at, is_digit);
}

// The digits at `at` behind optional blanks when a whole word of them stands there.
std::string_view number_word(std::string_view text, std::size_t at) {
  const auto begin = skip_blanks(text, at);
  const auto end = skip_digits(text, begin);
  if (end == begin || (end < text.size() && !is_blank(text[end]))) return {};
  return text.substr(begin, end - begin);
}

// A line number as gettext prints it again: 64 bits that wrap around; all ones means "no number".
std::string printed_number(std::string_view digits) {
  std::uint64_t number = 0;
  for (char c : digits) number = number * 10 + static_cast<std::uint64_t>(c - '0');
  if (number == static_cast<std::uint64_t>(-1)) return {};
  return ":" + std::to_string(static_cast<std::int64_t>(number));
}

bool prints_as_written(std::string_view digits) {
  return digits.size() < 19 && (digits.size() == 1 || digits.front() != '0');
}

void remove_repeated(std::vector<std::string_view>& items) {
  constexpr std::size_t few = 24;
  if (items.size() < 2) return;
  std::unordered_set<std::string_view> seen;
  auto end = items.begin();
  for (auto item : items) {
    const bool is_new = items.size() <= few ? std::find(items.begin(), end, item) == end : seen.insert(item).second;
    if (is_new) *end++ = item;
  }
  items.erase(end, items.end());
}

}  // namespace

void PoComments::add(std::string_view text) {
  any_ = true;
  const char kind = text.empty() ? '\0' : text.front();
  if (kind == '.') {
    pending_.extracted.push_back(text.substr(1));
  } else if (kind == ':') {
    add_references(text.substr(1));
  } else if (kind == ',' || kind == '!') {
    set_flags(text.substr(1));
  } else if (!add_sun_reference(text)) {
    pending_.comments.push_back(text);
  }
}

void PoComments::move_to(Message& message) {
  if (!any_) return;
  remove_repeated(pending_.references);
  // Copied: the lists that grow stay here and are used again, the message gets lists of just their size.
  message.comments = pending_.comments;
  message.extracted = pending_.extracted;
  message.references = pending_.references;
  message.flags = pending_.flags;
  message.fuzzy = pending_.fuzzy;
  clear();
}

void PoComments::clear() {
  if (!any_) return;
  any_ = false;
  pending_.comments.clear();
  pending_.extracted.clear();
  pending_.references.clear();
  pending_.flags.clear();
  pending_.fuzzy = false;
}

// "file:12", also with blanks around the colon, or a file alone.
void PoComments::add_references(std::string_view text) {
  std::size_t at = skip_blanks(text, 0);
  while (at < text.size()) {
    const std::size_t begin = at;
    at = skip_word(text, begin + 1);
    const auto word = text.substr(begin, at - begin);
    const auto next = skip_blanks(text, at);
    std::string_view digits;
    if (next < text.size() && text[next] == ':') digits = number_word(text, next + 1);
    std::string_view name = word;
    if (digits.empty() && word.ends_with(':')) {
      digits = number_word(text, at);
      if (!digits.empty()) name.remove_suffix(1);
    }
    if (!digits.empty()) {
      add_reference({}, name, digits);
      at = static_cast<std::size_t>(digits.data() + digits.size() - text.data());
    } else {
      std::size_t colon = word.size();
      while (colon > 0 && is_digit(word[colon - 1])) --colon;
      if (colon < word.size() && colon > 1 && word[colon - 1] == ':') {
        add_reference(word, word.substr(0, colon - 1), word.substr(colon));
      } else {
        add_reference(word, word, {});
      }
    }
    at = skip_blanks(text, at);
  }
}

void PoComments::add_reference(std::string_view written, std::string_view name, std::string_view digits) {
  if (digits.empty() || (!written.empty() && prints_as_written(digits))) {
    pending_.references.push_back(written);
    return;
  }
  pending_.references.push_back(arena_.keep(std::string(name) + printed_number(digits)));
}

// Sun's "# File: foo.c, line: 12", also with "line number: 12".
bool PoComments::add_sun_reference(std::string_view text) {
  if (!text.starts_with(" File:") && !text.starts_with(" file:")) return false;
  const auto begin = skip_blanks(text, 6);
  for (auto comma = text.find(',', begin); comma != std::string_view::npos; comma = text.find(',', comma + 1)) {
    auto at = skip_blanks(text, comma + 1);
    if (!text.substr(at).starts_with("line")) continue;
    at = skip_blanks(text, at + 4);
    if (text.substr(at).starts_with("number")) at = skip_blanks(text, at + 6);
    if (at >= text.size() || text[at] != ':') continue;
    const auto digits = text.substr(at + 1, skip_digits(text, at + 1) - at - 1);
    if (digits.empty() || skip_blanks(text, at + 1 + digits.size()) != text.size()) continue;
    auto name = text.substr(begin, comma - begin);
    while (!name.empty() && (name.back() == ' ' || name.back() == '\t')) name.remove_suffix(1);
    add_reference({}, name, digits);
    return true;
  }
  return false;
}

// As in gettext, the last "#," line alone counts.
void PoComments::set_flags(std::string_view text) {
  pending_.flags.clear();
  pending_.fuzzy = false;
  std::size_t at = 0;
  const auto next_word = [&] {
    const auto begin = skip_while(text, at, is_flag_separator);
    at = skip_while(text, begin, [](char c) { return !is_flag_separator(c); });
    return text.substr(begin, at - begin);
  };
  for (auto word = next_word(); !word.empty(); word = next_word()) {
    if (word == "fuzzy") {
      pending_.fuzzy = true;
    } else if (word == "range:") {
      pending_.flags.push_back(arena_.keep("range: " + std::string(next_word())));
    } else {
      pending_.flags.push_back(word);
    }
  }
}

}  // namespace hexapla
