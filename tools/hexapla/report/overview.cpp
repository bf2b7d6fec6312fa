#include "hexapla/report/site.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <numeric>

namespace hexapla {

namespace {

constexpr std::string_view file = "index.html";

/// By share, the furthest first; languages without a catalog last.
std::vector<std::size_t> by_share(const Survey& survey) {
  std::vector<std::size_t> order(survey.languages.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const SurveyLanguage& one = survey.languages[a];
    const SurveyLanguage& other = survey.languages[b];
    if (one.started != other.started) return one.started;
    return one.whole.percent() > other.whole.percent();
  });
  return order;
}

std::size_t complete_pages(const SurveyLanguage& language) {
  return static_cast<std::size_t>(std::count_if(language.pages.begin(), language.pages.end(), [](const Coverage& page) {
    return page.translated.messages == page.total().messages;
  }));
}

Html language_row(const Site& site, const SurveyLanguage& one) {
  const std::string& tag = one.language.tag;
  Html row("<tr><th scope=\"row\">" + anchor(file, language_file(one), own_name(site, tag)).text +
           " <span class=\"aside\">" + name_for_reader(site, tag).text + "</span></th>");
  if (!one.started) {
    row += Html("<td colspan=\"7\">" +
                site.voice.say(N_("no catalog yet; start it with 'hexapla update {1}'"), {escaped(tag)}).text +
                "</td></tr>\n");
    return row;
  }
  row += Html("<td class=\"wide\">" + bar(one.whole).text + "</td>");
  row += percent_cell(site, one.whole);
  for (const Tally* tally : {&one.whole.translated, &one.whole.stale, &one.whole.guess, &one.whole.untranslated}) {
    row += number_cell(site, tally->words);
  }
  row += number_cell(site, complete_pages(one));
  return Html(row.text + "</tr>\n");
}

Html language_table(const Site& site) {
  const Voice& voice = site.voice;
  Html html(
      "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"languages\">"
      "<table class=\"sortable\">\n<caption class=\"hidden\">" +
      voice.say(N_("How far each language is; the columns count words of the source")).text +
      "</caption>\n<thead><tr>");
  html += heading_cell(voice.say(N_("Language")), false);
  html += Html("<td class=\"wide\"></td>");
  html += heading_cell(Html("%"), true);
  for (const char* name : {N_("Translated"), N_("Stale"), N_("Guess"), N_("Untranslated"), N_("Pages complete")}) {
    html += heading_cell(voice.say(name), true);
  }
  html += Html("</tr></thead>\n<tbody>\n");
  for (const std::size_t i : by_share(site.survey)) html += language_row(site, site.survey.languages[i]);
  return Html(html.text + "</tbody></table></div>\n");
}

// --- heat map ------------------------------------------------------------------------------------------------------

/// 10: complete; else the tens of the share.
unsigned heat(const Coverage& coverage) {
  return rounded_down(coverage) / 10;
}

Html heat_cell(const Site& site, const SurveyLanguage& language, std::size_t page) {
  const Coverage& coverage = language.pages[page];
  std::string cell =
      "<td class=\"h" + std::to_string(heat(coverage)) + (coverage.stale.messages != 0 ? " st\">" : "\">");
  const Html share = site.voice.number(rounded_down(coverage));
  if (shown_where(language, page) == Shown::Own) {
    cell += anchor(file, unit_file(language, site.survey.pages[page]), share).text;
  } else {
    cell += share.text;
  }
  return Html(cell + "</td>");
}

Html heat_map(const Site& site) {
  const Survey& survey = site.survey;
  Html html("<h2 id=\"heat\">" + site.voice.say(N_("Pages and languages")).text + "</h2>\n<p>" +
            site.voice
                .say(N_("The share of each page's words that is translated, in percent. A mark in the corner means "
                        "that something there is stale."))
                .text +
            "</p>\n<div class=\"scroll tall\" role=\"region\" tabindex=\"0\" aria-labelledby=\"heat\">"
            "<table class=\"heat sortable\">\n<thead><tr>");
  html += heading_cell(site.voice.say(N_("Page")), false);
  for (const SurveyLanguage& one : survey.languages) {
    html += Html("<th scope=\"col\" class=\"n\"><abbr title=\"" +
                 escaped(language_name(one.language.tag, site.voice.language())).text + "\">" +
                 escaped(one.language.tag).text + "</abbr></th>");
  }
  html += Html("</tr></thead>\n<tbody>\n");
  for (std::size_t page = 0; page < survey.pages.size(); ++page) {
    if (survey.pages[page].units.empty()) continue;
    html += Html("<tr><th scope=\"row\">" +
                 anchor(file, source_file(survey.pages[page]), technical(survey.pages[page].file.path)).text + "</th>");
    for (const SurveyLanguage& one : survey.languages) html += heat_cell(site, one, page);
    html += Html("</tr>\n");
  }
  return Html(html.text + "</tbody></table></div>\n");
}

Html summary(const Site& site) {
  const Voice& voice = site.voice;
  const Survey& survey = site.survey;
  return Html("<p class=\"lead\">" +
              voice
                  .say(N_("Source: {1}, {2}, {3}, {4}"),
                       {name_for_reader(site, site.project.config().source.tag),
                        voice.count(N_N("{1} page", "{1} pages"), survey.pages.size()),
                        voice.count(N_N("{1} message", "{1} messages"), survey.source.messages),
                        voice.count(N_N("{1} word", "{1} words"), survey.source.words)})
                  .text +
              "</p>\n");
}

}  // namespace

std::string overview_page(const Site& site) {
  const std::string& project = site.project.config().project;
  const Html title = project.empty() ? site.voice.say(N_("Translation report"))
                                     : site.voice.say(N_("{1}: translation report"), {escaped(project)});
  Html content("<h1>" + title.text + "</h1>\n");
  content += summary(site);
  content += Html("<h2 id=\"languages\">" + site.voice.say(N_("Languages")).text + "</h2>\n");
  content += legend(site);
  content += language_table(site);
  content += trend(site, by_share(site.survey));
  content += heat_map(site);
  return whole_page(site, file, title, {}, content);
}

}  // namespace hexapla
