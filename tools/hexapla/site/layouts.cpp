#include "hexapla/site/layouts.h"

#include "hexapla/base/file.h"
#include "hexapla/base/trim.h"
#include "hexapla/project/discovery.h"

#include <algorithm>
#include <utility>

#include <sys/stat.h>

namespace hexapla {

namespace {

constexpr std::string_view layouts_prefix = "layouts/";
constexpr std::string_view ending = ".html";
constexpr std::size_t largest = 1024 * 1024;

bool is_folder(const std::string& path) {
  struct stat info {};
  return ::stat(path.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
}

}  // namespace

/// With its partials put in, so that the engine reads everything once. Each may be open once, and there is a limit.
// NOLINTNEXTLINE(misc-no-recursion)
std::string Layouts::whole(const std::string& name, const std::map<std::string, std::string>& texts,
                           std::vector<std::string>& open) const {
  const std::string file = folder_ + name + std::string(ending);
  if (std::find(open.begin(), open.end(), name) != open.end()) {
    throw Error(
        make_diagnostic(Severity::Error, "site-layout", file, {N_("this layout contains itself: {1}"), {name}}));
  }
  open.push_back(name);
  const std::string& text = texts.at(name);
  std::string made;
  std::size_t done = 0;
  for (std::size_t at = 0; (at = text.find("{{>", at)) != std::string::npos;) {
    const std::size_t end = text.find("}}", at);
    if (end == std::string::npos) break;
    const std::string partial(trimmed(std::string_view(text).substr(at + 3, end - at - 3), " "));
    if (texts.count(partial) == 0) {
      throw Error(make_diagnostic(Severity::Error, "site-layout", file, text, at,
                                  {N_("there is no layout \"{1}\""), {partial}}));
    }
    made.append(text, done, at - done);
    made += whole(partial, texts, open);
    if (made.size() > largest) {
      throw Error(make_diagnostic(Severity::Error, "site-layout", file,
                                  N_("this layout becomes too large with all that is in it")));
    }
    done = at = end + 2;
    // A partial that stands on a line of its own does not leave an empty one.
    if (done < text.size() && text[done] == '\n' && made.ends_with('\n')) done = ++at;
  }
  made.append(text, done);
  open.pop_back();
  return made;
}

Layouts::Layouts(const std::string& folder) : folder_(folder) {
  std::map<std::string, std::string> texts;
  const auto name_of = [](std::string_view file) { return std::string(file.substr(0, file.size() - ending.size())); };
  for (const ThemeFile& file : theme_files()) {
    if (!file.name.starts_with(layouts_prefix)) continue;
    texts[name_of(file.name.substr(layouts_prefix.size()))] = file.text;
  }
  if (is_folder(folder)) {
    for (const std::string& file : walk(folder, WalkRequest{}).files) {
      if (!file.ends_with(ending)) continue;
      files_.push_back(folder + file);
      texts[name_of(file)] = read_file(folder + file);
    }
  }
  for (const auto& [name, text] : texts) {
    key_ = hash_bytes(name, hash_bytes(text, key_));
    std::vector<std::string> open;
    templates_.emplace(name, Template(folder_ + name + std::string(ending), whole(name, texts, open)));
  }
}

}  // namespace hexapla
