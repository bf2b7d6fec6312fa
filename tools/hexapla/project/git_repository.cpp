// Trees are compared here rather than by libgit2: all that is wanted of most commits is which of a few files differ,
// the odb is what libgit2 lets threads share, and renames need its diff only where a commit adds and deletes pages.
#include "hexapla/project/git_repository.h"

#include "hexapla/base/file.h"
#include "hexapla/base/utf8.h"
#include "hexapla/project/git_library.h"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <ctime>
#include <set>
#include <utility>

#include <git2.h>

namespace hexapla {

std::string git_error_text() {
  const git_error* error = git_error_last();
  return error == nullptr ? std::string("?") : std::string(error->message);
}

/// What these extensions change does not matter to those who read objects and the configuration.
bool start_libgit2() {
  static const bool started = [] {
    if (git_libgit2_init() < 0) return false;
    const char* extensions[] = {"worktreeconfig", "partialclone", "preciousobjects"};
    git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, std::size(extensions));
    // As git does: what is damaged on a disk does not unpack, and to hash all that is read takes longer than reading.
    git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, 0);
    return true;
  }();
  return started;
}

namespace {

/// A tree that holds itself cannot be made, but one of any depth can.
constexpr std::size_t deepest_tree = 4096;

template <typename T, void (*Free)(T*)>
struct Freed {
  void operator()(T* object) const { Free(object); }
};
template <typename T, void (*Free)(T*)>
using Handle = std::unique_ptr<T, Freed<T, Free>>;

using Repository = Handle<git_repository, git_repository_free>;
using Odb = Handle<git_odb, git_odb_free>;
using OdbObject = Handle<git_odb_object, git_odb_object_free>;
using Object = Handle<git_object, git_object_free>;
using Commit = Handle<git_commit, git_commit_free>;
using Tree = Handle<git_tree, git_tree_free>;
using Index = Handle<git_index, git_index_free>;
using Diff = Handle<git_diff, git_diff_free>;

ObjectId id_of(const git_oid& oid) {
  ObjectId id;
  std::copy_n(static_cast<const unsigned char*>(oid.id), id.bytes.size(), id.bytes.begin());
  return id;
}

git_oid oid_of(const ObjectId& id) {
  git_oid oid;
  std::copy(id.bytes.begin(), id.bytes.end(), static_cast<unsigned char*>(oid.id));
  return oid;
}

[[noreturn]] void fail_object(const ObjectId& id) {
  throw Error(make_diagnostic(Severity::Error, "git-object", "",
                              {N_("git cannot read object {1}: {2}"), {id.hex(), git_error_text()}}));
}

[[noreturn]] void fail_revision(const std::string& revision) {
  throw Error(make_diagnostic(Severity::Error, "git-revision", "",
                              {N_("\"{1}\" is no revision that git knows"), {revision}},
                              N_("name a commit, a branch or a tag, or two of them: main..HEAD")));
}

std::string clean(const char* text) {
  return printable_text(text == nullptr ? std::string_view() : std::string_view(text));
}

std::string real_path(const std::string& path) {
  const std::unique_ptr<char, void (*)(void*)> resolved(::realpath(path.empty() ? "." : path.c_str(), nullptr),
                                                        std::free);
  return resolved ? std::string(resolved.get()) : std::string();
}

struct TreeEntry {
  std::string_view mode, name;
  ObjectId id;
  bool is_tree() const { return mode == "40000"; }
  bool is_file() const { return mode.starts_with("100"); }
};

/// Takes a tree's first entry ("MODE NAME\0" and twenty bytes) off its bytes.
bool next_entry(std::string_view& bytes, TreeEntry& entry) {
  const std::size_t space = bytes.find(' ');
  const std::size_t end = bytes.find('\0');
  if (space == std::string_view::npos || end == std::string_view::npos || space > end) return false;
  if (bytes.size() < end + 1 + entry.id.bytes.size()) return false;
  entry.mode = bytes.substr(0, space);
  entry.name = bytes.substr(space + 1, end - space - 1);
  std::memcpy(entry.id.bytes.data(), bytes.data() + end + 1, entry.id.bytes.size());
  bytes.remove_prefix(end + 1 + entry.id.bytes.size());
  return true;
}

/// Git's order of entries: a folder's name counts as if it ended in '/'.
int compare_entries(const TreeEntry& a, const TreeEntry& b) {
  const std::size_t common = std::min(a.name.size(), b.name.size());
  if (const int order = std::memcmp(a.name.data(), b.name.data(), common); order != 0) return order;
  const auto after = [common](const TreeEntry& entry) {
    if (entry.name.size() > common) return static_cast<int>(static_cast<unsigned char>(entry.name[common]));
    return entry.is_tree() ? '/' : 0;
  };
  return after(a) - after(b);
}

/// Two folders of one path, to be compared; no id: not there.
struct TreePair {
  ObjectId from, to;
  std::string folder;
  std::size_t depth = 0;
};

class TreeComparison {
 public:
  TreeComparison(git_odb* odb, const GitPathFilter& wanted) : odb_(odb), wanted_(wanted) {}

  std::vector<GitChange> run(const ObjectId& from, const ObjectId& to) {
    open_.push_back({from, to, {}, 0});
    while (!open_.empty()) {
      const TreePair pair = std::move(open_.back());
      open_.pop_back();
      if (pair.from != pair.to && pair.depth <= deepest_tree) compare(pair);
    }
    std::sort(changes_.begin(), changes_.end(), [](const GitChange& a, const GitChange& b) { return a.path < b.path; });
    return std::move(changes_);
  }

 private:
  OdbObject read(const ObjectId& id) const {
    if (id.empty()) return nullptr;
    git_odb_object* object = nullptr;
    const git_oid oid = oid_of(id);
    if (git_odb_read(&object, odb_, &oid) != 0) fail_object(id);
    OdbObject owned(object);
    if (git_odb_object_type(object) != GIT_OBJECT_TREE) fail_object(id);
    return owned;
  }

  static std::string_view bytes_of(const OdbObject& object) {
    if (!object) return {};
    return {static_cast<const char*>(git_odb_object_data(object.get())), git_odb_object_size(object.get())};
  }

  void compare(const TreePair& pair) {
    const OdbObject from_object = read(pair.from);
    const OdbObject to_object = read(pair.to);
    std::string_view from_bytes = bytes_of(from_object);
    std::string_view to_bytes = bytes_of(to_object);
    TreeEntry from;
    TreeEntry to;
    bool has_from = next_entry(from_bytes, from);
    bool has_to = next_entry(to_bytes, to);
    while (has_from || has_to) {
      const int order = !has_from ? 1 : !has_to ? -1 : compare_entries(from, to);
      if (order != 0 || from.id != to.id || from.mode != to.mode) {
        note(pair, order <= 0 ? &from : nullptr, order >= 0 ? &to : nullptr);
      }
      if (order <= 0) has_from = next_entry(from_bytes, from);
      if (order >= 0) has_to = next_entry(to_bytes, to);
    }
  }

  void note(const TreePair& pair, const TreeEntry* from, const TreeEntry* to) {
    const std::string path = pair.folder + std::string(to != nullptr ? to->name : from->name);
    const auto as_tree = [](const TreeEntry* entry) {
      return entry != nullptr && entry->is_tree() ? entry->id : ObjectId();
    };
    const ObjectId from_tree = as_tree(from);
    const ObjectId to_tree = as_tree(to);
    if (!from_tree.empty() || !to_tree.empty()) open_.push_back({from_tree, to_tree, path + "/", pair.depth + 1});
    const bool was = from != nullptr && from->is_file();
    const bool is = to != nullptr && to->is_file();
    if ((!was && !is) || (was && is && from->id == to->id) || !wanted_(path)) return;
    const auto kind = !was ? GitChange::Kind::Added : is ? GitChange::Kind::Modified : GitChange::Kind::Deleted;
    changes_.push_back({kind, path, {}, is ? to->id : ObjectId()});
  }

  git_odb* odb_;
  const GitPathFilter& wanted_;
  std::vector<TreePair> open_;
  std::vector<GitChange> changes_;
};

/// The commits in .git/shallow, a hash a line.
std::vector<ObjectId> read_shallow(const std::string& file) {
  std::vector<ObjectId> ids;
  FileStat info;
  if (!stat_file(file.c_str(), info)) return ids;
  const std::string bytes = read_file(file);
  for (std::size_t at = 0; at + GIT_OID_HEXSZ <= bytes.size(); at = bytes.find('\n', at) + 1) {
    git_oid oid;
    if (git_oid_fromstrn(&oid, bytes.data() + at, GIT_OID_HEXSZ) == 0) ids.push_back(id_of(oid));
    if (bytes.find('\n', at) == std::string::npos) break;
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

Diagnostic refusal(const char* id, Phrase message, Phrase hint = {}) {
  return make_diagnostic(Severity::Note, id, "", std::move(message), std::move(hint));
}

}  // namespace

struct GitRepository::State {
  Repository repository;
  Odb odb;
  std::string top;
  ObjectId head;
  std::vector<ObjectId> shallow;

  git_odb* objects() const { return odb.get(); }
  Tree tree(const ObjectId& id) const {
    git_tree* tree = nullptr;
    const git_oid oid = oid_of(id);
    if (git_tree_lookup(&tree, repository.get(), &oid) != 0) fail_object(id);
    return Tree(tree);
  }
  /// The commit that a name leads to, by way of tags.
  ObjectId peel(git_object* object, const std::string& name) const {
    git_object* commit = nullptr;
    if (git_object_peel(&commit, object, GIT_OBJECT_COMMIT) != 0) fail_revision(name);
    const Object owned(commit);
    return id_of(*git_object_id(commit));
  }
  Index index() const;
};

std::string ObjectId::hex() const {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string out;
  for (const std::uint8_t byte : bytes) {
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
  return out;
}

std::string date_of(const GitCommit& commit) {
  const std::time_t local = commit.time + std::time_t{commit.offset} * 60;
  std::tm parts{};
  if (::gmtime_r(&local, &parts) == nullptr) return {};
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%d", &parts)};
}

std::string printable_text(std::string_view text) {
  std::string out;
  const bool utf8 = find_invalid_utf8(text) == std::string_view::npos;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7F) {
      out += ' ';
    } else if (utf8 || byte < 0x80) {
      out += c;
    } else {
      append_utf8(out, byte >= 0xA0 ? byte : U'\uFFFD');  // Latin-1, as good a guess as any
    }
  }
  return out;
}

GitRepository::GitRepository(std::unique_ptr<State> state) : state_(std::move(state)) {}
GitRepository::GitRepository(GitRepository&&) noexcept = default;
GitRepository& GitRepository::operator=(GitRepository&&) noexcept = default;
GitRepository::~GitRepository() = default;

std::optional<GitRepository> GitRepository::find(const std::string& folder, Diagnostic& why_not) {
  if (!start_libgit2()) {
    why_not = refusal("git-open", {N_("git cannot be read here: {1}"), {git_error_text()}});
    return std::nullopt;
  }
  auto state = std::make_unique<State>();
  const std::string start = real_path(folder);
  git_repository* found = nullptr;
  const int result = git_repository_open_ext(&found, start.c_str(), GIT_REPOSITORY_OPEN_CROSS_FS, nullptr);
  state->repository.reset(found);
  if (result == GIT_ENOTFOUND) {
    why_not = refusal("git-none", N_("this project is in no git repository"));
  } else if (result == GIT_EOWNER) {
    why_not = refusal("git-owner", N_("the git repository belongs to another user, so git does not trust it"),
                      {N_("if you do: git config --global --add safe.directory {1}"), {start}});
  } else if (result != 0) {
    why_not = refusal("git-open", {N_("git cannot be read here: {1}"), {git_error_text()}});
  } else if (git_repository_is_bare(found) != 0) {
    why_not = refusal("git-bare", N_("the git repository has no work tree"));
  } else {
    git_oid head;
    git_odb* odb = nullptr;
    if (git_reference_name_to_id(&head, found, "HEAD") != 0) {
      why_not = refusal("git-unborn", N_("the git repository has no commit yet"));
    } else if (git_repository_odb(&odb, found) != 0) {
      why_not = refusal("git-open", {N_("git cannot be read here: {1}"), {git_error_text()}});
    } else {
      state->odb.reset(odb);
      state->head = id_of(head);
      state->top = real_path(git_repository_workdir(found)) + "/";
      state->shallow = read_shallow(std::string(git_repository_commondir(found)) + "shallow");
      return GitRepository(std::move(state));
    }
  }
  return std::nullopt;
}

const std::string& GitRepository::top() const {
  return state_->top;
}

const ObjectId& GitRepository::head() const {
  return state_->head;
}

bool GitRepository::detached() const {
  return git_repository_head_detached(state_->repository.get()) == 1;
}

const std::vector<ObjectId>& GitRepository::shallow() const {
  return state_->shallow;
}

std::string GitRepository::path_of(const std::string& file) const {
  // What does not exist has no real path, but the deepest folder above it has.
  std::size_t there = file.size();
  std::string real = real_path(file);
  while (real.empty()) {
    const std::size_t slash = there == 0 ? std::string::npos : file.rfind('/', there - 1);
    there = slash == std::string::npos ? 0 : slash;
    real = real_path(slash == 0 ? "/" : file.substr(0, there));
    if (there == 0 && real.empty()) return {};
  }
  if (there < file.size()) {
    if (file[there] != '/') real += '/';
    real += file.substr(there);
  }
  return real.starts_with(state_->top) ? real.substr(state_->top.size()) : std::string();
}

ObjectId GitRepository::resolve(const std::string& revision) const {
  git_object* object = nullptr;
  if (git_revparse_single(&object, state_->repository.get(), revision.c_str()) != 0) fail_revision(revision);
  const Object owned(object);
  return state_->peel(object, revision);
}

GitRepository::Range GitRepository::resolve_range(const std::string& range) const {
  const std::size_t dots = range.find("..");
  if (dots == std::string::npos) return {resolve(range), head()};
  const bool from_base = range.compare(dots, 3, "...") == 0;
  const std::string left = range.substr(0, dots);
  const std::string right = range.substr(dots + (from_base ? 3 : 2));
  Range out{left.empty() ? head() : resolve(left), right.empty() ? head() : resolve(right)};
  if (!from_base) return out;
  git_oid base;
  const git_oid from = oid_of(out.from);
  const git_oid to = oid_of(out.to);
  if (git_merge_base(&base, state_->repository.get(), &from, &to) != 0) fail_revision(range);
  out.from = id_of(base);
  return out;
}

std::vector<GitFile> GitRepository::files_at(const ObjectId& commit, const GitPathFilter& wanted) const {
  std::vector<GitFile> files;
  for (GitChange& change : compare({}, links(commit).tree, wanted)) {
    files.push_back({std::move(change.path), change.blob});
  }
  return files;
}

/// git tells a hook about the index of the commit that is being made, which is not always .git/index.
Index GitRepository::State::index() const {
  git_index* index = nullptr;
  const char* named = std::getenv("GIT_INDEX_FILE");
  if (named != nullptr && *named != '\0') {
    const std::string real = real_path(*named == '/' ? std::string(named) : top + named);
    // The variable may be another repository's, when the hook of one looks at the other.
    const bool ours = real.starts_with(real_path(git_repository_path(repository.get())) + "/");
    if (ours && git_index_open(&index, real.c_str()) == 0) return Index(index);
  }
  if (git_repository_index(&index, repository.get()) != 0) fail_object({});
  Index owned(index);
  if (git_index_read(index, 0) != 0) fail_object({});
  return owned;
}

std::vector<GitFile> GitRepository::files_staged(const GitPathFilter& wanted) const {
  const Index owned = state_->index();
  git_index* index = owned.get();
  std::vector<GitFile> files;
  for (std::size_t i = 0; i < git_index_entrycount(index); ++i) {
    const git_index_entry* entry = git_index_get_byindex(index, i);
    const int stage = git_index_entry_stage(entry);
    if ((stage != 0 && stage != GIT_INDEX_STAGE_OURS) || (entry->mode & 0170000) != 0100000) continue;
    if ((entry->flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0 || !wanted(entry->path)) continue;
    files.push_back({entry->path, id_of(entry->id)});
  }
  std::sort(files.begin(), files.end(), [](const GitFile& a, const GitFile& b) { return a.path < b.path; });
  return files;
}

std::string GitRepository::read_blob(const ObjectId& blob) const {
  git_odb_object* object = nullptr;
  const git_oid oid = oid_of(blob);
  if (git_odb_read(&object, state_->objects(), &oid) != 0) fail_object(blob);
  const OdbObject owned(object);
  return {static_cast<const char*>(git_odb_object_data(object)), git_odb_object_size(object)};
}

ObjectId GitRepository::blob_of(std::string_view bytes) {
  git_oid oid;
  if (git_odb_hash(&oid, bytes.data(), bytes.size(), GIT_OBJECT_BLOB) != 0) fail_object({});
  return id_of(oid);
}

bool GitRepository::has(const ObjectId& object) const {
  const git_oid oid = oid_of(object);
  return git_odb_exists(state_->objects(), &oid) == 1;
}

GitLinks GitRepository::links(const ObjectId& commit) const {
  git_commit* found = nullptr;
  const git_oid oid = oid_of(commit);
  if (git_commit_lookup(&found, state_->repository.get(), &oid) != 0) fail_object(commit);
  const Commit owned(found);
  GitLinks links;
  links.tree = id_of(*git_commit_tree_id(found));
  for (unsigned i = 0; i < git_commit_parentcount(found); ++i) {
    links.parents.push_back(id_of(*git_commit_parent_id(found, i)));
  }
  const git_signature* author = git_commit_author(found);
  links.info = {commit,
                clean(author->name),
                clean(author->email),
                clean(git_commit_summary(found)),
                git_commit_time(found),
                git_commit_time_offset(found)};
  return links;
}

std::vector<GitChange> GitRepository::compare(const ObjectId& from_tree, const ObjectId& to_tree,
                                              const GitPathFilter& wanted) const {
  return TreeComparison(state_->objects(), wanted).run(from_tree, to_tree);
}

void GitRepository::find_renames(const ObjectId& from_tree, const ObjectId& to_tree,
                                 std::vector<GitChange>& changes) const {
  std::vector<char*> paths;
  bool added = false;
  bool deleted = false;
  for (GitChange& change : changes) {
    added = added || change.kind == GitChange::Kind::Added;
    deleted = deleted || change.kind == GitChange::Kind::Deleted;
    if (change.kind != GitChange::Kind::Modified) paths.push_back(change.path.data());
  }
  if (!added || !deleted || from_tree.empty()) return;
  const Tree from = state_->tree(from_tree);
  const Tree to = state_->tree(to_tree);
  git_diff_options options;
  git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
  options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_SKIP_BINARY_CHECK;
  options.pathspec = {paths.data(), paths.size()};
  git_diff_find_options find;
  git_diff_find_options_init(&find, GIT_DIFF_FIND_OPTIONS_VERSION);
  find.flags = GIT_DIFF_FIND_RENAMES;
  git_diff* made = nullptr;
  if (git_diff_tree_to_tree(&made, state_->repository.get(), from.get(), to.get(), &options) != 0) fail_object(to_tree);
  const Diff diff(made);
  // A partial clone may lack the old texts: then nothing was renamed, as far as anybody here can see.
  if (git_diff_find_similar(made, &find) != 0) return;
  for (std::size_t i = 0; i < git_diff_num_deltas(made); ++i) {
    const git_diff_delta* delta = git_diff_get_delta(made, i);
    if (delta->status != GIT_DELTA_RENAMED) continue;
    const std::string_view path = delta->new_file.path;
    const auto change =
        std::lower_bound(changes.begin(), changes.end(), path,
                         [](const GitChange& one, std::string_view wanted) { return one.path < wanted; });
    if (change != changes.end() && change->path == path) change->old_path = delta->old_file.path;
  }
}

}  // namespace hexapla
