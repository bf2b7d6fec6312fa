#include "../project/folder.h"

#include "hexapla/base/owned_folder.h"

using namespace hexapla;
using test::Folder;

namespace {

constexpr FolderOwner owner{
    .id = "report-folder",
    .marker = ".hexapla-report",
    .title = "Written by hexapla report, which removes the files named here.\n",
    .not_ours = "this folder holds files that are no report of Hexapla",
    .endings = ".html .css .js",
};

std::string refused(const Folder& folder, const std::string& name) {
  try {
    const OwnedFolder report(folder.at(name), owner);
  } catch (const Error& error) {
    return folder.said(error.diagnostics());
  }
  return "taken";
}

void write(const Folder& folder, const std::vector<std::string>& files) {
  OwnedFolder report(folder.at("out"), owner);
  report.announce(files);
  for (const std::string& file : files) report.put(file, "<p>");
  report.finish();
}

}  // namespace

TEST_CASE("a report goes into a new, an empty or its own folder only") {
  const Folder folder;
  CHECK(refused(folder, "new/deep") == "taken");
  folder.write("mine/letter.txt", "Dear Ann");
  CHECK(refused(folder, "mine") ==
        "mine/: error: this folder holds files that are no report of Hexapla\n  hint: name a new or an empty folder");
  folder.write("mine/.hexapla-report", "something else\n");
  CHECK(refused(folder, "mine") != "taken");
  write(folder, {"index.html"});
  CHECK(refused(folder, "out") == "taken");
}

TEST_CASE("files of an earlier report are removed, others stay") {
  const Folder folder;
  write(folder, {"de/deep/a.html", "fr/a.html", "fr/b.html", "index.html"});
  folder.write("out/fr/mine.html", "mine");
  write(folder, {"fr/b.html", "index.html"});
  CHECK(folder.has("out/fr/b.html"));
  CHECK(folder.has("out/fr/mine.html"));
  CHECK_FALSE(folder.has("out/fr/a.html"));
  CHECK_FALSE(folder.has("out/de"));
}

TEST_CASE("a marker from elsewhere removes nothing outside of the folder") {
  const Folder folder;
  write(folder, {"index.html"});
  folder.write("victim.html", "mine");
  folder.write("elsewhere/a.html", "mine");
  folder.write("out/notes.txt", "mine");
  folder.link("out/link", "../elsewhere");
  const std::string title = folder.read("out/.hexapla-report").substr(0, folder.read("out/.hexapla-report").find('\n'));
  folder.write("out/.hexapla-report", title + "\n../victim.html\n" + folder.at("victim.html") +
                                          "\nfr/../../victim.html\nnotes.txt\nlink/a.html\n");
  write(folder, {"index.html"});
  CHECK(folder.has("victim.html"));
  CHECK(folder.has("elsewhere/a.html"));
  CHECK(folder.has("out/notes.txt"));
}

TEST_CASE("a link in the folder is not written through") {
  const Folder folder;
  write(folder, {"index.html"});
  folder.write("victim.html", "mine");
  folder.write("elsewhere/a.html", "mine");
  folder.link("out/fr", "../elsewhere");
  CHECK_THROWS_AS(write(folder, {"fr/a.html"}), Error);
  folder.link("out/b.html", "../victim.html");
  CHECK_THROWS_AS(write(folder, {"b.html"}), Error);
  CHECK(folder.read("victim.html") == "mine");
  CHECK(folder.read("elsewhere/a.html") == "mine");
}
