// A catalog: messages in file order, with the storage of their texts. A template (POT) is a catalog without
// translations. Reading and writing PO text is po.h's.
#pragma once

#include "hexapla/base/arena.h"
#include "hexapla/catalogs/message.h"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla {

/// Texts are views into storage that catalogs share, so a message can be copied from one catalog to another for
/// nothing as long as share() is called once. Movable, not copyable.
class Catalog {
 public:
  Catalog();
  Catalog(Catalog&&) noexcept = default;
  Catalog& operator=(Catalog&&) noexcept = default;

  /// The header first, if there is one; obsolete messages where they stood.
  std::vector<Message> messages;

  /// A copy of `text` that lives as long as this catalog and all that share with it.
  std::string_view keep(std::string_view text) { return storage_->arena.keep(text); }
  /// Where keep() keeps, for those who make texts piece by piece.
  Arena& arena() { return storage_->arena; }
  /// Takes over a whole buffer without copying it.
  std::string_view keep_buffer(std::string&& text);
  /// From now on texts of `other` may stand in this catalog's messages.
  void share(const Catalog& other);

  const Message* header() const;
  /// A field of the header ("Language", "Plural-Forms"), trimmed; empty when missing.
  std::string_view header_field(std::string_view name) const;
  /// Sets or appends a field, making the header message if there is none.
  void set_header_field(std::string_view name, std::string_view value);

 private:
  struct Storage {
    Arena arena;
    std::vector<std::unique_ptr<std::string>> buffers;
  };
  std::shared_ptr<Storage> storage_;
  std::vector<std::shared_ptr<Storage>> shared_;
};

/// Finds messages by (msgctxt, msgid). Live messages hide obsolete ones. The catalog must outlive the index and its
/// messages must not be moved.
class MessageIndex {
 public:
  explicit MessageIndex(const Catalog& catalog, bool with_obsolete = false);
  /// nullptr when there is none; an empty `msgctxt` means "no context".
  const Message* find(std::string_view msgctxt, std::string_view msgid) const;

 private:
  std::vector<const Message*> slots_;  // open addressing, size a power of two
  std::uint64_t mask_ = 0;
};

}  // namespace hexapla
