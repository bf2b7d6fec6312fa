// Pages -> template.
#pragma once

#include "hexapla/catalogs/catalog.h"
#include "hexapla/pages/page.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace hexapla {

struct ExtractOptions {
  enum class References : std::uint8_t { File, Line, None };
  References references = References::File;
  std::string project;        ///< Project-Id-Version
  std::string creation_date;  ///< POT-Creation-Date, "2026-11-23 19:30+0000"
};

/// "heading 2", "list item", "front matter: title": what stands after "#. ".
std::string describe_kind(const Unit& unit);

/// Collects the messages of pages, given in page order: same msgid and context is one message, at the place of its
/// first use; references and kinds are gathered. Keeps views into the pages until finish().
class TemplateBuilder {
 public:
  explicit TemplateBuilder(ExtractOptions options);
  ~TemplateBuilder();
  void add(const Page& page);
  /// The template owns its texts: the pages may go after this.
  Catalog finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace hexapla
