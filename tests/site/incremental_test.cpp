// Whatever is edited between two builds, the second one leaves what a build from nothing makes, byte for byte, and says
// the same.
#include "../project/folder.h"
#include "hexapla/site/site.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <map>
#include <random>

using namespace hexapla;
using test::Folder;
namespace fs = std::filesystem;

namespace {

SiteRun build(const Folder& folder, const std::string& to) {
  SiteOptions options;
  options.folder = folder.at(to);
  options.jobs = 2;
  return run_site(folder.project(), options);
}

std::map<std::string, std::string> files_of(const Folder& folder, const std::string& name) {
  std::map<std::string, std::string> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder.at(name))) {
    if (!entry.is_regular_file()) continue;
    const std::string file = entry.path().string().substr(folder.at(name).size() + 1);
    files[file] = folder.read(name + "/" + file);
  }
  return files;
}

std::string config(const std::string& more) {
  return "project: Test\nsource: en\nlanguages: [fr, ar]\ncontent:\n  - pages: content/**/*.md\n"
         "    front_matter: [title, summary]\n  - pages: content/*.yaml\n    keys: [\"strings.*\", "
         "\"news[].title\"]\n" +
         more;
}

/// A site that somebody edits without much thought.
class Author {
 public:
  explicit Author(const Folder& folder) : folder_(folder) {
    folder.write("hexapla.yaml", config(""));
    folder.write("content/index.md", "---\ntitle: Home\n---\n\nSee [one](a/one.md#part) and [a](a/).\n");
    folder.write("content/site.yaml",
                 "strings: {a: Letter A}\nnews:\n  - {title: News, url: a/two.md, date: 2026-01-01}\n");
    folder.write("content/images/a.svg", "<svg/>");
    for (const char* page : {"a/one", "a/two", "a/three", "b/one", "b/deep/two", "top"}) write_page(page);
    write_catalogs();
  }
  /// What was done.
  std::string edit() {
    const std::vector<std::pair<const char*, std::function<void()>>> edits{
        {"a page is written anew", [this] { write_page(any_page()); }},
        {"a page is written anew", [this] { write_page(any_page()); }},
        {"a page comes", [this] { write_page(new_page()); }},
        {"a page goes", [this] { remove_page(); }},
        {"a page is renamed", [this] { rename_page(); }},
        {"translations change", [this] { write_catalogs(); }},
        {"translations change", [this] { write_catalogs(); }},
        {"site.yaml changes", [this] { write_data(); }},
        {"the configuration changes", [this] { write_config(); }},
        {"a layout comes or changes", [this] { write_layout(); }},
        {"an image comes or goes", [this] { toggle("content/images/b.svg", "<svg></svg>"); }},
        {"a folder's page comes or goes",
         [this] { toggle("content/a/index.md", "---\ntitle: Folder A\n---\n\nText 1.\n"); }},
        {"a README comes or goes", [this] { toggle("content/b/README.md", "# Read me\n\nText 2.\n"); }},
        {"a SUMMARY comes or goes",
         [this] { toggle("content/SUMMARY.md", "# Summary\n\n- [x](b/one.md)\n- [y](a/two.md)\n- [z](a/one.md)\n"); }},
        {"an output is damaged", [this] { folder_.write("out/en/index.html", "mine"); }},
        {"a catalog goes or comes",
         [this] {
           toggle("locales/ar.po", test::po("ar", {{"Title 1", "عنوان"}}));
         }},
    };
    const auto& [name, how] = edits[pick(edits.size())];
    how();
    return name;
  }

 private:
  std::size_t pick(std::size_t below) { return below == 0 ? 0 : random_() % below; }
  std::string number(std::size_t below = 6) { return std::to_string(pick(below)); }
  std::vector<std::string> pages() const {
    std::vector<std::string> names;
    for (const auto& entry : fs::recursive_directory_iterator(folder_.at("content"))) {
      const std::string path = entry.path().string().substr(folder_.at("content/").size());
      if (path.ends_with(".md")) names.push_back(path.substr(0, path.size() - 3));
    }
    std::sort(names.begin(), names.end());
    return names;
  }
  std::string any_page() {
    const auto all = pages();
    return all.empty() ? "top" : all[pick(all.size())];
  }
  std::string new_page() {
    constexpr std::array<const char*, 5> folders{"a/", "b/", "b/deep/", "c/", ""};
    return folders[pick(folders.size())] + ("page" + number(4));
  }
  std::string link_from(const std::string& page) {
    const std::size_t depth = static_cast<std::size_t>(std::count(page.begin(), page.end(), '/'));
    std::string way;
    for (std::size_t i = 0; i < depth; ++i) way += "../";
    const std::string to = pick(4) == 0 ? new_page() : any_page();
    return way + to + ".md" + (pick(3) == 0 ? "#part" : "");
  }
  void write_page(const std::string& page) {
    std::string text = "---\ntitle: Title " + number() + "\n";
    if (pick(3) == 0) text += "weight: " + number() + "\n";
    if (pick(3) == 0) text += "summary: Summary " + number() + "\n";
    if (pick(4) == 0) text += "date: 2026-01-0" + std::to_string(1 + pick(6)) + "\n";
    if (pick(5) == 0) text += "unlisted: true\n";
    if (pick(4) == 0) text += "url: " + link_from(page) + "\n";
    if (pick(6) == 0) text += "layout: own\n";
    text += "---\n\nText " + number() + ".\n\n";
    if (pick(2) == 0) text += "## Part " + number() + (pick(2) == 0 ? " {#part}" : "") + "\n\n";
    text += "A [link](" + link_from(page) + ") and [another](" + link_from(page) + ").\n\n";
    if (pick(3) == 0) text += "![image](/images/" + std::string(pick(2) == 0 ? "a" : "b") + ".svg)\n\n";
    folder_.write("content/" + page + ".md", text + "Text " + number() + ".\n");
  }
  void remove_page() {
    if (pages().size() > 3) folder_.remove("content/" + any_page() + ".md");
  }
  void rename_page() {
    const std::string from = folder_.at("content/" + any_page() + ".md");
    const std::string to = folder_.at("content/" + new_page() + ".md");
    make_parents(to);
    if (fs::exists(from)) fs::rename(from, to);
  }
  void write_catalogs() {
    for (const char* language : {"fr", "ar"}) {
      std::vector<std::pair<std::string, std::string>> messages;
      for (const char* kind : {"Title ", "Text ", "Part ", "Summary "}) {
        for (int i = 0; i < 6; ++i) {
          const std::string text = kind + std::to_string(i) + (kind[0] == 'T' && kind[1] == 'e' ? "." : "");
          if (pick(3) != 0) messages.emplace_back(text, language + (" " + text) + (pick(4) == 0 ? " new" : ""));
        }
      }
      if (pick(2) == 0) messages.emplace_back("Home", language + std::string(" Home"));
      if (pick(2) == 0) messages.emplace_back("Letter A", language + std::string(" Letter A"));
      folder_.write(std::string("locales/") + language + ".po", test::po(language, messages));
    }
  }
  void write_data() {
    folder_.write("content/site.yaml", "strings: {a: Letter " + std::string(pick(2) == 0 ? "A" : "B") +
                                           "}\nnews:\n  - {title: News, url: " + link_from("site") +
                                           ", date: 2026-01-0" + std::to_string(1 + pick(3)) + "}\n");
  }
  void write_config() {
    constexpr std::array<const char*, 6> more{"",
                                              "publish_at: 40\n",
                                              "missing: skip-page\n",
                                              "site: {slugs: localized}\n",
                                              "site: {url: \"https://example.org/\"}\n",
                                              "site: {links: files}\n"};
    folder_.write("hexapla.yaml", config(more[pick(more.size())]));
  }
  void write_layout() {
    if (pick(3) == 0) {
      folder_.remove("content/_layouts");
    } else {
      folder_.write("content/_layouts/own.html", "<main>" + number() + "{{title}}{{{body}}}</main>");
    }
  }
  void toggle(const std::string& name, const std::string& text) {
    folder_.has(name) ? folder_.remove(name) : folder_.write(name, text);
  }

  const Folder& folder_;
  std::mt19937 random_{7};
};

}  // namespace

TEST_CASE("after any edits a build leaves what one from nothing makes", "[site]") {
  const Folder folder;
  Author author(folder);
  build(folder, "out");
  std::uint32_t made = 0;
  std::uint32_t all = 0;
  std::string story, fresh = "fresh";
  for (int step = 0; step < 120; ++step) {
    story += "; " + author.edit();
    if (step % 3 == 0) story += ", " + author.edit();
    INFO("step " << step << story.substr(story.size() > 400 ? story.size() - 400 : 0));
    const SiteRun again = build(folder, "out");
    folder.remove(fresh);
    fresh = "fresh-" + std::to_string(step);  // a folder that no state is kept of
    const SiteRun first = build(folder, fresh);
    CHECK(folder.said(again.diagnostics) == folder.said(first.diagnostics));
    if (first.files == 0) continue;  // two pages with one address: nothing is made
    const auto mine = files_of(folder, "out");
    const auto others = files_of(folder, fresh);
    for (const auto& [file, text] : others) {
      INFO(file);
      REQUIRE(mine.count(file) == 1);
      REQUIRE(mine.at(file) == text);
    }
    REQUIRE(mine.size() == others.size());
    made += again.made;
    all += first.made;
  }
  // Not because everything is made anew each time.
  CHECK(made * 4 < all * 3);
}

TEST_CASE("a page that comes or goes makes what lists it or links to it, and no others", "[site]") {
  const Folder folder;
  folder.write("hexapla.yaml", config("site: {url: \"https://example.org/\"}\n"));
  folder.write("content/site.yaml", "strings: {a: Letter}\n");
  folder.write("content/index.md", "# Home\n");
  for (int i = 0; i < 10; ++i) {
    folder.write("content/a/" + std::to_string(i) + ".md", "# Page " + std::to_string(i) + "\n\nText.\n");
    folder.write("content/b/" + std::to_string(i) + ".md", "# Page " + std::to_string(i) + "\n\nText.\n");
  }
  folder.write("content/b/5.md", "# Page 5\n\nA [link](../a/new.md).\n");
  CHECK(build(folder, "out").made > 60);
  // In three languages: itself, its list, its neighbours and those that show their siblings, a sitemap, what search
  // finds, who links to it.
  folder.write("content/a/new.md", "# New\n\nText.\n");
  SiteRun run = build(folder, "out");
  CHECK(run.ok());
  CHECK(run.made < 3 * 20);
  folder.remove("content/a/new.md");
  run = build(folder, "out");
  CHECK_FALSE(run.ok());
  CHECK(run.made < 3 * 20);
  CHECK(run.removed == 3);
}

TEST_CASE("a page that nothing leads to is told, unless it says that it is meant so", "[site]") {
  const Folder folder;
  folder.write("hexapla.yaml", config(""));
  folder.write("content/site.yaml", "strings: {a: Letter}\n");
  folder.write("content/index.md", "# Home\n\n[One](a/one.md)\n");
  folder.write("content/a/one.md", "# One\n");
  folder.write("content/a/two.md", "# Two\n\nA way [back](one.md).\n");
  folder.write("content/a/three.md", "# Three\n\nTo [two](two.md), as two others do.\n");
  CHECK(folder.said(build(folder, "out").diagnostics).empty());  // in the program's own lists
  for (const char* layout : {"home", "section", "page"}) {
    folder.write("content/_layouts/" + std::string(layout) + ".html", "{{{body}}}");
  }
  folder.write("content/_layouts/header.html", "");
  SiteRun run = build(folder, "out");
  const std::string said = folder.said(run.diagnostics);
  INFO(said);
  CHECK_FALSE(run.ok());
  CHECK(said.find("content/a/two.md: error: nothing leads to this page") != std::string::npos);
  CHECK(said.find("content/a/three.md: error: nothing leads to this page") != std::string::npos);
  CHECK(said.find("one.md:") == std::string::npos);
  CHECK(said.find("index.md") == std::string::npos);
  const SiteRun again = build(folder, "out");
  CHECK(again.made == 0);
  CHECK(folder.said(again.diagnostics) == said);
  // from another page that is led to
  folder.write("content/a/one.md", "# One\n\nOn to [three](three.md).\n");
  CHECK(folder.said(build(folder, "out").diagnostics).empty());
}

TEST_CASE("an unlisted page is in no list, no neighbour and in no site map", "[site]") {
  const Folder folder;
  folder.write("hexapla.yaml", config("site: {url: \"https://example.org/\"}\n"));
  folder.write("content/site.yaml", "strings: {a: Letter}\n");
  folder.write("content/index.md", "# Home\n");
  folder.write("content/a/one.md", "# One\n");
  folder.write("content/a/quiet.md", "---\ntitle: Quiet\nunlisted: true\ndate: 2026-01-01\n---\n");
  folder.write("content/a/two.md", "# Two\n");
  CHECK(folder.said(build(folder, "out").diagnostics).empty());
  std::uint32_t names = 0;
  for (const auto& [file, text] : files_of(folder, "out")) {
    if (file.starts_with("en/") && text.find("quiet/") != std::string::npos) ++names;
  }
  CHECK(names == 1);  // itself
  CHECK(folder.has("out/fr/a/quiet/index.html"));
  folder.write("content/a/quiet.md", "---\ntitle: Quiet\ndate: 2026-01-01\n---\n");
  build(folder, "out");
  CHECK(folder.read("out/en/a/index.html").find("quiet/") != std::string::npos);
  CHECK(folder.read("out/en/feed.xml").find("quiet/") != std::string::npos);
}

TEST_CASE("what is known of a site that is gone is forgotten", "[site]") {
  const Folder folder;
  folder.write("hexapla.yaml", "source: en\nlanguages: [fr]\ncontent: [{pages: \"content/*.md\"}]\n");
  folder.write("content/index.md", "# Home\n");
  const auto states = [&] {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(folder.at(".hexapla"))) {
      if (entry.path().filename().string().starts_with("site-")) ++count;
    }
    return count;
  };
  build(folder, "a");
  build(folder, "b");
  CHECK(states() == 2);
  folder.remove("a");
  folder.write(".hexapla/site-1", "of another version");
  build(folder, "c");
  CHECK(states() == 2);
  CHECK(build(folder, "b").made == 0);
}
