#include "hexapla/site/value.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace hexapla {

namespace {

constexpr int deepest = 64;

void pack_number(std::string& out, std::uint32_t number) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

bool unpack_number(std::string_view& bytes, std::uint32_t& number) {
  if (bytes.size() < sizeof number) return false;
  std::memcpy(&number, bytes.data(), sizeof number);
  bytes.remove_prefix(sizeof number);
  return true;
}

void pack_text(std::string& out, std::string_view text) {
  pack_number(out, static_cast<std::uint32_t>(text.size()));
  out += text;
}

bool unpack_text(std::string_view& bytes, std::string& text) {
  std::uint32_t size = 0;
  if (!unpack_number(bytes, size) || bytes.size() < size) return false;
  text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return true;
}

bool unpack_deep(std::string_view& bytes, Value& out, int depth);

bool unpack_items(std::string_view& bytes, Value& out, int depth) {  // NOLINT(misc-no-recursion): bounded by depth
  std::uint32_t count = 0;
  if (!unpack_number(bytes, count) || count > bytes.size()) return false;
  out.items.resize(count);
  if (out.kind == Value::Kind::Map) out.keys.resize(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    if (out.kind == Value::Kind::Map && !unpack_text(bytes, out.keys[i])) return false;
    if (!unpack_deep(bytes, out.items[i], depth + 1)) return false;
  }
  return true;
}

bool unpack_deep(std::string_view& bytes, Value& out, int depth) {  // NOLINT(misc-no-recursion): bounded by depth
  if (bytes.empty() || depth > deepest) return false;
  const auto kind = static_cast<unsigned char>(bytes.front());
  bytes.remove_prefix(1);
  if (kind > static_cast<unsigned char>(Value::Kind::Map)) return false;
  out.kind = static_cast<Value::Kind>(kind);
  if (out.kind == Value::Kind::Text) return unpack_text(bytes, out.text);
  if (out.kind != Value::Kind::Flag) return unpack_items(bytes, out, depth);
  if (bytes.empty()) return false;
  out.flag = bytes.front() != 0;
  bytes.remove_prefix(1);
  return true;
}

}  // namespace

Value& Value::set(std::string_view key, Value value) {
  const auto found = std::find(keys.begin(), keys.end(), key);
  if (found != keys.end()) {
    items[static_cast<std::size_t>(found - keys.begin())] = std::move(value);
  } else {
    keys.emplace_back(key);
    items.push_back(std::move(value));
  }
  return *this;
}

Value& Value::add(Value value) {
  items.push_back(std::move(value));
  return items.back();
}

const Value* Value::find(std::string_view path) const {
  const Value* at = this;
  while (at != nullptr && !path.empty()) {
    const std::size_t dot = std::min(path.find('.'), path.size());
    const auto found = std::find(at->keys.begin(), at->keys.end(), path.substr(0, dot));
    at = found == at->keys.end() ? nullptr : &at->items[static_cast<std::size_t>(found - at->keys.begin())];
    path.remove_prefix(std::min(dot + 1, path.size()));
  }
  return at;
}

const std::string& Value::text_at(std::string_view path) const {
  static const std::string none;
  const Value* found = find(path);
  return found == nullptr || found->kind != Kind::Text ? none : found->text;
}

void Value::pack(std::string& out) const {  // NOLINT(misc-no-recursion): bounded, see value.h
  out += static_cast<char>(kind);
  if (kind == Kind::Text) return pack_text(out, text);
  if (kind == Kind::Flag) {
    out += static_cast<char>(flag ? 1 : 0);
    return;
  }
  pack_number(out, static_cast<std::uint32_t>(items.size()));
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (kind == Kind::Map) pack_text(out, keys[i]);
    items[i].pack(out);
  }
}

bool Value::unpack(std::string_view& bytes, Value& out) {
  return unpack_deep(bytes, out, 0);
}

std::string text_of_somebody(std::string_view text) {
  std::string out(text);
  std::replace(out.begin(), out.end(), root_mark, ' ');
  return out;
}

}  // namespace hexapla
