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
  auto catalog = read_catalog_file(project, path, out.failed, diagnostics);
  if (!catalog) return;
  auto filled = pretranslate(*catalog, [&](const Message& message) { return lookup(out.language, path, message); });
  out.left += untranslated_of(*catalog);
  for (Pretranslated& one : filled) {
    const Message& message = catalog->messages[one.message];
    out.filled.push_back({std::string(message.msgctxt), std::string(message.msgid), std::move(one.match)});
  }
  if (!filled.empty() && !check) write_catalog_file(project, path, *catalog);
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
