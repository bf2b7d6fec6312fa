// The layout is msgcat's: live messages first, then the obsolete ones, a blank line between; comments, references,
// flags and previous texts in this order; strings split behind each "\n" and wrapped to 79 columns.
#include "hexapla/catalogs/byte_scan.h"
#include "hexapla/catalogs/charset.h"
#include "hexapla/catalogs/format_directives.h"
#include "hexapla/catalogs/plural_forms.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/wrap.h"

#include <algorithm>
#include <optional>

namespace hexapla {

namespace {

constexpr std::size_t page_width = 79;

class MessageWriter {
 public:
  MessageWriter(const PoWriteOptions& options, std::string& out) : options_(options), out_(out) {}

  void write(const Message& message, std::size_t plural_forms) {
    obsolete_ = message.obsolete;
    flags_ = message.flags.empty() ? FormatFlags{} : read_format_flags(message.flags);
    format_.reset();
    for (std::size_t i = 0; flags_.any_format && i < text_format_count && !format_; ++i) {
      if (flags_.formats[i] == FormatFlag::Yes) format_ = static_cast<TextFormat>(i);
    }
    write_comments(message);
    write_references(message);
    write_flags(message);
    write_previous(message);
    write_texts(message, plural_forms);
  }

 private:
  void write_comments(const Message& message);
  void write_comment_line(std::string_view mark, std::string_view line);
  void write_references(const Message& message);
  void write_flags(const Message& message);
  void write_previous(const Message& message);
  void write_texts(const Message& message, std::size_t plural_forms);

  void write_text(std::string_view prefix, std::string_view name, std::string_view value);
  void write_stretch(std::string_view prefix, std::string_view name, std::string_view stretch, std::size_t offset,
                     bool is_last);
  bool fits_behind(std::string_view name, std::string_view escaped, std::size_t width);
  void write_lines(std::string_view prefix, std::string_view escaped);
  std::string_view escape(std::string_view stretch, std::size_t offset);
  void map_directives(std::string_view stretch, std::size_t offset);

  const PoWriteOptions& options_;
  std::string& out_;
  FormatFlags flags_;
  std::optional<TextFormat> format_;
  bool obsolete_ = false;
  bool is_first_line_ = true;
  std::vector<Span> directives_;  // of the current value
  std::vector<Span> unbroken_;    // the same in the escaped stretch, without their first character
  std::vector<std::uint32_t> line_starts_;
  std::string escaped_;
};

// The space behind the mark is the writer's, not the comment's.
void MessageWriter::write_comment_line(std::string_view mark, std::string_view line) {
  if (line.starts_with(' ')) line.remove_prefix(1);
  for (;;) {
    const auto end = line.find('\n');
    const auto part = line.substr(0, end);
    out_ += mark;
    if (!part.empty()) out_ += ' ';
    out_ += part;
    out_ += '\n';
    if (end == std::string_view::npos) return;
    line.remove_prefix(end + 1);
  }
}

void MessageWriter::write_comments(const Message& message) {
  for (auto line : message.comments) write_comment_line("#", line);
  for (auto line : message.extracted) write_comment_line("#.", line);
}

void MessageWriter::write_references(const Message& message) {
  if (message.references.empty()) return;
  out_ += "#:";
  std::size_t column = 2;
  for (auto reference : message.references) {
    while (reference.starts_with("./")) reference.remove_prefix(2);
    const auto size = reference.size() + 1;
    if (column > 2 && column + size > page_width) {
      out_ += "\n#:";
      column = 2;
    }
    out_ += ' ';
    out_ += reference;
    column += size;
  }
  out_ += '\n';
}

void MessageWriter::write_flags(const Message& message) {
  bool is_first = true;
  const auto flag = [&](std::string_view a, std::string_view b = {}, std::string_view c = {}) {
    out_ += is_first ? "#, " : ", ";
    is_first = false;
    out_.append(a).append(b).append(c);
  };
  const bool has_text = !message.msgstr.empty() && !message.msgstr.front().empty();
  if (message.fuzzy && has_text) flag("fuzzy");
  for (std::size_t i = 0; flags_.any_format && i < text_format_count; ++i) {
    const auto name = text_format_name(static_cast<TextFormat>(i));
    if (flags_.formats[i] == FormatFlag::Yes) flag(name, "-format");
    if (flags_.formats[i] == FormatFlag::No) flag("no-", name, "-format");
  }
  if (!flags_.range.empty() && !obsolete_) flag(flags_.range);
  if (flags_.no_wrap) flag("no-wrap");
  if (options_.unknown_flags) {
    for (auto unknown : message.flags) {
      if (!is_known_flag(unknown)) flag(unknown);
    }
  }
  if (!is_first) out_ += '\n';
}

void MessageWriter::write_previous(const Message& message) {
  const std::string_view prefix = obsolete_ ? "#~| " : "#| ";
  if (message.has_previous_msgctxt) write_text(prefix, "msgctxt", message.previous_msgctxt);
  if (message.has_previous_msgid) write_text(prefix, "msgid", message.previous_msgid);
  if (message.has_previous_msgid_plural) write_text(prefix, "msgid_plural", message.previous_msgid_plural);
}

void MessageWriter::write_texts(const Message& message, std::size_t plural_forms) {
  const std::string_view prefix = obsolete_ ? "#~ " : "";
  if (message.has_msgctxt) write_text(prefix, "msgctxt", message.msgctxt);
  write_text(prefix, "msgid", message.msgid);
  const auto form = [&](std::size_t i) { return i < message.msgstr.size() ? message.msgstr[i] : std::string_view(); };
  if (!message.has_plural) {
    write_text(prefix, "msgstr", form(0));
    return;
  }
  write_text(prefix, "msgid_plural", message.msgid_plural);
  const auto forms = message.msgstr.empty() ? plural_forms : message.msgstr.size();
  for (std::size_t i = 0; i < forms; ++i) write_text(prefix, "msgstr[" + std::to_string(i) + "]", form(i));
}

void MessageWriter::write_text(std::string_view prefix, std::string_view name, std::string_view value) {
  is_first_line_ = true;
  directives_.clear();
  if (format_ && !value.empty()) find_directives(*format_, value, name.starts_with("msgstr"), directives_);
  std::size_t at = 0;
  do {
    const auto newline = value.find('\n', at);
    const auto end = newline == std::string_view::npos ? value.size() : newline + 1;
    write_stretch(prefix, name, value.substr(at, end - at), at, end == value.size());
    at = end;
  } while (at < value.size());
}

void MessageWriter::write_stretch(std::string_view prefix, std::string_view name, std::string_view stretch,
                                  std::size_t offset, bool is_last) {
  const auto escaped = escape(stretch, offset);
  const auto width = page_width - 2 - prefix.size();
  line_starts_.clear();
  if (!flags_.no_wrap) wrap_lines({escaped, unbroken_}, 0, width, line_starts_);
  out_ += prefix;
  if (is_first_line_) {
    is_first_line_ = false;
    out_ += name;
    // What does not fit behind the keyword begins on the next line, all of it.
    if (!escaped.empty() && (!is_last || !line_starts_.empty() || !fits_behind(name, escaped, width))) {
      out_ += " \"\"\n";
      out_ += prefix;
    } else {
      out_ += ' ';
    }
  }
  write_lines(prefix, escaped);
}

// Of a stretch that fills less than a line.
bool MessageWriter::fits_behind(std::string_view name, std::string_view escaped, std::size_t width) {
  if (flags_.no_wrap || escaped.size() + name.size() + 1 <= width) return true;
  std::vector<std::uint32_t> starts;
  wrap_lines({escaped, unbroken_}, name.size() + 1, width, starts);
  return starts.empty();
}

void MessageWriter::write_lines(std::string_view prefix, std::string_view escaped) {
  std::size_t begin = 0;
  for (const auto start : line_starts_) {
    out_ += '"';
    out_ += escaped.substr(begin, start - begin);
    out_ += "\"\n";
    out_ += prefix;
    begin = start;
  }
  out_ += '"';
  out_ += escaped.substr(begin);
  out_ += "\"\n";
}

char escape_letter(char c) {
  constexpr std::string_view letters = "abtnvfr";
  return c >= 7 && c <= 13 ? letters[static_cast<std::size_t>(c - 7)] : c;
}

std::string_view MessageWriter::escape(std::string_view stretch, std::size_t offset) {
  unbroken_.clear();
  if (!directives_.empty()) map_directives(stretch, offset);
  auto at = find_escaped(stretch, 0);
  if (at == stretch.size()) return stretch;
  escaped_.clear();
  std::size_t begin = 0;
  while (at < stretch.size()) {
    escaped_ += stretch.substr(begin, at - begin);
    escaped_ += '\\';
    escaped_ += escape_letter(stretch[at]);
    begin = at + 1;
    at = find_escaped(stretch, begin);
  }
  escaped_ += stretch.substr(begin);
  return escaped_;
}

// The directives that reach into this stretch, as offsets into its escaped form.
void MessageWriter::map_directives(std::string_view stretch, std::size_t offset) {
  std::size_t at = 0;
  std::size_t escapes = 0;
  const auto mapped = [&](std::size_t to) {
    for (; at < to; ++at) escapes += is_escaped(stretch[at]) ? 1U : 0U;
    return to + escapes;
  };
  for (const auto directive : directives_) {
    const std::size_t begin = std::max<std::size_t>(directive.begin + 1, offset);
    const std::size_t end = std::min<std::size_t>(directive.end, offset + stretch.size());
    if (begin >= end) continue;
    const auto from = mapped(begin - offset);
    unbroken_.push_back(make_span(from, mapped(end - offset)));
  }
}

// How many forms an untranslated plural message gets.
std::size_t count_plural_forms(const Catalog& catalog) {
  const auto forms = PluralForms::parse(catalog.header_field("Plural-Forms"));
  return forms ? forms->count() : 2;
}

class CatalogWriter {
 public:
  CatalogWriter(const Catalog& catalog, std::string& out, const PoWriteOptions& options)
      : catalog_(catalog), out_(out), writer_(options, out) {}

  void run() {
    out_.reserve(out_.size() + expected_size());
    for (const auto& message : catalog_.messages) {
      if (!message.obsolete) write(message);
    }
    for (const auto& message : catalog_.messages) {
      if (message.obsolete) write(message);
    }
  }

 private:
  void write(const Message& message) {
    // msgcat forgets obsolete messages without translation, but not the blank line before the next.
    const bool is_empty = message.msgstr.empty() || message.msgstr.front().empty();
    const bool is_dropped = message.obsolete && is_empty;
    if (needs_blank_line_ && !is_dropped) out_ += '\n';
    needs_blank_line_ = true;
    if (is_dropped) return;
    if (message.is_header() && !message.obsolete && !is_empty) {
      write_header(message);
    } else {
      writer_.write(message, message.has_plural && message.msgstr.empty() ? plural_forms() : 1);
    }
  }

  // A little more than is needed: quotes, keywords and escapes are guessed.
  std::size_t expected_size() const {
    std::size_t size = 0;
    for (const auto& message : catalog_.messages) {
      size += 48 + message.msgctxt.size() + message.msgid.size() + message.msgid_plural.size() +
              message.previous_msgid.size();
      for (const auto* texts : {&message.msgstr, &message.comments, &message.extracted, &message.references}) {
        for (auto text : *texts) size += 4 + text.size();
      }
    }
    return size + size / 8;
  }

  void write_header(const Message& header) {
    Message changed = header;
    const auto text = with_utf8_charset(header.msgstr.front());
    changed.msgstr.front() = text;
    writer_.write(changed, 1);
  }

  std::size_t plural_forms() {
    if (plural_forms_ == 0) plural_forms_ = count_plural_forms(catalog_);
    return plural_forms_;
  }

  const Catalog& catalog_;
  std::string& out_;
  MessageWriter writer_;
  std::size_t plural_forms_ = 0;
  bool needs_blank_line_ = false;
};

}  // namespace

void write_po(const Catalog& catalog, std::string& out, const PoWriteOptions& options) {
  CatalogWriter(catalog, out, options).run();
}

void write_po_message(const Message& message, std::string& out, const PoWriteOptions& options,
                      std::size_t plural_forms) {
  MessageWriter(options, out).write(message, plural_forms);
}

}  // namespace hexapla
