#include "hexapla/tracking/regroup.h"

#include "hexapla/base/trim.h"
#include "hexapla/base/utf8.h"
#include "hexapla/matching/features.h"
#include "hexapla/matching/pieces.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <string>

namespace hexapla {
namespace {

constexpr std::size_t most_sentences = 400;

/// Where the sentences of a text are cut into `parts` runs so that each run shares as much as possible with its text.
/// Dynamic programming over sentences times parts; the result are the first sentences of all parts but the first.
class Cut {
 public:
  Cut(std::string_view text, const std::vector<Span>& sentences, std::span<const std::string_view> parts)
      : sentences_(sentences.size()), parts_(parts.size()), shared_(sentences_ * parts_) {
    std::vector<Features> wanted;
    for (std::string_view part : parts) wanted.emplace_back(part);
    for (std::size_t i = 0; i < sentences_; ++i) {
      const Features sentence(slice(text, sentences[i]));
      for (std::size_t j = 0; j < parts_; ++j) {
        shared_[i * parts_ + j] =
            similarity(sentence, wanted[j]) * static_cast<double>(sentence.size() + wanted[j].size());
      }
    }
  }

  std::vector<std::size_t> run() const {
    const std::size_t width = parts_ + 1;
    constexpr double impossible = -1;
    std::vector<double> best((sentences_ + 1) * width, impossible);  // the first i sentences in the first j parts
    std::vector<bool> begins(best.size(), false);                    // sentence i - 1 is the first of part j - 1
    best[0] = 0;
    for (std::size_t i = 1; i <= sentences_; ++i) {
      for (std::size_t j = 1; j <= parts_; ++j) {
        const double begin = best[(i - 1) * width + j - 1];
        const double go_on = best[(i - 1) * width + j];
        if (begin == impossible && go_on == impossible) continue;
        begins[i * width + j] = begin > go_on;
        best[i * width + j] = std::max(begin, go_on) + shared_[(i - 1) * parts_ + j - 1];
      }
    }
    std::vector<std::size_t> cuts;
    for (std::size_t i = sentences_, j = parts_; i > 0 && j > 1; --i) {
      if (begins[i * width + j]) {
        cuts.push_back(i - 1);
        --j;
      }
    }
    std::reverse(cuts.begin(), cuts.end());
    return cuts;
  }

 private:
  std::size_t sentences_;
  std::size_t parts_;
  std::vector<double> shared_;
};

std::vector<std::string_view> cut_at(std::string_view text, const std::vector<Span>& sentences,
                                     const std::vector<std::size_t>& cuts) {
  std::vector<std::string_view> parts;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= cuts.size(); ++i) {
    const std::size_t end = i < cuts.size() ? sentences[cuts[i]].begin : text.size();
    parts.push_back(trimmed(text.substr(begin, end - begin), " \n"));
    begin = end;
  }
  return parts;
}

/// What stands in a translation as it stands in the source: numbers, links, code.
std::vector<std::uint64_t> fixed_pieces(std::string_view text) {
  std::vector<std::uint64_t> keys;
  for (const Piece& piece : pieces_of(text)) {
    if (piece.kind != PieceKind::Word && piece.kind != PieceKind::Punctuation && piece.kind != PieceKind::Emphasis) {
      keys.push_back(piece.key);
    }
  }
  std::sort(keys.begin(), keys.end());
  return keys;
}

/// Where the whole has the same pieces in both languages, so must every part.
bool parts_agree(const Message& old, const std::vector<std::string_view>& texts,
                 const std::vector<std::string_view>& translations) {
  if (fixed_pieces(old.msgid) != fixed_pieces(old.msgstr.front())) return true;
  return std::equal(texts.begin(), texts.end(), translations.begin(),
                    [](std::string_view a, std::string_view b) { return fixed_pieces(a) == fixed_pieces(b); });
}

/// With a blank between them, unless both sides of the seam are of a script that has none.
std::string_view seam(std::string_view first, std::string_view second) {
  if (first.empty() || second.empty()) return "";
  std::size_t end = first.size();
  std::size_t begin = 0;
  const bool no_blank =
      is_unspaced_cjk(previous_code_point(first, end)) && is_unspaced_cjk(next_code_point(second, begin));
  return no_blank ? "" : " ";
}

bool ends_sentence(std::string_view text) {
  constexpr std::u32string_view marks = U".!?…:;。！？：；।۔؟";
  bool ended = false;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (marks.find(c) != std::u32string_view::npos) {
      ended = true;
    } else if (is_word_character(c)) {
      ended = false;
    }
  }
  return ended;
}

}  // namespace

std::optional<std::vector<Message>> split_message(const Message& old, std::span<const std::string_view> new_texts,
                                                  LanguagePair languages, Catalog& keeper) {
  const std::string_view translation = old.msgstr.front();
  const std::vector<Span> sentences = sentences_of(old.msgid, languages.source);
  const std::vector<Span> translated = sentences_of(translation, languages.target);
  if (sentences.size() != translated.size() || sentences.size() < new_texts.size()) return std::nullopt;
  if (sentences.size() > most_sentences) return std::nullopt;
  const std::vector<std::size_t> cuts = Cut(old.msgid, sentences, new_texts).run();
  const std::vector<std::string_view> texts = cut_at(old.msgid, sentences, cuts);
  const std::vector<std::string_view> translations = cut_at(translation, translated, cuts);
  if (!parts_agree(old, texts, translations)) return std::nullopt;
  std::vector<Message> messages;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    Message& part = messages.emplace_back(old);
    part.msgid = keeper.keep(texts[i]);
    part.msgstr.front() = keeper.keep(translations[i]);
    if (i > 0) part.comments.clear();
  }
  return messages;
}

Message join_messages(std::span<const Message* const> olds, bool as_paragraphs, Catalog& keeper) {
  Message joined = *olds.front();
  std::string text;
  std::string translation;
  for (const Message* old : olds) {
    const bool first = old == olds.front();
    const auto append = [&](std::string& all, std::string_view more) {
      if (!first) all += as_paragraphs ? "\n\n" : seam(all, more);
      all += more;
    };
    append(text, old->msgid);
    append(translation, old->msgstr.front());
    if (first) continue;
    joined.comments.insert(joined.comments.end(), old->comments.begin(), old->comments.end());
    joined.flags.insert(joined.flags.end(), old->flags.begin(), old->flags.end());
  }
  joined.msgid = keeper.keep(text);
  joined.msgstr.front() = keeper.keep(translation);
  return joined;
}

bool are_sentences(std::span<const Message* const> olds) {
  return std::all_of(olds.begin(), olds.end() - 1, [](const Message* old) {
    return ends_sentence(old->msgid) && ends_sentence(old->msgstr.front());
  });
}

}  // namespace hexapla
