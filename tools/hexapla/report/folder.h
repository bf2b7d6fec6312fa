// The folder that a report is written into. For this room only.
#pragma once

#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <string_view>

namespace hexapla {

/// A marker file in it lists what is Hexapla's, from before the first file on: a run that was killed leaves nothing
/// that the next one would not know.
class ReportFolder {
 public:
  /// Takes `path`, or makes it. Throws Error (id "report-folder") when it holds anything and no marker.
  explicit ReportFolder(std::string path);

  /// Says which files there will be (relative paths). Before the first put().
  void announce(const std::set<std::string>& files);
  /// Writes one of them, unless it has these bytes; all or nothing. Any number of threads. Throws Error when it cannot
  /// be written or a link stands in its way.
  void put(const std::string& file, std::string_view bytes);
  /// Removes what an earlier report left and this one does not have.
  void finish();

  std::uint32_t written() const { return written_; }
  std::uint32_t removed() const { return removed_; }
  std::uint64_t bytes() const { return bytes_; }

 private:
  void prepare(const std::string& folder);
  void write_marker(const std::set<std::string>& files) const;
  void remove_file(const std::string& file);

  std::string path_;  // ends in '/'
  std::set<std::string> before_, now_;
  std::mutex mutex_;
  std::set<std::string> prepared_;
  std::uint32_t written_ = 0, removed_ = 0;
  std::uint64_t bytes_ = 0;
};

}  // namespace hexapla
