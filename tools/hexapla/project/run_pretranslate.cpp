#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/lock.h"
#include "hexapla/project/pretranslation.h"
#include "hexapla/project/write.h"

#include <algorithm>
#include <optional>

namespace hexapla {
namespace {

std::uint32_t untranslated_of(const Catalog& catalog) {
  return static_cast<std::uint32_t>(
      std::count_if(catalog.messages.begin(), catalog.messages.end(), [](const Message& message) {
        return !message.is_header() && !message.obsolete && state_of(message) == State::Untranslated;
      }));
}

void fill_catalog(const Project& project, const std::string& path, const CatalogLookup& lookup, bool check,
                  LanguagePretranslation& out, std::vector<Diagnostic>& diagnostics) {
  const auto bytes = read_if_there(project, path);
  if (!bytes) return;
  PoReadResult read = read_po(project.at(path), *bytes);
  const bool ok = read.ok();
  append(diagnostics, std::move(read.diagnostics));
  out.failed = out.failed || !ok;
  if (!ok) return;
  auto filled = pretranslate(read.catalog, [&](const Message& message) { return lookup(out.language, path, message); });
  out.left += untranslated_of(read.catalog);
  for (Pretranslated& one : filled) {
    const Message& message = read.catalog.messages[one.message];
    out.filled.push_back({std::string(message.msgctxt), std::string(message.msgid), std::move(one.match)});
  }
  if (filled.empty() || check) return;
  std::string text;
  write_po(read.catalog, text, {.unknown_flags = true});
  write_in_project(project, path, text, true);
}

}  // namespace

PretranslateRun run_pretranslate(const Project& project, const CatalogLookup& lookup,
                                 const PretranslateOptions& options) {
  PretranslateRun run;
  std::optional<ProjectLock> lock;
  if (!options.check) lock.emplace(project.prefix(), options.lock_wait);
  for (const Language& language : project.choose_languages(options.languages, false, run.diagnostics)) {
    LanguagePretranslation& one = run.languages.emplace_back();
    one.language = language;
    for (const std::string& path : project.catalogs_found(language)) {
      try {
        fill_catalog(project, path, lookup, options.check, one, run.diagnostics);
      } catch (const Error& fault) {
        append(run.diagnostics, fault.diagnostics());
        one.failed = true;
      }
    }
  }
  return run;
}

}  // namespace hexapla
