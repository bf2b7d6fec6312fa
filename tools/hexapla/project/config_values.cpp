#include "hexapla/project/config_values.h"

#include "hexapla/project/config.h"
#include "hexapla/project/glob.h"

#include <algorithm>
#include <vector>

namespace hexapla {

namespace {

constexpr std::size_t longest_path = 4096;

bool climbs(std::string_view path) {
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    if (path.substr(begin, end - begin) == "..") return true;
    begin = end + 1;
  }
  return false;
}

/// What globs and paths have in common.
std::optional<ValueFault> check_relative(std::string_view path) {
  const std::string text(path);
  if (path.empty()) return ValueFault{N_("this path is empty"), {}};
  if (path.size() > longest_path) return ValueFault{N_("this path is too long"), {}};
  if (path.front() == '/' || path.front() == '~') {
    return ValueFault{{N_("\"{1}\" is an absolute path"), {text}},
                      N_("paths are relative to the folder of hexapla.yaml and stay below it")};
  }
  if (climbs(path)) {
    return ValueFault{{N_("\"{1}\" leads out of the project with \"..\""), {text}},
                      N_("paths are relative to the folder of hexapla.yaml and stay below it")};
  }
  if (path.find('\\') != std::string_view::npos) {
    return ValueFault{{N_("\"{1}\" has a backslash"), {text}}, N_("folders are parted by / on every system")};
  }
  const bool control = std::any_of(path.begin(), path.end(), [](char c) { return static_cast<unsigned char>(c) < 32; });
  if (control) return ValueFault{N_("this path has a line break or another control character"), {}};
  return std::nullopt;
}

/// How often `placeholder` stands in `path`.
int count(std::string_view path, std::string_view placeholder) {
  int times = 0;
  for (std::size_t at = 0; (at = path.find(placeholder, at)) != std::string_view::npos; ++at) ++times;
  return times;
}

std::optional<ValueFault> check_placeholder(std::string_view path, std::string_view name, bool allowed, bool needed) {
  const int times = count(path, name);
  if (times > 0 && !allowed) return ValueFault{{N_("{1} has no meaning here"), {std::string(name)}}, {}};
  if (times == 0 && needed) {
    return ValueFault{
        {N_("\"{1}\" has no {2}: several files would have one name"), {std::string(path), std::string(name)}}, {}};
  }
  // Twice would do for writing, but nobody could say then which language a file found belongs to.
  if (times > 1) return ValueFault{{N_("{1} stands here twice"), {std::string(name)}}, {}};
  return std::nullopt;
}

/// Braces that are no placeholder.
std::optional<ValueFault> check_braces(std::string_view path) {
  for (std::size_t at = 0; at < path.size(); ++at) {
    if (path[at] == '}') return ValueFault{{N_("\"{1}\" has a } without a {"), {std::string(path)}}, {}};
    if (path[at] != '{') continue;
    const std::size_t close = path.find('}', at);
    if (close == std::string_view::npos) {
      return ValueFault{{N_("\"{1}\" has a { without a }"), {std::string(path)}}, {}};
    }
    const std::string_view name = path.substr(at, close - at + 1);
    if (name != "{lang}" && name != "{path}") {
      return ValueFault{{N_("unknown placeholder {1}"), {std::string(name)}}, N_("there are {lang} and {path}")};
    }
    at = close;
  }
  return std::nullopt;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    before.swap(row);
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({before[j] + 1, row[j - 1] + 1, before[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
    }
  }
  return row[b.size()];
}

std::string folded(std::string_view text) {
  std::string out;
  for (const char c : text) out += c == '-' ? '_' : (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  return out;
}

}  // namespace

std::optional<ValueFault> check_project_path(std::string_view path, const PathRules& rules) {
  if (auto fault = check_relative(path)) return fault;
  if (auto fault = check_braces(path)) return fault;
  if (auto fault = check_placeholder(path, "{lang}", rules.lang, rules.needs_lang)) return fault;
  if (auto fault = check_placeholder(path, "{path}", rules.path, rules.needs_path)) return fault;
  if (path.find_first_of("*?") != std::string_view::npos) {
    return ValueFault{{N_("\"{1}\" is a pattern, not a path"), {std::string(path)}}, {}};
  }
  if (path.back() == '/') {
    return ValueFault{{N_("\"{1}\" is a folder, not a file"), {std::string(path)}}, {}};
  }
  return std::nullopt;
}

std::optional<ValueFault> check_page_glob(std::string_view pattern) {
  if (auto fault = check_relative(pattern)) return fault;
  for (const std::string_view name : {std::string_view("{lang}"), std::string_view("{path}")}) {
    if (auto fault = check_placeholder(pattern, name, false, false)) return fault;
  }
  Glob::Fault fault;
  if (Glob::parse(pattern, fault)) return std::nullopt;
  return ValueFault{{N_("\"{1}\" is no pattern of paths: {2}"), {std::string(pattern), fault.what}}, {}};
}

std::optional<unsigned> parse_number(std::string_view text) {
  if (text.empty() || text.size() > 9) return std::nullopt;
  unsigned value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + static_cast<unsigned>(c - '0');
  }
  return value;
}

std::optional<unsigned> parse_days(std::string_view text) {
  if (text.size() < 2 || text.size() > 5) return std::nullopt;
  const auto number = parse_number(text.substr(0, text.size() - 1));
  if (!number || *number == 0) return std::nullopt;
  if (text.back() == 'd') return number;
  if (text.back() == 'w') return *number * 7;
  return std::nullopt;
}

std::string tidy_path(std::string_view path) {
  std::string out;
  for (std::size_t begin = 0; begin < path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view segment = path.substr(begin, end - begin);
    if (!segment.empty() && segment != ".") {
      if (!out.empty()) out += '/';
      out += segment;
    }
    begin = end + 1;
  }
  return out;
}

std::string expand_path(std::string_view pattern, std::string_view lang, std::string_view path) {
  std::string out;
  while (true) {
    const std::size_t brace = pattern.find('{');
    out += pattern.substr(0, brace);
    if (brace == std::string_view::npos) return out;
    pattern.remove_prefix(brace);
    const bool is_lang = pattern.starts_with("{lang}");
    const bool is_path = pattern.starts_with("{path}");
    out += is_lang ? lang : is_path ? path : std::string_view("{");
    pattern.remove_prefix(is_lang || is_path ? 6 : 1);
  }
}

std::string_view did_you_mean(std::string_view wrong, const std::vector<std::string_view>& words) {
  if (wrong.empty() || wrong.size() > 40) return {};
  std::string_view best;
  // A third of the word may be wrong; of "fi" and "fr", nothing.
  std::size_t best_distance = (wrong.size() < 4 ? 0 : wrong.size() / 3) + 1;
  for (const std::string_view word : words) {
    const std::size_t distance = edit_distance(folded(wrong), folded(word));
    if (distance < best_distance) {
      best_distance = distance;
      best = word;
    }
  }
  return best;
}

}  // namespace hexapla
