#include "hexapla/report/voice.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace hexapla {

namespace {

/// "2026-11-23", on the committer's clock.
std::string iso_day(const GitCommit& commit) {
  const std::time_t local = static_cast<std::time_t>(commit.time + std::int64_t{commit.offset} * 60);
  std::tm parts{};
  ::gmtime_r(&local, &parts);
  std::array<char, 64> day{};
  std::snprintf(day.data(), day.size(), "%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday);
  return day.data();
}

}  // namespace

Html Voice::filled(const Phrase& pattern, const std::vector<Html>& args) const {
  std::vector<std::string> texts;
  texts.reserve(args.size());
  for (const Html& arg : args) texts.push_back(arg.text);
  return Html(fill(escaped(language_.translate(pattern)).text, texts));
}

Html Voice::say(const char* msgid, const std::vector<Html>& args) const {
  return filled(Phrase(msgid), args);
}

Html Voice::count(const char* one, const char* many, std::uint64_t n, const std::vector<Html>& args) const {
  std::vector<Html> all = {number(n)};
  all.insert(all.end(), args.begin(), args.end());
  return filled(Phrase(one, many, static_cast<long>(n)), all);
}

Html Voice::say(const Phrase& phrase) const {
  return escaped(language_.translate(phrase));
}

Html Voice::date(const GitCommit& commit) const {
  return Html("<time datetime=\"" + iso_day(commit) + "\">" + escaped(format_.date(commit.time, commit.offset)).text +
              "</time>");
}

}  // namespace hexapla
