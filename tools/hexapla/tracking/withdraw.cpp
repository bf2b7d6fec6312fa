// Tools that guess without a limit, and without noting for which text, leave such. The limit was chosen on histories of
// real catalogs: of guesses for texts less alike than this, one in ten was any use for what people finally wrote, and
// more than half were none at all.
#include "hexapla/tracking/withdraw.h"

#include "hexapla/base/utf8.h"
#include "hexapla/matching/features.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace hexapla {
namespace {

constexpr double least_like_previous = 0.5;
constexpr double least_like_other = 0.6;

std::string letters_of(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_word_character(c)) append_utf8(letters, lower_case_of(c));
  }
  return letters;
}

bool is_fuzzy(const Message& message) {
  if (message.obsolete || message.is_header() || message.has_plural || message.msgstr.size() != 1) return false;
  const Standing standing = standing_of(message);
  return standing == Standing::Stale || standing == Standing::Doubtful;
}

class Withdrawal {
 public:
  explicit Withdrawal(Catalog& catalog) : catalog_(catalog) {
    for (const Message& message : catalog.messages) {
      keys_.insert(key_of(message));
      if (message.is_header() || standing_of(message) != Standing::Translated) continue;
      sources_.emplace(message.msgstr.front(), message.msgid);
    }
  }

  std::vector<Withdrawn> run() {
    const std::size_t count = catalog_.messages.size();
    for (std::uint32_t i = 0; i < count; ++i) {
      if (is_fuzzy(catalog_.messages[i])) look_at(i);
    }
    return std::move(withdrawn_);
  }

 private:
  void look_at(std::uint32_t i) {
    const Message& message = catalog_.messages[i];
    const std::string_view text = message.msgstr.front();
    if (message.has_previous_msgid) {
      const bool touched = key_of(previous_of(message)) == key_of(message);  // looked at, and to be looked at again
      if (touched) return;
      const bool is_copy = repeats(message.previous_msgid, text) || repeats(message.msgid, text);
      if (is_copy || similarity(Features(message.msgid), Features(message.previous_msgid)) < least_like_previous) {
        keep_obsolete(i, is_copy);
      }
    } else if (repeats(message.msgid, text) || is_of_another(message)) {
      clear(i);
    }
  }

  bool is_of_another(const Message& message) const {
    const auto [begin, end] = sources_.equal_range(message.msgstr.front());
    if (begin == end) return false;
    const Features features(message.msgid);
    return std::none_of(begin, end, [&](const auto& other) {
      return similarity(features, Features(other.second)) >= least_like_other;
    });
  }

  /// Under the text it was made for. Where the catalog has a message of that text, that one has its own: a copy goes,
  /// all else stays as it is.
  void keep_obsolete(std::uint32_t i, bool is_copy) {
    const SourceText source = previous_of(catalog_.messages[i]);
    if (source.has_plural || source.msgid.empty()) return;
    if (!keys_.insert(key_of(source)).second) {
      if (is_copy) clear(i);
      return;
    }
    Message message;
    message.msgctxt = source.msgctxt;
    message.has_msgctxt = source.has_msgctxt;
    message.msgid = source.msgid;
    message.msgstr = catalog_.messages[i].msgstr;
    message.obsolete = true;
    catalog_.messages.push_back(std::move(message));
    clear(i);
    withdrawn_.back().obsolete = static_cast<std::uint32_t>(catalog_.messages.size() - 1);
  }

  void clear(std::uint32_t i) {
    Message& message = catalog_.messages[i];
    message.msgstr.front() = {};
    message.fuzzy = false;
    clear_previous(message);
    withdrawn_.push_back({i});
  }

  Catalog& catalog_;
  std::unordered_set<MessageKey, MessageKeyHash> keys_;
  std::unordered_multimap<std::string_view, std::string_view> sources_;  ///< of translated texts, by translation
  std::vector<Withdrawn> withdrawn_;
};

}  // namespace

bool repeats(std::string_view source, std::string_view translation) {
  const std::size_t longer = std::max(source.size(), translation.size());
  if (longer > 2 * std::min(source.size(), translation.size()) + 8) return false;
  const std::string letters = letters_of(translation);
  return !letters.empty() && letters == letters_of(source);
}

std::vector<Withdrawn> withdraw_useless(Catalog& catalog) {
  if (std::none_of(catalog.messages.begin(), catalog.messages.end(), is_fuzzy)) return {};
  return Withdrawal(catalog).run();
}

}  // namespace hexapla
