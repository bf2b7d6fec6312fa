#include "hexapla/project/coverage_history.h"

#include "hexapla/base/file.h"
#include "hexapla/base/parallel.h"
#include "hexapla/catalogs/po.h"
#include "hexapla/catalogs/state.h"
#include "hexapla/text/segment.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <unordered_map>
#include <utility>

namespace hexapla {

namespace {

using LanguageOfPath = std::unordered_map<std::string, std::size_t>;

LanguageOfPath catalogs_of(const Project& project, const GitRepository& repository,
                           const std::vector<Language>& languages) {
  LanguageOfPath found;
  for (std::size_t i = 0; i < languages.size(); ++i) {
    for (const std::string& catalog : project.catalogs_found(languages[i])) {
      const std::string path = repository.path_of(project.at(catalog));
      if (!path.empty()) found.emplace(path, i);
    }
  }
  return found;
}

/// From HEAD back.
std::vector<GitCommit> commits_touching(const GitRepository& repository, const GitPathFilter& wanted,
                                        std::size_t most) {
  std::vector<GitCommit> found;
  GitLinks at = repository.links(repository.head());
  for (std::size_t i = 0; i < most; ++i) {
    const bool has_parent = !at.parents.empty() && repository.has(at.parents.front());
    GitLinks parent;
    if (has_parent) parent = repository.links(at.parents.front());
    if (!repository.compare(parent.tree, at.tree, wanted).empty()) found.push_back(at.info);
    if (!has_parent) break;
    at = std::move(parent);
  }
  return found;
}

/// Evenly chosen, the first and the last among them; oldest first.
std::vector<GitCommit> choose(const std::vector<GitCommit>& commits, std::size_t most) {
  if (commits.size() <= most) return {commits.rbegin(), commits.rend()};
  std::vector<GitCommit> chosen;
  for (std::size_t i = 0; i < most; ++i) chosen.push_back(commits[(most - 1 - i) * (commits.size() - 1) / (most - 1)]);
  return chosen;
}

/// Counts the words of one language's catalogs; a text that it has seen costs nothing.
class ShareCounter {
 public:
  ShareCounter(const GitRepository& repository, const KnownWords& known) : repository_(repository), known_(known) {}

  CatalogShare share_of(const ObjectId& blob) {
    const auto found = shares_.find(blob);
    return found != shares_.end() ? found->second : shares_.emplace(blob, count(blob)).first->second;
  }

 private:
  CatalogShare count(const ObjectId& blob) {
    CatalogShare share;
    share.there = true;
    const PoReadResult read = read_po("", repository_.read_blob(blob));
    for (const Message& message : read.catalog.messages) {
      if (message.is_header() || message.obsolete) continue;
      const std::uint64_t words = words_of_text(message.msgid);
      share.words += words;
      if (state_of(message) == State::Translated) share.translated += words;
    }
    return share;
  }

  std::uint64_t words_of_text(std::string_view text) {
    const std::int64_t known = known_(text);
    if (known >= 0) return static_cast<std::uint64_t>(known);
    const auto [place, added] = words_.try_emplace(hash_bytes(text), 0);
    if (added) place->second = count_words(text);
    return place->second;
  }

  const GitRepository& repository_;
  const KnownWords& known_;
  std::unordered_map<std::uint64_t, std::uint64_t> words_;  // by hash of the text
  std::unordered_map<ObjectId, CatalogShare, ObjectIdHash> shares_;
};

void add(CatalogShare& sum, const CatalogShare& one) {
  sum.there = true;
  sum.translated += one.translated;
  sum.words += one.words;
}

}  // namespace

std::vector<CoveragePoint> coverage_history(const Project& project, const GitRepository& repository,
                                            const std::vector<Language>& languages,
                                            const CoverageHistoryOptions& options) {
  const LanguageOfPath catalogs = catalogs_of(project, repository, languages);
  if (catalogs.empty()) return {};
  const GitPathFilter wanted = [&](std::string_view path) { return catalogs.count(std::string(path)) != 0; };
  std::vector<CoveragePoint> points;
  std::vector<std::vector<GitFile>> files;
  for (GitCommit& commit : choose(commits_touching(repository, wanted, options.commits), options.points)) {
    files.push_back(repository.files_at(commit.id, wanted));
    points.push_back({std::move(commit), std::vector<CatalogShare>(languages.size())});
  }
  parallel_for(languages.size(), options.jobs, [&](std::size_t language) {
    ShareCounter counter(repository, options.known);
    for (std::size_t i = 0; i < points.size(); ++i) {
      for (const GitFile& file : files[i]) {
        if (catalogs.at(file.path) == language) add(points[i].languages[language], counter.share_of(file.blob));
      }
    }
  });
  return points;
}

}  // namespace hexapla
