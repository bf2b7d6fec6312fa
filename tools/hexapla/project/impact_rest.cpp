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

/// `number_of(i)`: which message of the template before the change the i-th is; `none`: no such.
template <typename NumberOf>
void keep_rest(const Catalog& all, const std::vector<bool>& dropped, const NumberOf& number_of, Catalog& rest) {
  rest.share(all);
  for (std::size_t i = 0; i < all.messages.size(); ++i) {
    const std::uint32_t number = number_of(i);
    if (number == CommonMessages::none || !dropped[number]) rest.messages.push_back(all.messages[i]);
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
  numbers_of_to_.reserve(to.messages.size());
  for (const Message& message : to.messages) numbers_of_to_.push_back(number_of(message));
}

std::uint32_t CommonMessages::number_of(const Message& message) const {
  const Message* found = message.is_header() ? nullptr : index_.find(message.msgctxt, message.msgid);
  return found == nullptr || found->has_msgctxt != message.has_msgctxt
             ? none
             : static_cast<std::uint32_t>(found - from_.messages.data());
}

void CommonMessages::mark(const Message& message) {
  each_page(message, [&](std::string_view page) { changed_.insert(page); });
}

ImpactRest CommonMessages::rest_of(const Catalog& catalog) const {
  std::unordered_set<std::string_view> changed = changed_;
  const auto mark_too = [&](const Message& message) {
    each_page(message, [&](std::string_view page) { changed.insert(page); });
  };
  std::vector<bool> settled(from_.messages.size());
  std::vector<bool> special(from_.messages.size());  // looked at from anywhere
  std::vector<std::uint32_t> numbers;                // of the catalog's messages
  numbers.reserve(catalog.messages.size());
  for (const Message& message : catalog.messages) {
    const std::uint32_t number = numbers.emplace_back(number_of(message));
    if (message.is_header()) continue;
    const Message* wanted = number == none ? nullptr : &from_.messages[number];
    if (wanted != nullptr && (message.obsolete || (message.fuzzy && message.has_previous_msgid))) {
      special[number] = true;
    }
    if (message.obsolete) continue;
    if (wanted != nullptr && !settled[number] && same_message(message, *wanted)) {
      settled[number] = true;
      continue;
    }
    mark_too(message);
    if (wanted != nullptr) mark_too(*wanted);
  }
  for (std::size_t i = 0; i < from_.messages.size(); ++i) {
    if (is_live(from_.messages[i]) && !settled[i]) mark_too(from_.messages[i]);
  }
  // Where a suggestion goes depends on all translations.
  const bool any_suggestion = std::any_of(catalog.messages.begin(), catalog.messages.end(), is_suggestion);
  ImpactRest rest;
  std::vector<bool> dropped(from_.messages.size());
  for (std::size_t i = 0; i < from_.messages.size(); ++i) {
    const Message& message = from_.messages[i];
    if (any_suggestion || !is_live(message) || !settled[i] || special[i]) continue;
    bool here = false;
    each_page(message, [&](std::string_view page) { here = here || changed.contains(page); });
    if (here) continue;
    dropped[i] = true;
    ++rest.kept;
  }
  keep_rest(
      catalog, dropped, [&](std::size_t i) { return numbers[i]; }, rest.catalog);
  keep_rest(
      from_, dropped, [](std::size_t i) { return static_cast<std::uint32_t>(i); }, rest.from);
  keep_rest(
      to_, dropped, [&](std::size_t i) { return numbers_of_to_[i]; }, rest.to);
  return rest;
}

}  // namespace hexapla
