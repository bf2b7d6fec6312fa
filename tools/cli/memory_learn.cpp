// `hexapla memory add` and `import`: catalogs and TMX files into a memory.
#include "cli/files.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/memory_command.h"
#include "cli/memory_update.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "hexapla/catalogs/tmx.h"
#include "hexapla/memory/learn.h"
#include "hexapla/memory/tmx_pairs.h"
#include "hexapla/text/language.h"

#include <future>
#include <optional>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

/// Large enough that writing to the disk is little of it, small enough that little is lost.
constexpr std::size_t pairs_at_once = 50'000;

struct Learned {
  std::string name;
  MemoryAdded pairs;
};

std::string summary_of(const MemoryAdded& added) {
  std::string text = trn("{1} pair added", "{1} pairs added", added.added, {number(added.added)});
  if (added.renewed) text += tr(", ") + trn("{1} renewed", "{1} renewed", added.renewed, {number(added.renewed)});
  if (added.known) text += tr(", ") + trn("{1} known", "{1} known", added.known, {number(added.known)});
  if (added.refused) {
    text +=
        tr(", ") + trn("{1} that cannot be kept", "{1} that cannot be kept", added.refused, {number(added.refused)});
  }
  return text;
}

Json json_of(const MemoryAdded& added) {
  return {{"added", added.added}, {"renewed", added.renewed}, {"known", added.known}, {"refused", added.refused}};
}

void show(const std::vector<Learned>& learned, bool json, Console& console) {
  MemoryAdded all;
  for (const auto& one : learned) all += one.pairs;
  if (json) {
    Json document = json_of(all);
    document["from"] = Json::array();
    for (const auto& one : learned) {
      Json item = {{"name", one.name}};
      item.update(json_of(one.pairs));
      document["from"].push_back(std::move(item));
    }
    print(document, console);
    return;
  }
  for (const auto& one : learned) console.say(one.name + ": " + summary_of(one.pairs));
}

/// A catalog that is read, checked, and ready to be learned.
struct ReadCatalog {
  std::string name;
  Catalog catalog;
  LearnOptions options;
};

/// A named catalog's languages: as given, else its header's, else the project's source.
LearnOptions options_for(const std::string& file, const Catalog& catalog, const MemoryArguments& arguments) {
  LearnOptions options;
  options.source_language = language_given(arguments.source);
  if (options.source_language.empty()) {
    options.source_language = canonical_language(catalog.header_field("X-Source-Language"));
  }
  if (options.source_language.empty()) options.source_language = usual_source_language();
  options.target_language = language_given(arguments.target);
  if (options.target_language.empty()) options.target_language = canonical_language(catalog.header_field("Language"));
  if (options.target_language.empty()) {
    throw Error(make_diagnostic(Severity::Error, "memory-language", file,
                                N_("this catalog does not say which language it is in"), N_("name it with --target")));
  }
  options.origin = arguments.origin.empty() ? file : arguments.origin;
  options.author = arguments.author;
  return options;
}

std::vector<ReadCatalog> read_named(const std::vector<std::string>& files, const MemoryArguments& arguments,
                                    Console& console) {
  std::vector<ReadCatalog> catalogs;
  for (const auto& file : files) {
    auto catalog = read_catalog(file, console);
    auto options = options_for(file, catalog, arguments);
    catalogs.push_back({file, std::move(catalog), std::move(options)});
  }
  return catalogs;
}

std::vector<ReadCatalog> read_project(const MemoryArguments& arguments, Console& console) {
  const auto project = open_project(console);
  std::vector<Diagnostic> diagnostics;
  const auto languages = project.choose_languages(arguments.rest, false, diagnostics);
  console.report(diagnostics);
  std::vector<ReadCatalog> catalogs;
  for (const auto& language : languages) {
    for (const auto& path : project.catalogs_found(language)) {
      LearnOptions options = learn_options(project, language, path);
      if (!arguments.origin.empty()) options.origin = arguments.origin;
      options.author = arguments.author;
      catalogs.push_back({path, read_catalog(project.at(path), console), std::move(options)});
    }
  }
  return catalogs;
}

std::vector<Learned> learn_all(Memory& memory, const std::vector<ReadCatalog>& catalogs) {
  std::vector<Learned> learned;
  learned.reserve(catalogs.size());
  for (const auto& one : catalogs) learned.push_back({one.name, learn(memory, one.catalog, one.options)});
  return learned;
}

/// Batch by batch. What was added stays when the file turns out to be broken further on: it is as good as the rest.
MemoryAdded import_tmx(Memory& memory, const std::string& file, const TmxChoice& choice, Console& console,
                       bool& failed) {
  TmxReader reader(file);
  MemoryAdded all;
  std::vector<MemoryPair> pairs;
  std::future<MemoryAdded> adding;  // while the next batch is read
  const auto hand_over = [&] {
    if (adding.valid()) all += adding.get();
    adding = std::async(std::launch::async, [&memory, batch = std::move(pairs)] { return memory.add(batch); });
    pairs = {};
  };
  while (const TmxUnit* unit = reader.next()) {
    for (auto& pair : pairs_of(*unit, choice)) pairs.push_back(std::move(pair));
    if (pairs.size() >= pairs_at_once) hand_over();
  }
  hand_over();
  all += adding.get();
  console.report(reader.diagnostics());
  if (!reader.ok()) failed = true;
  return all;
}

bool is_tmx(const std::string& file) {
  return file.ends_with(".tmx") || file.ends_with(".TMX");
}

}  // namespace

int memory_add(const MemoryArguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  const auto memory = open_memory(memory_location(arguments.location, console), true);
  const auto learned = [&] {
    const Progress progress(console, tr("learning"));
    const auto catalogs =
        name_files(arguments.rest) ? read_named(arguments.rest, arguments, console) : read_project(arguments, console);
    return learn_all(*memory, catalogs);
  }();
  show(learned, arguments.json, console);
  return exit_done;
}

int memory_import(const MemoryArguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (arguments.rest.empty()) refuse(N_("nothing to import"), N_("name TMX files or catalogs"));
  TmxChoice choice;
  choice.source_language = language_given(arguments.source);
  choice.target_language = language_given(arguments.target);
  std::vector<std::string> catalogs;
  for (const auto& file : arguments.rest) {
    if (!is_tmx(file)) catalogs.push_back(file);
  }
  const auto memory = open_memory(memory_location(arguments.location, console), true);
  std::vector<Learned> learned;
  bool failed = false;
  {
    const Progress progress(console, tr("importing"));
    const auto read = read_named(catalogs, arguments, console);
    learned = learn_all(*memory, read);
    for (const auto& file : arguments.rest) {
      if (!is_tmx(file)) continue;
      choice.origin = arguments.origin.empty() ? file : arguments.origin;
      learned.push_back({file, import_tmx(*memory, file, choice, console, failed)});
    }
    memory->settle();
  }
  show(learned, arguments.json, console);
  return failed ? exit_failed : exit_done;
}

}  // namespace hexapla::cli
