// Catalogs from PO text and back, for tests.
#pragma once

#include "hexapla/catalogs/po.h"
#include "hexapla/tracking/update.h"

#include <string>
#include <string_view>

#include <catch2/catch.hpp>

namespace hexapla {

/// Reads entries below a header for French.
inline Catalog catalog_of(const std::string& entries) {
  const std::string header =
      "msgid \"\"\nmsgstr \"\"\n\"Language: fr\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n"
      "\"Plural-Forms: nplurals=2; plural=(n > 1);\\n\"\n\n";
  PoReadResult result = read_po("test.po", header + entries);
  for (const Diagnostic& diagnostic : result.diagnostics) UNSCOPED_INFO(describe(diagnostic));
  REQUIRE(result.ok());
  return std::move(result.catalog);
}

inline std::string text_of_catalog(const Catalog& catalog) {
  std::string text;
  write_po(catalog, text);
  return text;
}

/// The text below the header.
inline std::string entries_of(const Catalog& catalog) {
  const std::string text = text_of_catalog(catalog);
  const std::size_t end = text.find("\n\n");
  return end == std::string::npos ? std::string() : text.substr(end + 2);
}

/// Old entries and template entries in, new entries out.
inline std::string updated(const std::string& old_entries, const std::string& template_entries,
                           const UpdateOptions& options = {}) {
  const Catalog old = catalog_of(old_entries);
  const Catalog new_template = catalog_of(template_entries);
  return entries_of(update(old, new_template, options).catalog);
}

}  // namespace hexapla
