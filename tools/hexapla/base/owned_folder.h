// A folder that a command writes whole, again and again: a report, a site. What an earlier run left there and this one
// does not have is removed; somebody else's files never are.
#pragma once

#include "hexapla/base/phrase.h"

#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// What makes a folder one's own.
struct FolderOwner {
  const char* id;            ///< of Errors: "report-folder"
  std::string_view marker;   ///< name of the file that lists what is there: ".hexapla-report"
  std::string_view title;    ///< the marker's first line, with its end
  const char* not_ours;      ///< what to say of a folder with other files in it
  std::string_view endings;  ///< of files that may be removed: ".html .css"; empty: all
};

/// A marker file in it lists what is Hexapla's, from before the first file on: a run that was killed leaves nothing
/// that the next one would not know.
class OwnedFolder {
 public:
  /// Takes `path`, or makes it. Throws Error when it holds anything and no marker.
  OwnedFolder(std::string path, const FolderOwner& owner);

  /// Says which files there will be (relative paths, sorted, each once). Before the first put().
  void announce(std::vector<std::string> files);
  /// Writes one of them, unless it has these bytes; all or nothing. Any number of threads. True: written. Throws Error
  /// when it cannot be written or a link stands in its way.
  bool put(const std::string& file, std::string_view bytes);
  /// Removes what an earlier report left and this one does not have.
  void finish();

  const std::string& path() const { return path_; }  ///< ends in '/'
  std::uint32_t written() const { return written_; }
  std::uint32_t removed() const { return removed_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  void prepare(const std::string& folder);
  static std::string marker_of(std::string_view title, const std::vector<std::string>& files);
  void write_marker(const std::string& text) const;
  void remove_file(const std::string& file);

  [[noreturn]] void refuse(const std::string& path, Phrase message, Phrase hint = {}) const;
  [[noreturn]] void refuse_error(const std::string& path, const char* message, int error) const;
  bool is_empty(const std::string& path) const;
  bool is_sane(std::string_view path) const;
  std::vector<std::string> files_in_marker(std::string_view text) const;
  void check_place(const std::string& path) const;

  const FolderOwner& owner_;
  std::string path_;    // ends in '/'
  std::string marker_;  // as it was read
  std::vector<std::string> now_;
  bool same_files_ = false;  // as before
  std::mutex mutex_;
  std::set<std::string> prepared_;
  std::uint32_t written_ = 0, removed_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace hexapla
