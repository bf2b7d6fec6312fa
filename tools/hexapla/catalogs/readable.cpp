#include "hexapla/catalogs/readable.h"

#include "hexapla/catalogs/state.h"

#include <string_view>

namespace hexapla {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// A backslash here could be taken for the beginning of what stands for another character.
bool is_ambiguous(std::string_view text, std::size_t backslash) {
  if (backslash + 1 == text.size()) return true;
  const char next = text[backslash + 1];
  return is_control(next) || std::string_view("ntx\\").find(next) != std::string_view::npos;
}

void append_text(std::string_view text, std::string& out) {
  constexpr std::string_view digits = "0123456789abcdef";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (is_control(c)) {
      out += "\\x";
      out += digits[static_cast<std::size_t>(c) >> 4];
      out += digits[static_cast<std::size_t>(c) & 15];
    } else {
      if (c == '\\' && is_ambiguous(text, i)) out += '\\';
      out += c;
    }
  }
}

void write_line(std::string_view name, std::string_view text, std::string& out) {
  out += name;
  out += ':';
  if (!text.empty()) out += ' ';
  append_text(text, out);
  out += '\n';
}

std::string_view without_space(std::string_view comment) {
  if (comment.starts_with(' ')) comment.remove_prefix(1);
  return comment;
}

/// The fields but for dates, which change with every run of every tool.
void write_header(const Message& header, std::string& out) {
  for (std::string_view comment : header.comments) write_line("comment", without_space(comment), out);
  std::string_view text = header.msgstr.empty() ? std::string_view() : header.msgstr.front();
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with("POT-Creation-Date:") || line.starts_with("PO-Revision-Date:")) continue;
    write_line("header", line, out);
  }
}

void write_message(const Message& message, std::string& out) {
  write_line("source", message.msgid, out);
  if (message.has_plural) write_line("plural", message.msgid_plural, out);
  if (message.has_msgctxt) write_line("context", message.msgctxt, out);
  write_line("state", state_name(state_of(message)), out);
  if (message.obsolete && message.fuzzy) write_line("flag", "fuzzy", out);
  for (std::string_view flag : message.flags) write_line("flag", flag, out);
  if (message.has_previous_msgctxt) write_line("previous context", message.previous_msgctxt, out);
  if (message.has_previous_msgid) write_line("previous source", message.previous_msgid, out);
  if (message.has_previous_msgid_plural) write_line("previous plural", message.previous_msgid_plural, out);
  for (std::string_view comment : message.comments) write_line("comment", without_space(comment), out);
  if (!message.has_plural) {
    write_line("translation", message.msgstr.empty() ? std::string_view() : message.msgstr.front(), out);
    return;
  }
  for (std::size_t i = 0; i < message.msgstr.size(); ++i) {
    write_line("translation " + std::to_string(i), message.msgstr[i], out);
  }
}

}  // namespace

void write_readable(const Catalog& catalog, std::string& out) {
  bool first = true;
  for (const Message& message : catalog.messages) {
    if (!first) out += '\n';
    first = false;
    if (message.is_header() && !message.obsolete) {
      write_header(message, out);
    } else {
      write_message(message, out);
    }
  }
}

}  // namespace hexapla
