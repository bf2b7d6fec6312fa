#include "../project/folder.h"
#include "hexapla/site/page_text.h"
#include "hexapla/site/script_data.h"
#include "hexapla/site/search_index.h"
#include "hexapla/site/site.h"

#include <nlohmann/json.hpp>

using namespace hexapla;
using test::Folder;

namespace {

using nlohmann::json;

/// What a browser takes from such a file.
json data_of(const std::string& script) {
  const std::size_t begin = script.find(".push(");
  REQUIRE(begin != std::string::npos);
  REQUIRE(script.ends_with(");\n"));
  return json::parse(script.substr(begin + 6, script.size() - begin - 9));
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0, end = 0; at < text.size(); at = end + 1) {
    end = std::min(text.find(' ', at), text.size());
    parts.push_back(text.substr(at, end - at));
  }
  return parts;
}

/// The places of a word; empty: it is not there.
std::string places_of(const json& data, const std::string& word) {
  const auto words = split(data["words"].get<std::string>());
  const auto places = split(data["places"].get<std::string>());
  REQUIRE(words.size() == places.size());
  CHECK(std::is_sorted(words.begin(), words.end()));
  const auto found = std::find(words.begin(), words.end(), word);
  return found == words.end() ? std::string() : places[static_cast<std::size_t>(found - words.begin())];
}

SearchPage page(const std::string& title, const std::string& html) {
  return {"en/" + title + "/", {title, {}, {}}, blocks_of_html(html)};
}

/// Blocks as "text|text [en:ltr]more".
std::string shown(const std::string& html) {
  std::string out;
  for (const TextBlock& block : blocks_of_html(html)) {
    if (!out.empty()) out += '|';
    if (block.heading) out += '#';
    for (const TextRun& run : block.runs) {
      if (!run.language.empty()) out += "[" + run.language + ":" + run.direction + "]";
      out += run.text;
    }
  }
  return out;
}

void make_project(const Folder& folder, const std::string& translation, const std::string& more = {}) {
  folder.write("hexapla.yaml",
               "project: Test\nsource: en\nlanguages: [fr, zh-Hans]\ncontent:\n  - pages: content/**/*.md\n"
               "    front_matter: [title, country.name]\n" +
                   more);
  folder.write("content/index.md", "---\ntitle: Home\n---\n\nWelcome.\n");
  folder.write("content/one.md",
               "---\ntitle: One\nnative_name: {text: 国家安全部, language: zh-Hans}\ncountry: {name: China}\n---\n\n"
               "Some text.\n\n## A part\n\nAnother text.\n");
  folder.write("content/two.md", "---\ntitle: Two\nsearch: false\n---\n\nHidden words.\n");
  folder.write("locales/fr.po", test::po("fr", {{"One", translation}, {"Some text.", translation}}));
}

SiteRun build(const Folder& folder, unsigned jobs = 2, const std::string& to = "out") {
  SiteOptions options;
  options.folder = folder.at(to);
  options.jobs = jobs;
  return run_site(folder.project(), options);
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a body's texts, block by block", "[site][search]") {
  CHECK(shown("<h2 id=\"x\">A  part</h2>\n<p>One <em>two</em>,\nthree.</p>") == "#A part|One two, three.");
  CHECK(shown("<ul><li>first</li><li><span lang=\"en\" dir=\"ltr\">second</span></li></ul>") == "first|[en:ltr]second");
  CHECK(shown("<p>The <span lang=\"zh\" dir=\"ltr\">安全部</span> there</p>") == "The [zh:ltr]安全部 there");
  CHECK(shown("<p>a &lt;b&gt; &amp;amp; &#65; &#x42; &unknown;</p>") == "a <b> &amp; A B &unknown;");
  CHECK(shown("<p>text<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup>.</p>") == "text.");
  CHECK(shown("<script>var x = 1;</script><p>a</p><style>b {}</style><svg><text>c</text></svg>") == "a");
  CHECK(shown("<table><tr><td>a</td><td>b</td></tr></table>one<br>two") == "a|b|one|two");
  CHECK(shown("</p></div><p>never <b>closed<p>x < y").ends_with("x < y"));
  CHECK(shown("<pre dir=\"ltr\"><code>let x;\nx</code></pre>") == "let x; x");
}

TEST_CASE("words weigh by where they stand", "[site][search]") {
  const std::vector<SearchPage> pages{page("Spies", "<p>A text about agencies.</p>"),
                                      page("Agencies", "<p>A text.</p>"),
                                      page("Other", "<h2>Agencies</h2><p>A text.</p>")};
  const json data = data_of(search_words_script(pages, 7));
  CHECK(data["part"] == 7);
  CHECK(data["pages"][1] == json({"en/Agencies/", "Agencies"}));
  const std::string places = places_of(data, "agencies");
  CHECK(places.size() == 6);
  CHECK(places[1] == 'b');  // the title first, then the heading, then the text
  CHECK(places[3] == 'c');
  CHECK(places[5] == 'a');
  CHECK(places[0] > places[2]);
  CHECK(places[2] > places[4]);
  CHECK(places_of(data, "agency").empty());
  const std::string text = places_of(data, "text");
  CHECK(text.size() == 4);
  CHECK(text.substr(1) == "abc");
}

TEST_CASE("words of scripts without spaces are told apart", "[site][search]") {
  const json chinese = data_of(search_words_script({page("国家安全部", "<p>北京的公民可以举报。</p>")}, 0));
  CHECK_FALSE(places_of(chinese, "北京").empty());
  CHECK_FALSE(places_of(chinese, "公民").empty());
  CHECK(has(chinese["words"].get<std::string>(), "安全"));
  // What the dictionary does not know falls to pieces, and is a word nevertheless.
  CHECK_FALSE(places_of(chinese, "举报").empty());
  const json japanese = data_of(search_words_script({page("日本語", "<p>東京都に住んでいます。ｶﾀｶﾅ</p>")}, 0));
  CHECK(has(japanese["words"].get<std::string>(), "東京"));
  CHECK(has(japanese["words"].get<std::string>(), "カタカナ"));
  const json thai = data_of(search_words_script({page("ไทย", "<p>สำนักข่าวกรองแห่งชาติ</p>")}, 0));
  CHECK(split(thai["words"].get<std::string>()).size() > 3);
  const json arabic = data_of(search_words_script({page("وِزارَةُ الأَمْنِ", "<p>إسلام مستشفى</p>")}, 0));
  CHECK(arabic["words"] == "اسلام الامن مستشفي وزاره");
}

TEST_CASE("what texts say stays data", "[site][search]") {
  const std::string evil = "</script><!--\\\" '`\n]]>&amp;\xE2\x80\xA8\xE2\x80\xA9${x}\x01\xFF";
  std::string literal;
  append_script_text(literal, evil);
  for (const char* part : {"<", ">", "&", "'", "`", "\n", "\xE2\x80\xA8", "\xE2\x80\xA9", "\x01"}) {
    INFO(part);
    CHECK_FALSE(has(literal, part));
  }
  CHECK(json::parse(literal).get<std::string>() == evil.substr(0, evil.size() - 1) + "\uFFFD");
  SearchPage hostile{"en/x/", {evil, "en", "ltr"}, {}};
  hostile.blocks.push_back({{{evil, {}, {}}, {evil, evil, evil}}, false});
  for (const std::string& script : {search_words_script({hostile}, 0), search_text_script({hostile}, 0)}) {
    CHECK_FALSE(has(script, "<"));
    CHECK_FALSE(has(script, ">"));
    data_of(script);
  }
  CHECK(data_of(search_text_script({hostile}, 0))["pages"][0][0][1][2].get<std::string>().starts_with("</script>"));
}

TEST_CASE("a site has an index and a search page per language", "[site][search]") {
  const Folder folder;
  make_project(folder, "Un < 2 & \\\"texte\\\"");
  CHECK(folder.said(build(folder).diagnostics).empty());
  const json english = data_of(folder.read("out/en/search/words-0.js"));
  CHECK(english["pages"].size() == 2);
  CHECK(english["pages"][1] == json({"en/one/", "One"}));
  CHECK_FALSE(places_of(english, "china").empty());
  CHECK(has(english["words"].get<std::string>(), "安全"));
  CHECK(places_of(english, "hidden").empty());
  const std::string french = folder.read("out/fr/search/words-0.js") + folder.read("out/fr/search/text-0.js");
  CHECK_FALSE(has(french, "<"));
  CHECK(has(french, "Un \\u003C 2 \\u0026 \\u0022texte"));
  const json texts = data_of(folder.read("out/fr/search/text-0.js"));
  CHECK(has(texts.dump(), R"([["en","ltr","Another text."]])"));
  CHECK(has(texts.dump(), R"([["zh-Hans","ltr","国家安全部"]])"));
  const std::string search = folder.read("out/fr/search/index.html");
  CHECK(has(search, "data-index=\"../../fr/search/\" data-parts=\"1\""));
  CHECK(has(search, "<script src=\"../../theme/search.js\" defer></script>"));
  CHECK(has(search, "name=\"robots\" content=\"noindex\""));
  CHECK(has(folder.read("out/fr/one/index.html"), "action=\"../../fr/search/\" hidden"));
  const json words = data_of(folder.read("out/theme/suggestions.js"));
  CHECK(words["zh-Hans"]["lang"] == "en");
  CHECK(words.size() == 3);
}

TEST_CASE("a site without search has nothing of it", "[site][search]") {
  const Folder folder;
  make_project(folder, "Un", "site: {search: false}\n");
  build(folder);
  CHECK_FALSE(folder.has("out/en/search/index.html"));
  CHECK_FALSE(folder.has("out/en/search/words-0.js"));
  CHECK_FALSE(has(folder.read("out/en/one/index.html"), "role=\"search\""));
}

TEST_CASE("a page of the project's own stands at the search page's place", "[site][search]") {
  const Folder folder;
  make_project(folder, "Un");
  folder.write("content/search.md", "---\ntitle: Looking for\nlayout: search\n---\n");
  const SiteRun run = build(folder);
  CHECK(run.ok());
  CHECK(has(folder.read("out/en/search/index.html"), "<h1>Looking for</h1>"));
  CHECK(has(folder.read("out/en/search/index.html"), "id=\"search-results\""));
  CHECK(folder.has("out/en/search/words-0.js"));
}

TEST_CASE("an index is made again when a text in it changed, and only then", "[site][search]") {
  const Folder folder;
  make_project(folder, "Un");
  const auto translate = [&folder](const std::string& text) {
    folder.write("locales/fr.po", test::po("fr", {{"One", "Un"}, {"Some text.", "Un"}, {"Text 69.", text}}));
  };
  translate("Souris grise.");
  for (int i = 0; i < 70; ++i) {
    const std::string number = std::to_string(i);
    folder.write("content/many/page" + number + ".md", "# Page " + number + "\n\nText " + number + ".\n");
  }
  build(folder, 8);
  build(folder, 1, "other");
  for (const char* file : {"fr/search/words-0.js", "fr/search/words-1.js", "fr/search/text-4.js"}) {
    INFO(file);
    CHECK(folder.read(std::string("out/") + file) == folder.read(std::string("other/") + file));
  }
  CHECK_FALSE(folder.has("out/fr/search/words-3.js"));
  CHECK(build(folder).made == 0);
  translate("Baleine bleue.");
  const SiteRun run = build(folder);
  CHECK(run.made == 3);  // the page, its words, its text
  std::string all;
  for (const char* part : {"0", "1", "2"}) all += folder.read(std::string("out/fr/search/words-") + part + ".js");
  CHECK(has(all, "baleine"));
}

TEST_CASE("an index is small", "[site][search]") {
  std::vector<SearchPage> pages;
  std::size_t bytes = 0;
  unsigned seed = 1;
  for (int i = 0; i < 32; ++i) {
    std::string text;
    for (int word = 0; word < 500; ++word) {
      seed = seed * 1103515245U + 12345U;
      const unsigned rank = (seed >> 16U) % 1000;
      text += "word" + std::to_string(rank * rank / 400) + " ";
    }
    bytes += text.size();
    pages.push_back(page("Page " + std::to_string(i), "<p>" + text + "</p>"));
  }
  CHECK(search_words_script(pages, 0).size() < bytes / 5);
}
