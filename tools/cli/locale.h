// The program in its reader's language: messages from gettext catalogs through Boost.Locale, numbers as the
// reader's locale writes them. English needs no catalog and costs nothing.
#pragma once

#include "hexapla/base/phrase.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace hexapla::cli {

/// Chooses the language from LANGUAGE, LC_ALL, LC_MESSAGES and LANG as gettext does, and loads its catalog. The
/// locale need not be installed on the system. Without a catalog everything stays English.
void choose_language();

/// `msgid` in the reader's language, {1}, {2}… filled in. The literal is what xgettext collects.
std::string tr(const char* msgid, const std::vector<std::string>& args = {});
/// The same with a plural; `n` chooses.
std::string trn(const char* one, const char* many, std::uint64_t n, const std::vector<std::string>& args = {});
/// A sentence of the library.
std::string tr(const Phrase& phrase);

/// A language that the program can speak in what it writes.
struct Speech {
  std::string tag;                                                   ///< BCP 47: "fr-CA" also where the catalog is fr's
  std::function<std::string(const Phrase&)> translate = in_english;  ///< by any number of threads at once
};
/// The language of this run.
Speech own_speech();
/// That of somebody else, by tag or locale ("fr", "zh_CN", "zh-Hans"). nullopt: there is no catalog for it.
std::optional<Speech> speech_of(const std::string& locale);
/// Tags of the languages that there are: "en, fr, zh-CN".
std::string spoken_languages();

/// "12,054", "12 054": grouped as the reader's locale does; plain in the C locale.
std::string number(std::uint64_t n);
/// "97%", "97 %".
std::string percent(unsigned value);

}  // namespace hexapla::cli
