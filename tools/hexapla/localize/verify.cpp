#include "hexapla/localize/verify.h"

#include "hexapla/localize/assemble.h"
#include "hexapla/localize/difference.h"

#include <algorithm>
#include <string>
#include <utility>

namespace hexapla {

namespace {

constexpr std::string_view opening = "⟦";
constexpr std::string_view closing = "⟧";

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/// `found` is `text` but for white space and for what layouts put before a character that would open something: a
/// backslash, or &lt; for <. ("1. x" at the start of a further line comes back as "1\. x".)
bool same_but_for_escapes(std::string_view found, std::string_view text) {
  std::size_t i = 0;
  std::size_t j = 0;
  for (;;) {
    while (i < found.size() && is_blank(found[i])) ++i;
    while (j < text.size() && is_blank(text[j])) ++j;
    if (i == found.size() || j == text.size()) return i == found.size() && j == text.size();
    if (found[i] == text[j]) {
      ++i;
      ++j;
    } else if (found[i] == '\\' && i + 1 < found.size() && found[i + 1] == text[j]) {
      ++i;
    } else if (text[j] == '<' && found.substr(i).starts_with("&lt;")) {
      i += 4;
      ++j;
    } else {
      return false;
    }
  }
}

class Verify {
 public:
  Verify(const Page& page, const ParseOptions& options) : page_(page), options_(options) {}

  VerifyResult run() {
    result_.units = static_cast<std::uint32_t>(page_.units.size());
    for (const Diagnostic& diagnostic : page_.diagnostics) {
      if (diagnostic.severity == Severity::Error) result_.faults.push_back(diagnostic);
    }
    if (page_.readable() && check_spans()) {
      check_identity();
      check_marked();
    }
    return std::move(result_);
  }

 private:
  void fault(std::size_t offset, Phrase what) {
    result_.faults.push_back(
        make_diagnostic(Severity::Error, "verify", page_.path(), page_.bytes(), offset, std::move(what)));
  }

  /// What assemble() relies on.
  bool check_spans() {
    std::size_t end = 0;
    for (const Unit& unit : page_.units) {
      if (unit.span.begin < end || unit.span.end < unit.span.begin || unit.span.end > page_.bytes().size()) {
        fault(end, N_("two texts overlap here"));
        return false;
      }
      end = unit.span.end;
    }
    return true;
  }

  void check_identity() {
    const Assembly same = assemble(page_, Texts(page_.units.size()), {});
    if (same.bytes == page_.bytes()) return;
    std::size_t at = 0;
    while (at < same.bytes.size() && at < page_.bytes().size() && same.bytes[at] == page_.bytes()[at]) ++at;
    fault(at, N_("merging with nothing changes the page here"));
  }

  void check_marked() {
    std::vector<std::string> marked;
    marked.reserve(page_.units.size());
    for (const Unit& unit : page_.units) {
      marked.push_back(std::string(opening).append(unit.text).append(closing));
    }
    const Texts texts(marked.begin(), marked.end());
    const Assembly assembly = assemble(page_, texts, {});
    const Page merged(page_.path(), assembly.bytes, page_.format(), options_);
    if (const auto difference = find_difference(page_, merged, assembly, texts)) {
      fault(source_offset(assembly, difference->offset),
            N_("a translation would change the structure of the page here"));
      return;
    }
    check_texts(merged, texts);
    check_between(merged);
  }

  /// Where in the source the byte `offset` of the merged page comes from: the unit that it stands in, or the bytes
  /// between two units.
  std::size_t source_offset(const Assembly& assembly, std::size_t offset) const {
    std::size_t at = offset;
    for (std::size_t i = 0; i < assembly.places.size() && assembly.places[i].begin <= offset; ++i) {
      const Span place = assembly.places[i];
      at = offset < place.end ? page_.units[i].span.begin : page_.units[i].span.end + (offset - place.end);
    }
    return std::min(at, page_.bytes().size());
  }

  /// Every text comes back as it went in: marked once, nothing lost or added.
  void check_texts(const Page& merged, const Texts& texts) {
    for (std::size_t i = 0; i < merged.units.size() && i < texts.size(); ++i) {
      if (!same_but_for_escapes(merged.units[i].text, *texts[i])) {
        fault(page_.units[i].span.begin, {N_("this text does not come back as it went in: {1}"),
                                          {std::string(merged.units[i].text.substr(0, 200))}});
      }
    }
  }

  /// What stands outside the units is the same, byte for byte.
  void check_between(const Page& merged) {
    if (merged.units.size() != page_.units.size()) {
      fault(0, N_("merging with marked texts gives another number of texts"));
      return;
    }
    std::size_t own = 0;
    std::size_t other = 0;
    for (std::size_t i = 0; i <= page_.units.size(); ++i) {
      const bool last = i == page_.units.size();
      const std::size_t own_end = last ? page_.bytes().size() : page_.units[i].span.begin;
      const std::size_t other_end = last ? merged.bytes().size() : merged.units[i].span.begin;
      if (page_.bytes().substr(own, own_end - own) != merged.bytes().substr(other, other_end - other)) {
        fault(own, N_("bytes outside of the texts would change after here"));
        return;
      }
      if (last) return;
      own = page_.units[i].span.end;
      other = merged.units[i].span.end;
    }
  }

  const Page& page_;
  const ParseOptions& options_;
  VerifyResult result_;
};

}  // namespace

VerifyResult verify(const Page& page, const ParseOptions& options) {
  return Verify(page, options).run();
}

}  // namespace hexapla
