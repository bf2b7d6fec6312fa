// Merging a project: what is made, what is left alone, what is removed.
#include "folder.h"

#include <fstream>

#include <sys/stat.h>
#include <unistd.h>

using namespace hexapla;
using test::Folder;
using test::po;

namespace {

const std::string page_a = "# Hello\n\nGood morning.\n";
const std::string page_b = "# Hello\n\nGood night.\n";

void write_site(const Folder& folder, const std::string& more = {}, const std::string& languages = "[fr, de]") {
  folder.write("hexapla.yaml", "languages: " + languages +
                                   "\ncontent:\n  - pages: content/**/*.md\noutput: out/{lang}/{path}\n" + more);
  folder.write("content/a.md", page_a);
  folder.write("content/b.md", page_b);
  folder.write("locales/fr.po", po("fr", {{"Hello", "Bonjour"}, {"Good morning.", "Bon matin."}}));
  folder.write("locales/de.po", po("de", {{"Hello", "Hallo"}}));
}

MergeRun merge_site(const Folder& folder, std::vector<std::string> languages = {}) {
  RunOptions options;
  options.languages = std::move(languages);
  return run_merge(folder.project(), options);
}

std::string changed(const Folder& folder, const MergeRun& run) {
  std::string out = test::joined(run.changed);
  for (std::size_t at = 0; (at = out.find(folder.path(), at)) != std::string::npos;)
    out.erase(at, folder.path().size());
  return out;
}

/// Sets all times back an hour, so that nothing is too young to be trusted, and the manifest's to now.
void age(const Folder& folder) {
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
    if (entry.is_regular_file() && entry.path().filename() != "outputs") {
      std::filesystem::last_write_time(entry.path(), entry.last_write_time() - std::chrono::hours(1));
    }
  }
}

}  // namespace

TEST_CASE("merge writes every page in every language", "[merge]") {
  const Folder folder;
  write_site(folder);
  const MergeRun run = merge_site(folder);
  CHECK(run.ok());
  CHECK(folder.read("out/fr/content/a.md") == "# Bonjour\n\nBon matin.\n");
  CHECK(folder.read("out/fr/content/b.md") == "# Bonjour\n\nGood night.\n");
  CHECK(folder.read("out/de/content/b.md") == "# Hallo\n\nGood night.\n");
  CHECK(run.languages[0].pages == 2);
  CHECK(run.languages[0].written == 2);
  CHECK(changed(folder, run) == "out/de/content/a.md out/de/content/b.md out/fr/content/a.md out/fr/content/b.md");
}

TEST_CASE("a second run reads and writes nothing", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  age(folder);
  merge_site(folder);  // learns the new times
  struct stat before {};
  REQUIRE(::stat(folder.at("out/fr/content/a.md").c_str(), &before) == 0);
  const MergeRun run = merge_site(folder);
  CHECK(run.parsed == 0);
  CHECK(run.changed.empty());
  CHECK(run.languages[0].unchanged == 2);
  struct stat after {};
  REQUIRE(::stat(folder.at("out/fr/content/a.md").c_str(), &after) == 0);
  CHECK(before.st_ino == after.st_ino);
  CHECK(before.st_mtim.tv_nsec == after.st_mtim.tv_nsec);
}

TEST_CASE("only what depends on a change is made again", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  folder.write("locales/de.po", po("de", {{"Hello", "Hallo"}, {"Good night.", "Gute Nacht."}}));
  const MergeRun by_catalog = merge_site(folder);
  CHECK(changed(folder, by_catalog) == "out/de/content/b.md");
  folder.write("content/a.md", "# Hello\n\nGood morning.\n\nMore.\n");
  const MergeRun by_page = merge_site(folder);
  CHECK(by_page.parsed == 1);
  CHECK(changed(folder, by_page) == "out/de/content/a.md out/fr/content/a.md");
  folder.write("hexapla.yaml", folder.read("hexapla.yaml") + "wrap: sentence\n");
  CHECK(merge_site(folder).parsed == 2);
}

TEST_CASE("a touched file is looked into, not made again", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  age(folder);
  const MergeRun run = merge_site(folder);
  CHECK(run.parsed == 0);
  CHECK(run.changed.empty());
}

TEST_CASE("outputs that were edited or deleted by hand are made anew", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  folder.write("out/fr/content/a.md", "# Mine\n");
  folder.remove("out/de/content/b.md");
  const MergeRun run = merge_site(folder);
  CHECK(changed(folder, run) == "out/de/content/b.md out/fr/content/a.md");
  CHECK(folder.read("out/fr/content/a.md") == "# Bonjour\n\nBon matin.\n");
}

TEST_CASE("an edit of the same size in the same instant is seen, in a page and in an output", "[merge]") {
  // The clock of a file system ticks: an edit right after a run can leave stat as it was. Here the instant is held.
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  const auto instant = std::filesystem::file_time_type::clock::now() + std::chrono::seconds(10);
  const auto edit = [&](const char* file, std::string_view from, std::string_view to) {
    std::string text = folder.read(file);
    text.replace(text.find(from), from.size(), to);
    std::ofstream(folder.at(file), std::ios::in | std::ios::out) << text;
    std::filesystem::last_write_time(folder.at(file), instant);
  };
  edit("content/a.md", "Hello", "Hello");
  edit("out/fr/content/b.md", "night", "night");
  merge_site(folder);
  edit("content/a.md", "morning", "evening");
  edit("out/fr/content/b.md", "night", "fight");
  merge_site(folder);
  CHECK(folder.read("out/de/content/a.md") == "# Hallo\n\nGood evening.\n");
  CHECK(folder.read("out/fr/content/b.md") == "# Bonjour\n\nGood night.\n");
}

TEST_CASE("files of pages that are gone are removed, with the folders they leave empty", "[merge]") {
  const Folder folder;
  write_site(folder);
  folder.write("content/deep/er/c.md", "# Hello\n");
  merge_site(folder);
  CHECK(folder.has("out/fr/content/deep/er/c.md"));
  folder.remove("content/deep");
  const MergeRun run = merge_site(folder);
  CHECK(run.languages[0].removed == 1);
  CHECK(changed(folder, run) == "out/de/content/deep/er/c.md out/fr/content/deep/er/c.md");
  CHECK_FALSE(folder.has("out/fr/content/deep"));
  CHECK(folder.has("out/fr/content/a.md"));
}

TEST_CASE("a file that Hexapla did not write is never removed", "[merge]") {
  const Folder folder;
  write_site(folder);
  folder.write("out/fr/content/own.md", "mine\n");
  merge_site(folder);
  folder.write("out/fr/content/b.md", "edited by hand\n");
  folder.remove("content/b.md");
  const MergeRun run = merge_site(folder);
  CHECK(run.ok());
  CHECK(folder.read("out/fr/content/b.md") == "edited by hand\n");
  CHECK(folder.read("out/fr/content/own.md") == "mine\n");
  CHECK_FALSE(folder.has("out/de/content/b.md"));
  CHECK(folder.said(run.diagnostics) ==
        "out/fr/content/b.md: warning: no page belongs to this file any more, but it was changed by hand: it stays\n"
        "  hint: remove it yourself");
}

TEST_CASE("without the manifest nothing is removed", "[merge]") {
  for (const bool damaged : {false, true}) {
    const Folder folder;
    write_site(folder);
    merge_site(folder);
    if (damaged) {
      folder.write(".hexapla/outputs", folder.read(".hexapla/outputs").substr(0, 100));
    } else {
      folder.remove(".hexapla/outputs");
    }
    folder.remove("content/b.md");
    const MergeRun run = merge_site(folder);
    CHECK(run.ok());
    CHECK(run.changed.empty());
    CHECK(folder.has("out/fr/content/b.md"));
  }
}

TEST_CASE("a language taken out of the configuration takes its files along, a partial run does not", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  CHECK(merge_site(folder, {"fr"}).changed.empty());
  CHECK(folder.has("out/de/content/a.md"));
  std::string config = folder.read("hexapla.yaml");
  config.replace(config.find("[fr, de]"), 8, "[fr]");
  folder.write("hexapla.yaml", config);
  const MergeRun run = merge_site(folder);
  CHECK(changed(folder, run) == "out/de/content/a.md out/de/content/b.md");
  CHECK_FALSE(folder.has("out/de"));
}

TEST_CASE("a run for one language keeps what is known of the others", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  folder.write("content/a.md", "# Hello\n\nChanged.\n");
  CHECK(changed(folder, merge_site(folder, {"fr"})) == "out/fr/content/a.md");
  // The page is known by now, but German has not seen it.
  CHECK(changed(folder, merge_site(folder)) == "out/de/content/a.md");
  folder.remove("content/b.md");
  CHECK(changed(folder, merge_site(folder, {"de"})) == "out/de/content/b.md");
  CHECK(changed(folder, merge_site(folder)) == "out/fr/content/b.md");
}

TEST_CASE("when output: changes, the files move", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  std::string config = folder.read("hexapla.yaml");
  config.replace(config.find("out/{lang}"), 10, "new/{lang}");
  folder.write("hexapla.yaml", config);
  const MergeRun run = merge_site(folder);
  CHECK(run.ok());
  CHECK(folder.has("new/fr/content/a.md"));
  CHECK_FALSE(folder.has("out/fr"));
}

TEST_CASE("a manifest from somebody else removes nothing that is not an output", "[merge]") {
  // The file could be put there by whoever made the folder; it has checksums, not a signature.
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  folder.write("precious.md", "Precious\n");
  std::string bytes = folder.read(".hexapla/outputs");
  const std::string from = "out/{lang}/{path}";
  const std::string to = "content/./././b.m";  // as long
  REQUIRE(from.size() == to.size());
  folder.write("content/b.md", "# Hallo\n\nGood night.\n");
  bytes.replace(bytes.rfind(from), from.size(), to);
  const std::uint64_t checksum = hash_bytes(std::string_view(bytes).substr(16));
  for (std::size_t i = 0; i < 8; ++i) bytes[8 + i] = static_cast<char>(checksum >> (8 * i));
  folder.write(".hexapla/outputs", bytes);
  merge_site(folder);
  CHECK(folder.has("content/b.md"));
  CHECK(folder.has("content/a.md"));
  CHECK(folder.has("precious.md"));
}

TEST_CASE("publish_at holds pages back, and takes them back when they fall below", "[merge]") {
  const Folder folder;
  write_site(folder, "publish_at: 60\n");
  // a.md: 1 + 2 words; b.md: 1 + 2 words, of which French has 1.
  MergeRun run = merge_site(folder);
  CHECK(folder.has("out/fr/content/a.md"));
  CHECK_FALSE(folder.has("out/fr/content/b.md"));
  CHECK_FALSE(folder.has("out/de/content/a.md"));
  CHECK(run.languages[0].pages == 1);
  CHECK(run.languages[0].withheld == 1);
  CHECK(run.languages[1].withheld == 2);
  CHECK(merge_site(folder).parsed == 0);

  folder.write("content/a.md", "# Hello\n\nGood morning.\n\nThree more words.\n");
  run = merge_site(folder);
  CHECK(changed(folder, run) == "out/fr/content/a.md");
  CHECK(run.languages[0].removed == 1);
  CHECK_FALSE(folder.has("out/fr/content/a.md"));

  folder.write("locales/fr.po",
               po("fr", {{"Hello", "Bonjour"}, {"Good morning.", "Bon matin."}, {"Three more words.", "Trois mots."}}));
  CHECK(changed(folder, merge_site(folder)) == "out/fr/content/a.md");
}

TEST_CASE("missing: skip-page makes only pages that are translated whole, fallbacks counted", "[merge]") {
  const Folder folder;
  write_site(folder, "missing: skip-page\nfallback: {de: [fr]}\n");
  const MergeRun run = merge_site(folder);
  CHECK(changed(folder, run) == "out/de/content/a.md out/fr/content/a.md");
  CHECK(folder.read("out/de/content/a.md") == "# Hallo\n\nBon matin.\n");
  CHECK(run.languages[1].fallbacks == std::vector<std::string>{"fr"});
}

TEST_CASE("a change in a fallback's catalog reaches those that fall back to it", "[merge]") {
  const Folder folder;
  write_site(folder, "fallback: {de: [fr]}\n");
  merge_site(folder);
  CHECK(folder.read("out/de/content/b.md") == "# Hallo\n\nGood night.\n");
  folder.write("locales/fr.po", po("fr", {{"Hello", "Bonjour"}, {"Good night.", "Bonne nuit."}}));
  merge_site(folder);
  CHECK(folder.read("out/de/content/b.md") == "# Hallo\n\nBonne nuit.\n");
}

TEST_CASE("a language without a catalog shows the source", "[merge]") {
  const Folder folder;
  write_site(folder, "", "[fr, es]");
  const MergeRun run = merge_site(folder);
  CHECK(run.ok());
  CHECK(folder.read("out/es/content/a.md") == page_a);
  folder.write("locales/es.po", po("es", {{"Hello", "Hola"}}));
  CHECK(changed(folder, merge_site(folder)) == "out/es/content/a.md out/es/content/b.md");
}

TEST_CASE("a catalog with errors leaves its language's files as they were", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  const std::string good = folder.read("locales/fr.po");
  folder.write("locales/fr.po", good + "msgid \"unfinished\n");
  folder.remove("content/b.md");
  const MergeRun run = merge_site(folder);
  CHECK_FALSE(run.ok());
  CHECK(run.languages[0].failed);
  CHECK_FALSE(run.languages[1].failed);
  CHECK(folder.read("out/fr/content/a.md") == "# Bonjour\n\nBon matin.\n");
  CHECK(folder.has("out/fr/content/b.md"));
  CHECK_FALSE(folder.has("out/de/content/b.md"));
  // It is said again as long as it is so, and what was written then is still known when it is mended.
  CHECK_FALSE(merge_site(folder).ok());
  folder.write("locales/fr.po", good);
  CHECK(changed(folder, merge_site(folder)) == "out/fr/content/b.md");
}

TEST_CASE("a page with errors leaves its files as they were", "[merge]") {
  const Folder folder;
  write_site(folder);
  merge_site(folder);
  folder.write("content/a.md", "broken \xFF\n");
  const MergeRun run = merge_site(folder);
  CHECK_FALSE(run.ok());
  CHECK(folder.read("out/fr/content/a.md") == "# Bonjour\n\nBon matin.\n");
  CHECK_FALSE(merge_site(folder).ok());
}

TEST_CASE("a translation that was turned down is said in every run, also when nothing is made", "[merge]") {
  const Folder folder;
  write_site(folder);
  folder.write("locales/de.po",
               po("de", {{"Good night.", "Gute\\n\\n# Nacht"}, {"Good morning.", "<script>x</script>"}}));
  const MergeRun first = merge_site(folder);
  CHECK_FALSE(first.ok());
  CHECK(folder.read("out/de/content/a.md") == page_a);
  const MergeRun second = merge_site(folder);
  CHECK(second.parsed == 0);
  CHECK_FALSE(second.ok());
  CHECK(folder.said(second.diagnostics) == folder.said(first.diagnostics));
  CHECK(folder.said(second.diagnostics).find("content/a.md:3:1: error: ") == 0);
}

TEST_CASE("with {path} in catalogs a page's own catalog is used and watched", "[merge]") {
  const Folder folder;
  write_site(folder, "catalogs: po/{lang}/{path}.po\n");
  folder.write("po/fr/content/a.md.po", po("fr", {{"Hello", "Bonjour"}}));
  folder.write("po/fr/content/b.md.po", po("fr", {{"Hello", "Salut"}}));
  merge_site(folder);
  CHECK(folder.read("out/fr/content/a.md") == "# Bonjour\n\nGood morning.\n");
  CHECK(folder.read("out/fr/content/b.md") == "# Salut\n\nGood night.\n");
  CHECK(folder.read("out/de/content/b.md") == page_b);
  folder.write("po/fr/content/b.md.po", po("fr", {{"Hello", "Coucou"}}));
  const MergeRun run = merge_site(folder);
  CHECK(run.parsed == 1);
  CHECK(changed(folder, run) == "out/fr/content/b.md");
}

TEST_CASE("merge --check names what would change and writes nothing", "[merge]") {
  const Folder folder;
  write_site(folder);
  RunOptions check;
  check.check = true;
  CHECK(run_merge(folder.project(), check).changed.size() == 4);
  CHECK_FALSE(folder.has("out"));
  CHECK_FALSE(folder.has(".hexapla"));
  merge_site(folder);
  folder.remove("content/b.md");
  const MergeRun run = run_merge(folder.project(), check);
  CHECK(changed(folder, run) == "out/de/content/b.md out/fr/content/b.md");
  CHECK(folder.has("out/fr/content/b.md"));
}

TEST_CASE("outputs are not written through links that lead out of the project", "[merge]") {
  const Folder outside;
  outside.write("victim.md", "precious\n");
  const Folder folder;
  write_site(folder);
  folder.link("out/fr/content/a.md", outside.at("victim.md"));
  CHECK_THROWS_AS(merge_site(folder), Error);
  CHECK(outside.read("victim.md") == "precious\n");
  folder.remove("out");
  folder.link("out/de", outside.path());
  CHECK_THROWS_AS(merge_site(folder), Error);
  CHECK_FALSE(outside.has("content"));
}

TEST_CASE("an output folder that cannot be written ends the run and says which", "[merge]") {
  const Folder folder;
  write_site(folder);
  folder.write("out", "a file stands where the folder should be\n");
  try {
    merge_site(folder);
    FAIL("merged");
  } catch (const Error& error) {
    CHECK(folder.said(error.diagnostics()).find("cannot write: ") != std::string::npos);
  }
  CHECK(folder.read("out") == "a file stands where the folder should be\n");
}

TEST_CASE("merge writes the same on one thread and on eight", "[merge]") {
  std::string outputs[2];
  for (int i = 0; i < 2; ++i) {
    const Folder folder;
    write_site(folder);
    for (int n = 0; n < 40; ++n) {
      folder.write("content/p" + std::to_string(n) + ".md",
                   "# Hello\n\nGood morning.\n\nText " + std::to_string(n) + "\n");
    }
    RunOptions options;
    options.jobs = i == 0 ? 1 : 8;
    const MergeRun run = run_merge(folder.project(), options);
    for (const std::string& file : run.changed)
      outputs[i] += file.substr(folder.path().size()) + "\n" + read_file(file);
  }
  CHECK(outputs[0] == outputs[1]);
}
