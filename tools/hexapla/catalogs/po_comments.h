// The comment lines above a message: which kind they are and what stands in them. Used by po_reader.cpp.
#pragma once

#include "hexapla/base/arena.h"
#include "hexapla/catalogs/message.h"

#include <string_view>
#include <vector>

namespace hexapla {

/// Collects comments until the message that they belong to is complete.
class PoComments {
 public:
  explicit PoComments(Arena& arena) : arena_(arena) {}

  /// `text` is the line behind its "#".
  void add(std::string_view text);
  /// Gives all to `message` and starts anew.
  void move_to(Message& message);
  void clear();

 private:
  void add_references(std::string_view text);
  bool add_sun_reference(std::string_view text);
  void add_reference(std::string_view written, std::string_view name, std::string_view digits);
  void set_flags(std::string_view text);

  Arena& arena_;
  Message pending_;
  bool any_ = false;
};

}  // namespace hexapla
