#include "hexapla/project/init.h"

#include "hexapla/project/init_look.h"
#include "hexapla/text/language.h"

#include <algorithm>

namespace hexapla {

namespace {

constexpr std::size_t most_keys = 12;

/// A YAML plain scalar where it may be one, else quoted.
std::string yaml_text(const std::string& text) {
  const bool plain = !text.empty() && text.find_first_of("[]{}*&!|>'\"%@`#,:?- ") == std::string::npos;
  if (plain) return text;
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

/// Where a site's generator wants the pages of another language.
std::string output_for(const FolderFacts&) {
  return "build/pages/{lang}/{path}";
}

std::string catalogs_for(const FolderFacts& facts) {
  if (!facts.catalogs.empty()) return facts.catalogs;
  return facts.kind == SiteKind::MdBook ? "po/{lang}.po" : "locales/{lang}.po";
}

std::string template_for(const std::string& catalogs, SiteKind kind) {
  const std::string folder = catalogs.substr(0, catalogs.rfind('/') == std::string::npos ? 0 : catalogs.rfind('/') + 1);
  // mdBook's own tools write po/messages.pot.
  return folder + (kind == SiteKind::MdBook ? "messages.pot" : "hexapla.pot");
}

/// Extensions in use, as the end of a glob.
std::string extensions(const std::vector<std::string>& files) {
  std::vector<std::string> found;
  for (const std::string& file : files) {
    const std::string extension = file.substr(file.rfind('.') + 1);
    if (std::find(found.begin(), found.end(), extension) == found.end()) found.push_back(extension);
  }
  std::sort(found.begin(), found.end());
  if (found.size() == 1) return "*." + found.front();
  std::string list;
  for (const std::string& one : found) list += (list.empty() ? "" : ",") + one;
  return "*.{" + list + "}";
}

std::string glob_for(const FolderFacts& facts, const std::vector<std::string>& files) {
  return (facts.content.empty() ? "" : facts.content + "/") + "**/" + extensions(files);
}

std::vector<std::string> languages_of(const FolderFacts& facts, const std::string& source) {
  std::vector<std::string> languages;
  for (const std::string& name : facts.catalog_names) {
    const std::string tag = canonical_language(name);
    const bool known = std::find(languages.begin(), languages.end(), tag) != languages.end();
    if (tag != source && !known) languages.push_back(tag);
  }
  return languages;
}

void write_content(const FolderFacts& facts, std::string& out) {
  out += "content:\n";
  out += "  - pages: " + yaml_text(facts.markdown.empty() ? "**/*.md" : glob_for(facts, facts.markdown)) + "\n";
  if (facts.text_keys.empty()) {
    out += "    front_matter: []              # no texts found above the pages; for example [title, description]\n";
  } else {
    out += "    front_matter:                 # values that readers see, and on how many pages they stand\n";
    for (std::size_t i = 0; i < std::min(most_keys, facts.text_keys.size()); ++i) {
      const std::string item = "      - " + yaml_text(facts.text_keys[i].first);
      const std::string pad(item.size() < 34 ? 34 - item.size() : 1, ' ');
      out += item + pad + "# " + std::to_string(facts.text_keys[i].second) + "\n";
    }
  }
  if (facts.markdown.empty()) return;
  out += "    # skip: [" + (facts.content.empty() ? std::string() : facts.content + "/") + "drafts/**]\n";
  if (facts.data.empty()) return;
  const std::string glob = glob_for(facts, facts.data);
  out += "  # Data files with texts. Everything that \"keys\" does not name is copied as it is.\n";
  out += "  # - pages: " + yaml_text(glob) + "\n";
  out += "  #   keys: [\"strings.*\", \"news[].title\"]\n";
}

std::string write_config(const FolderFacts& facts, const InitPlan& plan) {
  const std::string catalogs = catalogs_for(facts);
  std::string out =
      "# What Hexapla translates here, and where everything is. Made by hexapla init; yours from now on.\n\n";
  out += "source: " + yaml_text(plan.source) + "                        # the language the pages are written in\n";
  if (plan.languages.empty()) {
    out += "languages: auto                   # those that have a catalog; hexapla update fr starts one\n";
  } else {
    out += "languages:                        # those that have a catalog now; or: auto\n";
    for (const std::string& name : facts.catalog_names) {
      if (canonical_language(name) != plan.source) out += "  - " + name + "\n";
    }
  }
  out += "\n";
  write_content(facts, out);
  out += "\ntemplate: " + template_for(catalogs, facts.kind) + "\n";
  out += "catalogs: " + catalogs + "       # with {path} as well: a catalog for each page\n";
  out += "output: " + output_for(facts) + "\n\n";
  out += "# The rest is as if it were written here:\n";
  out += "# missing: source                 # an untranslated text stays as it is; or: skip-page\n";
  out += "# stale: translation              # a text whose source changed keeps its translation; or: source\n";
  out +=
      "# heal: [reflow, markup, typography, link, image, attribute, code]   # made in translations, too; or: none, "
      "all\n";
  out += "# publish_at: 0                   # percent of words a page needs before it is made for a language\n";
  out += "# fallback: {pt-BR: [pt]}         # which language stands in where one has no translation\n";
  out += "# anchors: source                 # headings keep the source's anchors in every language\n";
  out += "# wrap: none                      # how translated paragraphs are broken: none, sentence, or a column\n";
  out += "# references: file                # \"#:\" in catalogs: file, line or none\n";
  return out;
}

std::string list_of(const std::vector<std::string>& items, std::size_t most) {
  std::string list;
  for (std::size_t i = 0; i < std::min(items.size(), most); ++i) list += (i == 0 ? "" : ", ") + items[i];
  return items.size() > most ? list + ", …" : list;
}

void say_pages(const FolderFacts& facts, std::vector<Phrase>& findings) {
  const std::string where = facts.content.empty() ? "." : facts.content;
  const auto count = static_cast<long>(facts.markdown.size());
  findings.push_back({N_N("{1} page in {2}", "{1} pages in {2}"), count, {std::to_string(count), where}});
  if (!facts.data.empty()) {
    const auto files = static_cast<long>(facts.data.size());
    findings.push_back({N_N("{1} data file, left out until you name its keys: {2}",
                            "{1} data files, left out until you name their keys: {2}"),
                        files,
                        {std::to_string(files), list_of(facts.data, 3)}});
  }
  if (facts.unreadable > 0) {
    findings.push_back(
        {N_N("{1} page cannot be read: hexapla extract says why", "{1} pages cannot be read: hexapla extract says why"),
         static_cast<long>(facts.unreadable),
         {std::to_string(facts.unreadable)}});
  }
}

void say_front_matter(const FolderFacts& facts, std::vector<Phrase>& findings) {
  if (facts.text_keys.empty()) {
    findings.push_back({N_("no front matter with texts")});
    return;
  }
  std::vector<std::string> keys;
  for (const auto& [key, count] : facts.text_keys) keys.push_back(key + " (" + std::to_string(count) + ")");
  findings.push_back({N_("front matter with texts: {1}"), {list_of(keys, most_keys)}});
}

std::vector<Phrase> say(const FolderFacts& facts, const InitPlan& plan) {
  std::vector<Phrase> findings;
  if (facts.marker.empty()) {
    findings.push_back({N_("no site generator that is known: a plain folder")});
  } else {
    findings.push_back({N_("a site of {1}, by {2}"), {site_name(facts.kind), facts.marker}});
  }
  say_pages(facts, findings);
  say_front_matter(facts, findings);
  if (plan.languages.empty()) {
    findings.push_back({N_("no catalogs yet; they will be {1}"), {catalogs_for(facts)}});
  } else {
    const auto count = static_cast<long>(plan.languages.size());
    findings.push_back({N_N("{1} language with a catalog in {2}: {3}", "{1} languages with catalogs in {2}: {3}"),
                        count,
                        {std::to_string(count), catalogs_for(facts), list_of(plan.languages, 30)}});
  }
  return findings;
}

}  // namespace

const char* site_name(SiteKind kind) {
  switch (kind) {
    case SiteKind::Hugo:
      return "Hugo";
    case SiteKind::MdBook:
      return "mdBook";
    case SiteKind::MkDocs:
      return "MkDocs";
    case SiteKind::Docusaurus:
      return "Docusaurus";
    case SiteKind::Starlight:
      return "Astro";
    case SiteKind::Jekyll:
      return "Jekyll";
    case SiteKind::Plain:
      break;
  }
  return "";
}

InitPlan plan_init(const std::string& folder) {
  const FolderFacts facts = look_at_folder(folder);
  InitPlan plan;
  plan.kind = facts.kind;
  plan.languages = languages_of(facts, plan.source);
  plan.pages = static_cast<std::uint32_t>(facts.markdown.size());
  plan.config_text = write_config(facts, plan);
  plan.findings = say(facts, plan);
  if (facts.markdown.empty()) {
    plan.diagnostics.push_back(make_diagnostic(Severity::Warning, "no-pages", folder,
                                               N_("no page of a known format in this folder"),
                                               N_("set \"pages\" in hexapla.yaml by hand")));
  }
  return plan;
}

}  // namespace hexapla
