#include "deliberate.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hexapla::oracle {
namespace {

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of("\r\n"), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

bool is_blank(char c) {
  return c == ' ' || c == '\t';
}

/// The end of the line could be a table's delimiter row.
bool is_rule(std::string_view line) {
  const std::size_t from = line.find_last_not_of("|-: \t");
  return line.find('-', from == line.npos ? 0 : from + 1) != line.npos;
}

bool defines_twice(std::string_view markdown) {
  std::vector<std::string_view> labels;
  for (std::size_t at = markdown.find("[^"); at != markdown.npos; at = markdown.find("[^", at + 2)) {
    const std::size_t end = markdown.find("]:", at);
    if (end != markdown.npos) labels.push_back(markdown.substr(at, end - at));
  }
  std::sort(labels.begin(), labels.end());
  return std::adjacent_find(labels.begin(), labels.end()) != labels.end();
}

}  // namespace

const std::vector<Difference>& deliberate_differences() {
  static const std::vector<Difference> all = {
      {"CommonMark 0.30: <textarea> starts an HTML block that blank lines do not end",
       "<textarea>\n\n*foo*\n\n_bar_\n\n</textarea>\n",
       "document\n  html_block \"<textarea>\\n\\n*foo*\\n\\n_bar_\\n\\n</textarea>\\n\"\n"},
      {"CommonMark 0.30: a declaration may start with a small letter", "<!doctype\n\nhtml>\n",
       "document\n  html_block \"<!doctype\\n\\nhtml>\\n\"\n"},
      {"CommonMark: parentheses in a destination are balanced", "[a]: (\n", "document\n  paragraph\n"},
      {"CommonMark: CDATA is written in capitals", "<![cdata[\n\nx\n", "document\n  paragraph\n  paragraph\n"},
      {"CommonMark 0.31: <search> is a block tag, also within a paragraph", "a\n<search>\n",
       "document\n  paragraph\n  html_block \"<search>\\n\"\n"},
      {"CommonMark 0.31.1: a thematic break ends with its line, so a blank line below it makes a list loose",
       "-\n  ---\n\n  b\n", "document\n  list bullet loose\n    item\n      thematic_break\n      paragraph\n"},
      {"CommonMark: a quotation mark behind a backslash does not end a title", "[f]: z \"\\\"\n",
       "document\n  paragraph\n"},
  };
  return all;
}

bool differs_by_version(std::string_view markdown) {
  std::string lower(markdown);
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (const char* word : {"<textarea", "</textarea", "<search", "</search"}) {
    if (lower.find(word) != lower.npos) return true;
  }
  for (std::size_t at = markdown.find("<!"); at != markdown.npos; at = markdown.find("<!", at + 1)) {
    if (at + 2 < markdown.size() && markdown[at + 2] >= 'a' && markdown[at + 2] <= 'z') return true;
    if (lower.substr(at, 9) == "<![cdata[" && markdown.substr(at, 9) != "<![CDATA[") return true;
  }
  // A definition whose label holds a bracket cannot be referred to, so cmark-gfm always drops it.
  for (std::size_t at = markdown.find("[^"); at != markdown.npos; at = markdown.find("[^", at + 1)) {
    const std::size_t end = markdown.find_first_of("] \t\r\n", at);
    if (markdown.substr(at + 1, end - at - 1).find_first_of("[\\") != markdown.npos) return true;
  }
  if (markdown.find("]:") == markdown.npos) return false;
  if (defines_twice(markdown)) return true;  // cmark-gfm drops the second
  // Nor does <destination> hold a line end, not even behind a backslash.
  if (count(markdown, "<") > 0 && markdown.find_first_of("\r\n", markdown.find('\\')) == markdown.find('\\') + 1)
    return true;
  // Parentheses in a destination are balanced: 0.29 did not insist.
  if (count(markdown, "(") != count(markdown, ")")) return true;
  return markdown.find("\\\"") != markdown.npos || markdown.find("\\'") != markdown.npos ||
         markdown.find("\\)") != markdown.npos;
}

bool differs_by_oddity(std::string_view markdown, std::string_view ours, std::string_view theirs) {
  const std::size_t our_tables = count(ours, "table\n"), their_tables = count(theirs, "table\n");
  std::size_t rules = 0;
  bool indented_pipe = false;
  for (const auto line : lines_of(markdown)) {
    const std::size_t at = std::min(line.find_first_not_of(" \t>"), line.size());
    rules += is_rule(line.substr(at)) ? 1U : 0U;
    indented_pipe = indented_pipe || (at > 0 && is_blank(line[at - 1]) && line.substr(at).starts_with('|'));
  }
  if (our_tables + their_tables > 0 && indented_pipe) return true;
  if (their_tables > our_tables) return rules > 1;
  return count(markdown, "]:") > 1 && count(ours, "paragraph\n") < count(theirs, "paragraph\n");
}

std::string without_tightness_by_breaks(std::string_view dump) {
  struct List {
    std::size_t depth, name_end;  ///< name_end: where " tight" or " loose" begins in `out`
  };
  // A break within a footnote stands in the lists around it or at the document's end, as the dump has it.
  const bool all = dump.find("footnote_definition") != dump.npos && dump.find("thematic_break") != dump.npos;
  std::vector<List> around;
  std::string out;
  while (!dump.empty()) {
    const std::size_t end = std::min(dump.find('\n'), dump.size());
    const std::string_view line = dump.substr(0, end);
    const std::size_t depth = line.find_first_not_of(' ');
    while (!around.empty() && around.back().depth >= depth) around.pop_back();
    if (line.ends_with("thematic_break")) {
      for (const auto& list : around) out.replace(list.name_end, 6, " ?????");
    }
    out.append(line).append("\n");
    if (line.substr(depth).starts_with("list ")) {
      around.push_back({depth, out.size() - 7});
      if (all) out.replace(around.back().name_end, 6, " ?????");
    }
    dump.remove_prefix(std::min(end + 1, dump.size()));
  }
  return out;
}

}  // namespace hexapla::oracle
