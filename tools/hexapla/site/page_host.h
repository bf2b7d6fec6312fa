// What markdown_html.h asks, for a page in a language. For this room only.
#pragma once

#include "hexapla/site/link_finder.h"
#include "hexapla/site/markdown_html.h"
#include "hexapla/site/site_state.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

class PageHost : public MarkdownHost {
 public:
  /// The page is merged into the language, which its facts say.
  PageHost(const SiteState& state, std::uint32_t page, std::size_t language, OutputNotes& notes);

  /// Markdown, without the front matter.
  std::string_view body() const { return body_; }

  SiteLink link(std::string_view target, const MarkdownPlace& place) override;
  SiteLink image(std::string_view target, const MarkdownPlace& place) override;
  std::string attributes(const MarkdownPlace& place) override;
  std::string raw_html(std::string_view html, const MarkdownPlace& place) override;
  std::string word(std::string_view name) override;

 private:
  std::string safe_html(std::string_view html, const MarkdownPlace& place);
  std::string state_of_unit(const ShownUnit& unit) const;
  std::size_t offset_of(std::uint32_t line, std::uint32_t column) const;
  std::size_t source_of(const MarkdownPlace& place) const;
  std::string draft_attributes(const ShownUnit& worst) const;
  void append_tag(std::string& out, std::string_view html, const struct HtmlTag& tag, const MarkdownPlace& place);
  bool is_of_source(const std::string& name) const;

  const SiteState& state_;
  const PreparedPage& page_;
  const MergeResult& merged_;
  const SiteLanguage& language_;
  bool is_source_;
  LinkFinder links_;
  std::size_t begin_;  // of the body, in the merged bytes
  std::string_view body_;
  std::vector<std::size_t> lines_;  // where each begins, in the merged bytes
};

}  // namespace hexapla
