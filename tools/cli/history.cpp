#include "cli/history.h"

#include "cli/locale.h"

#include <ctime>
#include <utility>

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

std::string time_text(const GitCommit& commit, const char* format) {
  const std::time_t local = commit.time + std::time_t{commit.offset} * 60;
  std::tm parts{};
  if (::gmtime_r(&local, &parts) == nullptr) return {};
  char text[64];
  return {text, std::strftime(text, sizeof text, format, &parts)};
}

/// "+02:00"
std::string offset_text(std::int32_t minutes) {
  const unsigned size = static_cast<unsigned>(minutes < 0 ? -minutes : minutes);
  const auto two = [](unsigned value) { return std::string(value < 10 ? "0" : "") + std::to_string(value); };
  return (minutes < 0 ? "-" : "+") + two(size / 60) + ":" + two(size % 60);
}

const char* name_of(Moment::Kind kind) {
  return kind == Moment::Kind::Commit ? "commit" : kind == Moment::Kind::Before ? "before" : "not-committed";
}

std::string short_name(const GitCommit& commit) {
  return commit.id.hex().substr(0, 8);
}

}  // namespace

std::string shown_date(const Moment& moment) {
  switch (moment.kind) {
    case Moment::Kind::Unknown:
      return {};
    case Moment::Kind::NotCommitted:
      return tr("not committed");
    case Moment::Kind::Before:
      // TRANSLATORS: {1} is a date
      return tr("{1} or before", {date_of(*moment.commit)});
    case Moment::Kind::Commit:
      break;
  }
  return date_of(*moment.commit);
}

std::string shown_history(const UnitHistory& history) {
  const Moment& since = history.since;
  if (since.kind == Moment::Kind::Unknown) return {};
  if (since.commit == nullptr) return tr("by a change that is not committed yet");
  // TRANSLATORS: {1} is a date, {2} a commit's name, {3} its author, {4} what it says
  std::string text = tr("since {1} ({2}, {3}: {4})",
                        {shown_date(since), short_name(*since.commit), since.commit->author, since.commit->subject});
  if (history.behind > 0) {
    text += tr(", ") + trn("{1} commit behind", "{1} commits behind", history.behind, {number(history.behind)});
  }
  return text;
}

Json to_json(const Moment& moment) {
  if (moment.kind == Moment::Kind::Unknown) return nullptr;
  Json json = {{"kind", name_of(moment.kind)}};
  if (moment.commit == nullptr) return json;
  json["date"] = time_text(*moment.commit, "%Y-%m-%dT%H:%M:%S") + offset_text(moment.commit->offset);
  json["commit"] = moment.commit->id.hex();
  json["author"] = moment.commit->author;
  json["subject"] = moment.commit->subject;
  return json;
}

Json to_json(const UnitHistory& history) {
  if (history.since.kind == Moment::Kind::Unknown) return nullptr;
  return {{"since", to_json(history.since)}, {"last", to_json(history.last)}, {"behind", history.behind}};
}

Json to_json(const GitHistory& history) {
  Json json = {{"available", history.available()}};
  if (history.available()) {
    json["shallow"] = history.shallow();
  } else {
    json["why_not"] = in_english(history.why_not().message);
  }
  return json;
}

}  // namespace hexapla::cli
