// A guess that does not help costs a translator more than an empty field. Short texts are alike by chance, so they
// need more likeness than long ones. The figures were chosen on histories of real catalogs, by what people finally
// wrote for the text.
#include "hexapla/tracking/suggest.h"

#include "hexapla/catalogs/state.h"
#include "hexapla/matching/index.h"
#include "hexapla/tracking/guess.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <memory>
#include <string_view>
#include <vector>

namespace hexapla {
namespace {

constexpr double least_likeness = 0.68;
constexpr double short_text = 0.2;  ///< added for texts of no letters, less and less up to long_text trigrams
constexpr std::size_t long_text = 40;

double needed(std::size_t trigrams) {
  const double missing = 1 - static_cast<double>(std::min(trigrams, long_text)) / static_cast<double>(long_text);
  return least_likeness + short_text * missing;
}

/// Everything that was translated by people, by the text they translated.
class Sources {
 public:
  explicit Sources(const Catalog& catalog) {
    for (std::uint32_t i = 0; i < catalog.messages.size(); ++i) {
      const Message& message = catalog.messages[i];
      const Standing standing = standing_of(message);
      if (message.is_header() || !message.has_translation()) continue;
      if (standing != Standing::Translated && standing != Standing::Stale) continue;
      messages_.push_back(i);
      features_.push_back(std::make_unique<Features>(origin_of(message).msgid));
      items_.push_back(features_.back().get());
    }
    index_ = std::make_unique<FuzzyIndex>(items_);
    search_ = std::make_unique<FuzzyIndex::Search>(*index_);
  }

  struct Nearest {
    const Message* message = nullptr;
    double similarity = 0;
  };

  /// The nearest one of the same shape.
  Nearest nearest(const Catalog& catalog, const Message& wanted) {
    const Features features(wanted.msgid);
    for (const auto& hit : search_->find(features, needed(features.size()), 4)) {
      const Message& message = catalog.messages[messages_[hit.item]];
      if (message.has_plural == wanted.has_plural && message.msgstr.size() == wanted.msgstr.size()) {
        return {&message, hit.similarity};
      }
    }
    return {};
  }

 private:
  std::vector<std::uint32_t> messages_;
  std::vector<std::unique_ptr<Features>> features_;
  std::vector<const Features*> items_;
  std::unique_ptr<FuzzyIndex> index_;
  std::unique_ptr<FuzzyIndex::Search> search_;
};

std::string_view place_of(const Message& source) {
  if (source.obsolete) return "an obsolete message";
  return source.references.empty() ? "another message" : source.references.front();
}

}  // namespace

std::uint32_t suggest(Catalog& catalog) {
  const auto wants = [](const Message& message) {
    return !message.obsolete && !message.is_header() && !has_any_text(message);
  };
  if (std::none_of(catalog.messages.begin(), catalog.messages.end(), wants)) return 0;
  Sources sources(catalog);
  std::uint32_t filled = 0;
  for (Message& message : catalog.messages) {
    if (!wants(message)) continue;
    const Sources::Nearest nearest = sources.nearest(catalog, message);
    if (nearest.message == nullptr) continue;
    const Message& source = *nearest.message;
    make_guess(catalog, message, source.msgstr, origin_of(source), nearest.similarity, place_of(source));
    ++filled;
  }
  return filled;
}

}  // namespace hexapla
