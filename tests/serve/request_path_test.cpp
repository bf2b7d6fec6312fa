#include "hexapla/serve/request_path.h"

#include "hexapla/base/file.h"

#include <filesystem>

#include <catch2/catch.hpp>

using namespace hexapla;
namespace fs = std::filesystem;

namespace {

using Kind = SiteAnswer::Kind;

/// A site beside a secret.
class Site {
 public:
  Site() : root_(fs::temp_directory_path() / ("hexapla-serve-" + std::to_string(getpid()))) {
    fs::remove_all(root_);
    for (const char* file :
         {"secret.txt", "sitely/x.txt", "site/index.html", "site/fr/index.html", "site/fr/404.html",
          "site/fr/a b/index.html", "site/theme/site.css", "site/.hexapla-site", "site/.git/config"}) {
      make_parents((root_ / file).string());
      replace_file((root_ / file).string(), file, false);
    }
    fs::create_symlink(root_ / "secret.txt", root_ / "site/out.txt");
    fs::create_directory_symlink(root_, root_ / "site/up");
    fs::create_symlink("theme/site.css", root_ / "site/in.css");
  }
  ~Site() { fs::remove_all(root_); }
  Site(const Site&) = delete;
  Site& operator=(const Site&) = delete;
  SiteAnswer ask(std::string_view target) const { return answer_to((root_ / "site").string(), target); }
  std::string file(const char* name) const { return fs::canonical(root_ / "site" / name).string(); }

 private:
  fs::path root_;
};

}  // namespace

TEST_CASE("a request leads to a file, a folder's page, or to its slash") {
  const Site site;
  CHECK(site.ask("/").target == site.file("index.html"));
  CHECK(site.ask("/fr/").target == site.file("fr/index.html"));
  CHECK(site.ask("/fr/a%20b/?x=1#y").target == site.file("fr/a b/index.html"));
  CHECK(site.ask("/theme/site.css").kind == Kind::File);
  CHECK(site.ask("/in.css").target == site.file("theme/site.css"));
  const SiteAnswer moved = site.ask("/fr/a%20b?x=1");
  CHECK(moved.kind == Kind::Redirect);
  CHECK(moved.target == "/fr/a%20b/?x=1");
}

TEST_CASE("what is missing is said in the language of its address") {
  const Site site;
  CHECK(site.ask("/fr/nowhere/").kind == Kind::NotFound);
  CHECK(site.ask("/fr/nowhere/").target == site.file("fr/404.html"));
  CHECK(site.ask("/nowhere").target.empty());
  CHECK(site.ask("/theme/").kind == Kind::NotFound);
}

TEST_CASE("nothing but the site's own files is answered") {
  const Site site;
  for (const char* target : {"/../secret.txt",
                             "/..%2fsecret.txt",
                             "/%2e%2e/secret.txt",
                             "/fr/../../secret.txt",
                             "/./index.html",
                             "//index.html",
                             "/fr//index.html",
                             "/..\\secret.txt",
                             "/out.txt",
                             "/up/secret.txt",
                             "/up/",
                             "/.hexapla-site",
                             "/.git/config",
                             "/../sitely/x.txt",
                             "/index.html%00.css",
                             "/%zz",
                             "",
                             "index.html",
                             "*",
                             "http://localhost/",
                             "/fr/..",
                             "/."}) {
    INFO(target);
    const SiteAnswer found = site.ask(target);
    CHECK(found.kind == Kind::NotFound);
    const bool is_harmless = found.target.empty() || found.target == site.file("fr/404.html");
    CHECK(is_harmless);
  }
}

TEST_CASE("a redirect never leaves the site") {
  const Site site;
  CHECK(site.ask("//fr").kind == Kind::NotFound);
  CHECK(site.ask("/%2ffr").kind == Kind::NotFound);
}

TEST_CASE("types by ending, texts as UTF-8") {
  CHECK(content_type("a/index.html") == "text/html; charset=utf-8");
  CHECK(content_type("theme/site.CSS") == "text/css; charset=utf-8");
  CHECK(content_type("feed.xml") == "application/xml; charset=utf-8");
  CHECK(content_type("a.b/html") == "application/octet-stream");
  CHECK(content_type("html") == "application/octet-stream");
}

TEST_CASE("names from elsewhere are no names of this machine") {
  for (const char* host :
       {"localhost", "LocalHost:8080", "127.0.0.1:1", "127.1.2.3", "[::1]:8080", "192.168.0.7:8080"}) {
    INFO(host);
    CHECK(is_own_host(host));
  }
  for (const char* host : {"", "evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "evil.example:8080",
                           "[::1", "[evil]:1", "127.0.0.1evil", ":8080"}) {
    INFO(host);
    CHECK_FALSE(is_own_host(host));
  }
}
