// A project in a git repository of its own, with commits made by git itself at dates of our choosing.
#pragma once

#include "folder.h"
#include "hexapla/project/git_history.h"

#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::test {

/// Text as one word of a shell command.
inline std::string shell_word(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

class GitFolder {
 public:
  /// `project`: the project's folder below the repository's top, "" or ending in '/'.
  explicit GitFolder(std::string project = "") : project_(std::move(project)) {
    // What a developer's git is configured to, and what a hook set for us, must not matter.
    ::setenv("GIT_CONFIG_GLOBAL", "/dev/null", 1);
    ::setenv("GIT_CONFIG_NOSYSTEM", "1", 1);
    for (const char* name : {"GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"}) ::unsetenv(name);
    git("init -q -b main");
    write("hexapla.yaml", "languages: [fr]\ncontent:\n  - pages: content/**/*.md\n");
  }

  const Folder& folder() const { return folder_; }
  std::string at(std::string_view name) const { return folder_.at(project_ + std::string(name)); }
  void write(std::string_view name, std::string_view text) const { folder_.write(project_ + std::string(name), text); }
  Project project() const { return Project(folder_.path() + project_); }

  /// What git prints, without the last line end.
  std::string git(const std::string& command) const {
    const std::string date = "2026-01-01T00:" + two(minute_ / 60) + ":" + two(minute_ % 60) + "+0200";
    const std::string line = "cd " + shell_word(folder_.path()) + " && GIT_AUTHOR_DATE=" + date +
                             " GIT_COMMITTER_DATE=" + date +
                             " git -c user.name='Ann Author' -c user.email=ann@example.org " + command + " 2>&1";
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen(line.c_str(), "r"), ::pclose);
    REQUIRE(pipe);
    std::string out;
    char buffer[4096];
    while (const std::size_t size = std::fread(buffer, 1, sizeof buffer, pipe.get())) out.append(buffer, size);
    while (!out.empty() && out.back() == '\n') out.pop_back();
    return out;
  }
  /// Everything that changed, a second after the one before; the commit's name.
  std::string commit(const std::string& subject) {
    ++minute_;
    git("add -A");
    const std::string said = git("commit -q -m " + shell_word(subject));
    INFO(said);
    REQUIRE(said.empty());
    return git("rev-parse HEAD");
  }
  std::string commit_page(std::string_view text, const std::string& subject, std::string_view page = "content/a.md") {
    write(page, text);
    return commit(subject);
  }
  void tick() { ++minute_; }

 private:
  static std::string two(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

  Folder folder_;
  std::string project_;
  int minute_ = 0;
};

/// "changed by SUBJECT, behind N; last SUBJECT": an answer with the commits' subjects, for asserting.
inline std::string told(const Moment& moment) {
  switch (moment.kind) {
    case Moment::Kind::Unknown:
      return "unknown";
    case Moment::Kind::NotCommitted:
      return "not committed";
    case Moment::Kind::Before:
      return "before " + moment.commit->subject;
    case Moment::Kind::Commit:
      break;
  }
  return moment.commit->subject;
}

inline std::string told(const UnitHistory& history) {
  return told(history.since) + ", " + std::to_string(history.behind) + " behind, last " + told(history.last);
}

/// What is asked of one page.
inline StaleQuery ask(std::string_view previous, std::string_view now, std::string_view page = "content/a.md") {
  return {{"", previous}, {"", now}, {page}};
}

/// Asks a history without a cache.
inline std::string since(const GitFolder& repository, std::string_view previous, std::string_view now,
                         std::string_view page = "content/a.md") {
  const Project project = repository.project();
  GitHistory history(project, {.jobs = 2, .cache = false, .version = {}});
  INFO(describe(history.why_not()));
  REQUIRE(history.available());
  return told(history.of({ask(previous, now, page)})[0]);
}

}  // namespace hexapla::test
