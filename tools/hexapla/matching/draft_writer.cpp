#include "hexapla/matching/draft_writer.h"

#include "hexapla/matching/word_hash.h"

namespace hexapla {
namespace {

/// Whether a blank comes before a phrase: as in the text, where the example has blanks as its own source has them.
bool is_spaced(const Word& own, const Word& translation, const Word& source) {
  return translation.spaced == source.spaced ? own.spaced : translation.spaced;
}

}  // namespace

void DraftWriter::phrase(const Beginning& part, const WordedPair& pair, const Example& example) {
  const PhraseOption& option = *part.option;
  const std::size_t length = part.end - part.begin;
  Copies copies(example.source, pair.source.subspan(option.source, length));
  for (std::size_t j = option.begin; j < option.end; ++j) {
    const Word& word = pair.translation[j];
    const std::string_view text = text_of(example.translation, word);
    if (j == option.begin) {
      if (is_spaced(words_[part.begin], word, pair.source[option.source])) blank_before(part.begin);
    } else if (word.spaced) {
      draft_ += ' ';
    }
    const std::size_t copied = copies.find(text);
    if (copied == length) {
      draft_ += text;
    } else {
      own_word(part.begin + copied);
    }
  }
}

void DraftWriter::own(std::size_t at) {
  if (words_[at].spaced) blank_before(at);
  own_word(at);
}

std::string DraftWriter::take() const {
  const std::size_t end = words_.back().end;
  return std::string(text_.substr(0, words_.front().begin)) + draft_ + std::string(text_.substr(end));
}

void DraftWriter::measure(DraftMeasures& measures) const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (Wording::is_carried(words_[i].id)) {
      measures.lost += own_[i] ? 0U : 1U;
    } else if (own_[i] && begins_with_letter(text_.substr(words_[i].begin))) {
      ++measures.left;
    }
  }
}

/// The blanks of the text before this word, as they may be a line end; one where it has none.
void DraftWriter::blank_before(std::size_t at) {
  if (draft_.empty()) return;
  const std::string_view own = at == 0 ? "" : text_.substr(words_[at - 1].end, words_[at].begin - words_[at - 1].end);
  draft_ += own.empty() ? " " : own;
}

void DraftWriter::own_word(std::size_t at) {
  draft_ += text_of(text_, words_[at]);
  own_[at] = true;
}

}  // namespace hexapla
