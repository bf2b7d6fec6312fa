// Whole files in, whole files out. Nothing here leaves a half-written file behind.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

/// What stat says of a file: enough to see later that it was changed. All zero: there was no regular file.
struct FileStat {
  std::uint64_t size = 0;
  std::int64_t mtime = 0;  ///< nanoseconds
  std::uint64_t inode = 0;
  bool same_stat(const FileStat& other) const {
    return size == other.size && mtime == other.mtime && inode == other.inode;
  }
};

/// Size, time and inode; false: there is no regular file.
bool stat_file(const char* path, FileStat& found);

/// All bytes of a regular file. Throws Error (id "file-read") when it cannot be read or has 4 GiB or more.
std::string read_file(const std::string& path);

/// Replaces `path` by `bytes`: temporary file beside it, checked write, fsync, rename, keeping the old file's
/// permissions. A symbolic link is replaced in the file it points to. Throws Error (id "file-write") and leaves
/// the old file as it was. `durable` false leaves out the fsync: for outputs that can be made again.
/// Returns what stat says of the new file.
FileStat replace_file(const std::string& path, std::string_view bytes, bool durable = true);

/// As replace_file, but only where the file's bytes differ. True: written.
bool write_if_changed(const std::string& path, std::string_view bytes, bool durable = true);

/// Makes the folders above `path`. Throws Error (id "file-write").
void make_parents(const std::string& path);

/// A fast hash for change detection and tables; not for secrets. Same on every machine.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0);

}  // namespace hexapla
