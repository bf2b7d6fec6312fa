// A folder of its own for a test, and what it needs to talk about the files in it.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/project/project.h"
#include "hexapla/project/runs.h"

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <catch2/catch.hpp>

namespace hexapla::test {

class Folder {
 public:
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "hexapla-test-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = std::filesystem::canonical(name).string() + "/";
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  const std::string& path() const { return path_; }
  std::string at(std::string_view name) const { return path_ + std::string(name); }
  void write(std::string_view name, std::string_view text) const {
    make_parents(at(name));
    replace_file(at(name), text, false);
  }
  std::string read(std::string_view name) const { return read_file(at(name)); }
  bool has(std::string_view name) const { return std::filesystem::exists(at(name)); }
  void remove(std::string_view name) const { std::filesystem::remove_all(at(name)); }
  void link(std::string_view name, const std::string& target) const {
    make_parents(at(name));
    std::filesystem::create_symlink(target, at(name));
  }
  Project project() const { return Project(path_); }

  /// Diagnostics as people read them, a blank line between two, with paths as from inside the folder.
  std::string said(const std::vector<Diagnostic>& diagnostics) const {
    std::string out;
    for (const Diagnostic& one : diagnostics) out += (out.empty() ? "" : "\n\n") + describe(one);
    for (std::size_t at = 0; (at = out.find(path_, at)) != std::string::npos;) out.erase(at, path_.size());
    return out;
  }

 private:
  std::string path_;
};

inline std::string joined(const std::vector<std::string>& items) {
  std::string out;
  for (const std::string& item : items) out += (out.empty() ? "" : " ") + item;
  return out;
}

/// A catalog of plain messages.
inline std::string po(std::string_view language, const std::vector<std::pair<std::string, std::string>>& messages) {
  std::string out =
      "msgid \"\"\nmsgstr \"\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "\"Content-Transfer-Encoding: 8bit\\n\"\n\"Language: " +
      std::string(language) + "\\n\"\n";
  for (const auto& [id, text] : messages) out += "\nmsgid \"" + id + "\"\nmsgstr \"" + text + "\"\n";
  return out;
}

}  // namespace hexapla::test
