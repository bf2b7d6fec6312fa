// Editors' answers to a change of the source, for many messages at once: "the translations still hold" and "look at
// these again". Both are said in the catalogs as any gettext tool says and understands them.
#pragma once

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/project.h"
#include "hexapla/project/selection.h"
#include "hexapla/tracking/change.h"

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

enum class Answer : std::uint8_t {
  Accept,  ///< stale translations become translated: fuzzy and the previous msgid go
  Touch,   ///< translated ones become stale: fuzzy, with their own msgid as the previous one
};

struct ReviewOptions {
  Answer answer = Answer::Accept;
  std::vector<ChangeClass> classes;   ///< accept only these changes; empty: all
  std::vector<std::string> messages;  ///< only messages with these msgids, or whose msgid has one of these in it
  /// Accept only what one commit changed whose subject has one of these in it, in small or capital letters; empty: all.
  /// Needs git: without it the run has an Error.
  std::vector<std::string> commits;
  bool check = false;  ///< write nothing
  unsigned jobs = 0;   ///< threads; 0: all cores
  std::chrono::milliseconds lock_wait = std::chrono::seconds(30);
};

struct LanguageReview {
  Language language;
  std::uint32_t messages = 0;      ///< that were (check: would be) answered
  std::uint64_t words = 0;         ///< of their source texts
  bool failed = false;             ///< a catalog has errors: left as it is
  std::vector<std::string> files;  ///< catalogs that changed, as shown
  std::vector<std::string> texts;  ///< the msgids, in catalog order
};

struct ReviewRun {
  std::vector<LanguageReview> languages;  ///< those selected
  std::vector<Diagnostic> diagnostics;
  bool ok() const;  ///< no Error among them; a catalog with errors is left as it is
};

/// Of the selected languages the messages that stand on the selected pages, by their references. Doubtful messages
/// (fuzzy without a previous msgid) and guesses are nobody's to accept in bulk. Takes the lock.
ReviewRun review(const Project& project, const Selection& selection, const ReviewOptions& options);

}  // namespace hexapla
