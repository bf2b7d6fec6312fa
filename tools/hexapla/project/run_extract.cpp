#include "hexapla/project/faults.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/prepare.h"
#include "hexapla/project/runs.h"
#include "hexapla/project/write.h"

#include <optional>
#include <utility>

namespace hexapla {

namespace {

std::string folder_of(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? std::string() : std::string(path.substr(0, slash));
}

}  // namespace

ExtractOptions extract_options(const Project& project) {
  ExtractOptions options;
  options.references = project.config().references;
  options.project = project.config().project;
  options.creation_date = catalog_date();
  return options;
}

Catalog build_template(const std::vector<const Page*>& pages, const ExtractOptions& options) {
  TemplateBuilder builder(options);
  for (const Page* page : pages) builder.add(*page);
  return builder.finish();
}

Prepared prepare_template(const Project& project, const RunOptions& options) {
  Prepared prepared;
  ExtractRun& run = prepared.run;
  run.file = project.at(project.config().template_path.text);
  prepared.files = project.find_pages(run.diagnostics);
  if (has_errors(run.diagnostics)) return prepared;
  prepared.pages = project.load_pages(prepared.files, options.jobs);
  std::vector<const Page*> pages;
  for (const Page& page : prepared.pages) {
    append(run.diagnostics, page.diagnostics);
    pages.push_back(&page);
  }
  // A page that cannot be read has no units: its messages would all become obsolete.
  if (has_errors(run.diagnostics)) return prepared;
  run.pages = static_cast<std::uint32_t>(pages.size());
  run.catalog = build_template(pages, extract_options(project));
  for (const Message& message : run.catalog.messages) run.messages += message.is_header() ? 0U : 1U;
  keep_old_date(project, prepared);
  return prepared;
}

void keep_old_date(const Project& project, Prepared& prepared) {
  ExtractRun& run = prepared.run;
  write_po(run.catalog, prepared.bytes);
  const auto old = read_if_there(project, project.config().template_path.text);
  run.changed = !old || *old != prepared.bytes;
  if (!old || !run.changed || without_creation_date(*old) != without_creation_date(prepared.bytes)) return;
  const PoReadResult read = read_po(run.file, *old);
  run.catalog.set_header_field("POT-Creation-Date", read.catalog.header_field("POT-Creation-Date"));
  prepared.bytes = *old;
  run.changed = false;
}

void write_template(const Project& project, Prepared& prepared, const RunOptions& options) {
  if (!prepared.run.changed || options.check) return;
  const std::string& path = project.config().template_path.text;
  remove_leftovers(project, folder_of(path));
  write_in_project(project, path, prepared.bytes, true);
}

ExtractRun run_extract(const Project& project, const RunOptions& options) {
  std::optional<ProjectLock> lock;
  if (!options.check) lock.emplace(project.prefix(), options.lock_wait);
  Prepared prepared = prepare_template(project, options);
  if (prepared.run.ok()) write_template(project, prepared, options);
  return std::move(prepared.run);
}

bool ExtractRun::ok() const {
  return !has_errors(diagnostics);
}

}  // namespace hexapla
