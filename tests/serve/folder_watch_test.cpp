#include "hexapla/serve/folder_watch.h"

#include "hexapla/base/file.h"

#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>
#include <sys/eventfd.h>
#include <unistd.h>

using namespace hexapla;
namespace fs = std::filesystem;

namespace {

/// A folder that is watched; false where nothing came that counts.
class Watched {
 public:
  Watched() : root_(fs::temp_directory_path() / ("hexapla-watch-" + std::to_string(getpid()))), stop_(eventfd(0, 0)) {
    fs::remove_all(root_);
    fs::create_directories(root_ / "content/sub");
    fs::create_directories(root_ / "content/out");
    fs::create_directories(root_ / "content/.git");
    watch_ = std::make_unique<FolderWatch>(
        std::vector<FolderWatch::Folder>{{(root_ / "content").string(), true}, {root_.string(), false}},
        std::vector<std::string>{(root_ / "content/out").string()});
  }
  ~Watched() {
    close(stop_);
    fs::remove_all(root_);
  }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;
  fs::path at(const char* name) const { return root_ / name; }
  void write(const char* name) const { std::ofstream(root_ / name) << "x"; }
  bool is_seen() { return watch_->wait(stop_, std::chrono::milliseconds(5)); }
  /// Only for what must not be seen: wait() would go on for ever.
  void end() const { eventfd_write(stop_, 1); }

 private:
  fs::path root_;
  int stop_;
  std::unique_ptr<FolderWatch> watch_;
};

}  // namespace

TEST_CASE("what is written, renamed, removed is seen, also in folders that came later") {
  Watched watched;
  watched.write("content/sub/a.md");
  CHECK(watched.is_seen());
  replace_file(watched.at("content/sub/a.md").string(), "by way of another file", false);
  CHECK(watched.is_seen());
  fs::create_directories(watched.at("content/new/deep"));
  CHECK(watched.is_seen());
  watched.write("content/new/deep/b.md");
  CHECK(watched.is_seen());
  fs::remove(watched.at("content/new/deep/b.md"));
  CHECK(watched.is_seen());
  fs::rename(watched.at("content/new"), watched.at("content/newer"));
  CHECK(watched.is_seen());
  watched.write("content/newer/deep/c.md");
  CHECK(watched.is_seen());
  watched.write("hexapla.yaml");
  CHECK(watched.is_seen());
}

TEST_CASE("a folder that was removed and made again is watched again") {
  Watched watched;
  fs::rename(watched.at("content"), watched.at("away"));
  CHECK(watched.is_seen());
  fs::create_directories(watched.at("content/sub"));
  CHECK(watched.is_seen());
  watched.write("content/sub/a.md");
  CHECK(watched.is_seen());
}

TEST_CASE("the output, hidden files and reading are no changes") {
  Watched watched;
  watched.write("content/out/index.html");
  fs::create_directories(watched.at("content/out/deep"));
  watched.write("content/out/deep/index.html");
  watched.write("content/.git/index");
  watched.write("content/.a.md.swp");
  watched.end();
  CHECK_FALSE(watched.is_seen());
}
