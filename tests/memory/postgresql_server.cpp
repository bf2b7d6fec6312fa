#include "postgresql_server.h"

#include <cstdlib>
#include <filesystem>

#include <catch2/catch.hpp>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

class Server {
 public:
  Server() {
    const fs::path root = "/usr/lib/postgresql";
    if (!fs::exists(root)) return;
    for (const auto& version : fs::directory_iterator(root)) {
      if (fs::exists(version.path() / "bin/postgres")) programs_ = (version.path() / "bin").string();
    }
    if (!programs_.empty()) start();
  }
  ~Server() {
    if (folder_.empty()) return;
    run("pg_ctl -D " + folder_ + "/data -m immediate stop");
    fs::remove_all(folder_);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  const std::string& url() const { return url_; }
  const std::string& folder() const { return folder_; }
  bool failed() const { return !programs_.empty() && url_.empty(); }

 private:
  void start() {
    std::string name = "/tmp/hexapla-postgresql.XXXXXX";
    if (mkdtemp(name.data()) == nullptr) return;
    folder_ = name;
    // PostgreSQL does not run as root.
    if (geteuid() == 0 && std::system(("chown nobody " + folder_).c_str()) != 0) return;
    const bool started =
        run("initdb -D " + folder_ + "/data -A trust -U hexapla -E UTF8 --locale=C --no-sync") &&
        run("pg_ctl -w -D " + folder_ + "/data -l " + folder_ + "/log -o \"-c listen_addresses='' -c " +
            "fsync=off -c shared_buffers=16MB -c max_connections=10 -k " + folder_ + "\" start");
    if (started) url_ = "postgresql://hexapla:secret@/postgres?host=" + folder_;
  }

  bool run(const std::string& command) const {
    const std::string as = geteuid() == 0 ? "setpriv --reuid=nobody --regid=nogroup --clear-groups " : "";
    return std::system(("cd / && " + as + programs_ + "/" + command + " >>" + folder_ + "/started 2>&1").c_str()) == 0;
  }

  std::string programs_;
  std::string folder_;
  std::string url_;
};

}  // namespace

const std::string& postgresql_server() {
  static const Server server;
  if (server.failed()) {
    const std::string show = "cat " + server.folder() + "/started " + server.folder() + "/log >&2";
    if (std::system(show.c_str()) != 0) WARN("it left no log");
    FAIL("PostgreSQL could not be started");
  }
  return server.url();
}
