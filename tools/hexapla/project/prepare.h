// The common first half of extract and update: pages read, template made, not yet written. For this room only.
#pragma once

#include "hexapla/localize/extract.h"
#include "hexapla/project/runs.h"

#include <string>
#include <vector>

namespace hexapla {

struct Prepared {
  ExtractRun run;
  std::vector<PageFile> files;
  std::vector<Page> pages;  ///< beside `files`; empty when they could not be read
  std::string bytes;        ///< the template as it is to be written
};

ExtractOptions extract_options(const Project& project);
Catalog build_template(const std::vector<const Page*>& pages, const ExtractOptions& options);
Prepared prepare_template(const Project& project, const RunOptions& options);
/// Writes `bytes` and finds out whether the file differs; takes over its date where only that does.
void keep_old_date(const Project& project, Prepared& prepared);
/// Where it changed, and not in check mode.
void write_template(const Project& project, Prepared& prepared, const RunOptions& options);

}  // namespace hexapla
