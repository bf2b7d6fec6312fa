#include "hexapla/catalogs/catalog.h"

#include "hexapla/base/file.h"
#include "hexapla/base/trim.h"

#include <bit>

namespace hexapla {

namespace {

bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (lower(a[i]) != lower(b[i])) return false;
  }
  return true;
}

// The header's field `name`: its line without the "\n", and its value.
struct Field {
  bool found = false;
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string_view value;
};

Field find_field(std::string_view header, std::string_view name) {
  Field field;
  std::size_t begin = 0;
  while (begin < header.size()) {
    auto end = header.find('\n', begin);
    if (end == std::string_view::npos) end = header.size();
    const auto line = header.substr(begin, end - begin);
    const auto colon = line.find(':');
    if (colon != std::string_view::npos && same_name(trimmed(line.substr(0, colon)), name)) {
      return {true, begin, end, trimmed(line.substr(colon + 1))};
    }
    begin = end + 1;
  }
  return field;
}

// Keys of (no context, "ab") and (context "a", "b") must differ; find() still compares the texts.
std::uint64_t hash_key(std::string_view msgctxt, std::string_view msgid) {
  return hash_bytes(msgid, msgctxt.empty() ? 0 : hash_bytes(msgctxt, 1));
}

}  // namespace

Catalog::Catalog() : storage_(std::make_shared<Storage>()) {}

std::string_view Catalog::keep_buffer(std::string&& text) {
  storage_->buffers.push_back(std::make_unique<std::string>(std::move(text)));
  return *storage_->buffers.back();
}

void Catalog::share(const Catalog& other) {
  if (other.storage_ == storage_) return;
  shared_.push_back(other.storage_);
  shared_.insert(shared_.end(), other.shared_.begin(), other.shared_.end());
}

const Message* Catalog::header() const {
  for (const auto& message : messages) {
    if (message.is_header() && !message.obsolete) return &message;
  }
  return nullptr;
}

std::string_view Catalog::header_field(std::string_view name) const {
  const Message* found = header();
  if (found == nullptr || found->msgstr.empty()) return {};
  return find_field(found->msgstr.front(), name).value;
}

void Catalog::set_header_field(std::string_view name, std::string_view value) {
  auto* entry = const_cast<Message*>(header());
  if (entry == nullptr) {
    messages.insert(messages.begin(), Message{});
    entry = &messages.front();
  }
  if (entry->msgstr.empty()) entry->msgstr.emplace_back();
  const std::string_view old = entry->msgstr.front();
  const Field field = find_field(old, name);
  std::string text(old.substr(0, field.found ? field.begin : old.size()));
  if (!text.empty() && text.back() != '\n') text += '\n';
  text.append(name).append(": ").append(value);
  text += field.found ? std::string(old.substr(field.end)) : std::string("\n");
  entry->msgstr.front() = keep(text);
}

MessageIndex::MessageIndex(const Catalog& catalog, bool with_obsolete) {
  const std::size_t size = std::bit_ceil(catalog.messages.size() * 2 + 1);
  slots_.assign(size, nullptr);
  mask_ = size - 1;
  const auto add_all = [&](bool obsolete) {
    for (const auto& message : catalog.messages) {
      if (message.obsolete != obsolete) continue;
      auto slot = hash_key(message.msgctxt, message.msgid) & mask_;
      while (slots_[slot] != nullptr &&
             (slots_[slot]->msgid != message.msgid || slots_[slot]->msgctxt != message.msgctxt)) {
        slot = (slot + 1) & mask_;
      }
      if (slots_[slot] == nullptr) slots_[slot] = &message;
    }
  };
  add_all(false);
  if (with_obsolete) add_all(true);
}

const Message* MessageIndex::find(std::string_view msgctxt, std::string_view msgid) const {
  auto slot = hash_key(msgctxt, msgid) & mask_;
  while (slots_[slot] != nullptr) {
    if (slots_[slot]->msgid == msgid && slots_[slot]->msgctxt == msgctxt) return slots_[slot];
    slot = (slot + 1) & mask_;
  }
  return nullptr;
}

}  // namespace hexapla
