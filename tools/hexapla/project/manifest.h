// .hexapla/outputs: what merge wrote, and from what. It answers "is this file still what would be written?" by stat
// alone, and "did Hexapla write it?" before anything is removed. Losing it costs one full run and the removal of
// files whose pages went meanwhile; a damaged one counts as lost.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/base/file.h"

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What stat says of a file, and the hash of the bytes that were there then. All zero: there was no file.
struct FileStamp : FileStat {
  std::uint64_t hash = 0;
};

/// One page in one language.
struct OutputRecord {
  enum : std::uint64_t { Produced = 1, Withheld = 2, Remarks = 4 };
  std::uint64_t inputs = 0;  ///< hash over everything that it was made from
  std::uint64_t flags = 0;   ///< none: nothing is known of it; Remarks: see Manifest::Language::remarks
  FileStamp stamp;           ///< of the file, where Produced
  bool produced() const { return (flags & Produced) != 0; }
};

struct Manifest {
  struct Input {
    std::string path;
    FileStamp stamp;
  };
  struct Language {
    std::string name;
    std::string pattern;                ///< `output:` when its files were written
    std::vector<OutputRecord> records;  ///< beside `pages`
    /// What merging had to say, by page number: a run that makes nothing says it again.
    std::map<std::uint64_t, std::vector<Diagnostic>> remarks;
  };

  std::vector<Input> inputs;       ///< pages and catalogs, sorted by path
  std::vector<std::string> pages;  ///< sorted
  std::vector<Language> languages;
  std::string prefix;        ///< of the project then: remarks name files as seen from the folder of that run
  std::int64_t written = 0;  ///< mtime of the file read: a file that is not older may have changed unseen

  const FileStamp* find_input(std::string_view path) const;
  const Language* find_language(std::string_view name) const;
  /// npos: not there.
  std::size_t find_page(std::string_view path) const;

  std::string to_bytes() const;
  /// An empty manifest when the bytes are not whole, of another version, or contradict themselves.
  static Manifest from_bytes(std::string_view bytes);
  /// Never throws: what cannot be read is as if it were not there.
  static Manifest load(const std::string& path);
};

}  // namespace hexapla
