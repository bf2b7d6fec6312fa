// The limits were chosen on histories of real catalogs: of fuzzy texts whose known source was less like than this, one
// in twelve was any use for what people finally wrote, and more than half were none at all.
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
#include <vector>

namespace hexapla {
namespace {

constexpr double least_like_previous = 0.5;
constexpr double least_like_twin = 0.6;  // where the translation is another message's, nothing is lost

std::string letters_of(std::string_view text) {
  std::string letters;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = next_code_point(text, at);
    if (is_word_character(c)) append_utf8(letters, lower_case_of(c));
  }
  return letters;
}

class Withdrawal {
 public:
  explicit Withdrawal(Catalog& catalog) : catalog_(catalog) {}

  std::uint32_t run() {
    const std::size_t count = catalog_.messages.size();
    for (std::size_t i = 0; i < count; ++i) {
      Message& message = catalog_.messages[i];
      if (message.obsolete || message.is_header() || message.has_plural || message.msgstr.size() != 1) continue;
      const Standing standing = standing_of(message);
      if (standing != Standing::Stale && standing != Standing::Doubtful) continue;
      if (repeats_source(message) || is_of_another(message, standing)) clear(message);
    }
    for (Message& message : kept_) catalog_.messages.push_back(std::move(message));
    return withdrawn_;
  }

 private:
  static bool repeats_source(const Message& message) {
    const std::string_view text = message.msgstr.front();
    const auto same = [&](std::string_view source) {
      const std::size_t longer = std::max(source.size(), text.size());
      return longer <= 2 * std::min(source.size(), text.size()) + 8 && letters_of(source) == letters_of(text);
    };
    return same(message.msgid) || (message.has_previous_msgid && same(message.previous_msgid));
  }

  bool is_of_another(const Message& message, Standing standing) {
    const Features features(message.msgid);
    if (standing == Standing::Stale) {
      if (similarity(features, Features(message.previous_msgid)) >= least_like_previous) return false;
      keep(message);
      return true;
    }
    learn_translations();
    const auto [begin, end] = sources_.equal_range(message.msgstr.front());
    return begin != end && std::none_of(begin, end, [&](const auto& twin) {
             return similarity(features, Features(twin.second)) >= least_like_twin;
           });
  }

  /// The source texts of everything that is translated, by translation.
  void learn_translations() {
    if (learned_) return;
    learned_ = true;
    for (const Message& message : catalog_.messages) {
      const Standing standing = standing_of(message);
      if (message.is_header() || (standing != Standing::Translated && standing != Standing::Stale)) continue;
      sources_.emplace(message.msgstr.front(), origin_of(message).msgid);
    }
  }

  /// As an obsolete message under its own text, unless the catalog has one of that text.
  void keep(const Message& stale) {
    if (keys_.empty()) {
      for (const Message& message : catalog_.messages) keys_.insert(key_of(message));
    }
    const SourceText source = previous_of(stale);
    if (source.has_plural || !keys_.insert(key_of(source)).second) return;
    Message message;
    message.msgctxt = source.msgctxt;
    message.has_msgctxt = source.has_msgctxt;
    message.msgid = source.msgid;
    message.msgstr = stale.msgstr;
    message.obsolete = true;
    kept_.push_back(std::move(message));
  }

  void clear(Message& message) {
    message.msgstr.front() = {};
    message.fuzzy = false;
    clear_previous(message);
    ++withdrawn_;
  }

  Catalog& catalog_;
  bool learned_ = false;
  std::unordered_multimap<std::string_view, std::string_view> sources_;
  std::unordered_set<MessageKey, MessageKeyHash> keys_;
  std::vector<Message> kept_;
  std::uint32_t withdrawn_ = 0;
};

}  // namespace

std::uint32_t withdraw_useless(Catalog& catalog) {
  return Withdrawal(catalog).run();
}

}  // namespace hexapla
