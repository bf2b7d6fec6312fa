#include "hexapla/tracking/header.h"

#include <array>
#include <optional>

namespace hexapla {
namespace {

constexpr std::array<std::string_view, 10> known_fields{
    "Project-Id-Version:", "Report-Msgid-Bugs-To:",
    "POT-Creation-Date:",  "PO-Revision-Date:",
    "Last-Translator:",    "Language-Team:",
    "Language:",           "MIME-Version:",
    "Content-Type:",       "Content-Transfer-Encoding:",
};
constexpr std::size_t bugs_to = 1;
constexpr std::size_t creation_date = 2;

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
}

bool starts_with_field(std::string_view line, std::string_view field) {
  if (line.size() < field.size()) return false;
  for (std::size_t i = 0; i < field.size(); ++i) {
    if (lower(line[i]) != lower(field[i])) return false;
  }
  return true;
}

/// Index into known_fields, or its size.
std::size_t known_field(std::string_view line) {
  std::size_t field = 0;
  while (field < known_fields.size() && !starts_with_field(line, known_fields[field])) ++field;
  return field;
}

/// Takes the next line, without its end, off the front.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  const std::string_view line = text.substr(0, end);
  text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
  return line;
}

std::optional<std::string_view> value_of(std::string_view header, std::string_view field) {
  while (!header.empty()) {
    const std::string_view line = take_line(header);
    if (starts_with_field(line, field)) return line.substr(field.size());
  }
  return std::nullopt;
}

}  // namespace

std::string merge_headers(std::string_view old_header, std::string_view template_header) {
  std::array<std::optional<std::string_view>, known_fields.size()> known;
  std::string unknown;
  while (!old_header.empty()) {
    const std::string_view line = take_line(old_header);
    const std::size_t field = known_field(line);
    if (field < known_fields.size()) {
      known[field] = line.substr(known_fields[field].size());
    } else {
      unknown.append(line).append("\n");
    }
  }
  for (std::size_t field : {bugs_to, creation_date}) {
    if (const auto value = value_of(template_header, known_fields[field])) known[field] = value;
  }
  std::string merged;
  for (std::size_t field = 0; field < known_fields.size(); ++field) {
    if (known[field]) merged.append(known_fields[field]).append(*known[field]).append("\n");
  }
  return merged + unknown;
}

std::string other_fields(std::string_view header) {
  std::string others;
  while (!header.empty()) {
    const std::string_view line = take_line(header);
    if (line.empty() || known_field(line) < known_fields.size() || starts_with_field(line, "Plural-Forms:")) continue;
    others.append(line).append("\n");
  }
  return others;
}

std::string_view header_field_of(std::string_view header, std::string_view name) {
  const auto value = value_of(header, std::string(name) + ":");
  if (!value) return {};
  const std::size_t begin = value->find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return value->substr(begin, value->find_last_not_of(" \t\r") + 1 - begin);
}

}  // namespace hexapla
