// Matching is by segments: both sides are cut at '/', and "**" takes any number of segments. Within a segment '*'
// backtracks to the last star only (the usual two-pointer match), and "**" does the same among segments, which is
// enough for both: a later star can always take over what an earlier one would have to give up. So there is no
// recursion and no exponential pattern.
#include "hexapla/project/glob.h"

#include "hexapla/base/phrase.h"
#include "hexapla/base/utf8.h"

namespace hexapla {

namespace {

// "{a,b}{a,b}{a,b}…" doubles with each pair.
constexpr std::size_t most_alternatives = 256;
constexpr std::size_t longest_pattern = 4096;

/// The '}' that closes the '{' at `open`, or npos.
std::size_t closing_brace(std::string_view pattern, std::size_t open) {
  int depth = 0;
  for (std::size_t at = open; at < pattern.size(); ++at) {
    if (pattern[at] == '{') ++depth;
    if (pattern[at] == '}' && --depth == 0) return at;
  }
  return std::string_view::npos;
}

/// The comma-separated parts between the braces, at the outermost level.
std::vector<std::string_view> brace_parts(std::string_view inside) {
  std::vector<std::string_view> parts;
  int depth = 0;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < inside.size(); ++at) {
    if (inside[at] == '{') ++depth;
    if (inside[at] == '}') --depth;
    if (inside[at] == ',' && depth == 0) {
      parts.push_back(inside.substr(begin, at - begin));
      begin = at + 1;
    }
  }
  parts.push_back(inside.substr(begin));
  return parts;
}

/// The patterns without braces that `pattern` stands for; false: too many.
bool expand_braces(std::string_view pattern, std::vector<std::string>& out) {
  std::vector<std::string> open{std::string(pattern)};
  while (!open.empty()) {
    std::string next = std::move(open.back());
    open.pop_back();
    const std::size_t brace = next.find('{');
    if (brace == std::string::npos) {
      out.push_back(std::move(next));
    } else {
      const std::size_t close = closing_brace(next, brace);
      const auto parts = brace_parts(std::string_view(next).substr(brace + 1, close - brace - 1));
      for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
        open.push_back(next.substr(0, brace) + std::string(*part) + next.substr(close + 1));
      }
    }
    if (open.size() + out.size() > most_alternatives) return false;
  }
  return true;
}

std::vector<std::string> cut_at_slashes(std::string_view path) {
  std::vector<std::string> segments;
  for (std::size_t begin = 0; begin <= path.size();) {
    std::size_t end = path.find('/', begin);
    if (end == std::string_view::npos) end = path.size();
    const std::string_view segment = path.substr(begin, end - begin);
    // "a//b" and "./a" mean what they mean to the file system; "**/**" is one "**".
    const bool repeated = segment == "**" && !segments.empty() && segments.back() == "**";
    if (!segment.empty() && segment != "." && !repeated) segments.emplace_back(segment);
    begin = end + 1;
  }
  return segments;
}

/// Reads the [...] at `at` of `pattern` and says whether `c` is in it; moves `at` behind it.
bool in_class(std::string_view pattern, std::size_t& at, char32_t c) {
  ++at;
  const bool negated = at < pattern.size() && (pattern[at] == '!' || pattern[at] == '^');
  if (negated) ++at;
  bool found = false;
  for (bool first = true; at < pattern.size() && (first || pattern[at] != ']'); first = false) {
    const char32_t low = next_code_point(pattern, at);
    char32_t high = low;
    if (at + 1 < pattern.size() && pattern[at] == '-' && pattern[at + 1] != ']') {
      ++at;
      high = next_code_point(pattern, at);
    }
    if (low <= c && c <= high) found = true;
  }
  if (at < pattern.size()) ++at;
  return found != negated;
}

/// One step of `pattern` (not '*') against one code point of `name`; moves both on when it fits.
bool step(std::string_view pattern, std::size_t& p, std::string_view name, std::size_t& n) {
  if (p >= pattern.size() || n >= name.size()) return false;
  std::size_t next_p = p;
  std::size_t next_n = n;
  const char32_t c = next_code_point(name, next_n);
  bool fits = true;
  if (pattern[p] == '?') {
    ++next_p;
  } else if (pattern[p] == '[') {
    fits = in_class(pattern, next_p, c);
  } else {
    fits = next_code_point(pattern, next_p) == c;
  }
  if (!fits) return false;
  p = next_p;
  n = next_n;
  return true;
}

bool segment_matches(std::string_view pattern, std::string_view name) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string_view::npos;
  std::size_t star_name = 0;
  while (n < name.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_name = n;
    } else if (!step(pattern, p, name, n)) {
      if (star == std::string_view::npos) return false;
      next_code_point(name, star_name);
      p = star;
      n = star_name;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

bool segments_match(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  std::size_t p = 0;
  std::size_t n = 0;
  std::size_t star = std::string::npos;
  std::size_t star_path = 0;
  while (n < path.size()) {
    if (p < pattern.size() && pattern[p] == "**") {
      star = ++p;
      star_path = n;
    } else if (p < pattern.size() && segment_matches(pattern[p], path[n])) {
      ++p;
      ++n;
    } else {
      if (star == std::string::npos) return false;
      p = star;
      n = ++star_path;
    }
  }
  // A last "**" was met with a segment left for it, so it stands for at least one.
  return p == pattern.size();
}

/// Could `pattern` match something below the folder `path`?
bool prefix_matches(const std::vector<std::string>& pattern, const std::vector<std::string>& path) {
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (at >= pattern.size()) return false;
    if (pattern[at] == "**") return true;
    if (!segment_matches(pattern[at], path[at])) return false;
  }
  return pattern.size() > path.size();
}

std::optional<Glob::Fault> find_fault(std::string_view pattern) {
  if (pattern.empty()) return Glob::Fault{0, N_("the pattern is empty")};
  if (pattern.size() > longest_pattern) return Glob::Fault{0, N_("the pattern is too long")};
  std::size_t brace = std::string_view::npos;
  std::size_t bracket = std::string_view::npos;
  int depth = 0;
  for (std::size_t at = 0; at < pattern.size(); ++at) {
    const char c = pattern[at];
    if (bracket != std::string_view::npos) {
      if (c == ']' && at > bracket + 1) bracket = std::string_view::npos;
    } else if (c == '[') {
      bracket = at;
    } else if (c == '{') {
      if (depth++ == 0) brace = at;
    } else if (c == '}' && --depth < 0) {
      return Glob::Fault{at, N_("this } has no {")};
    }
  }
  if (bracket != std::string_view::npos) return Glob::Fault{bracket, N_("this [ has no ]")};
  if (depth > 0) return Glob::Fault{brace, N_("this { has no }")};
  return std::nullopt;
}

}  // namespace

std::optional<Glob> Glob::parse(std::string_view pattern, Fault& fault) {
  if (auto found = find_fault(pattern)) {
    fault = *found;
    return std::nullopt;
  }
  std::vector<std::string> expanded;
  if (!expand_braces(pattern, expanded)) {
    fault = {0, N_("the braces stand for more than 256 patterns")};
    return std::nullopt;
  }
  Glob glob;
  glob.text_ = pattern;
  for (const std::string& one : expanded) glob.alternatives_.push_back(cut_at_slashes(one));
  return glob;
}

bool Glob::matches(std::string_view path) const {
  const std::vector<std::string> segments = cut_at_slashes(path);
  for (const Segments& pattern : alternatives_) {
    if (segments_match(pattern, segments)) return true;
  }
  return false;
}

bool Glob::may_match_below(std::string_view folder) const {
  const std::vector<std::string> segments = cut_at_slashes(folder);
  for (const Segments& pattern : alternatives_) {
    if (prefix_matches(pattern, segments)) return true;
  }
  return false;
}

bool Glob::names_hidden(std::string_view path) const {
  const std::vector<std::string> names = cut_at_slashes(path);
  for (const std::string& name : names) {
    if (name.front() != '.') continue;
    bool named = false;
    for (const Segments& pattern : alternatives_) {
      for (const std::string& segment : pattern) {
        named = named || (segment.front() == '.' && segment_matches(segment, name));
      }
    }
    if (!named) return false;
  }
  return true;
}

}  // namespace hexapla
