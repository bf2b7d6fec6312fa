// Property: no catalog, however hostile, changes a page's structure, brings in a link's host or a raw HTML tag, or
// stops a merge. Input: a page, a line of "%%%", a catalog in PO. To reach deep without luck, "%1" … "%9" in the
// catalog stand for the texts of the page's units, ready to be translated.
#include "hexapla/localize/merge.h"

#include "hexapla/catalogs/po.h"
#include "hexapla/localize/formats.h"
#include "hexapla/pages/inline.h"
#include "require.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace hexapla;

/// As it stands between quotation marks in PO.
std::string po_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else {
      out += c;
    }
  }
  return out;
}

std::string with_texts(std::string_view catalog, const Page& page) {
  std::string out;
  for (std::size_t i = 0; i < catalog.size(); ++i) {
    const std::size_t number = i + 1 < catalog.size() ? static_cast<std::size_t>(catalog[i + 1] - '1') : 9;
    if (catalog[i] == '%' && number < 9 && number < page.units.size()) {
      out += po_escaped(page.units[number].text);
      ++i;
    } else {
      out += catalog[i];
    }
  }
  return out;
}

std::vector<std::uint64_t> structure_of(const Page& page) {
  std::vector<std::uint64_t> steps;
  for (const auto& landmark : page.structure) steps.push_back(landmark.what);
  return steps;
}

/// "https" of "https://…", as a browser finds it: without white space and control characters. Empty: no host follows.
std::string scheme_of(std::string_view target) {
  std::string scheme;
  for (const char c : target.substr(0, target.find("://"))) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    const bool inner = (c >= '0' && c <= '9') || c == '+' || c == '-' || c == '.';
    if (static_cast<unsigned char>(c) <= ' ') continue;
    if (!letter && (scheme.empty() || !inner)) return {};
    scheme += c;
  }
  return scheme;
}

/// Hosts of links, and names of raw tags, of all units.
std::set<std::string> reach_of(const Page& page) {
  std::set<std::string> reach;
  for (const auto& unit : page.units) {
    for (const auto& piece : inline_inventory(unit.text, unit.markup)) {
      if (piece.kind == InlineKind::HtmlTag) reach.insert("tag " + std::string(slice(unit.text, piece.inner)));
      const std::string_view target = slice(unit.text, piece.target);
      const std::size_t host = target.find("://");
      if (host == target.npos || scheme_of(target).empty()) continue;
      reach.insert("host " + std::string(target.substr(host, target.find_first_of("/?#:", host + 3) - host)));
    }
  }
  return reach;
}

/// "host ://evil.example" stands in the page, wherever: in a reference definition, in code, before a quote.
bool stands_in(std::string_view page, const std::string& what) {
  if (!what.starts_with("host ")) return false;
  const std::string host = what.substr(5);
  for (std::size_t at = page.find(host); at != page.npos; at = page.find(host, at + 1)) {
    std::size_t end = at + host.size();
    while (end < page.size() && page[end] == '.') ++end;
    if (end == page.size() || page[end] == '/' ||
        std::string_view(" \t\r\n<>()[]\"'`|?#:").find(page[end]) != page.npos) {
      return true;
    }
  }
  return false;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string input(data, data + size);
  const std::size_t cut = input.find("\n%%%\n");
  if (cut == input.npos) return 0;
  const PageFormat& format = *format_for("page.md");
  MergeOptions options;
  options.parse = default_parse_options(format);
  const Page page("page.md", input.substr(0, cut + 1), format, options.parse);
  if (!page.readable()) return 0;
  const PoReadResult po = read_po("xx.po", with_texts(std::string_view(input).substr(cut + 5), page));

  const MessageIndex index(po.catalog);
  const MergeSource source{&index, "xx.po", "xx"};
  const MergeResult result = merge(page, {&source, 1}, options);
  const Page merged("page.md", result.bytes, format, options.parse);
  require(merged.readable(), "a merged page can be read");
  require(structure_of(page) == structure_of(merged), "the structure stays");
  const auto before = reach_of(page), after = reach_of(merged);
  for (const auto& what : after) {
    const bool known = before.contains(what) || stands_in(page.bytes(), what);
    if (!known) std::fprintf(stderr, "new %s\n", what.c_str());
    require(known, "no new hosts or tags");
  }

  options.force = true;
  merge(page, {&source, 1}, options);
  return 0;
}
