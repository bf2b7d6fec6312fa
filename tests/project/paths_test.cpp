// Where --into puts pages, and what it refuses.
#include "hexapla/project/paths.h"

#include "folder.h"

#include <unistd.h>

using namespace hexapla;
using test::Folder;

namespace {

/// Works in a folder for as long as it lives.
class Here {
 public:
  explicit Here(const std::string& folder) : before_(std::filesystem::current_path()) {
    std::filesystem::current_path(folder);
  }
  Here(const Here&) = delete;
  Here& operator=(const Here&) = delete;
  ~Here() { std::filesystem::current_path(before_); }

 private:
  std::filesystem::path before_;
};

std::string outputs(const Folder& folder, const std::vector<std::string>& arguments, const std::string& into = "out") {
  const PathsResult result = map_paths(arguments, into);
  CHECK(folder.said(result.diagnostics) == "");
  return test::joined(result.outputs);
}

std::string refused(const Folder& folder, const std::vector<std::string>& arguments, const std::string& into = "out") {
  const PathsResult result = map_paths(arguments, into);
  CHECK_FALSE(result.ok());
  return folder.said(result.diagnostics);
}

void write_pages(const Folder& folder) {
  for (const char* name : {"a.md", "x/a.md", "x/y/b.md", "x/data.yaml", "x/pic.png"}) folder.write(name, "Text: x\n");
}

}  // namespace

TEST_CASE("relative paths keep their place below the current folder", "[paths]") {
  const Folder folder;
  write_pages(folder);
  const Here here(folder.path());
  CHECK(outputs(folder, {"a.md", "./x//y/../a.md", "x/y/b.md"}) == "out/a.md out/x/a.md out/x/y/b.md");
  CHECK(outputs(folder, {"a.md"}, "out/") == "out/a.md");
  CHECK(outputs(folder, {"a.md", "./a.md"}) == "out/a.md");
}

TEST_CASE("folders are walked for pages of known formats, and DIR itself is not", "[paths]") {
  const Folder folder;
  write_pages(folder);
  const Here here(folder.path());
  CHECK(outputs(folder, {"x"}) == "out/x/a.md out/x/data.yaml out/x/y/b.md");
  folder.write("x/out/a.md", "from before\n");
  CHECK(outputs(folder, {"x"}, "x/out") == "x/out/x/a.md x/out/x/data.yaml x/out/x/y/b.md");
  CHECK(outputs(folder, {"."}) == "out/a.md out/x/a.md out/x/data.yaml out/x/out/a.md out/x/y/b.md");
}

TEST_CASE("absolute paths: below the current folder as relative ones, else from their common folder", "[paths]") {
  const Folder folder;
  write_pages(folder);
  const Folder elsewhere;
  write_pages(elsewhere);
  const Here here(folder.path());
  CHECK(outputs(folder, {folder.at("x/a.md")}) == "out/x/a.md");
  CHECK(outputs(folder, {elsewhere.at("x/y/b.md"), elsewhere.at("x/a.md")}) == "out/y/b.md out/a.md");
  CHECK(outputs(folder, {elsewhere.at("x/y/b.md")}) == "out/b.md");
  CHECK(outputs(folder, {elsewhere.at("x")}) == "out/a.md out/data.yaml out/y/b.md");
  CHECK(outputs(folder, {elsewhere.at("a.md"), "x/a.md"}) == "out/a.md out/x/a.md");
}

TEST_CASE("paths that climb out of the current folder are refused", "[paths]") {
  const Folder folder;
  write_pages(folder);
  const Here here(folder.at("x"));
  CHECK(refused(folder, {"../a.md"}) ==
        "../a.md: error: this path leads out of the current folder with \"..\"\n"
        "  hint: run from a folder above all pages, or name them by their absolute paths");
  CHECK(refused(folder, {"y/../../a.md"}).find("leads out of the current folder") != std::string::npos);
  CHECK(map_paths({"../a.md"}, "").names == std::vector<std::string>{"../a.md"});
}

TEST_CASE("two inputs with one output are refused", "[paths]") {
  const Folder folder;
  write_pages(folder);
  const Folder elsewhere;
  write_pages(elsewhere);
  const Here here(folder.path());
  CHECK(refused(folder, {"a.md", elsewhere.at("a.md")}) ==
        elsewhere.at("a.md") + ": error: would be written to the same file as \"a.md\": out/a.md");
}

TEST_CASE("an output that is an input is refused, also by way of a link", "[paths]") {
  const Folder folder;
  write_pages(folder);
  const Here here(folder.path());
  CHECK(refused(folder, {"a.md"}, ".") ==
        "a.md: error: its output would overwrite the page \"a.md\"\n  hint: choose another folder for --into");
  folder.link("alias", ".");
  CHECK(refused(folder, {"x/a.md"}, "alias").find("would overwrite the page") != std::string::npos);
  folder.write("out/keep", "");
  REQUIRE(::link("x/a.md", "out/a.md") == 0);
  CHECK(refused(folder, {"a.md", "x/a.md"}).find("would overwrite the page \"x/a.md\"") != std::string::npos);
}

TEST_CASE("outputs that links lead out of DIR are refused", "[paths]") {
  const Folder outside;
  outside.write("victim.md", "precious\n");
  const Folder folder;
  write_pages(folder);
  const Here here(folder.path());
  folder.link("out/a.md", outside.at("victim.md"));
  CHECK(refused(folder, {"a.md"}) ==
        "out/a.md: error: refused: by way of a symbolic link this path leads out of \"out\"");
  folder.remove("out");
  folder.link("out/x", outside.path());
  CHECK(refused(folder, {"x/y/b.md"}).find("leads out of") != std::string::npos);
  folder.remove("out");
  folder.link("out/a.md", outside.at("not-there.md"));
  CHECK(refused(folder, {"a.md"}).find("leads out of") != std::string::npos);
  // DIR itself may be a link: the user named it.
  folder.remove("out");
  folder.link("out", outside.path());
  CHECK(outputs(folder, {"a.md"}) == "out/a.md");
}

TEST_CASE("what is not there, or has no pages, or is a folder where a page should be, is said", "[paths]") {
  const Folder folder;
  write_pages(folder);
  folder.write("empty/x.png", "");
  folder.write("out/a.md/x", "");
  const Here here(folder.path());
  CHECK(refused(folder, {"b.md"}) == "b.md: error: cannot read: No such file or directory");
  CHECK(refused(folder, {""}) == "error: cannot read: No such file or directory");
  CHECK(refused(folder, {"empty"}) ==
        "empty: error: no page of a known format in this folder\n"
        "  hint: there are Markdown (.md, .markdown, .mdx) and YAML (.yaml, .yml)");
  CHECK(refused(folder, {"a.md"}) == "out/a.md: error: there is a folder where this page is to be written");
}
