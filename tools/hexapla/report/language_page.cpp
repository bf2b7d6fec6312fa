#include "hexapla/report/site.h"

#include <algorithm>
#include <numeric>

namespace hexapla {

namespace {

/// Writes the page of one language.
class LanguagePage {
 public:
  LanguagePage(const Site& site, std::size_t language)
      : site_(site), number_(language), language_(site.survey.languages[language]), file_(language_file(language_)) {}

  std::string write() const;

 private:
  Html figures() const;
  Html next() const;
  Html plan_sentence(const Plan& plan) const;
  Html plan_row(const PlanStep& step) const;
  Html table() const;
  Html row(std::size_t page) const;
  Html link(std::size_t page) const;
  std::vector<std::size_t> order() const;

  const Site& site_;
  std::size_t number_;
  const SurveyLanguage& language_;
  std::string file_;
};

Html LanguagePage::link(std::size_t page) const {
  const SurveyPage& one = site_.survey.pages[page];
  Html name = technical(one.file.path);
  switch (shown_where(language_, page)) {
    case Shown::None:
      return name;
    case Shown::Own:
      return anchor(file_, unit_file(language_, one), name);
    case Shown::Source:
      break;
  }
  return anchor(file_, source_file(one), name);
}

Html LanguagePage::figures() const {
  const Coverage& whole = language_.whole;
  const Voice& voice = site_.voice;
  const auto figure = [&](const char* kind, const char* name, const Tally& tally) {
    return "<div><dt><span class=\"dot " + std::string(kind) + "\"></span>" + voice.say(name).text + "</dt><dd>" +
           voice.count(N_N("{1} unit", "{1} units"), tally.messages).text + "<br>" +
           voice.count(N_N("{1} word", "{1} words"), tally.words).text + "</dd></div>";
  };
  return Html("<div class=\"figures\"><p class=\"big\">" + voice.percent(rounded_down(whole)).text + "</p><div>" +
              bar(whole).text + "<dl>" + figure("t", N_("Translated"), whole.translated) +
              figure("s", N_("Stale"), whole.stale) + figure("g", N_("Guess"), whole.guess) +
              figure("u", N_("Untranslated"), whole.untranslated) + "</dl></div></div>\n");
}

Html LanguagePage::plan_sentence(const Plan& plan) const {
  const Voice& voice = site_.voice;
  const std::vector<Html> args = {
      voice.count(N_N("{1} unit", "{1} units"), plan.units), voice.count(N_N("{1} word", "{1} words"), plan.words),
      name_for_reader(site_, language_.language.tag), voice.count(N_N("{1} page", "{1} pages"), plan.steps.size())};
  if (plan.completes) return voice.say(N_("These make {3} complete: {1}, {2}."), args);
  return voice.say(N_("A week's work, the pages that take the least first: {4}, {1}, {2}."), args);
}

Html LanguagePage::plan_row(const PlanStep& step) const {
  Html row("<tr><th scope=\"row\">" + link(step.page).text + "</th>");
  row += number_cell(site_, step.units);
  row += number_cell(site_, step.words);
  row += number_cell(site_, step.so_far);
  return Html(row.text + "<td class=\"n strong\">" + site_.voice.percent(step.percent_then).text + "</td></tr>\n");
}

Html LanguagePage::next() const {
  const Voice& voice = site_.voice;
  Html html("<h2 id=\"next\">" + voice.say(N_("What to do next")).text + "</h2>\n");
  const Plan plan = make_plan(site_.survey, number_);
  if (plan.steps.empty()) return Html(html.text + "<p>" + voice.say(N_("Nothing: all is translated.")).text + "</p>\n");
  html += Html(
      "<p>" + plan_sentence(plan).text +
      "</p>\n<div class=\"scroll plan\" role=\"region\" tabindex=\"0\" aria-labelledby=\"next\"><table>\n<thead><tr>");
  html += heading_cell(voice.say(N_("Page to complete")), false);
  for (const char* name : {N_("Units"), N_("Words"), N_("Words so far"), N_("Then translated")}) {
    html += heading_cell(voice.say(name), true);
  }
  html += Html("</tr></thead>\n<tbody>\n");
  for (const PlanStep& step : plan.steps) html += plan_row(step);
  return Html(html.text + "</tbody></table></div>\n");
}

/// The least to do first, complete pages last.
std::vector<std::size_t> LanguagePage::order() const {
  std::vector<std::size_t> order;
  for (std::size_t page = 0; page < site_.survey.pages.size(); ++page) {
    if (!site_.survey.pages[page].units.empty()) order.push_back(page);
  }
  const auto complete = [&](std::size_t page) { return shown_where(language_, page) == Shown::None; };
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    if (complete(a) != complete(b)) return complete(b);
    return open_work(language_.pages[a]).words < open_work(language_.pages[b]).words;
  });
  return order;
}

Html LanguagePage::row(std::size_t page) const {
  const Coverage& coverage = language_.pages[page];
  Html row("<tr><th scope=\"row\">" + link(page).text + "</th><td class=\"wide\">" + bar(coverage).text + "</td>");
  row += percent_cell(site_, coverage);
  row += number_cell(site_, open_work(coverage).messages);
  row += number_cell(site_, open_work(coverage).words);
  for (const Tally* tally : {&coverage.stale, &coverage.guess, &coverage.untranslated}) {
    row += number_cell(site_, tally->words);
  }
  return Html(row.text + "</tr>\n");
}

Html LanguagePage::table() const {
  const Voice& voice = site_.voice;
  Html html("<h2 id=\"pages\">" + voice.say(N_("Pages")).text + "</h2>\n" + legend(site_).text +
            "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"pages\">"
            "<table class=\"sortable\">\n<thead><tr>");
  html += heading_cell(voice.say(N_("Page")), false);
  html += Html("<td class=\"wide\"></td>");
  html += heading_cell(Html("%"), true);
  for (const char* name : {N_("Units to do"), N_("Words to do"), N_("Stale"), N_("Guess"), N_("Untranslated")}) {
    html += heading_cell(voice.say(name), true);
  }
  html += Html("</tr></thead>\n<tbody>\n");
  for (const std::size_t page : order()) html += row(page);
  return Html(html.text + "</tbody></table></div>\n");
}

std::string LanguagePage::write() const {
  const Voice& voice = site_.voice;
  const std::string& tag = language_.language.tag;
  const Html title = own_name(site_, tag);
  Html content("<h1>" + title.text + "</h1>\n<p class=\"lead\">" + name_for_reader(site_, tag).text + " · " +
               technical(language_.file).text + "</p>\n");
  if (language_.failed)
    content += Html("<p class=\"warning\">" + voice.say(N_("its catalog has errors")).text + "</p>\n");
  if (!language_.started) {
    content += Html("<p>" + voice.say(N_("no catalog yet; start it with 'hexapla update {1}'"), {escaped(tag)}).text +
                    "</p>\n");
  }
  content += figures();
  content += next();
  if (site_.trend.size() > 1) content += trend(site_, {number_});
  content += table();
  return whole_page(site_, file_, title, {{"index.html", voice.say(N_("Overview"))}}, content);
}

}  // namespace

std::string language_page(const Site& site, std::size_t language) {
  return LanguagePage(site, language).write();
}

}  // namespace hexapla
