// Whole pages through the library, looked at with cmark-gfm's eyes: a merge with nothing gives every byte back, and a
// merge with every text in marks changes no block, no code, and leaves no text without marks.
#include "hexapla/localize/merge.h"

#include "cmark_tree.h"
#include "deliberate.h"
#include "examples.h"
#include "generator.h"
#include "hexapla/localize/extract.h"
#include "hexapla/localize/formats.h"
#include "hexapla/localize/verify.h"
#include "hexapla/pages/markdown/blocks.h"

#include <algorithm>
#include <functional>
#include <regex>
#include <set>
#include <string>
#include <string_view>

#include <catch2/catch.hpp>

namespace hexapla::oracle {
namespace {

constexpr std::string_view open_mark = "\xe2\x9f\xa6", close_mark = "\xe2\x9f\xa7";  // ⟦ ⟧

Page parse(const std::string& text) {
  const PageFormat& format = *format_for("page.md");
  return {"page.md", text, format, default_parse_options(format)};
}

/// Every message of the page translated to itself in marks.
Catalog marked_catalog(const Page& page) {
  TemplateBuilder builder(ExtractOptions{});
  builder.add(page);
  Catalog catalog = builder.finish();
  for (auto& message : catalog.messages) {
    if (message.is_header()) continue;
    message.msgstr = {catalog.keep(std::string(open_mark) + std::string(message.msgid) + std::string(close_mark))};
  }
  return catalog;
}

std::size_t count(std::string_view text, std::string_view word) {
  std::size_t found = 0;
  for (std::size_t at = text.find(word); at != text.npos; at = text.find(word, at + word.size())) ++found;
  return found;
}

/// The text without byte order mark and front matter, which ends at its fence whatever stands in it.
std::string_view body_of(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  const std::string_view fence = text.substr(0, 3);
  const auto ends_line = [&](std::size_t at) { return at >= text.size() || text[at] == '\n' || text[at] == '\r'; };
  if ((fence != "---" && fence != "+++") || !ends_line(3)) return text;
  for (std::size_t at = text.find(fence, 3); at != text.npos; at = text.find(fence, at + 1)) {
    if (!ends_line(at - 1) || !ends_line(at + 3)) continue;
    const std::size_t end = text.find('\n', at);
    return end == text.npos ? std::string_view() : text.substr(end + 1);
  }
  return text;
}

/// For comparing: blocks with the literals of code, without those of HTML, in which attributes may be translated.
std::string shape(std::string_view text) {
  return without_literals(footnotes_last(cmark_blocks(body_of(text))), true);
}

/// A reader would want it translated: it has a letter outside of placeholders.
bool is_prose(const std::string& text) {
  static const std::regex placeholders(
      R"(^\[[ xX]\]|^\*\[.*|\{\{.*?\}\}|\{%.*?%\}|\{\s*[#.].*?\}|\{\*.*?\*\}|\[\^[^\]]*\])");
  const std::string bare = std::regex_replace(text, placeholders, "");
  return std::any_of(bare.begin(), bare.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); });
}

/// What a merge would lose of this page, in words; empty: nothing.
std::string identity_fault(const std::string& text) {
  const Page page = parse(text);
  if (!page.readable()) {
    const bool front_matter = body_of(text).size() != text.size();  // a value twice, an unknown alias…
    return front_matter ? std::string() : "not readable: " + describe(page.diagnostics.front());
  }
  const MergeResult result = merge(page, {}, MergeOptions{});
  if (result.bytes != text || !result.identical) return "a merge with nothing changed bytes";
  return {};
}

/// A line with nothing but a pipe is no row and ends a table; with any word in it, it is a row. A paragraph that starts
/// so cannot be translated (merge keeps the source), and nobody writes one.
bool has_bare_pipe(const std::string& text) {
  static const std::regex bare_pipe(R"((^|[\r\n])[ \t>]*\|[ \t]*([\r\n]|$))");
  return std::regex_search(text, bare_pipe);
}

std::string verify_fault(const std::string& text) {
  const Page page = parse(text);
  if (!page.readable() || has_bare_pipe(text)) return {};
  const VerifyResult result = verify(page, default_parse_options(page.format()));
  return result.faults.empty() ? std::string() : "verify: " + describe(result.faults.front());
}

std::string marked_fault(const std::string& text) {
  const Page page = parse(text);
  if (!page.readable() || text.find(open_mark) != text.npos || differs_by_version(text)) return {};
  if (has_bare_pipe(text)) return {};
  // Where both parsers see different blocks, blocks_test has its say.
  if (footnotes_last(markdown::dump_blocks(body_of(text))) != footnotes_last(cmark_blocks(body_of(text)))) return {};
  const Catalog catalog = marked_catalog(page);
  const MessageIndex index(catalog);
  const MergeSource source{&index, "marked.po", "xx"};
  MergeOptions options;
  options.parse = default_parse_options(page.format());
  const MergeResult result = merge(page, {&source, 1}, options);
  if (!result.diagnostics.empty()) return "fell back: " + describe(result.diagnostics.front());
  if (count(result.bytes, open_mark) != page.units.size()) {
    return std::to_string(page.units.size()) + " units, but " + std::to_string(count(result.bytes, open_mark)) +
           " marks in\n" + as_literal(result.bytes);
  }
  if (shape(text) != shape(result.bytes)) {
    return "other blocks:\n" + shape(text) + "became\n" + shape(result.bytes) + "in\n" + as_literal(result.bytes);
  }
  if (text.find("hexapla:") != text.npos || text.find("i18n:") != text.npos) return {};  // something may be left out
  for (const auto& visible : visible_texts(body_of(result.bytes))) {
    if (is_prose(visible) && visible.find(open_mark) == visible.npos) {
      return "without marks: " + visible + "\nin\n" + as_literal(result.bytes);
    }
  }
  return {};
}

using Fault = std::string (*)(const std::string&);

/// The kind of fault, so that shrinking does not wander from one to another.
std::string kind_of(const std::string& fault) {
  return fault.substr(0, std::min(fault.find(':'), fault.find(' ')));
}

/// Two small documents of the same sketch most likely show the same fault: letters are alike, and line ends, quotes.
std::string sketch(const std::string& text) {
  std::string out;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
    const char plain = letter ? 'a' : c == '\r' ? '\n' : c == '\'' ? '"' : c == '\t' ? ' ' : c;
    if (out.empty() || out.back() != plain || !letter) out += plain;
  }
  return out;
}

void report(const std::string& name, const std::string& text, Fault fault, std::set<std::string>& shown) {
  const std::string kind = kind_of(fault(text));
  const std::string small = shrink(text, [&](const std::string& t) { return kind_of(fault(t)) == kind; });
  if (!shown.insert(sketch(small)).second) return;
  UNSCOPED_INFO(name << ":\n" << as_literal(small) << '\n' << fault(small));
}

void hold_for_examples(Fault fault) {
  std::set<std::string> shown;
  std::size_t tried = 0;
  for (const auto& examples : {packaged_examples(), corpora_examples(), own_examples(), book_pages()}) {
    for (const auto& example : examples) {
      ++tried;
      if (shown.size() < 20 && !fault(example.markdown).empty()) report(example.name, example.markdown, fault, shown);
    }
  }
  CHECK(shown.empty());
  CHECK(tried > 650);
}

void hold_for_random_documents(Fault fault, std::uint64_t runs) {
  std::set<std::string> shown;
  runs = run_count(runs);
  for (std::uint64_t run = 0; run < runs && shown.size() < 20; ++run) {
    Random random(first_seed() * 1000003 + run);
    const std::string text = random_page(random);
    if (!fault(text).empty()) report("run " + std::to_string(run), text, fault, shown);
  }
  CHECK(shown.empty());
}

}  // namespace

TEST_CASE("a merge with nothing gives every byte of every example back", "[identity]") {
  hold_for_examples(identity_fault);
}

TEST_CASE("a merge with nothing gives every byte of random documents back", "[identity][random]") {
  hold_for_random_documents(identity_fault, 20000);
}

TEST_CASE("verify finds no fault in any example", "[verify]") {
  hold_for_examples(verify_fault);
}

TEST_CASE("verify finds no fault in random documents", "[verify][random]") {
  hold_for_random_documents(verify_fault, 10000);
}

TEST_CASE("marked translations keep the blocks of every example and reach every text", "[marked]") {
  hold_for_examples(marked_fault);
}

TEST_CASE("marked translations keep the blocks of random documents and reach every text", "[marked][random]") {
  hold_for_random_documents(marked_fault, 10000);
}

}  // namespace hexapla::oracle
