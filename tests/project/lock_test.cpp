#include "hexapla/project/lock.h"

#include "folder.h"

#include <thread>

#include <sys/wait.h>
#include <unistd.h>

using namespace hexapla;
using test::Folder;

namespace {

/// Runs `work` in a process of its own and gives its number.
template <typename Work>
pid_t in_child(const Work& work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    work();
    ::_exit(0);
  }
  return child;
}

void wait_for(pid_t child) {
  int status = 0;
  ::waitpid(child, &status, 0);
}

void wait_until_there(const std::string& path) {
  while (::access(path.c_str(), F_OK) != 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
}

}  // namespace

TEST_CASE("who cannot get the lock in time is told which process holds it", "[lock]") {
  const Folder folder;
  const pid_t child = in_child([&] {
    const ProjectLock lock(folder.path());
    folder.write("held", "");
    ::pause();
  });
  wait_until_there(folder.at("held"));
  try {
    const ProjectLock lock(folder.path(), std::chrono::milliseconds(50));
    FAIL("two hold the lock");
  } catch (const Error& error) {
    CHECK(folder.said(error.diagnostics()) == ".hexapla/lock: error: another run is writing in this project (process " +
                                                  std::to_string(child) +
                                                  ")\n  hint: wait until it has ended, then try again");
  }
  ::kill(child, SIGKILL);
  wait_for(child);
  // Killed without a chance to clean up: the lock is free all the same.
  const ProjectLock lock(folder.path(), std::chrono::milliseconds(0));
}

TEST_CASE("two processes that read, change and write back lose nothing of each other's", "[lock]") {
  const Folder folder;
  folder.write("count", "0");
  const auto work = [&] {
    for (int i = 0; i < 50; ++i) {
      const ProjectLock lock(folder.path());
      folder.write("count", std::to_string(std::stoi(folder.read("count")) + 1));
    }
  };
  const pid_t first = in_child(work);
  const pid_t second = in_child(work);
  wait_for(first);
  wait_for(second);
  CHECK(folder.read("count") == "100");
}

TEST_CASE("the lock file is not written through a link", "[lock]") {
  const Folder folder;
  folder.write("victim", "precious");
  folder.link(".hexapla/lock", "../victim");
  CHECK_THROWS_AS(ProjectLock(folder.path()), Error);
  CHECK(folder.read("victim") == "precious");
}

TEST_CASE("the folder of the lock keeps itself out of git", "[lock]") {
  const Folder folder;
  { const ProjectLock lock(folder.path()); }
  CHECK(folder.read(".hexapla/.gitignore") == "*\n");
}
