// Where the addresses of a page lead, in a language. For this room only.
#pragma once

#include "hexapla/site/markdown_html.h"
#include "hexapla/site/outputs.h"
#include "hexapla/site/site_state.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

class LinkFinder {
 public:
  /// Faults go to `notes`, and what was asked for; what the source has, too, is said there only once, with the source.
  LinkFinder(const SiteState& state, std::uint32_t page, std::size_t language, OutputNotes& notes)
      : state_(state), page_(page), language_(language), notes_(notes) {}

  /// `offset`: of the source, for faults; npos: to be looked for there.
  SiteLink link(std::string_view target, std::size_t offset) const;
  SiteLink image(std::string_view target, std::size_t offset) const;
  /// Of the front matter: what a template shows; empty: nothing.
  std::string value(const std::string& address) const;

 private:
  struct Parts {
    std::string path;
    std::string_view rest;      // ?query and #fragment
    std::string_view fragment;  // without #
  };
  SiteLink to_page(std::uint32_t number, const Parts& parts, std::string_view target, std::size_t offset) const;
  SiteLink to_section(std::uint32_t section, const Parts& parts) const;
  SiteLink inside(std::string_view target, std::size_t offset, bool is_image) const;
  std::string_view folder() const;
  std::string_view root() const;
  void complain(const char* id, Phrase what, std::string_view target, std::size_t offset) const;

  const SiteState& state_;
  std::uint32_t page_;
  std::size_t language_;
  OutputNotes& notes_;
};

}  // namespace hexapla
