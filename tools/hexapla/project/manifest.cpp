// The file: magic, checksum of the rest, then counts, strings and records as packed.h writes them.
#include "hexapla/project/manifest.h"

#include "hexapla/base/diagnostic.h"
#include "hexapla/project/packed.h"

#include <algorithm>
#include <mutex>
#include <set>

namespace hexapla {

namespace {

constexpr std::uint64_t magic = 0x0002'5450'4158'4548;  // "HEXAPT", version 2

/// A phrase's literals live for ever; those that come from a file do so here.
const char* lasting(const std::string& text) {
  static std::mutex mutex;
  static std::set<std::string> texts;
  const std::lock_guard<std::mutex> guard(mutex);
  return texts.insert(text).first->c_str();
}

void put_phrase(PackedWriter& out, const Phrase& phrase) {
  out.put_text(phrase.msgid);
  out.put_text(phrase.plural == nullptr ? "" : phrase.plural);
  out.put(static_cast<std::int64_t>(phrase.count));
  out.put(static_cast<std::uint64_t>(phrase.args.size()));
  for (const std::string& arg : phrase.args) out.put_text(arg);
}

void put_diagnostic(PackedWriter& out, const Diagnostic& diagnostic) {
  out.put(static_cast<std::uint64_t>(diagnostic.severity));
  out.put_text(diagnostic.id);
  out.put_text(diagnostic.file);
  out.put(diagnostic.position);
  out.put_text(diagnostic.line_text);
  out.put(diagnostic.caret);
  put_phrase(out, diagnostic.message);
  put_phrase(out, diagnostic.hint);
}

/// Texts for a terminal: nothing that a diagnostic of our own would not hold.
bool get_shown(PackedReader& in, std::string& text) {
  return in.get_text(text) && std::none_of(text.begin(), text.end(), [](char c) {
           return (static_cast<unsigned char>(c) < 32 && c != '\n') || c == 127;
         });
}

bool get_phrase(PackedReader& in, Phrase& phrase) {
  std::string msgid;
  std::string plural;
  std::int64_t count = 0;
  std::uint64_t args = 0;
  if (!get_shown(in, msgid) || !get_shown(in, plural) || !in.get(count)) return false;
  if (!in.get_count(args, sizeof(std::uint64_t))) return false;
  phrase.msgid = lasting(msgid);
  phrase.plural = plural.empty() ? nullptr : lasting(plural);
  phrase.count = static_cast<long>(count);
  phrase.args.resize(args);
  return std::all_of(phrase.args.begin(), phrase.args.end(), [&](std::string& arg) { return get_shown(in, arg); });
}

bool get_diagnostic(PackedReader& in, Diagnostic& diagnostic) {
  std::uint64_t severity = 0;
  if (!in.get(severity) || severity > static_cast<std::uint64_t>(Severity::Error)) return false;
  diagnostic.severity = static_cast<Severity>(severity);
  return get_shown(in, diagnostic.id) && get_shown(in, diagnostic.file) && in.get(diagnostic.position) &&
         get_shown(in, diagnostic.line_text) && in.get(diagnostic.caret) && get_phrase(in, diagnostic.message) &&
         get_phrase(in, diagnostic.hint);
}

bool get_remarks(PackedReader& in, Manifest::Language& language) {
  std::uint64_t count = 0;
  if (!in.get_count(count, sizeof(std::uint64_t))) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    std::uint64_t page = 0;
    Diagnostic diagnostic;
    if (!in.get(page) || !get_diagnostic(in, diagnostic)) return false;
    language.remarks[page].push_back(std::move(diagnostic));
  }
  return true;
}

void put_remarks(PackedWriter& out, const Manifest::Language& language) {
  std::uint64_t count = 0;
  for (const auto& [page, diagnostics] : language.remarks) count += diagnostics.size();
  out.put(count);
  for (const auto& [page, diagnostics] : language.remarks) {
    for (const Diagnostic& diagnostic : diagnostics) {
      out.put(page);
      put_diagnostic(out, diagnostic);
    }
  }
}

bool read_payload(PackedReader& in, Manifest& manifest) {
  std::uint64_t count = 0;
  if (!in.get_text(manifest.prefix)) return false;
  if (!in.get_count(count, sizeof(std::uint64_t) + sizeof(FileStamp))) return false;
  manifest.inputs.resize(count);
  for (Manifest::Input& input : manifest.inputs) {
    if (!in.get_text(input.path) || !in.get(input.stamp)) return false;
  }
  if (!in.get_count(count, sizeof(std::uint64_t))) return false;
  manifest.pages.resize(count);
  for (std::string& page : manifest.pages) {
    if (!in.get_text(page)) return false;
  }
  if (!in.get_count(count, 2 * sizeof(std::uint64_t))) return false;
  manifest.languages.resize(count);
  for (Manifest::Language& language : manifest.languages) {
    if (!in.get_text(language.name) || !in.get_text(language.pattern)) return false;
    if (!in.get_many(language.records, manifest.pages.size()) || !get_remarks(in, language)) return false;
  }
  const auto by_path = [](const Manifest::Input& a, const Manifest::Input& b) { return a.path < b.path; };
  return in.at_end() && std::is_sorted(manifest.inputs.begin(), manifest.inputs.end(), by_path) &&
         std::is_sorted(manifest.pages.begin(), manifest.pages.end());
}

}  // namespace

const FileStamp* Manifest::find_input(std::string_view path) const {
  const auto found = std::lower_bound(inputs.begin(), inputs.end(), path,
                                      [](const Input& input, std::string_view wanted) { return input.path < wanted; });
  return found != inputs.end() && found->path == path ? &found->stamp : nullptr;
}

const Manifest::Language* Manifest::find_language(std::string_view name) const {
  const auto found =
      std::find_if(languages.begin(), languages.end(), [&](const Language& one) { return one.name == name; });
  return found == languages.end() ? nullptr : &*found;
}

std::size_t Manifest::find_page(std::string_view path) const {
  const auto found = std::lower_bound(pages.begin(), pages.end(), path);
  return found != pages.end() && *found == path ? static_cast<std::size_t>(found - pages.begin()) : std::string::npos;
}

std::string Manifest::to_bytes() const {
  PackedWriter payload;
  payload.put_text(prefix);
  payload.put(static_cast<std::uint64_t>(inputs.size()));
  for (const Input& input : inputs) {
    payload.put_text(input.path);
    payload.put(input.stamp);
  }
  payload.put(static_cast<std::uint64_t>(pages.size()));
  for (const std::string& page : pages) payload.put_text(page);
  payload.put(static_cast<std::uint64_t>(languages.size()));
  for (const Language& language : languages) {
    payload.put_text(language.name);
    payload.put_text(language.pattern);
    for (const OutputRecord& record : language.records) payload.put(record);
    put_remarks(payload, language);
  }
  PackedWriter file;
  file.put(magic);
  file.put(hash_bytes(payload.out));
  file.out += payload.out;
  return file.out;
}

Manifest Manifest::from_bytes(std::string_view bytes) {
  Manifest manifest;
  PackedReader in(bytes);
  std::uint64_t found_magic = 0;
  std::uint64_t checksum = 0;
  if (!in.get(found_magic) || !in.get(checksum) || found_magic != magic) return manifest;
  if (hash_bytes(bytes.substr(2 * sizeof(std::uint64_t))) != checksum) return manifest;
  if (!read_payload(in, manifest)) return Manifest();
  return manifest;
}

Manifest Manifest::load(const std::string& path) {
  FileStamp stamp;
  if (!stat_file(path.c_str(), stamp)) return {};
  try {
    Manifest manifest = from_bytes(read_file(path));
    manifest.written = stamp.mtime;
    return manifest;
  } catch (const Error&) {
    return {};
  }
}

}  // namespace hexapla
