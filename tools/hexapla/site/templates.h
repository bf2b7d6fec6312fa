// Mustache templates and what fills them. The engine stays behind this header.
#pragma once

#include "hexapla/site/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A Value made ready for templates: done once for what many pages share.
class TemplateData {
 public:
  explicit TemplateData(const Value& value);
  TemplateData(TemplateData&&) noexcept;
  TemplateData& operator=(TemplateData&&) noexcept;
  ~TemplateData();

 private:
  friend class Template;
  struct Content;
  std::unique_ptr<Content> content_;
};

/// Any number of threads may render one at once. {{name}} is escaped for element content and quoted attributes.
class Template {
 public:
  /// `text` without partials. Throws Error naming `file` when it is not well-formed.
  Template(const std::string& file, const std::string& text);
  Template(Template&&) noexcept;
  Template& operator=(Template&&) noexcept;
  ~Template();

  /// Names are looked for in the first of `layers`, then in the next.
  std::string render(const std::vector<const TemplateData*>& layers) const;

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

}  // namespace hexapla
