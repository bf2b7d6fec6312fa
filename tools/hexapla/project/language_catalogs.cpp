#include "hexapla/project/language_catalogs.h"

#include "hexapla/base/parallel.h"
#include "hexapla/project/prepare.h"
#include "hexapla/project/runs.h"

#include <algorithm>
#include <set>

namespace hexapla {

std::vector<TemplatePart> make_parts(const Project& project, const std::vector<const Page*>& pages,
                                     const Catalog& whole, std::vector<Catalog>& templates, unsigned jobs) {
  if (!project.config().catalog_per_page()) return {{"", &whole}};
  templates.resize(pages.size());
  ExtractOptions extract = extract_options(project);
  extract.creation_date = whole.header_field("POT-Creation-Date");
  parallel_for(pages.size(), jobs, [&](std::size_t i) { templates[i] = build_template({pages[i]}, extract); });
  std::vector<TemplatePart> parts;
  for (std::size_t i = 0; i < templates.size(); ++i) {
    const auto& messages = templates[i].messages;
    const bool empty = std::all_of(messages.begin(), messages.end(), [](const Message& m) { return m.is_header(); });
    if (!empty) parts.push_back({pages[i]->path(), &templates[i]});
  }
  return parts;
}

void LanguageCatalogs::complete() {
  if (!project_.config().catalog_per_page()) return;
  for (const std::vector<OldCatalog>* catalogs : {&old_, &orphans_}) {
    for (const OldCatalog& old : *catalogs) {
      for (const Message& message : old.catalog.messages) {
        if (message.is_header() || !message.has_translation() || message.fuzzy) continue;
        known_.try_emplace({message.msgctxt, message.msgid}, &old.catalog, message);
      }
    }
  }
}

/// A text that moved here from another page is translated in that page's catalog: it comes along as an obsolete
/// message, which the update revives.
void LanguageCatalogs::bring_over(const TemplatePart& part, OldCatalog& old) const {
  if (known_.empty()) return;
  const MessageIndex own(old.catalog, true);
  std::vector<Message> moved;
  std::set<const Catalog*> shared;
  for (const Message& message : part.catalog->messages) {
    const auto found = known_.find({message.msgctxt, message.msgid});
    if (message.is_header() || found == known_.end()) continue;
    const auto& [catalog, translated] = found->second;
    if (own.find(message.msgctxt, message.msgid) != nullptr) continue;
    if (translated.has_plural != message.has_plural) continue;
    if (shared.insert(catalog).second) old.catalog.share(*catalog);
    moved.push_back(translated);
    moved.back().obsolete = true;
  }
  old.catalog.messages.insert(old.catalog.messages.end(), moved.begin(), moved.end());
}

UpdateResult LanguageCatalogs::update(std::size_t number, const TemplatePart& part, const UpdateOptions& options) {
  OldCatalog& old = old_[number];
  if (!old.there) {
    // All of the page's messages, untranslated: the update brings them as those that are new.
    old.catalog = start_catalog(*part.catalog, language_.tag, catalog_date());
    std::erase_if(old.catalog.messages, [](const Message& message) { return !message.is_header(); });
  }
  bring_over(part, old);
  return hexapla::update(old.catalog, *part.catalog, options);
}

}  // namespace hexapla
