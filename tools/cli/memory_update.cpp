#include "cli/memory_update.h"

#include "cli/memory_place.h"
#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"
#include "hexapla/memory/learned.h"

namespace hexapla::cli {
namespace {

constexpr double least_suggested = 0.7;
constexpr const char* record_file = ".hexapla/learned";

void warn(const Error& error, Console& console) {
  auto faults = error.diagnostics();
  for (Diagnostic& fault : faults) fault.severity = Severity::Warning;
  console.report(faults);
}

MemoryMatch match_of(MemoryHit&& hit, const Language& language, const std::string& origin) {
  MemoryMatch match;
  const bool same_place = hit.pair.context.empty() ? hit.pair.origin == origin : hit.same_context;
  match.in_context = hit.same_text && hit.same_context && same_place && hit.pair.target_language == language.tag;
  match.id = hit.id;
  match.source = std::move(hit.pair.source);
  match.translation = std::move(hit.pair.target);
  match.from = std::move(hit.pair.origin);
  match.similarity = hit.similarity;
  return match;
}

/// Another file at the same place is another memory.
std::string identity_of(const Project& project) {
  const std::string& location = project.config().memory.text;
  if (is_memory_url(location)) return location;
  FileStat found;
  stat_file(project.at(location).c_str(), found);
  return location + " " + std::to_string(found.inode);
}

/// As `hexapla memory add` names it, from whatever folder the run was started.
std::string path_in_project(const Project& project, const std::string& file) {
  const std::string prefix = project.at("");
  return file.starts_with(prefix) ? file.substr(prefix.size()) : file;
}

}  // namespace

CatalogLookup memory_lookup(Memory& memory, const Project& project, double least) {
  return [&memory, &project, least](const Language& language, const std::string& catalog, const Message& message) {
    const std::string origin = memory_origin(project, catalog);
    std::vector<MemoryMatch> matches;
    MemoryQuery query{project.config().source.tag, language.tag, message.msgid, message.msgctxt, least};
    for (MemoryHit& hit : memory.search(query)) matches.push_back(match_of(std::move(hit), language, origin));
    return matches;
  };
}

CatalogLookup memory_for_suggestions(Memory& memory, const Project& project, Console& console) {
  auto lookup = memory_lookup(memory, project, least_suggested);
  auto failed = std::make_shared<bool>(false);
  return [lookup, failed, &console](const Language& language, const std::string& catalog, const Message& message) {
    std::vector<MemoryMatch> matches;
    if (*failed) return matches;
    try {
      matches = lookup(language, catalog, message);
    } catch (const Error& error) {
      *failed = true;
      warn(error, console);
    }
    return matches;
  };
}

std::string memory_origin(const Project& project, const std::string& catalog) {
  return project.config().project.empty() ? catalog : project.config().project;
}

LearnOptions learn_options(const Project& project, const Language& language, const std::string& catalog) {
  LearnOptions options;
  options.source_language = project.config().source.tag;
  options.target_language = language.tag;
  options.origin = memory_origin(project, catalog);
  return options;
}

std::unique_ptr<Memory> memory_for_update(const Project& project, Console& console) {
  const std::string& location = project.config().memory.text;
  try {
    if (is_memory_url(location)) return open_memory(location, true);
    FileStat found;
    if (project.leaves_project(location) || !stat_file(project.at(location).c_str(), found)) return nullptr;
    return open_memory(project.at(location), false);
  } catch (const Error& error) {
    warn(error, console);
    return nullptr;
  }
}

std::uint64_t learn_from_update(Memory& memory, const Project& project, const UpdateRun& run, Console& console) {
  std::uint64_t added = 0;
  try {
    LearnedRecord record(project.at(record_file), identity_of(project));
    for (const LanguageUpdate& language : run.languages) {
      for (const CatalogUpdate& one : language.catalogs) {
        if (one.failed) continue;
        const std::string path = path_in_project(project, one.file);
        const std::uint64_t hash = translated_hash(one.result.catalog);
        if (record.has(path, hash)) continue;
        added += learn(memory, one.result.catalog, learn_options(project, language.language, path)).added;
        record.note(path, hash);
      }
    }
    record.save();
  } catch (const Error& error) {
    warn(error, console);
  }
  return added;
}

}  // namespace hexapla::cli
