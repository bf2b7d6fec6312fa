// A page of the source: how far each language is with it, and its texts.
#include "hexapla/localize/extract.h"
#include "hexapla/report/site.h"

namespace hexapla {

namespace {

Html language_row(const Site& site, const std::string& file, const SurveyLanguage& one, std::size_t page) {
  const Coverage& coverage = one.pages[page];
  const bool own = shown_where(one, page) == Shown::Own;
  const std::string to = own ? unit_file(one, site.survey.pages[page]) : language_file(one);
  Html row("<tr><th scope=\"row\">" + anchor(file, to, own_name(site, one.language.tag)).text +
           " <span class=\"aside\">" + name_for_reader(site, one.language.tag).text +
           "</span></th><td class=\"wide\">" + bar(coverage).text + "</td>");
  row += percent_cell(site, coverage);
  for (const Tally* tally : {&coverage.stale, &coverage.guess, &coverage.untranslated}) {
    row += number_cell(site, tally->words);
  }
  return Html(row.text + "</tr>\n");
}

Html language_table(const Site& site, const std::string& file, std::size_t page) {
  const Voice& voice = site.voice;
  Html html("<h2 id=\"languages\">" + voice.say(N_("Languages")).text + "</h2>\n" + legend(site).text +
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"languages\">"
            "<table class=\"sortable\">\n<thead><tr>");
  html += heading_cell(voice.say(N_("Language")), false);
  html += Html("<td class=\"wide\"></td>");
  html += heading_cell(Html("%"), true);
  for (const char* name : {N_("Stale"), N_("Guess"), N_("Untranslated")}) html += heading_cell(voice.say(name), true);
  html += Html("</tr></thead>\n<tbody>\n");
  for (const SurveyLanguage& one : site.survey.languages) html += language_row(site, file, one, page);
  return Html(html.text + "</tbody></table></div>\n");
}

Html texts(const Site& site, const SurveyPage& page) {
  Html html("<h2>" + site.voice.say(N_("Texts")).text + "</h2>\n<ol class=\"texts\"" +
            language_attributes(site, site.project.config().source.tag) + ">\n");
  for (const SurveyUnit& unit : page.units) html += Html("<li>" + escaped(unit.unit->text).text + "</li>\n");
  return Html(html.text + "</ol>\n");
}

}  // namespace

std::string source_page(const Site& site, std::size_t page) {
  const SurveyPage& one = site.survey.pages[page];
  const std::string file = source_file(one);
  const Html title = technical(one.file.path);
  Tally all;
  for (const SurveyUnit& unit : one.units) all.add(unit.words);
  Html content("<h1>" + title.text + "</h1>\n<p class=\"lead\">" +
               site.voice
                   .say(N_("{1}, {2}"), {site.voice.count(N_N("{1} unit", "{1} units"), all.messages),
                                         site.voice.count(N_N("{1} word", "{1} words"), all.words)})
                   .text +
               "</p>\n");
  if (!site.survey.languages.empty()) content += language_table(site, file, page);
  content += texts(site, one);
  return whole_page(site, file, title, {{"index.html", site.voice.say(N_("Overview"))}}, content);
}

}  // namespace hexapla
