// How far the languages were over time, as lines and, for who cannot see them, as a table.
#include "hexapla/report/site.h"
#include "hexapla/text/language.h"

#include <algorithm>
#include <numeric>

namespace hexapla {

namespace {

constexpr long left = 44, right = 640, top = 24, name_gap = 17;

/// Draws the lines of some languages into one SVG.
class Chart {
 public:
  Chart(const Site& site, const std::vector<std::size_t>& languages) : site_(site), languages_(languages) {
    bottom_ = std::max<long>(top + 240, top + name_gap * static_cast<long>(languages.size()));
    first_ = last_ = site.trend.front().commit.time;
    for (const CoveragePoint& point : site.trend) {
      first_ = std::min(first_, point.commit.time);
      last_ = std::max(last_, point.commit.time);
    }
    scale();
  }

  std::string draw() const {
    std::string svg = "<svg class=\"trend\" viewBox=\"0 0 860 " + std::to_string(bottom_ + 34) +
                      "\" role=\"img\" aria-labelledby=\"trend\">\n";
    append_grid(svg);
    for (std::size_t i = 0; i < languages_.size(); ++i) append_line(svg, i);
    append_names(svg);
    return svg + "</svg>\n";
  }

 private:
  void scale() {
    unsigned highest = 0;
    for (const CoveragePoint& point : site_.trend) {
      for (const std::size_t language : languages_) highest = std::max(highest, point.languages[language].percent());
    }
    for (const unsigned step : {10U, 20U, 40U, 60U, 80U, 100U}) {
      highest_ = step;
      if (highest <= step) break;
    }
  }
  long x_of(std::int64_t time) const {
    return first_ == last_ ? right : left + static_cast<long>((time - first_) * (right - left) / (last_ - first_));
  }
  long y_of(unsigned percent) const { return bottom_ - static_cast<long>(percent) * (bottom_ - top) / highest_; }

  void append_grid(std::string& svg) const {
    for (unsigned i = 0; i <= 4; ++i) {
      if (highest_ * i % 4 != 0 && highest_ == 10) continue;
      const unsigned percent = highest_ * i / 4;
      svg += fill(
          "<path class=\"grid\" d=\"M{1} {2}H{3}\"/><text x=\"{4}\" y=\"{2}\" text-anchor=\"end\" "
          "dominant-baseline=\"middle\">{5}</text>\n",
          {std::to_string(left), std::to_string(y_of(percent)), std::to_string(right), std::to_string(left - 8),
           site_.voice.percent(percent).text});
    }
    append_day(svg, site_.trend.front().commit, left, "start");
    if (first_ != last_) append_day(svg, site_.trend.back().commit, right, "end");
  }

  void append_day(std::string& svg, const GitCommit& commit, long x, const char* at) const {
    svg += fill("<text x=\"{1}\" y=\"{2}\" text-anchor=\"{3}\">{4}</text>\n",
                {std::to_string(x), std::to_string(bottom_ + 22), at, site_.voice.day(commit).text});
  }

  void append_line(std::string& svg, std::size_t i) const {
    std::string path;
    for (const CoveragePoint& point : site_.trend) {
      const CatalogShare& share = point.languages[languages_[i]];
      if (!share.there) continue;
      path += (path.empty() ? "M" : "L") + std::to_string(x_of(point.commit.time)) + " " +
              std::to_string(y_of(share.percent()));
    }
    if (path.find('L') == std::string::npos) path += "h0.01";
    svg += "<path class=\"line c" + std::to_string(i % 6) + "\" d=\"" + path + "\"/>\n";
  }

  /// At the lines' ends, pushed apart where they would overlap.
  void append_names(std::string& svg) const {
    std::vector<std::size_t> order(languages_.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto end_of = [&](std::size_t i) { return site_.trend.back().languages[languages_[i]].percent(); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return end_of(a) > end_of(b); });
    std::vector<long> places(order.size());
    long lowest = bottom_;
    for (std::size_t n = order.size(); n-- > 0;) {  // from below
      places[n] = std::min(lowest, y_of(end_of(order[n])));
      lowest = places[n] - name_gap;
    }
    for (std::size_t n = 0; n < order.size(); ++n) {
      const std::string& tag = site_.survey.languages[languages_[order[n]]].language.tag;
      const unsigned end = end_of(order[n]);
      svg += fill(
          "<path class=\"lead-line\" d=\"M{1} {2}L{3} {4}\"/><text class=\"name\" x=\"{5}\" y=\"{4}\" "
          "dominant-baseline=\"middle\">\u2068<tspan lang=\"{6}\">{7}</tspan>\u2069 {8}</text>\n",
          {std::to_string(right + 4), std::to_string(y_of(end)), std::to_string(right + 34), std::to_string(places[n]),
           std::to_string(right + 40), escaped(tag).text, escaped(language_name(tag)).text,
           site_.voice.percent(end).text});
    }
  }

  const Site& site_;
  const std::vector<std::size_t>& languages_;
  std::int64_t first_ = 0, last_ = 0;
  long bottom_ = 0;
  unsigned highest_ = 100;
};

/// The newest catalogs tell something else than the pages do.
bool catalogs_lag(const Site& site, const std::vector<std::size_t>& languages) {
  return std::any_of(languages.begin(), languages.end(), [&](std::size_t i) {
    const CatalogShare& share = site.trend.back().languages[i];
    return share.there && share.words + share.words / 20 < site.survey.languages[i].whole.total().words;
  });
}

Html table(const Site& site, const std::vector<std::size_t>& languages) {
  const Voice& voice = site.voice;
  Html html("<details><summary>" + voice.say(N_("The same as a table")).text +
            "</summary>\n<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
            "aria-labelledby=\"trend\"><table>\n<thead><tr>");
  html += heading_cell(voice.say(N_("Commit")), false);
  for (const std::size_t i : languages)
    html += heading_cell(own_name(site, site.survey.languages[i].language.tag), true);
  html += Html("</tr></thead>\n<tbody>\n");
  for (const CoveragePoint& point : site.trend) {
    html += Html("<tr><th scope=\"row\">" + voice.date(point.commit).text + " " +
                 technical(point.commit.id.hex().substr(0, 10)).text + "</th>");
    for (const std::size_t i : languages) {
      const CatalogShare& share = point.languages[i];
      html +=
          Html("<td class=\"n\">" + (share.there ? voice.percent(share.percent()).text : std::string("–")) + "</td>");
    }
    html += Html("</tr>\n");
  }
  return Html(html.text + "</tbody></table></div></details>\n");
}

}  // namespace

Html trend(const Site& site, const std::vector<std::size_t>& languages) {
  const Voice& voice = site.voice;
  Html html("<h2 id=\"trend\">" + voice.say(N_("Over time")).text + "</h2>\n");
  if (site.trend.empty()) {
    return Html(html.text + "<p>" +
                (site.no_history ? voice.say(N_("Not known: {1}."), {voice.say(*site.no_history)})
                                 : voice.say(N_("Not known: no catalog is committed.")))
                    .text +
                "</p>\n");
  }
  html += Html("<p>" +
               voice
                   .say(N_("The share of the words in its catalog that a language has translated, by the commits "
                           "that changed catalogs."))
                   .text +
               "</p>\n");
  if (catalogs_lag(site, languages)) {
    html += Html("<p>" +
                 voice
                     .say(N_("Catalogs that lack texts of the pages look better here than above: run 'hexapla update' "
                             "and commit them."))
                     .text +
                 "</p>\n");
  }
  html += Html("<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-labelledby=\"trend\">" +
               Chart(site, languages).draw() + "</div>\n");
  html += table(site, languages);
  return html;
}

}  // namespace hexapla
