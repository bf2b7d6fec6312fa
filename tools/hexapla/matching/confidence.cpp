// Logistic regression, of drafts on a quadratic form of four measures, fitted on 17,000 drafts for texts of 26
// histories of real catalogs, by whether people finally wrote something at least half alike; tried on histories that it
// was not fitted on. Of what it calls 60 to 70 % likely, 65 % were good and 9 % of no use; of what it calls over 90 %,
// 96 % and 1 %.
#include "hexapla/matching/confidence.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hexapla {

namespace {

double logistic(double sum) {
  return 1 / (1 + std::exp(-sum));
}

}  // namespace

double confidence_of(const DraftMeasures& measures) {
  const double words = std::max<double>(measures.words, 1);
  const double length = std::log(words);
  const double phrases = measures.phrases / words;
  const double left = measures.left / words;
  const double met = static_cast<double>(measures.met) / words;
  const double sum = 0.794 - 0.699 * length - 1.422 * phrases + 3.054 * left + 1.037 * met  //
                     + 0.110 * length * length - 1.355 * length * phrases - 1.195 * length * left +
                     2.247 * length * met + 0.355 * phrases * phrases + 1.113 * phrases * left + 0.065 * phrases * met -
                     2.576 * left * left - 5.037 * left * met - 0.514 * met * met;
  return logistic(sum);
}

double confidence_of_near(double similarity, std::size_t size, std::optional<double> fit) {
  const double length = std::log(static_cast<double>(std::max<std::size_t>(size, 1)));
  const double words = fit ? 2.864 * *fit : 2.536;
  return logistic(-6.454 + 3.518 * similarity - 0.384 * length + 1.281 * similarity * length + words);
}

}  // namespace hexapla
