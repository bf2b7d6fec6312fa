// IBM model 1 (Brown, Della Pietra, Della Pietra and Mercer, "The mathematics of statistical machine translation",
// 1993) in both directions at once, with the preference for the diagonal of Dyer, Chahuneau and Smith ("A simple, fast,
// and effective reparameterization of IBM model 2", 2013); the two alignments are joined by the grow-diag-final-and
// rule of Och and Ney ("A systematic comparison of various statistical alignment models", 2003).
#include "hexapla/matching/word_alignment.h"

#include "hexapla/matching/word_hash.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace hexapla {
namespace {

constexpr int iterations = 4;
constexpr float tension = 3;         // of the diagonal
constexpr float nothing = 0.08F;     // share of words that stand for no word of the other side
constexpr float smoothing = 0.001F;  // of counts
constexpr float held_back = 0.05F;   // of each word's probabilities, for what it was never met with

/// exp(-tension * distance) for distances from 0 to 1 in steps.
class Diagonal {
 public:
  Diagonal() {
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      steps_[i] = std::exp(-tension * static_cast<float>(i) / static_cast<float>(steps_.size() - 1));
    }
  }
  /// Row i of a pair with n and m words.
  void row(std::size_t i, std::size_t n, std::size_t m, float* out) const {
    const float here = (static_cast<float>(i) + 0.5F) / static_cast<float>(n);
    const float step = 1 / static_cast<float>(m);
    for (std::size_t j = 0; j < m; ++j) {
      const float distance = std::fabs(here - (static_cast<float>(j) + 0.5F) * step);
      out[j] = steps_[static_cast<std::size_t>(distance * static_cast<float>(steps_.size() - 1))];
    }
  }

 private:
  std::array<float, 256> steps_{};
};

/// How near the words of a pair stand to each other, by i and j, with the sums of rows and columns.
struct Nearness {
  std::vector<float> near, row, column;

  void measure(const WordedPair& pair) {
    static const Diagonal diagonal;
    const std::size_t n = pair.source.size();
    const std::size_t m = pair.translation.size();
    near.resize(n * m);
    row.resize(n);
    column.assign(m, 0);
    for (std::size_t i = 0; i < n; ++i) {
      float* const here = near.data() + i * m;
      diagonal.row(i, n, m, here);
      float* const below = column.data();
      float sum = 0;
      for (std::size_t j = 0; j < m; ++j) {
        sum += here[j];
        below[j] += here[j];
      }
      row[i] = sum;
    }
  }
};

}  // namespace

/// Space for one pair at a time.
struct WordAlignment::Work : Nearness {
  std::vector<float> row_scale, column_scale;  ///< from a count to a share of the pair's
};

WordAlignment::WordAlignment(std::vector<WordedPair> pairs, std::uint32_t source_words, std::uint32_t translation_words)
    : pairs_(std::move(pairs)),
      source_words_(source_words),
      from_nothing_(translation_words, 1.0F),
      from_nothing_count_(translation_words, 0.0F),
      to_nothing_(source_words, 1.0F),
      to_nothing_count_(source_words, 0.0F) {
  number_cells();
  Work work;
  for (int i = 0; i < iterations; ++i) {
    for (std::size_t pair = 0; pair < pairs_.size(); ++pair) count(pair, work);
    normalize();
  }
}

void WordAlignment::number_cells() {
  std::size_t total = 0;
  starts_.reserve(pairs_.size());
  for (const WordedPair& pair : pairs_) {
    starts_.push_back(total);
    total += pair.source.size() * pair.translation.size();
  }
  cell_of_.reserve(total);
  cell_of_words_ = FlatMap<std::uint32_t>(total / 4);
  for (const WordedPair& pair : pairs_) {
    for (const Word& source : pair.source) {
      for (const Word& word : pair.translation) cell_of_words_.prefetch(key_of_two(source.id, word.id));
      for (const Word& word : pair.translation) {
        const auto [value, is_new] = cell_of_words_.insert(key_of_two(source.id, word.id));
        if (is_new) {
          *value = static_cast<std::uint32_t>(words_of_.size());
          words_of_.emplace_back(source.id, word.id);
        }
        cell_of_.push_back(*value);
      }
    }
  }
  cells_.resize(words_of_.size());
}

void WordAlignment::count(std::size_t at, Work& work) {
  const WordedPair& pair = pairs_[at];
  const std::size_t n = pair.source.size();
  const std::size_t m = pair.translation.size();
  const std::uint32_t* const cell = cell_of_.data() + starts_[at];
  work.measure(pair);
  work.column_scale.assign(m, 0);
  work.row_scale.assign(n, 0);
  for (std::size_t i = 0; i < n; ++i) {
    const float* const near = work.near.data() + i * m;
    float sum = 0;
    for (std::size_t j = 0; j < m; ++j) {
      const Cell& c = cells_[cell[i * m + j]];
      work.column_scale[j] += near[j] * c.forward;
      sum += near[j] * c.backward;
    }
    const float scale = (1 - nothing) / work.row[i];
    const float alone = nothing * to_nothing_[pair.source[i].id];
    const float total = sum * scale + alone;
    to_nothing_count_[pair.source[i].id] += alone / total;
    work.row_scale[i] = scale / total;
  }
  for (std::size_t j = 0; j < m; ++j) {
    const std::uint32_t id = pair.translation[j].id;
    const float alone = nothing * from_nothing_[id];
    const float scale = (1 - nothing) / work.column[j];
    const float total = work.column_scale[j] * scale + alone;
    from_nothing_count_[id] += alone / total;
    work.column_scale[j] = scale / total;
  }
  for (std::size_t i = 0; i < n; ++i) {
    const float* const near = work.near.data() + i * m;
    const float row = work.row_scale[i];
    for (std::size_t j = 0; j < m; ++j) {
      Cell& c = cells_[cell[i * m + j]];
      c.forward_count += near[j] * c.forward * work.column_scale[j];
      c.backward_count += near[j] * c.backward * row;
    }
  }
}

void WordAlignment::normalize() {
  std::vector<float> by_source(source_words_, held_back);
  std::vector<float> by_translation(from_nothing_.size(), held_back);
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    by_source[words_of_[i].first] += cells_[i].forward_count;
    by_translation[words_of_[i].second] += cells_[i].backward_count;
  }
  for (std::size_t i = 0; i < cells_.size(); ++i) {
    Cell& c = cells_[i];
    c.forward = (c.forward_count + smoothing) / by_source[words_of_[i].first];
    c.backward = (c.backward_count + smoothing) / by_translation[words_of_[i].second];
    c.forward_count = c.backward_count = 0;
  }
  const auto share = [](std::vector<float>& probability, std::vector<float>& counts) {
    float total = held_back;
    for (float c : counts) total += c;
    for (std::size_t i = 0; i < counts.size(); ++i) probability[i] = (counts[i] + smoothing) / total;
    std::fill(counts.begin(), counts.end(), 0.0F);
  };
  share(from_nothing_, from_nothing_count_);
  share(to_nothing_, to_nothing_count_);
}

namespace {

/// The two alignments of a pair and what is made of them.
class Joining {
 public:
  Joining(std::size_t n, std::size_t m) : n_(n), m_(m), marks_(n * m, 0), source_(n, false), translation_(m, false) {}

  void propose(std::size_t i, std::size_t j, std::uint8_t side) { marks_[i * m_ + j] |= side; }

  void run() {
    for (std::size_t at = 0; at < marks_.size(); ++at) {
      if (marks_[at] == both) take(at);
    }
    while (grow()) {
    }
    for (std::size_t at = 0; at < marks_.size(); ++at) {
      if (marks_[at] != 0 && !source_[at / m_] && !translation_[at % m_]) take(at);
    }
  }

  void into(WordAlignment::Links& links) const {
    links.source.assign(n_, {});
    links.translation.assign(m_, {});
    for (std::uint32_t at : taken_) {
      links.source[at / m_].add(static_cast<std::uint32_t>(at % m_));
      links.translation[at % m_].add(static_cast<std::uint32_t>(at / m_));
    }
  }

  static constexpr std::uint8_t both = 3;

 private:
  static constexpr std::uint8_t done = 4;

  void take(std::size_t at) {
    marks_[at] |= done;
    source_[at / m_] = true;
    translation_[at % m_] = true;
    taken_.push_back(static_cast<std::uint32_t>(at));
  }

  bool grow() {
    const std::size_t before = taken_.size();
    for (; looked_ < before; ++looked_) {
      const auto i = static_cast<std::ptrdiff_t>(taken_[looked_] / m_);
      const auto j = static_cast<std::ptrdiff_t>(taken_[looked_] % m_);
      for (std::ptrdiff_t x = std::max<std::ptrdiff_t>(i - 1, 0); x <= i + 1 && x < std::ssize(source_); ++x) {
        for (std::ptrdiff_t y = std::max<std::ptrdiff_t>(j - 1, 0); y <= j + 1 && y < std::ssize(translation_); ++y) {
          const std::size_t at = static_cast<std::size_t>(x) * m_ + static_cast<std::size_t>(y);
          if (marks_[at] == 0 || (marks_[at] & done) != 0) continue;
          if (!source_[at / m_] || !translation_[at % m_]) take(at);
        }
      }
    }
    return taken_.size() > before;
  }

  std::size_t n_, m_;
  std::vector<std::uint8_t> marks_;
  std::vector<bool> source_, translation_;  ///< has a link
  std::vector<std::uint32_t> taken_;
  std::size_t looked_ = 0;
};

}  // namespace

void WordAlignment::align(std::size_t at, Links& links) const {
  const WordedPair& pair = pairs_[at];
  const std::size_t n = pair.source.size();
  const std::size_t m = pair.translation.size();
  Joining joining(n, m);
  Nearness nearness;
  nearness.measure(pair);
  std::vector<float> best_of_column(m);
  std::vector<std::size_t> chosen(m, n);
  for (std::size_t j = 0; j < m; ++j) best_of_column[j] = nothing * from_nothing_[pair.translation[j].id];
  for (std::size_t i = 0; i < n; ++i) {
    float best = nothing * to_nothing_[pair.source[i].id];
    std::size_t chosen_here = m;
    for (std::size_t j = 0; j < m; ++j) {
      const Cell& c = cell(at, i, j);
      const float p = (1 - nothing) * nearness.near[i * m + j];
      if (const float there = p * c.forward / nearness.column[j]; there > best_of_column[j]) {
        best_of_column[j] = there;
        chosen[j] = i;
      }
      if (const float back = p * c.backward / nearness.row[i]; back > best) {
        best = back;
        chosen_here = j;
      }
    }
    if (chosen_here < m) joining.propose(i, chosen_here, 2);
  }
  for (std::size_t j = 0; j < m; ++j) {
    if (chosen[j] < n) joining.propose(chosen[j], j, 1);
  }
  joining.run();
  joining.into(links);
}

float WordAlignment::forward_of(std::uint32_t source, std::uint32_t translation) const {
  const std::uint32_t* const at = cell_of_words_.find(key_of_two(source, translation));
  return at == nullptr ? 0 : cells_[*at].forward;
}

float WordAlignment::backward_of(std::uint32_t source, std::uint32_t translation) const {
  const std::uint32_t* const at = cell_of_words_.find(key_of_two(source, translation));
  return at == nullptr ? 0 : cells_[*at].backward;
}

}  // namespace hexapla
