// The site's templates: those of the program, each replaced by what the project has in `_layouts/` among its content.
#pragma once

#include "hexapla/project/project.h"
#include "hexapla/site/templates.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// A file of the program's own theme.
struct ThemeFile {
  std::string_view name;  ///< "layouts/page.html", "assets/site.css"
  std::string_view text;
};
/// Sorted by name; made from theme/ when the library is built.
const std::vector<ThemeFile>& theme_files();

class Layouts {
 public:
  /// Reads `folder` (as opened, ends in '/'; it need not be there). {{> name}} becomes the text of NAME.html: of the
  /// project, or else of the theme. Throws Error for one that is not well-formed, has no such partial, or contains
  /// itself.
  explicit Layouts(const std::string& folder);

  bool has(const std::string& name) const { return templates_.count(name) != 0; }
  /// There is one: those of the theme always are.
  const Template& get(const std::string& name) const { return templates_.at(name); }
  /// Changes with any of them.
  std::uint64_t key() const { return key_; }
  const std::vector<std::string>& files() const { return files_; }  ///< that were read, as opened

 private:
  std::string whole(const std::string& name, const std::map<std::string, std::string>& texts,
                    std::vector<std::string>& open) const;

  std::string folder_;
  std::map<std::string, Template> templates_;
  std::vector<std::string> files_;
  std::uint64_t key_ = 0;
};

}  // namespace hexapla
