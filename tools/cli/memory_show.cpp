// `hexapla memory search`, `stats`, `prune` and `export`.
#include "cli/draw.h"
#include "cli/files.h"
#include "cli/json.h"
#include "cli/locale.h"
#include "cli/memory_command.h"
#include "cli/progress.h"
#include "cli/project.h"
#include "cli/table.h"
#include "cli/wrap.h"
#include "hexapla/catalogs/dates.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/tmx.h"
#include "hexapla/matching/features.h"
#include "hexapla/memory/tmx_pairs.h"
#include "hexapla/text/language.h"

#include <charconv>
#include <chrono>
#include <optional>
#include <unordered_map>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

// --- values ------------------------------------------------------------------------------------------------------

std::size_t limit_given(const std::string& text) {
  if (text.empty()) return 5;
  const auto limit = whole_number(text);
  if (!limit || *limit < 1 || *limit > 1000) {
    refuse(Phrase(N_("'{1}' is no number of results"), {text}), N_("--limit takes a number from 1 to 1000"));
  }
  return *limit;
}

std::int64_t day_given(const std::string& text) {
  const auto day = parse_day(text);
  if (!day) refuse(Phrase(N_("'{1}' is no date"), {text}), N_("dates are written as 2024-01-29"));
  return *day;
}

std::string day_of(std::int64_t seconds) {
  if (seconds == 0) return {};
  const std::chrono::year_month_day date(
      std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds(std::chrono::seconds(seconds))));
  const auto two = [](unsigned value) { return (value < 10 ? "0" : "") + std::to_string(value); };
  return std::to_string(static_cast<int>(date.year())) + "-" + two(static_cast<unsigned>(date.month())) + "-" +
         two(static_cast<unsigned>(date.day()));
}

MemoryFilter filter_given(const MemoryArguments& arguments) {
  MemoryFilter filter;
  filter.source_language = language_given(arguments.source);
  filter.target_language = language_given(arguments.target);
  if (!arguments.origin.empty()) filter.origin = arguments.origin;
  if (!arguments.unused_since.empty()) filter.used_before = day_given(arguments.unused_since);
  return filter;
}

// --- search ------------------------------------------------------------------------------------------------------

Json json_or_null(const std::string& text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

Json json_of(const MemoryHit& hit) {
  const auto& pair = hit.pair;
  return {{"similarity", hit.similarity},
          {"same_text", hit.same_text},
          {"source_language", pair.source_language},
          {"target_language", pair.target_language},
          {"source", pair.source},
          {"target", pair.target},
          {"context", json_or_null(pair.context)},
          {"origin", json_or_null(pair.origin)},
          {"author", json_or_null(pair.author)},
          {"date", json_or_null(day_of(pair.date))},
          {"last_used", json_or_null(day_of(pair.used))},
          {"uses", pair.uses}};
}

Json json_of(const MemoryQuery& query, const std::vector<MemoryHit>& hits) {
  Json json = {{"text", query.source},
               {"source_language", query.source_language},
               {"target_language", query.target_language},
               {"hits", Json::array()}};
  for (const auto& hit : hits) json["hits"].push_back(json_of(hit));
  return json;
}

/// Those that are not empty.
std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (end > at) lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

/// What is known of it besides: "fr, birds, Ann, 2026-01-29".
std::string details_of(const MemoryPair& pair) {
  std::string details = pair.target_language;
  for (const auto& one : {pair.context, pair.origin, pair.author, day_of(pair.date)}) {
    if (!one.empty()) details += ", " + one;
  }
  return harmless(details);
}

void say_block(const std::string& label, const std::string& text, const std::string& language, const char* color,
               Console& console) {
  Frame frame;
  frame.label = label;
  frame.indent = 6;
  frame.width = console.width();
  frame.colors = console.colors();
  frame.isolated = console.output_is_terminal() && is_right_to_left(language);
  std::string out;
  append_styled(out, {{harmless(text), color}}, frame);
  if (!out.empty() && out.back() == '\n') out.pop_back();
  console.say(out);
}

void show(const std::vector<MemoryHit>& hits, Console& console) {
  if (hits.empty()) console.say(tr("nothing is like this text"));
  for (std::size_t i = 0; i < hits.size(); ++i) {
    const auto& hit = hits[i];
    const std::string percent = std::to_string(whole_percent(hit.similarity)) + "%";
    if (i > 0) console.say("");
    say_block(percent, hit.pair.source, hit.pair.source_language, "", console);
    say_block("", hit.pair.target, hit.pair.target_language, "32", console);
    say_block("", details_of(hit.pair), "en", "2", console);
  }
}

}  // namespace

int memory_search(const MemoryArguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (arguments.rest.size() != 1) refuse(N_("'hexapla memory search' takes one text"), N_("put it in quotes"));
  if (arguments.target.empty())
    refuse(N_("a search needs the language of the translations"), N_("name it with --target"));
  std::string from = language_given(arguments.source);
  if (from.empty()) from = usual_source_language();
  const std::string to = language_given(arguments.target);
  MemoryQuery query;
  query.source_language = from;
  query.target_language = to;
  query.context = arguments.context;
  query.threshold = share_given(arguments.least, 0.7);
  query.limit = limit_given(arguments.limit);
  const auto memory = open_memory(memory_location(arguments.location, console), false);
  Json searches = Json::array();
  bool found = false;
  const bool many = is_standard(arguments.rest.front());
  for (const auto& text : many ? lines_of(read_input("-")) : arguments.rest) {
    query.source = text;
    const auto hits = memory->search(query);
    found = found || !hits.empty();
    if (arguments.json) {
      searches.push_back(json_of(query, hits));
    } else {
      if (many) console.say((searches.empty() ? "" : "\n") + harmless(text));
      show(hits, console);
      searches.push_back(nullptr);
    }
  }
  if (arguments.json) print(many ? Json{{"searches", std::move(searches)}} : searches.front(), console);
  return found ? exit_done : exit_finding;
}

namespace {

std::string size_of(std::uint64_t bytes) {
  return bytes < 10'000'000 ? tr("{1} kB", {number((bytes + 500) / 1000)})
                            : tr("{1} MB", {number((bytes + 500'000) / 1'000'000)});
}

}  // namespace

int memory_stats(const MemoryArguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (!arguments.rest.empty()) refuse(Phrase(N_("unexpected argument '{1}'"), {arguments.rest.front()}));
  const auto stats = open_memory(memory_location(arguments.location, console), false)->stats();
  if (arguments.json) {
    Json json = {
        {"pairs", stats.pairs}, {"sources", stats.sources}, {"indexed", stats.indexed}, {"bytes", stats.bytes}};
    json["languages"] = Json::array();
    for (const auto& one : stats.languages) {
      json["languages"].push_back({{"source_language", one.source_language},
                                   {"target_language", one.target_language},
                                   {"pairs", one.pairs},
                                   {"first_date", json_or_null(day_of(one.first_date))},
                                   {"last_date", json_or_null(day_of(one.last_date))}});
    }
    print(json, console);
    return exit_done;
  }
  console.say(trn("{1} pair", "{1} pairs", stats.pairs, {number(stats.pairs)}) + tr(", ") +
              trn("{1} source text", "{1} source texts", stats.sources, {number(stats.sources)}) + tr(", ") +
              size_of(stats.bytes));
  Table table({{tr("From")}, {tr("Into")}, {tr("Pairs"), true}, {tr("First date")}, {tr("Last date")}});
  for (const auto& one : stats.languages) {
    table.add({shown_language({one.source_language, {}, 0, {}}, console),
               shown_language({one.target_language, {}, 0, {}}, console), number(one.pairs), day_of(one.first_date),
               day_of(one.last_date)});
  }
  if (!stats.languages.empty()) table.print(console);
  return exit_done;
}

int memory_prune(const MemoryArguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (!arguments.rest.empty()) refuse(Phrase(N_("unexpected argument '{1}'"), {arguments.rest.front()}));
  const auto filter = filter_given(arguments);
  if (filter.source_language.empty() && filter.target_language.empty() && !filter.origin && !filter.used_before) {
    refuse(N_("'hexapla memory prune' needs to know what to remove"),
           N_("say --unused-since, --origin, --source or --target"));
  }
  const auto memory = open_memory(memory_location(arguments.location, console), false);
  const auto pruned = [&] {
    const Progress progress(console, tr("pruning"));
    return memory->prune(filter, arguments.check);
  }();
  if (arguments.json) {
    print({{"pruned", pruned}, {"check", arguments.check}}, console);
  } else if (arguments.check) {
    console.say(trn("{1} pair would be removed", "{1} pairs would be removed", pruned, {number(pruned)}));
  } else {
    console.say(trn("{1} pair removed", "{1} pairs removed", pruned, {number(pruned)}));
  }
  return arguments.check && pruned > 0 ? exit_finding : exit_done;
}

// --- export ------------------------------------------------------------------------------------------------------

namespace {

std::uint64_t export_tmx(Memory& memory, const MemoryFilter& filter, std::string& out, Console& console) {
  TmxHeader header;
  header.creation_tool_version = HEXAPLA_VERSION;
  if (!filter.source_language.empty()) header.source_lang = filter.source_language;
  TmxWriter writer(header, out);
  std::uint64_t written = 0;
  std::uint64_t left_out = 0;
  memory.each(filter, [&](const MemoryPair& pair) { ++(writer.add(tmx_unit_of(pair)) ? written : left_out); });
  writer.finish();
  if (left_out > 0) {
    console.report(make_diagnostic(Severity::Warning, "memory-export", {},
                                   {N_N("{1} pair has characters that TMX cannot hold, and is left out",
                                        "{1} pairs have characters that TMX cannot hold, and are left out"),
                                    static_cast<long>(left_out),
                                    {std::to_string(left_out)}}));
  }
  return written;
}

/// One language; of translations of the same text in the same context the newest.
std::uint64_t export_po(Memory& memory, const MemoryFilter& filter, std::string& out) {
  Catalog catalog;
  catalog.set_header_field("Language", gettext_language(filter.target_language));
  catalog.set_header_field("MIME-Version", "1.0");
  catalog.set_header_field("Content-Type", "text/plain; charset=UTF-8");
  catalog.set_header_field("Content-Transfer-Encoding", "8bit");
  struct Place {
    std::size_t message;
    std::int64_t date;
  };
  std::unordered_map<std::string, Place> places;
  memory.each(filter, [&](const MemoryPair& pair) {
    const auto [at, is_new] =
        places.try_emplace(pair.context + '\4' + pair.source, Place{catalog.messages.size(), pair.date});
    if (is_new) {
      catalog.messages.emplace_back();
    } else if (pair.date < at->second.date) {
      return;
    }
    at->second.date = pair.date;
    Message& message = catalog.messages[at->second.message];
    message.msgid = catalog.keep(pair.source);
    message.msgctxt = catalog.keep(pair.context);
    message.has_msgctxt = !pair.context.empty();
    message.msgstr = {catalog.keep(pair.target)};
  });
  write_po(catalog, out, {.unknown_flags = true});
  return places.size();
}

}  // namespace

int memory_export(const MemoryArguments& arguments, Invocation& invocation) {
  auto& console = invocation.console;
  if (!arguments.rest.empty()) refuse(Phrase(N_("unexpected argument '{1}'"), {arguments.rest.front()}));
  const std::string output = arguments.output.empty() ? "-" : arguments.output;
  if (arguments.json && is_standard(output)) refuse(N_("standard output cannot take both the export and --json"));
  const bool po = output.ends_with(".po");
  const auto filter = filter_given(arguments);
  if (po && filter.target_language.empty()) refuse(N_("a catalog has one language"), N_("name it with --target"));
  const auto memory = open_memory(memory_location(arguments.location, console), false);
  std::string bytes;
  const auto written = [&] {
    const Progress progress(console, tr("exporting"));
    return po ? export_po(*memory, filter, bytes) : export_tmx(*memory, filter, bytes, console);
  }();
  write_output(output, bytes, console);
  if (arguments.json) {
    print({{"file", output}, {"pairs", written}}, console);
  } else if (!is_standard(output)) {
    console.say(output + ": " + trn("{1} pair", "{1} pairs", written, {number(written)}));
  }
  return exit_done;
}

}  // namespace hexapla::cli
