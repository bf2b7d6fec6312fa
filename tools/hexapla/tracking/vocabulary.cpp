#include "hexapla/tracking/vocabulary.h"

#include "hexapla/base/file.h"
#include "hexapla/matching/pieces.h"

#include <algorithm>

namespace hexapla {
namespace {

/// So many words are looked for where they stand before it pays to cut all texts into words.
constexpr std::size_t most_scans = 12;

template <typename Use>
void for_each_text(const Catalog& source, Use use) {
  for (const Message& message : source.messages) {
    if (message.obsolete || message.is_header()) continue;
    use(message.msgid);
    if (message.has_plural) use(message.msgid_plural);
  }
}

bool is_word_of(std::string_view word, std::string_view text) {
  if (text.find(word) == std::string_view::npos) return false;
  const std::vector<Piece> pieces = pieces_of(text);
  return std::any_of(pieces.begin(), pieces.end(), [&](const Piece& piece) {
    return piece.kind == PieceKind::Word && slice(text, piece.span) == word;
  });
}

}  // namespace

bool Vocabulary::has(std::string_view word) const {
  const std::uint64_t hash = hash_bytes(word);
  if (read_) return words_.contains(hash);
  const auto known = scanned_.find(hash);
  if (known != scanned_.end()) return known->second;
  if (scanned_.size() == most_scans) {
    read();
    return words_.contains(hash);
  }
  bool found = false;
  for_each_text(source_, [&](std::string_view text) { found = found || is_word_of(word, text); });
  scanned_.emplace(hash, found);
  return found;
}

void Vocabulary::read() const {
  read_ = true;
  for_each_text(source_, [&](std::string_view text) {
    for (const Piece& piece : pieces_of(text)) {
      if (piece.kind == PieceKind::Word) words_.insert(hash_bytes(slice(text, piece.span)));
    }
  });
}

}  // namespace hexapla
