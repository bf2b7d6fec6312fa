#include "hexapla/base/file.h"

#include "hexapla/base/diagnostic.h"

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

#include <catch2/catch.hpp>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hexapla;
namespace fs = std::filesystem;

namespace {

/// A folder of its own that goes with the test.
class Scratch {
 public:
  Scratch() {
    std::string name = (fs::temp_directory_path() / "hexapla-test-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) throw std::runtime_error("mkdtemp");
    path_ = name;
  }
  ~Scratch() { fs::remove_all(path_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;
  std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  std::set<std::string> names() const {
    std::set<std::string> names;
    for (const auto& entry : fs::directory_iterator(path_)) names.insert(entry.path().filename().string());
    return names;
  }

 private:
  fs::path path_;
};

std::string id_of(const Error& error) {
  return error.diagnostics().front().id;
}

template <typename Action>
std::string id_thrown(Action action) {
  try {
    action();
  } catch (const Error& error) {
    return id_of(error);
  }
  return "nothing";
}

unsigned mode_of(const std::string& path) {
  struct stat info;
  return ::stat(path.c_str(), &info) == 0 ? info.st_mode & 07777U : 0;
}

}  // namespace

TEST_CASE("what is written is read, NUL bytes and all", "[base]") {
  const Scratch scratch;
  for (const std::string& bytes : {std::string(), std::string("a\0b\n", 4), std::string(300000, 'x')}) {
    replace_file(scratch / "f", bytes);
    CHECK(read_file(scratch / "f") == bytes);
  }
  CHECK(scratch.names() == std::set<std::string>{"f"});
}

TEST_CASE("files that say they are empty and are not are read whole", "[base]") {
  CHECK(read_file("/proc/self/status").starts_with("Name:"));
}

TEST_CASE("what cannot be read is said", "[base]") {
  const Scratch scratch;
  CHECK(id_thrown([&] { read_file(scratch / "missing"); }) == "file-read");
  CHECK(id_thrown([&] { read_file(scratch / "."); }) == "file-read");
  REQUIRE(::mkfifo((scratch / "pipe").c_str(), 0600) == 0);
  CHECK(id_thrown([&] { read_file(scratch / "pipe"); }) == "file-read");
  try {
    read_file("no/such/file");
    FAIL("read");
  } catch (const Error& error) {
    CHECK(std::string(error.what()) == "no/such/file: error: cannot read: No such file or directory");
  }
}

TEST_CASE("replacing keeps the old file's permissions", "[base]") {
  const Scratch scratch;
  replace_file(scratch / "f", "old");
  REQUIRE(::chmod((scratch / "f").c_str(), 0750) == 0);
  replace_file(scratch / "f", "new");
  CHECK(mode_of(scratch / "f") == 0750);
  CHECK(read_file(scratch / "f") == "new");
}

TEST_CASE("a new file gets what the umask leaves", "[base]") {
  const Scratch scratch;
  const mode_t before = ::umask(027);
  replace_file(scratch / "f", "x");
  ::umask(before);
  CHECK(mode_of(scratch / "f") == 0640);
}

TEST_CASE("a symbolic link stays one and the file behind it is replaced", "[base]") {
  const Scratch scratch;
  fs::create_directory(scratch / "below");
  replace_file(scratch / "below/f", "old");
  fs::create_symlink("below/f", scratch / "link");
  fs::create_symlink("link", scratch / "link2");
  fs::create_symlink("below/new", scratch / "dangling");
  fs::create_symlink("loop", scratch / "loop");
  replace_file(scratch / "link2", "new");
  CHECK(fs::is_symlink(scratch / "link2"));
  CHECK(fs::is_symlink(scratch / "link"));
  CHECK(read_file(scratch / "below/f") == "new");
  replace_file(scratch / "dangling", "made");
  CHECK(read_file(scratch / "below/new") == "made");
  CHECK(id_thrown([&] { replace_file(scratch / "loop", "x"); }) == "file-write");
}

TEST_CASE("a device is written to, not replaced", "[base]") {
  replace_file("/dev/null", "x");
  CHECK(fs::is_character_file("/dev/null"));
}

TEST_CASE("a failed write leaves the old file and nothing beside it", "[base]") {
  const Scratch scratch;
  replace_file(scratch / "f", "old");
  // A limit on the size of files fails as a full disk does: in write, part of the bytes being there already.
  struct rlimit before;
  ::getrlimit(RLIMIT_FSIZE, &before);
  const struct rlimit small = {1000, before.rlim_max};
  const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
  ::setrlimit(RLIMIT_FSIZE, &small);
  const std::string id = id_thrown([&] { replace_file(scratch / "f", std::string(5000, 'x')); });
  ::setrlimit(RLIMIT_FSIZE, &before);
  std::signal(SIGXFSZ, old_handler);
  CHECK(id == "file-write");
  CHECK(read_file(scratch / "f") == "old");
  CHECK(scratch.names() == std::set<std::string>{"f"});
}

TEST_CASE("a folder, or a missing folder, is no place to write to", "[base]") {
  const Scratch scratch;
  CHECK(id_thrown([&] { replace_file(scratch / ".", "x"); }) == "file-write");
  CHECK(id_thrown([&] { replace_file(scratch / "no/f", "x"); }) == "file-write");
  make_parents(scratch / "no/such/f");
  replace_file(scratch / "no/such/f", "x");
  CHECK(read_file(scratch / "no/such/f") == "x");
  CHECK(id_thrown([&] { make_parents(scratch / "no/such/f/g/h"); }) == "file-write");
}

TEST_CASE("a file that holds the bytes already is not touched", "[base]") {
  const Scratch scratch;
  CHECK(write_if_changed(scratch / "f", "abc"));
  const auto time = fs::last_write_time(scratch / "f");
  struct stat before;
  struct stat after;
  REQUIRE(::stat((scratch / "f").c_str(), &before) == 0);
  CHECK_FALSE(write_if_changed(scratch / "f", "abc"));
  REQUIRE(::stat((scratch / "f").c_str(), &after) == 0);
  CHECK(before.st_ino == after.st_ino);
  CHECK(fs::last_write_time(scratch / "f") == time);
  CHECK(write_if_changed(scratch / "f", "abd"));
  CHECK(write_if_changed(scratch / "f", "ab"));
  CHECK(read_file(scratch / "f") == "ab");
}

TEST_CASE("the hash sees every byte, the length and the seed, and is the same everywhere", "[base]") {
  std::set<std::uint64_t> seen;
  std::size_t count = 0;
  for (std::size_t size = 0; size < 130; ++size) {
    const std::string zeros(size, 'a');
    seen.insert(hash_bytes(zeros));
    ++count;
    for (std::size_t at = 0; at < size; ++at) {
      std::string text = zeros;
      text[at] = 'b';
      seen.insert(hash_bytes(text));
      ++count;
    }
  }
  CHECK(seen.size() == count);
  CHECK(hash_bytes("abc", 1) != hash_bytes("abc", 2));
  CHECK(hash_bytes("hexapla") == 0xde2b57895aebf409ULL);
}
