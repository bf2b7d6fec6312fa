// The git repository that a project lies in, read only: revisions, the files in them, what commits did to files.
// Stands on libgit2, of which nobody else needs to know. Nothing here fetches, and nothing here writes.
//
// Paths are relative to the top of the work tree, with '/', in the bytes that git has. Who wants a project's pages of
// a revision finds them in git_pages.h; who wants to know since when a text is gone, in git_history.h.
#pragma once

#include "hexapla/base/diagnostic.h"

#include <array>
#include <cstdint>
#include <cstring>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// The name of a commit, tree or blob (SHA-1). All zero: none.
struct ObjectId {
  std::array<std::uint8_t, 20> bytes{};

  std::string hex() const;
  bool empty() const { return *this == ObjectId(); }
  friend bool operator==(const ObjectId&, const ObjectId&) = default;
  friend bool operator<(const ObjectId& a, const ObjectId& b) { return a.bytes < b.bytes; }
};

struct ObjectIdHash {
  std::size_t operator()(const ObjectId& id) const {
    std::size_t hash = 0;  // the bytes are a hash already
    std::memcpy(&hash, id.bytes.data(), sizeof hash);
    return hash;
  }
};

/// A regular file of a revision or of the index. Links and submodules are none.
struct GitFile {
  std::string path;
  ObjectId blob;
};

/// Who made a commit, when, and what for. Texts are valid UTF-8 without control characters.
struct GitCommit {
  ObjectId id;
  std::string author;
  std::string email;
  std::string subject;      ///< first paragraph of the message, on one line
  std::int64_t time = 0;    ///< of the commit (not of its writing): seconds since 1970 in UTC
  std::int32_t offset = 0;  ///< minutes that the committer's clock was ahead of UTC
};

/// The commit's date by its own clock: "2026-03-01".
std::string date_of(const GitCommit& commit);

/// `text` without what would move a terminal's cursor or is no UTF-8: texts of commits are anybody's.
std::string printable_text(std::string_view text);

/// What is between a commit and one of its parents for one path. A rename gives two: Added with `old_path`, Deleted.
struct GitChange {
  enum class Kind : std::uint8_t { Added, Modified, Deleted };
  Kind kind = Kind::Modified;
  std::string path;
  std::string old_path;  ///< of a rename, as git's rename detection sees it (half of the lines are the same)
  ObjectId blob;         ///< after the commit; none when Deleted
};

/// A commit as the graph of history needs it.
struct GitLinks {
  std::vector<ObjectId> parents;  ///< that the commit names, also where a shallow clone lacks them
  ObjectId tree;
  GitCommit info;
};

/// Which paths somebody wants to hear of. Must be callable by several threads at once.
using GitPathFilter = std::function<bool(std::string_view path)>;

/// A repository with a work tree and at least one commit. Methods throw Error (id "git-object") for what is missing
/// or damaged in it. Movable, not copyable; one thread at a time, except where it says otherwise.
class GitRepository {
 public:
  /// The repository around `folder`. nullopt, with `why_not` filled in (severity Note, id "git-none", "git-owner",
  /// "git-bare", "git-unborn" or "git-open"), when there is none to ask.
  static std::optional<GitRepository> find(const std::string& folder, Diagnostic& why_not);
  GitRepository(GitRepository&&) noexcept;
  GitRepository& operator=(GitRepository&&) noexcept;
  ~GitRepository();

  /// The work tree's top as an absolute path without links, ending in '/'.
  const std::string& top() const;
  /// The path of a file (as opened; it need not exist) inside the work tree, links followed; empty: it is outside.
  std::string path_of(const std::string& file) const;

  /// The commit that is checked out.
  const ObjectId& head() const;
  /// No branch is checked out.
  bool detached() const;
  /// Where a shallow clone's history was cut: commits whose parents it lacks. Sorted; empty: a whole clone.
  const std::vector<ObjectId>& shallow() const;

  /// The commit that "v1.2", "HEAD~3", "main" or a (short) hash names. Throws Error (id "git-revision").
  ObjectId resolve(const std::string& revision) const;
  /// "A..B"; "A...B", from where B left A; "A", up to the commit checked out. Throws Error (id "git-revision").
  struct Range {
    ObjectId from, to;
  };
  Range resolve_range(const std::string& range) const;

  /// Files in byte order of their paths.
  std::vector<GitFile> files_at(const ObjectId& commit, const GitPathFilter& wanted) const;
  /// Those that the next commit would have; in a pre-commit hook, the commit that is being made. A file in conflict is
  /// there as it is on our side.
  std::vector<GitFile> files_staged(const GitPathFilter& wanted) const;

  /// Any number of threads at once.
  std::string read_blob(const ObjectId& blob) const;
  /// What git would call a blob of these bytes.
  static ObjectId blob_of(std::string_view bytes);
  GitLinks links(const ObjectId& commit) const;
  /// The repository has this object.
  bool has(const ObjectId& object) const;
  /// Everything that differs between two trees, by path; an empty `from` has nothing in it. Any number of threads at
  /// once. Renames are not looked for.
  std::vector<GitChange> compare(const ObjectId& from_tree, const ObjectId& to_tree, const GitPathFilter& wanted) const;
  /// Finds out which of the files added were renamed, and fills in their `old_path`.
  void find_renames(const ObjectId& from_tree, const ObjectId& to_tree, std::vector<GitChange>& changes) const;

 private:
  struct State;
  explicit GitRepository(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace hexapla
