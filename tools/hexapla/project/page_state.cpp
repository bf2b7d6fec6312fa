#include "hexapla/project/page_state.h"

#include "hexapla/pages/markdown/matter.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hexapla {

namespace {

using markdown::Matter;

/// A line of the front matter, or an entry of its one object, that begins with the key.
bool has_key(std::string_view inside, std::string_view key, FrontMatter syntax) {
  if (syntax == FrontMatter::Json) return inside.find("\"" + std::string(key) + "\"") != std::string_view::npos;
  for (std::size_t at = 0; at < inside.size();) {
    std::string_view line = inside.substr(at, inside.find('\n', at) - at);
    at += line.size() + 1;
    const char quote = !line.empty() && (line[0] == '"' || line[0] == '\'') ? line[0] : '\0';
    if (quote != '\0') line.remove_prefix(1);
    if (!line.starts_with(key)) continue;
    line.remove_prefix(key.size());
    if (quote != '\0' && line.starts_with(quote)) line.remove_prefix(1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    // A TOML table of this name counts, too: "[translation]" is caught below.
    if (line.starts_with(syntax == FrontMatter::Toml ? '=' : ':')) return true;
  }
  return syntax == FrontMatter::Toml && (inside.find("[" + std::string(key) + "]") != std::string_view::npos);
}

/// Names and values in the page's order; texts with quotes where they need them.
std::vector<std::pair<std::string, std::string>> entries_of(const PageState& state, FrontMatter syntax) {
  std::vector<std::pair<std::string, std::string>> entries = {{"coverage", std::to_string(state.coverage)},
                                                              {"stale_units", std::to_string(state.stale_units)}};
  const auto quoted = [](const std::string& text) { return '"' + text + '"'; };
  if (!state.stale_since.empty()) {
    entries.emplace_back("stale_since", syntax == FrontMatter::Json ? quoted(state.stale_since) : state.stale_since);
  }
  // In quotes: a commit's name may look like a number.
  if (!state.source_revision.empty()) entries.emplace_back("source_revision", quoted(state.source_revision));
  return entries;
}

std::string line_of(std::string_view key, const PageState& state, FrontMatter syntax) {
  const bool json = syntax == FrontMatter::Json;
  const char* separator = syntax == FrontMatter::Toml ? " = " : ": ";
  const auto name = [&](std::string_view text) { return json ? '"' + std::string(text) + '"' : std::string(text); };
  std::string line = name(key) + separator + "{";
  const char* comma = "";
  for (const auto& [entry, value] : entries_of(state, syntax)) {
    line += comma + name(entry) + separator + value;
    comma = ", ";
  }
  return line + "}";
}

void put_in_json(std::string& page, Span inside, const std::string& line) {
  const std::size_t open = inside.begin + 1;
  const std::size_t next = page.find_first_not_of(" \t\r\n", open);
  const bool empty = next != std::string::npos && page[next] == '}';
  page.insert(open, "\n  " + line + (empty ? "\n" : ","));
}

}  // namespace

bool put_page_state(std::string& page, std::string_view key, const PageState& state) {
  const Matter matter = markdown::find_front_matter(page);
  if (!matter.syntax || matter.unterminated) {
    const std::size_t start = page.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    const std::size_t line = page.find('\n');
    const std::string end = line != std::string::npos && line > 0 && page[line - 1] == '\r' ? "\r\n" : "\n";
    page.insert(start, "---" + end + line_of(key, state, FrontMatter::Yaml) + end + "---" + end + end);
    return true;
  }
  if (has_key(slice(page, matter.inside), key, *matter.syntax)) return false;
  const std::string line = line_of(key, state, *matter.syntax);
  if (*matter.syntax == FrontMatter::Json) {
    put_in_json(page, matter.inside, line);
  } else {
    const std::string end = page.substr(matter.opened.end, matter.inside.begin - matter.opened.end);
    page.insert(matter.inside.begin, line + end);
  }
  return true;
}

}  // namespace hexapla
