#include "hexapla/report/site.h"

#include "hexapla/text/language.h"

#include <algorithm>

namespace hexapla {

namespace {

constexpr const char* policy =
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; base-uri 'none'; form-action 'none'";

/// The class of tables that sort.js knows.
constexpr std::string_view sortable = "sortable\">";

Html trail_of(const Site& site, std::string_view file, const Html& title, const std::vector<Crumb>& trail) {
  if (trail.empty()) return {};
  Html html("<nav aria-label=\"" + site.voice.say(N_("Where you are")).text + "\"><ol class=\"trail\">");
  for (const Crumb& crumb : trail) html += Html("<li>" + anchor(file, crumb.file, crumb.name).text + "</li>");
  html += Html("<li aria-current=\"page\">" + title.text + "</li></ol></nav>\n");
  return html;
}

Html foot(const Site& site) {
  Html html;
  if (site.head) {
    html += site.voice.say(N_("Written by Hexapla from the files as they are; the last commit is {1} of {2}."),
                           {technical(site.head->id.hex().substr(0, 10)), site.voice.date(*site.head)});
  } else {
    html += site.voice.say(N_("Written by Hexapla from the files as they are."));
  }
  if (site.no_history)
    html += Html(
        " " +
        site.voice.say(N_("Who changed what and when is not said: {1}."), {site.voice.say(*site.no_history)}).text);
  return Html("<footer><p>" + html.text + "</p></footer>\n");
}

/// A title without elements: <title> holds text only.
std::string without_tags(std::string_view html) {
  std::string text;
  bool inside = false;
  for (const char c : html) {
    if (c == '<') inside = true;
    if (!inside) text += c;
    if (c == '>') inside = false;
  }
  return text;
}

/// A tenth of a percent as "12.3%".
std::string tenths(std::uint64_t n) {
  return std::to_string(n / 10) + (n % 10 == 0 ? "" : "." + std::to_string(n % 10)) + "%";
}

void append_share(std::string& svg, const char* kind, std::uint64_t part, std::uint64_t all, std::uint64_t& at) {
  if (part == 0) return;
  // A share that is there is seen.
  const std::uint64_t width = std::max<std::uint64_t>(part * 1000 / all, 4);
  svg += std::string("<rect class=\"") + kind + "\"";
  if (at != 0) svg += " x=\"" + tenths(std::min<std::uint64_t>(at, 996)) + "\"";
  svg += " width=\"" + tenths(width) + "\" height=\"16\"/>";
  at += width;
}

}  // namespace

Shown shown_where(const SurveyLanguage& language, std::size_t page) {
  const Coverage& coverage = language.pages[page];
  const std::uint32_t all = coverage.total().messages;
  if (coverage.translated.messages == all) return Shown::None;
  return coverage.untranslated.messages == all ? Shown::Source : Shown::Own;
}

std::string language_file(const SurveyLanguage& language) {
  return language.language.tag + "/index.html";
}

std::string source_file(const SurveyPage& page) {
  return "source/" + page.file.path + ".html";
}

std::string unit_file(const SurveyLanguage& language, const SurveyPage& page) {
  return language.language.tag + "/" + page.file.path + ".html";
}

std::string link_to(std::string_view from, std::string_view to) {
  std::string up;
  // What both have in common is not walked through.
  std::size_t common = 0;
  for (std::size_t i = 0; i < std::min(from.size(), to.size()) && from[i] == to[i]; ++i) {
    if (from[i] == '/') common = i + 1;
  }
  for (std::size_t i = common; i < from.size(); ++i) {
    if (from[i] == '/') up += "../";
  }
  return up + url_path(to.substr(common));
}

Html anchor(std::string_view from, std::string_view to, const Html& text) {
  return Html("<a href=\"" + link_to(from, to) + "\">" + text.text + "</a>");
}

std::string whole_page(const Site& site, std::string_view file, const Html& title, const std::vector<Crumb>& trail,
                       const Html& content) {
  std::string html = "<!DOCTYPE html>\n<html lang=\"" + escaped(site.voice.language()).text + "\"" +
                     (is_right_to_left(site.voice.language()) ? " dir=\"rtl\"" : "") +
                     ">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"";
  html += policy;
  html +=
      "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"color-scheme\" content=\"light dark\">\n<title>";
  html += without_tags(title.text) + "</title>\n<link rel=\"icon\" href=\"data:,\">\n<link rel=\"stylesheet\" href=\"" +
          link_to(file, "style.css") + "\">\n";
  if (content.text.find(sortable) != std::string::npos) {
    html += "<script src=\"" + link_to(file, "sort.js") + "\" defer></script>\n";
  }
  html += "</head>\n";
  html += "<body>\n<a class=\"skip\" href=\"#main\">" + site.voice.say(N_("Skip to the content")).text + "</a>\n";
  html += trail_of(site, file, title, trail).text;
  html += "<main id=\"main\" tabindex=\"-1\">\n" + content.text + "</main>\n";
  if (file.ends_with("index.html")) html += foot(site).text;
  html += "</body>\n</html>\n";
  return html;
}

std::string language_attributes(const Site& site, std::string_view tag) {
  std::string attributes;
  if (tag != site.voice.language()) attributes += " lang=\"" + escaped(tag).text + "\"";
  const bool from_right = is_right_to_left(tag);
  if (from_right != is_right_to_left(site.voice.language())) attributes += from_right ? " dir=\"rtl\"" : " dir=\"ltr\"";
  return attributes;
}

Html own_name(const Site& site, std::string_view tag) {
  return Html("<bdi" + language_attributes(site, tag) + ">" + escaped(language_name(tag)).text + "</bdi>");
}

Html name_for_reader(const Site& site, std::string_view tag) {
  return Html("<bdi>" + escaped(language_name(tag, site.voice.language())).text + "</bdi>");
}

Html technical(std::string_view text) {
  std::string html = "<bdi class=\"path\">";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t slash = std::min(text.find('/', at), text.size() - 1);
    append_escaped(html, text.substr(at, slash + 1 - at));
    at = slash + 1;
    if (at < text.size()) html += "<wbr>";  // a line may end behind a slash
  }
  return Html(html + "</bdi>");
}

Html bar(const Coverage& coverage) {
  const Tally all = coverage.total();
  const bool by_words = all.words != 0;
  std::string svg = "<svg class=\"bar\" aria-hidden=\"true\">";
  std::uint64_t at = 0;
  const auto part = [&](const char* kind, const Tally& tally) {
    append_share(svg, kind, by_words ? tally.words : tally.messages, by_words ? all.words : all.messages, at);
  };
  part("t", coverage.translated);
  part("s", coverage.stale);
  part("g", coverage.guess);
  return Html(svg + "</svg>");
}

Html legend(const Site& site) {
  const auto item = [&](const char* kind, const char* name) {
    return std::string("<li><span class=\"dot ") + kind + "\"></span>" + site.voice.say(name).text + "</li>";
  };
  return Html("<ul class=\"legend\">" + item("t", N_("Translated")) + item("s", N_("Stale")) + item("g", N_("Guess")) +
              item("u", N_("Untranslated")) + "</ul>\n");
}

unsigned rounded_down(const Coverage& coverage) {
  return static_cast<unsigned>(coverage.percent());
}

Tally open_work(const Coverage& coverage) {
  const Tally all = coverage.total();
  return {all.messages - coverage.translated.messages, all.words - coverage.translated.words};
}

Html number_cell(const Site& site, std::uint64_t n) {
  const Html shown = site.voice.number(n);
  const std::string plain = std::to_string(n);
  const std::string value = shown.text == plain ? std::string() : " data-v=\"" + plain + "\"";
  return Html((n == 0 ? "<td class=\"n zero\"" : "<td class=\"n\"") + value + ">" + shown.text + "</td>");
}

Html percent_cell(const Site& site, const Coverage& coverage) {
  const unsigned share = rounded_down(coverage);
  return Html("<td class=\"n strong\" data-v=\"" + std::to_string(share) + "\">" + site.voice.percent(share).text +
              "</td>");
}

Html heading_cell(const Html& text, bool numbers) {
  return Html(std::string("<th scope=\"col\"") + (numbers ? " class=\"n\"" : "") + ">" + text.text + "</th>");
}

Html state_name_of(const Site& site, State state) {
  switch (state) {
    case State::Translated:
      return site.voice.say(N_("Translated"));
    case State::Stale:
      return site.voice.say(N_("Stale"));
    case State::Guess:
      return site.voice.say(N_("Guess"));
    case State::Untranslated:
    case State::Obsolete:
      break;
  }
  return site.voice.say(N_("Untranslated"));
}

}  // namespace hexapla
