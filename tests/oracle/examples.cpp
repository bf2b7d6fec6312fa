#include "examples.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string_view>

#include <nlohmann/json.hpp>

namespace hexapla::oracle {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view goldmark = "/usr/share/gocode/src/github.com/yuin/goldmark";

std::string read(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path.string() + "; scripts/test installs it");
  return {std::istreambuf_iterator<char>(in), {}};
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
}

/// Between two lines of `open…` and `middle`; what stands after `middle` is not looked at.
std::vector<Example> between(const std::string& text, const std::string& name, std::string_view open,
                             std::string_view middle) {
  std::vector<Example> found;
  for (std::size_t at = text.find(open); at != text.npos; at = text.find(open, at)) {
    const std::size_t from = text.find('\n', at) + 1;
    // The first line may be the middle already: an empty example.
    const std::size_t to = text.find(middle, from - 1);
    if (to == text.npos) break;
    found.push_back({name + " " + std::to_string(found.size() + 1), text.substr(from, std::max(to + 1, from) - from)});
    at = to + middle.size();
    const std::size_t close = text.find("\n" + std::string(open.substr(0, open.find(' '))), to);
    at = close == text.npos ? text.size() : close + open.size();
  }
  return found;
}

std::vector<fs::path> files_below(const fs::path& folder, const std::string& extension) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == extension) files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

const char* corpora() {
  const char* folder = std::getenv("HEXAPLA_CORPORA");
  return folder != nullptr && *folder != '\0' ? folder : nullptr;
}

}  // namespace

std::vector<Example> packaged_examples() {
  std::vector<Example> found;
  for (const auto& example : nlohmann::json::parse(read(fs::path(goldmark) / "_test/spec.json"))) {
    found.push_back({"CommonMark 0.30 example " + std::to_string(example["example"].get<int>()),
                     example["markdown"].get<std::string>()});
  }
  for (const char* name : {"table", "footnote", "tasklist", "strikethrough", "linkify", "definition_list"}) {
    const std::string text = read(fs::path(goldmark) / "extension/_test" / (name + std::string(".txt")));
    constexpr std::string_view rule = "\n//- - - - - - - - -//\n";
    constexpr std::string_view last = "\n//= = = = = = = = = = = = = = = = = = = = = = = =//";
    for (std::size_t at = text.find(rule); at != text.npos;) {
      const std::size_t from = at + rule.size();
      const std::size_t to = text.find(rule, from);
      found.push_back({name + (" " + std::to_string(found.size())), text.substr(from, to + 1 - from)});
      const std::size_t end = text.find(last, to);
      at = end == text.npos ? end : text.find(rule, end);
    }
  }
  return found;
}

std::vector<Example> corpora_examples() {
  std::vector<Example> all;
  if (corpora() == nullptr) return all;
  for (const auto& file : files_below(fs::path(corpora()) / "spec", ".txt")) {
    for (auto& example : between(read(file), file.filename().string(), std::string(32, '`') + " example", "\n.\n")) {
      replace_all(example.markdown, "→", "\t");
      all.push_back(std::move(example));
    }
  }
  return all;
}

std::vector<Example> book_pages() {
  std::vector<Example> all;
  if (corpora() == nullptr) return all;
  for (const auto& file : files_below(fs::path(corpora()) / "book/src", ".md")) {
    all.push_back({file.string(), read(file)});
  }
  return all;
}

std::vector<Example> own_examples() {
  std::vector<Example> all;
  for (const auto& file : files_below(fs::path(HEXAPLA_TESTS_DIR) / "oracle/cases", ".md")) {
    all.push_back({file.filename().string(), read(file)});
  }
  return all;
}

}  // namespace hexapla::oracle
