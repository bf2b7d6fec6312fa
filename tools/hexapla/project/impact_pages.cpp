#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/project/faults.h"
#include "hexapla/project/impact_parts.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hexapla {

namespace {

/// The pages after the change, with what git would call them.
struct After {
  std::vector<GitPage> files;
  std::vector<Page> pages;
};

After read_work_tree(const Project& project, unsigned jobs, std::vector<Diagnostic>& diagnostics) {
  After after;
  for (PageFile& file : project.find_pages(diagnostics)) after.files.push_back({std::move(file), {}});
  std::vector<std::optional<Page>> slots(after.files.size());
  parallel_for(slots.size(), jobs, [&](std::size_t i) {
    const PageFile& file = after.files[i].file;
    std::string bytes = read_file(project.at(file.path));
    after.files[i].blob = GitRepository::blob_of(bytes);
    slots[i].emplace(file.path, std::move(bytes), *file.format, project.parse_options(file));
  });
  for (auto& slot : slots) after.pages.push_back(std::move(*slot));
  return after;
}

After read_after(const Project& project, const GitRepository& repository, const GitRepository::Range& range,
                 const ImpactOptions& options, std::vector<Diagnostic>& diagnostics) {
  if (options.of == ImpactOptions::Of::WorkTree) return read_work_tree(project, options.jobs, diagnostics);
  After after;
  after.files = options.of == ImpactOptions::Of::Staged ? pages_staged(project, repository)
                                                        : pages_at(project, repository, range.to);
  after.pages = load_pages(project, repository, after.files, options.jobs);
  return after;
}

/// Their diagnostics name pages as people do.
void report_pages(const Project& project, std::vector<Page>& pages, std::vector<Diagnostic>& diagnostics) {
  for (Page& page : pages) {
    for (Diagnostic& one : page.diagnostics) {
      if (one.file == page.path()) one.file = project.at(page.path());
    }
    append(diagnostics, page.diagnostics);
  }
}

/// Both sides are in byte order of their paths.
class Sides {
 public:
  Sides(const std::vector<GitPage>& from, const After& after, ImpactPages& pages, ImpactRun& run)
      : from_(from), after_(after), pages_(pages), run_(run) {}

  /// Which pages of `from` are no page of `to`.
  std::vector<GitPage> only_before() const {
    std::vector<GitPage> out;
    each([&](const GitPage* from, const GitPage* to) {
      if (from != nullptr && !same(from, to)) out.push_back(*from);
    });
    return out;
  }

  /// `pages.before` and `pages.after` are read.
  void join(const Project& project) {
    std::size_t before = 0;
    std::size_t after = 0;
    each([&](const GitPage* from, const GitPage* to) {
      const Page* now = to == nullptr ? nullptr : &pages_.after[after++];
      const Page* then = from == nullptr ? nullptr : same(from, to) ? now : &pages_.before[before++];
      if (then != nullptr && then != now && !then->readable()) then = unreadable(project, *then, now);
      add(then, now);
    });
  }

 private:
  static bool same(const GitPage* from, const GitPage* to) { return to != nullptr && from->blob == to->blob; }

  template <typename Visit>
  void each(const Visit& visit) const {
    auto from = from_.begin();
    auto to = after_.files.begin();
    while (from != from_.end() || to != after_.files.end()) {
      const int order = from == from_.end()        ? 1
                        : to == after_.files.end() ? -1
                                                   : from->file.path.compare(to->file.path);
      visit(order <= 0 ? &*from : nullptr, order >= 0 ? &*to : nullptr);
      if (order <= 0) ++from;
      if (order >= 0) ++to;
    }
  }

  /// Taken to have been as it is now: what the catalogs have of it is not gone because it could not be read.
  const Page* unreadable(const Project& project, const Page& then, const Page* now) {
    run_.diagnostics.push_back(
        make_diagnostic(Severity::Warning, "impact-before", project.at(then.path()),
                        N_("this page could not be read before the change: what changed in it is not counted")));
    return now;
  }

  void add(const Page* then, const Page* now) {
    if (then != nullptr) pages_.from.push_back(then);
    if (now != nullptr) pages_.to.push_back(now);
    if (then == now) return;
    if (then != nullptr) pages_.from_changed.push_back(then);
    if (now != nullptr) pages_.to_changed.push_back(now);
    ++(then == nullptr ? run_.added : now == nullptr ? run_.removed : run_.changed);
  }

  const std::vector<GitPage>& from_;
  const After& after_;
  ImpactPages& pages_;
  ImpactRun& run_;
};

}  // namespace

ImpactPages read_impact_pages(const Project& project, const GitRepository& repository,
                              const GitRepository::Range& range, const ImpactOptions& options, ImpactRun& run) {
  ImpactPages pages;
  After after = read_after(project, repository, range, options, run.diagnostics);
  const std::vector<GitPage> from = pages_at(project, repository, range.from);
  pages.after = std::move(after.pages);
  report_pages(project, pages.after, run.diagnostics);
  Sides sides(from, after, pages, run);
  pages.before = load_pages(project, repository, sides.only_before(), options.jobs);
  sides.join(project);
  return pages;
}

}  // namespace hexapla
