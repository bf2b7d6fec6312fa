// What the runs have in common: dates, comparing catalogs, counting errors. And verify, which is nothing else.
#include "hexapla/project/runs.h"

#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/localize/formats.h"
#include "hexapla/localize/verify.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/write.h"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <utility>

#include <sys/stat.h>

namespace hexapla {

namespace {

/// The value of SOURCE_DATE_EPOCH; false: not set, or nonsense.
bool date_from_environment(std::time_t& out) {
  const char* text = std::getenv("SOURCE_DATE_EPOCH");
  if (text == nullptr || *text == '\0') return false;
  char* end = nullptr;
  const long long seconds = std::strtoll(text, &end, 10);
  constexpr long long year_9999 = 253402300799;
  if (*end != '\0' || seconds < 0 || seconds > year_9999) return false;
  out = static_cast<std::time_t>(seconds);
  return true;
}

/// Verifies `count` pages that `load` gives, in parallel, and puts the results in page order.
VerifyRun verify_all(std::size_t count, unsigned jobs,
                     const std::function<std::pair<Page, ParseOptions>(std::size_t)>& load) {
  struct Slot {
    std::uint32_t units = 0;
    std::uint64_t bytes = 0;
    std::vector<Diagnostic> diagnostics;
  };
  std::vector<Slot> slots(count);
  parallel_for(count, jobs, [&](std::size_t i) {
    try {
      const auto [page, options] = load(i);
      slots[i].bytes = page.bytes().size();
      slots[i].diagnostics = page.diagnostics;
      if (!page.readable()) return;
      VerifyResult result = verify(page, options);
      slots[i].units = result.units;
      std::move(result.faults.begin(), result.faults.end(), std::back_inserter(slots[i].diagnostics));
    } catch (const Error& fault) {
      slots[i].diagnostics = fault.diagnostics();
    }
  });
  VerifyRun run;
  for (Slot& slot : slots) {
    ++run.pages;
    run.units += slot.units;
    run.bytes += slot.bytes;
    std::move(slot.diagnostics.begin(), slot.diagnostics.end(), std::back_inserter(run.diagnostics));
  }
  return run;
}

}  // namespace

bool has_errors(const std::vector<Diagnostic>& diagnostics) {
  return std::any_of(diagnostics.begin(), diagnostics.end(),
                     [](const Diagnostic& one) { return one.severity == Severity::Error; });
}

void append(std::vector<Diagnostic>& to, std::vector<Diagnostic> from) {
  std::move(from.begin(), from.end(), std::back_inserter(to));
}

std::int64_t time_of_run() {
  std::time_t now = std::time(nullptr);
  date_from_environment(now);
  return now;
}

std::string catalog_date() {
  std::time_t now = std::time(nullptr);
  const bool fixed = date_from_environment(now);
  std::tm parts{};
  if (fixed) {
    ::gmtime_r(&now, &parts);
  } else {
    ::localtime_r(&now, &parts);
  }
  char text[64];
  const std::size_t size = std::strftime(text, sizeof text, "%Y-%m-%d %H:%M%z", &parts);
  return std::string(text, size);
}

std::string without_creation_date(std::string_view po) {
  constexpr std::string_view start = "\"POT-Creation-Date: ";
  const std::size_t at = po.find(start);
  if (at == std::string_view::npos) return std::string(po);
  const std::size_t end = std::min(po.find('\n', at), po.size());
  return std::string(po.substr(0, at)) + std::string(po.substr(end));
}

bool VerifyRun::ok() const {
  return !has_errors(diagnostics);
}

VerifyRun run_verify(const Project& project, const RunOptions& options) {
  std::vector<Diagnostic> diagnostics;
  const std::vector<PageFile> files = project.find_pages(diagnostics);
  VerifyRun run = verify_all(files.size(), options.jobs, [&](std::size_t i) {
    return std::pair(project.load_page(files[i]), project.parse_options(files[i]));
  });
  std::vector<Diagnostic> of_pages = std::exchange(run.diagnostics, std::move(diagnostics));
  for (Diagnostic& one : of_pages) {
    if (std::any_of(files.begin(), files.end(), [&](const PageFile& file) { return file.path == one.file; })) {
      one.file = project.at(one.file);
    }
  }
  append(run.diagnostics, std::move(of_pages));
  return run;
}

VerifyRun verify_files(const std::vector<std::string>& paths, unsigned jobs) {
  return verify_all(paths.size(), jobs, [&](std::size_t i) {
    const PageFormat* format = format_for(paths[i]);
    if (format == nullptr) {
      throw Error(make_diagnostic(Severity::Error, "page-format", paths[i], N_("no format is known for this file"),
                                  N_("there are Markdown (.md, .markdown, .mdx) and YAML (.yaml, .yml)")));
    }
    const ParseOptions parse = default_parse_options(*format);
    return std::pair(Page(paths[i], read_file(paths[i]), *format, parse), parse);
  });
}

}  // namespace hexapla
