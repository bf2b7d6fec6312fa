// Hexapla's block scanner beside cmark-gfm: the same blocks in the same order and nesting, with the same levels, list
// kinds, list starts, tightness and literals.
#include "hexapla/pages/markdown/blocks.h"

#include "cmark_tree.h"
#include "deliberate.h"
#include "examples.h"
#include "generator.h"

#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

namespace hexapla::oracle {
namespace {

// A byte order mark is no part of the text: the page's reader takes it off before it looks for blocks.
std::string_view without_mark(std::string_view text) {
  while (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  return text;
}
std::string ours(std::string_view text) {
  return footnotes_last(markdown::dump_blocks(without_mark(text)));
}
std::string theirs(std::string_view text) {
  return footnotes_last(cmark_blocks(without_mark(text)));
}

bool differ(const std::string& text) {
  if (differs_by_version(text)) return false;
  const auto comparable = [](const std::string& dump) { return footnotes_last(without_tightness_by_breaks(dump)); };
  const std::string us = comparable(markdown::dump_blocks(without_mark(text)));
  const std::string them = comparable(cmark_blocks(without_mark(text)));
  return us != them && !differs_by_oddity(text, us, them);
}

/// How many were compared; each that differs is a failure of its own.
std::size_t compare(const std::vector<Example>& examples) {
  std::size_t compared = 0;
  for (const auto& example : examples) {
    if (differs_by_version(example.markdown)) continue;
    ++compared;
    if (!differ(example.markdown)) continue;
    const std::string small = shrink(example.markdown, differ);
    INFO(example.name << ", made smaller:\n" << as_literal(small));
    CHECK(ours(small) == theirs(small));
  }
  return compared;
}

}  // namespace

TEST_CASE("blocks are cmark-gfm's on every example of the CommonMark specification", "[blocks]") {
  CHECK(compare(packaged_examples()) > 640);
}

TEST_CASE("blocks are cmark-gfm's on every example and page of the corpora", "[blocks]") {
  compare(corpora_examples());
  compare(book_pages());
}

TEST_CASE("blocks are cmark-gfm's on what no specification has an example of", "[blocks]") {
  CHECK(compare(own_examples()) > 0);
}

TEST_CASE("blocks that differ from cmark-gfm's do so for a reason", "[blocks]") {
  for (const auto& difference : deliberate_differences()) {
    INFO(difference.reason << '\n' << difference.markdown);
    CHECK(ours(difference.markdown) == difference.blocks);
    CHECK(ours(difference.markdown) != theirs(difference.markdown));
  }
}

TEST_CASE("blocks are cmark-gfm's on random documents", "[blocks][random]") {
  const std::uint64_t runs = run_count(20000);
  std::set<std::string> shown;
  for (std::uint64_t run = 0; run < runs && shown.size() < 20; ++run) {
    Random random(first_seed() * 1000003 + run);
    const std::string text = random_document(random);
    if (!differ(text)) continue;
    const std::string small = shrink(text, differ);
    if (!shown.insert(small).second) continue;
    UNSCOPED_INFO("run " << run << ":\n"
                         << as_literal(small) << "\nours:\n"
                         << ours(small) << "theirs:\n"
                         << theirs(small));
  }
  CHECK(shown.empty());
}

}  // namespace hexapla::oracle
