#include "hexapla/memory/learned.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/catalogs/state.h"

#include <charconv>

namespace hexapla {
namespace {

constexpr std::string_view head = "hexapla learned 1 ";
constexpr std::size_t digits = 16;

std::string hexadecimal(std::uint64_t number) {
  std::string text(digits, '0');
  for (std::size_t i = digits; i-- > 0; number >>= 4U) text[i] = "0123456789abcdef"[number & 15U];
  return text;
}

std::string read_or_nothing(const std::string& file) {
  FileStat found;
  if (!stat_file(file.c_str(), found)) return {};
  try {
    return read_file(file);
  } catch (const Error&) {
    return {};
  }
}

}  // namespace

std::uint64_t translated_hash(const Catalog& catalog) {
  std::uint64_t hash = 0;
  for (const Message& message : catalog.messages) {
    if (message.is_header() || state_of(message) != State::Translated) continue;
    hash = hash_bytes(message.msgctxt, hash + (message.has_msgctxt ? 1 : 0));
    hash = hash_bytes(message.msgid, hash);
    hash = hash_bytes(message.msgid_plural, hash);
    for (std::string_view form : message.msgstr) hash = hash_bytes(form, hash);
  }
  return hash;
}

LearnedRecord::LearnedRecord(std::string file, std::string_view memory)
    : file_(std::move(file)), first_line_(std::string(head) + hexadecimal(hash_bytes(memory)) + "\n") {
  const std::string bytes = read_or_nothing(file_);
  if (!bytes.starts_with(first_line_)) return;
  for (std::size_t at = first_line_.size(); at < bytes.size();) {
    const std::size_t end = bytes.find('\n', at);
    if (end == std::string::npos || end < at + digits + 2) break;
    std::uint64_t hash = 0;
    const char* const number = bytes.data() + at;
    const auto [rest, error] = std::from_chars(number, number + digits, hash, 16);
    if (error != std::errc() || rest != number + digits) break;
    hashes_[bytes.substr(at + digits + 1, end - at - digits - 1)] = hash;
    at = end + 1;
  }
}

bool LearnedRecord::has(const std::string& catalog, std::uint64_t hash) const {
  const auto found = hashes_.find(catalog);
  return found != hashes_.end() && found->second == hash;
}

void LearnedRecord::note(const std::string& catalog, std::uint64_t hash) {
  if (has(catalog, hash) || catalog.find('\n') != std::string::npos) return;
  hashes_[catalog] = hash;
  changed_ = true;
}

void LearnedRecord::save() {
  if (!changed_) return;
  std::string bytes = first_line_;
  for (const auto& [catalog, hash] : hashes_) bytes += hexadecimal(hash) + " " + catalog + "\n";
  replace_file(file_, bytes, false);
  changed_ = false;
}

}  // namespace hexapla
