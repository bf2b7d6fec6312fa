// "{…}": Python's str.format, C#, and Java's MessageFormat.
#include "hexapla/catalogs/format_scan.h"

#include <algorithm>

namespace hexapla {

namespace {

bool is_name_start(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '_';
}

bool take_name(FormatCursor& cursor) {
  if (!is_name_start(cursor.peek())) return false;
  while (is_name_start(cursor.peek()) || cursor.is_digit()) cursor.skip();
  return true;
}

// field ("." name | "[" name or number "]")*
bool take_python_field(FormatCursor& cursor) {
  if (!take_name(cursor) && !cursor.take_digits()) return false;
  for (;;) {
    if (cursor.take('.')) {
      if (!take_name(cursor)) return false;
    } else if (cursor.take('[')) {
      if (!take_name(cursor) && !cursor.take_digits()) return false;
      if (!cursor.take(']')) return false;
    } else {
      return true;
    }
  }
}

void take_python_spec(FormatCursor& cursor) {
  constexpr std::string_view alignments = "<>=^";
  if (cursor.peek(1) != '\0' && alignments.find(cursor.peek(1)) != std::string_view::npos) {
    cursor.skip(2);
  } else {
    cursor.take_one_of(alignments);
  }
  cursor.take_one_of("+- ");
  cursor.take('#');
  cursor.take('0');
  cursor.take_digits();
  if (cursor.take('.')) cursor.take_digits();
  cursor.take_one_of("bcdoxXneEfFgG%");
}

// Behind "{"; "{{" is no directive. One directive may stand in another's specification.
bool scan_python_brace(FormatCursor& cursor) {
  if (!take_python_field(cursor)) return false;
  if (cursor.take(':')) {
    if (cursor.take('{')) {
      if (!cursor.take('{') && (!take_python_field(cursor) || !cursor.take('}'))) return false;
    } else {
      take_python_spec(cursor);
    }
  }
  return cursor.take('}');
}

// msgcat 0.21 counts the places of these directives from each directive's own start, so that what it keeps together
// is not the directives but the first bytes of the text, as many as the shortest directive has. A faulty directive
// ends the search, and when its fault lies nearer to its start, nothing is kept together.
void find_python_brace(std::string_view text, std::vector<Span>& found) {
  FormatCursor cursor(text);
  std::size_t kept = 0;
  while (cursor.take_through('{')) {
    const auto begin = cursor.at() - 1;
    if (cursor.take('{')) continue;
    const bool is_good = scan_python_brace(cursor);
    const auto size = cursor.at() - begin;
    if (!is_good) {
      if (kept > 0 && size < kept) return;
      break;
    }
    kept = kept == 0 ? size : std::min(kept, size);
  }
  if (kept > 0) found.push_back(make_span(0, kept));
}

// "{0,-10:yyyy-MM-dd}"
bool scan_csharp(FormatCursor& cursor) {
  if (cursor.take('{')) return true;
  if (!cursor.take_digits()) return false;
  if (cursor.take(',')) {
    cursor.take('-');
    if (!cursor.take_digits()) return false;
  }
  if (cursor.peek() == ':') return cursor.take_through('}');
  return cursor.take('}');
}

void find_csharp(std::string_view text, std::vector<Span>& found) {
  FormatCursor cursor(text);
  for (; !cursor.at_end();) {
    const auto begin = cursor.at();
    const char c = cursor.peek();
    cursor.skip();
    if (c != '{' && c != '}') continue;
    if (!(c == '{' ? scan_csharp(cursor) : cursor.take('}'))) return;
    found.push_back(make_span(begin, cursor.at()));
  }
}

// "0", "1,number,#.##", "2,choice,…" with balanced braces inside.
bool scan_java(FormatCursor& cursor) {
  if (!cursor.is_digit()) return false;
  cursor.take_digits();
  if (cursor.take('}')) return true;
  if (!cursor.take(",time") && !cursor.take(",date") && !cursor.take(",number") && !cursor.take(",choice"))
    return false;
  if (cursor.peek() != ',' && cursor.peek() != '}') return false;
  for (int depth = 0; !cursor.at_end(); cursor.skip()) {
    if (cursor.peek() == '{') ++depth;
    if (cursor.peek() == '}' && depth-- == 0) return cursor.take('}');
  }
  return false;
}

void find_java(std::string_view text, std::vector<Span>& found) {
  FormatCursor cursor(text);
  bool is_quoting = false;
  while (!cursor.at_end()) {
    // A quote begins or ends literal text; two are one.
    if (cursor.take('\'') && cursor.peek() != '\'') is_quoting = !is_quoting;
    if (cursor.at_end()) return;
    const auto begin = cursor.at();
    const char c = cursor.peek();
    if (is_quoting || (c != '{' && c != '}')) {
      cursor.skip();
      continue;
    }
    cursor.skip();
    if (c == '}' || !scan_java(cursor)) return;
    found.push_back(make_span(begin, cursor.at()));
  }
}

}  // namespace

void find_brace_directives(TextFormat format, std::string_view text, std::vector<Span>& found) {
  if (format == TextFormat::PythonBrace) find_python_brace(text, found);
  if (format == TextFormat::CSharp) find_csharp(text, found);
  if (format == TextFormat::Java) find_java(text, found);
}

}  // namespace hexapla
