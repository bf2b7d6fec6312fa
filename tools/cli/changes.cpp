#include "cli/changes.h"

#include "cli/draw.h"
#include "cli/locale.h"
#include "hexapla/base/utf8.h"

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

constexpr std::size_t shown_characters = 100;

bool is_listed(const Change& change) {
  return change.fate == Fate::Healed || change.fate == Fate::Stale;
}

}  // namespace

std::string beginning(std::string_view text) {
  std::string line;
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < shown_characters; ++count) {
    const std::size_t begin = at;
    next_code_point(text, at);
    line += text[begin] == '\n' || text[begin] == '\t' ? " " : text.substr(begin, at - begin);
  }
  return harmless(line) + (at < text.size() ? "…" : "");
}

std::string title_of(ChangeClass what) {
  return tr(rule_of(what).title);
}

Json to_json(const UpdateResult& result) {
  Json list = Json::array();
  for (const Change& change : result.changes) {
    if (!is_listed(change)) continue;
    const Message& message = result.catalog.messages[change.message];
    Json one = {{"fate", change.fate == Fate::Healed ? "healed" : "stale"}, {"class", nullptr}};
    if (change.what != ChangeClass::None) one["class"] = rule_of(change.what).name;
    if (message.has_msgctxt) one["msgctxt"] = message.msgctxt;
    one["msgid"] = message.msgid;
    one["previous"] = change.previous;
    list.push_back(std::move(one));
  }
  return list;
}

void list_changes(const UpdateResult& result, Console& console) {
  const Paint paint{console.colors()};
  for (const Change& change : result.changes) {
    if (!is_listed(change)) continue;
    const std::string text = beginning(result.catalog.messages[change.message].msgid);
    // TRANSLATORS: {1} is what changed in the source (link, words…), {2} the message's text
    const std::string line = change.fate == Fate::Healed ? tr("healed ({1}): {2}", {title_of(change.what), text})
                                                         : tr("stale ({1}): {2}", {title_of(change.what), text});
    console.say("  " + paint(change.fate == Fate::Healed ? "32" : "33", line));
  }
}

}  // namespace hexapla::cli
