#include "hexapla/tracking/vocabulary.h"

#include "hexapla/base/file.h"
#include "hexapla/matching/pieces.h"

namespace hexapla {

bool Vocabulary::has(std::string_view word) const {
  if (!read_) read();
  return words_.contains(hash_bytes(word));
}

void Vocabulary::read() const {
  read_ = true;
  for (const Message& message : source_.messages) {
    if (message.obsolete || message.is_header()) continue;
    for (std::string_view text : {message.msgid, message.msgid_plural}) {
      for (const Piece& piece : pieces_of(text)) {
        if (piece.kind == PieceKind::Word) words_.insert(hash_bytes(slice(text, piece.span)));
      }
    }
  }
}

}  // namespace hexapla
