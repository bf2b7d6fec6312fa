#include "hexapla/text/collation.h"

#include <algorithm>
#include <mutex>
#include <numeric>

#include <unicode/alphaindex.h>
#include <unicode/coll.h>
#include <unicode/locid.h>

namespace hexapla {

namespace {

icu::UnicodeString utf16_of(std::string_view text) {
  return icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
}

icu::Locale locale_named(std::string_view tag) {
  UErrorCode status = U_ZERO_ERROR;
  icu::Locale locale = icu::Locale::forLanguageTag({tag.data(), static_cast<std::int32_t>(tag.size())}, status);
  return U_FAILURE(status) || locale.isBogus() ? icu::Locale::getRoot() : locale;
}

}  // namespace

struct Collation::State {
  icu::Locale locale;
  std::unique_ptr<icu::Collator> collator;
  std::unique_ptr<icu::AlphabeticIndex::ImmutableIndex> headings;
  std::once_flag made;  // when first asked for
  std::once_flag headings_made;

  void need() {
    std::call_once(made, [this] {
      UErrorCode status = U_ZERO_ERROR;
      collator.reset(icu::Collator::createInstance(locale, status));
      if (U_FAILURE(status)) collator.reset();
    });
  }

  void need_headings() {
    std::call_once(headings_made, [this] {
      UErrorCode status = U_ZERO_ERROR;
      icu::AlphabeticIndex index(locale, status);
      index.addLabels(icu::Locale::getEnglish(), status);
      headings.reset(index.buildImmutableIndex(status));
      if (U_FAILURE(status)) headings.reset();
    });
  }
};

Collation::Collation(std::string_view tag) : state_(std::make_unique<State>()) {
  state_->locale = locale_named(tag);
}

Collation::Collation(Collation&&) noexcept = default;
Collation& Collation::operator=(Collation&&) noexcept = default;
Collation::~Collation() = default;

std::string Collation::key(std::string_view text) const {
  state_->need();
  if (!state_->collator) return std::string(text);
  const icu::UnicodeString wide = utf16_of(text);
  std::string bytes(64, '\0');
  for (;;) {
    const std::int32_t size = state_->collator->getSortKey(wide, reinterpret_cast<std::uint8_t*>(bytes.data()),
                                                           static_cast<std::int32_t>(bytes.size()));
    const bool fits = static_cast<std::size_t>(size) <= bytes.size();
    bytes.resize(static_cast<std::size_t>(size));
    if (fits) return bytes;
  }
}

std::vector<std::size_t> Collation::order(const std::vector<std::string>& texts) const {
  std::vector<std::string> keys;
  keys.reserve(texts.size());
  for (const std::string& text : texts) keys.push_back(key(text));
  std::vector<std::size_t> numbers(texts.size());
  std::iota(numbers.begin(), numbers.end(), std::size_t{0});
  std::stable_sort(numbers.begin(), numbers.end(), [&](std::size_t a, std::size_t b) { return keys[a] < keys[b]; });
  return numbers;
}

std::vector<Collation::Group> Collation::index(const std::vector<std::string>& texts) const {
  state_->need_headings();
  std::vector<Group> groups;
  if (!state_->headings) return groups;
  UErrorCode status = U_ZERO_ERROR;
  std::int32_t last = -1;
  for (const std::size_t number : order(texts)) {
    const std::int32_t at = state_->headings->getBucketIndex(utf16_of(texts[number]), status);
    const icu::AlphabeticIndex::Bucket* bucket = state_->headings->getBucket(at);
    if (bucket == nullptr) continue;
    if (groups.empty() || at != last) {
      groups.emplace_back();
      bucket->getLabel().toUTF8String(groups.back().heading);
      last = at;
    }
    groups.back().items.push_back(number);
  }
  return groups;
}

}  // namespace hexapla
