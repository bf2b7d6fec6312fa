// What the report says, in its reader's language: sentences through the program's translator, numbers and dates through
// ICU, all of it as HTML. For this room only.
#pragma once

#include "hexapla/base/html.h"
#include "hexapla/base/phrase.h"
#include "hexapla/project/git_repository.h"
#include "hexapla/report/report.h"
#include "hexapla/text/locale_format.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hexapla {

class Voice {
 public:
  explicit Voice(const ReportLanguage& language) : language_(language), format_(language.locale) {}

  /// `msgid` translated; {1}, {2}… are replaced by HTML.
  Html say(const char* msgid, const std::vector<Html>& args = {}) const;
  /// The same with a plural; {1} is the number, {2}… are `args`.
  Html count(const char* one, const char* many, std::uint64_t n, const std::vector<Html>& args = {}) const;
  /// A sentence of the library.
  Html say(const Phrase& phrase) const;

  Html number(std::uint64_t n) const { return escaped(format_.number(n)); }
  Html percent(unsigned value) const { return escaped(format_.percent(value)); }
  /// The day of a commit, as text.
  Html day(const GitCommit& commit) const { return escaped(format_.date(commit.time, commit.offset)); }
  /// <time> with the day of a commit.
  Html date(const GitCommit& commit) const;
  /// BCP 47, of the sentences.
  const std::string& language() const { return language_.tag; }

 private:
  Html filled(const Phrase& pattern, const std::vector<Html>& args) const;

  const ReportLanguage& language_;
  LocaleFormat format_;
};

}  // namespace hexapla
