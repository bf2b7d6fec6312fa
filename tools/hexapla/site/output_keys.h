// What each output depends on, as numbers. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hexapla {

class OutputKeys {
 public:
  /// After everything about the pages is known.
  explicit OutputKeys(const SiteState& state);

  std::uint64_t page(std::uint32_t page, std::size_t language) const;
  std::uint64_t section(std::uint32_t section, std::size_t language) const;
  /// Of what shows nothing but titles of the whole site in this language.
  std::uint64_t language(std::size_t language) const;
  /// Of all pages' front matter in this language.
  std::uint64_t feed(std::size_t language) const { return feeds_[language]; }
  std::uint64_t sitemap(std::size_t language) const { return maps_[language]; }
  /// Of all that these pages say in this language.
  std::uint64_t texts(const std::vector<std::uint32_t>& pages, std::size_t language) const;
  /// Of what shows words of the site in all languages.
  std::uint64_t words_of_all() const;

 private:
  void add_pages();
  void add_sections();
  std::uint64_t neighbours(std::uint32_t page, std::size_t language) const;

  const SiteState& state_;
  std::vector<std::uint64_t> digests_;   // of facts: pages x languages
  std::vector<std::uint64_t> editions_;  // of pages: what "Available languages" says
  std::vector<std::uint64_t> titles_;    // sections x languages: what siblings show
  std::vector<std::uint64_t> lists_;     // sections x languages: what lists show
  std::uint64_t homes_ = 0;              // the root's title in all languages
  std::vector<std::uint64_t> feeds_;     // by language
  std::vector<std::uint64_t> maps_;      // the same, with all editions and in order
};

}  // namespace hexapla
