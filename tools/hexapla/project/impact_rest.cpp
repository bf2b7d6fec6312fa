// Most messages of a large site have nothing to do with a change. An update looks beyond a message's own text only at
// what is on its pages, at obsolete messages, and at the texts that stale ones were made from (tracking/match.cpp); so
// what stands on pages where everything is as it was can be left out of both updates and is kept by both.
#include "hexapla/catalogs/state.h"
#include "hexapla/project/impact_parts.h"
#include "hexapla/tracking/sequences.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

/// Those without references share a page without a name.
template <typename Visit>
void each_page(const Message& message, const Visit& visit) {
  for (const std::string_view reference : message.references) visit(parse_reference(reference).path);
  if (message.references.empty()) visit(std::string_view());
}

/// Without the lines that mark suggestions, which no template has.
bool same_notes(const Message& message, const Message& from_template) {
  auto wanted = from_template.extracted.begin();
  for (const std::string_view line : message.extracted) {
    if (line.starts_with(suggestion_prefix)) continue;
    if (wanted == from_template.extracted.end() || *wanted++ != line) return false;
  }
  return wanted == from_template.extracted.end();
}

/// The same message in the same places.
bool same_message(const Message& message, const Message& from_template) {
  return key_of(message) == key_of(from_template) && message.has_plural == from_template.has_plural &&
         message.references == from_template.references && same_notes(message, from_template);
}

bool is_live(const Message& message) {
  return !message.obsolete && !message.is_header();
}

void keep_rest(const Catalog& all, const std::unordered_set<MessageKey, MessageKeyHash>& dropped, Catalog& rest) {
  rest.share(all);
  for (const Message& message : all.messages) {
    if (message.is_header() || !dropped.contains(key_of(message))) rest.messages.push_back(message);
  }
}

}  // namespace

CommonMessages::CommonMessages(const Catalog& from, const Catalog& to) : from_(from), to_(to), index_(from) {
  const MessageIndex index_to(to);
  for (const Message& message : from.messages) {
    if (!is_live(message)) continue;
    const Message* now = index_to.find(message.msgctxt, message.msgid);
    if (now == nullptr || !same_message(message, *now)) mark(message);
  }
  for (const Message& message : to.messages) {
    if (!is_live(message)) continue;
    const Message* then = index_.find(message.msgctxt, message.msgid);
    if (then == nullptr || !same_message(*then, message)) mark(message);
  }
}

void CommonMessages::mark(const Message& message) {
  each_page(message, [&](std::string_view page) { changed_.insert(page); });
}

ImpactRest CommonMessages::rest_of(const Catalog& catalog) const {
  std::unordered_set<std::string_view> changed = changed_;
  const auto mark_too = [&](const Message& message) {
    each_page(message, [&](std::string_view page) { changed.insert(page); });
  };
  Keys settled = {};
  Keys special = {};  // looked at from anywhere
  for (const Message& message : catalog.messages) {
    if (message.is_header()) continue;
    if (message.obsolete || (message.fuzzy && message.has_previous_msgid)) special.insert(key_of(message));
    if (message.obsolete) continue;
    const Message* wanted = index_.find(message.msgctxt, message.msgid);
    if (wanted != nullptr && same_message(message, *wanted) && settled.insert(key_of(message)).second) continue;
    mark_too(message);
    if (wanted != nullptr) mark_too(*wanted);
  }
  for (const Message& message : from_.messages) {
    if (is_live(message) && !settled.contains(key_of(message))) mark_too(message);
  }
  // Where a suggestion goes depends on all translations.
  const bool any_suggestion = std::any_of(catalog.messages.begin(), catalog.messages.end(), is_suggestion);
  ImpactRest rest;
  Keys dropped;
  for (const Message& message : from_.messages) {
    const MessageKey key = key_of(message);
    if (any_suggestion || !is_live(message) || !settled.contains(key) || special.contains(key)) continue;
    bool here = false;
    each_page(message, [&](std::string_view page) { here = here || changed.contains(page); });
    if (!here) dropped.insert(key);
  }
  rest.kept = static_cast<std::uint32_t>(dropped.size());
  keep_rest(catalog, dropped, rest.catalog);
  keep_rest(from_, dropped, rest.from);
  keep_rest(to_, dropped, rest.to);
  return rest;
}

}  // namespace hexapla
