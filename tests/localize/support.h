// What the tests of localize share: pages and catalogs from text.
#pragma once

#include "../quoted.h"
#include "hexapla/catalogs/catalog.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/localize/formats.h"
#include "hexapla/localize/merge.h"
#include "hexapla/pages/page.h"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hexapla::test {

inline Page make_page(const std::string& path, const std::string& bytes) {
  const PageFormat& format = *format_for(path);
  return Page(path, bytes, format, default_parse_options(format));
}

/// A catalog of one language, with what a merge needs of it.
class Translations {
 public:
  explicit Translations(const std::string& po, std::string file = "xx.po")
      : file_(std::move(file)), read_(read_po(file_, po)), index_(std::make_unique<MessageIndex>(read_.catalog)) {}

  MergeSource source() const { return {index_.get(), file_, "xx"}; }
  bool ok() const { return read_.ok(); }
  const Catalog& catalog() const { return read_.catalog; }

 private:
  std::string file_;
  PoReadResult read_;
  std::unique_ptr<MessageIndex> index_;
};

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// A catalog's text from pairs of msgid and msgstr.
inline std::string po_of(const Pairs& pairs) {
  std::string po = "msgid \"\"\nmsgstr \"\"\n\"Language: xx\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n\n";
  for (const auto& [msgid, msgstr] : pairs) po += "msgid " + quoted(msgid) + "\nmsgstr " + quoted(msgstr) + "\n\n";
  return po;
}

inline MergeResult merge_with(const Page& page, const Translations& translations, MergeOptions options = {}) {
  options.parse = default_parse_options(page.format());
  const MergeSource chain[] = {translations.source()};
  return merge(page, chain, options);
}

inline MergeResult merge_with(const Page& page, const Pairs& pairs, const MergeOptions& options = {}) {
  return merge_with(page, Translations(po_of(pairs)), options);
}

}  // namespace hexapla::test
