#include "hexapla/project/input_table.h"

#include "hexapla/base/file.h"

namespace hexapla {

void InputTable::look(std::size_t at, const std::string& path, const std::string& shown) {
  FileStamp& stamp = stamps_[at];
  const FileStamp* known = manifest_.find_input(path);
  if (!stat_file(shown.c_str(), stamp)) {
    if (known != nullptr) changed_ = true;
    return;
  }
  if (known != nullptr && known->same_stat(stamp) && !is_racy(stamp, manifest_)) {
    stamp.hash = known->hash;
    return;
  }
  // Stat came first: what is written between the two is seen by the next run.
  stamp.hash = hash_bytes(read_file(shown));
  changed_ = true;
}

}  // namespace hexapla
