// What is open on one page in one language: each unit with its source, what changed in it, and its translation.
#include "hexapla/localize/extract.h"
#include "hexapla/report/site.h"
#include "hexapla/text/word_diff.h"
#include "hexapla/tracking/change.h"
#include "hexapla/tracking/origin.h"

namespace hexapla {

namespace {

Html diff_html(std::string_view before, std::string_view after) {
  Html html;
  for (const DiffPiece& piece : word_diff(before, after)) {
    const char* tag = piece.kind == DiffKind::Removed ? "del" : piece.kind == DiffKind::Added ? "ins" : nullptr;
    if (tag != nullptr) html.text += std::string("<") + tag + ">";
    append_escaped(html.text, text_of(piece, before, after));
    if (tag != nullptr) html.text += std::string("</") + tag + ">";
  }
  return html;
}

/// Writes the open units of one page.
class UnitPage {
 public:
  UnitPage(const Site& site, std::size_t language, std::size_t page)
      : site_(site),
        language_(site.survey.languages[language]),
        page_(site.survey.pages[page]),
        number_(page),
        file_(unit_file(language_, page_)) {}

  std::string write() const;

 private:
  Html lead() const;
  Html units() const;
  Html unit(std::size_t i) const;
  /// Texts without translation that stand together, from `i` on; `i` is behind them then.
  Html untranslated(std::size_t& i) const;
  Html facts(const SurveyUnit& unit, const SurveyEntry& entry) const;
  Html stale_facts(const Message& message) const;
  Html since(const UnitHistory& history) const;
  Html guess_facts(const Message& message) const;
  Html text(const std::string& tag, const Html& content) const;

  const Site& site_;
  const SurveyLanguage& language_;
  const SurveyPage& page_;
  std::size_t number_;
  std::string file_;
};

Html UnitPage::text(const std::string& tag, const Html& content) const {
  return Html("<div class=\"x\"" + language_attributes(site_, tag) + ">" + content.text + "</div>\n");
}

Html UnitPage::since(const UnitHistory& history) const {
  const Voice& voice = site_.voice;
  const Moment& moment = history.since;
  if (moment.kind == Moment::Kind::NotCommitted) return voice.say(N_("by a change that is not committed yet"));
  if (moment.commit == nullptr) return {};
  const GitCommit& commit = *moment.commit;
  const std::vector<Html> args = {voice.date(commit), technical(commit.id.hex().substr(0, 10)),
                                  Html("<bdi>" + escaped(commit.subject).text + "</bdi>"),
                                  Html("<bdi>" + escaped(commit.author).text + "</bdi>")};
  Html html = moment.kind == Moment::Kind::Before
                  ? voice.say(N_("since {1} or earlier, at the latest by commit {2}"), args)
                  : voice.say(N_("since {1}, by commit {2} “{3}” of {4}"), args);
  if (history.behind == 0) return html;
  return Html(html.text + "; " + voice.count(N_N("{1} commit behind", "{1} commits behind"), history.behind).text);
}

Html UnitPage::stale_facts(const Message& message) const {
  const Voice& voice = site_.voice;
  const ChangeClass what = classify(origin_of(message), text_of(message));
  Html html("<li>" +
            (what == ChangeClass::None ? voice.say(N_("to be looked at again: the source is the same"))
                                       : voice.say(N_("changed: {1}"), {voice.say(rule_of(what).title)}))
                .text +
            "</li>");
  const auto found = site_.history.find(&message);
  const Html moment = found == site_.history.end() ? Html() : since(found->second);
  if (!moment.empty()) html += Html("<li>" + moment.text + "</li>");
  return html;
}

Html UnitPage::guess_facts(const Message& message) const {
  if (!is_suggestion(message)) {
    return Html("<li>" + site_.voice.say(N_("doubtful: marked as fuzzy, without the text that it was made from")).text +
                "</li>");
  }
  for (const std::string_view comment : message.extracted) {
    if (!comment.starts_with(suggestion_prefix)) continue;
    return Html("<li>" +
                site_.voice
                    .say(N_("a suggestion: {1}"),
                         {Html("<bdi>" + escaped(comment.substr(suggestion_prefix.size())).text + "</bdi>")})
                    .text +
                "</li>");
  }
  return {};
}

Html UnitPage::facts(const SurveyUnit& unit, const SurveyEntry& entry) const {
  const Voice& voice = site_.voice;
  std::string lines;
  for (const std::uint32_t line : unit.lines) lines += (lines.empty() ? "" : ", ") + voice.number(line).text;
  Html html("<li>" + voice.say(N_("line {1}"), {Html(lines)}).text + "</li><li>" +
            technical(describe_kind(*unit.unit)).text + "</li>");
  if (!unit.unit->context.empty()) {
    html += Html("<li>" + voice.say(N_("context:")).text + " " + technical(unit.unit->context).text + "</li>");
  }
  html += Html("<li>" + voice.count(N_N("{1} word", "{1} words"), unit.words).text + "</li>");
  if (entry.state == State::Stale) html += stale_facts(*entry.message);
  if (entry.state == State::Guess) html += guess_facts(*entry.message);
  return html;
}

Html UnitPage::unit(std::size_t i) const {
  const SurveyUnit& unit = page_.units[i];
  const SurveyEntry& entry = language_.entries[number_][i];
  const std::string id = std::to_string(i + 1);
  Html html(std::string("<article class=\"unit ") + (entry.state == State::Stale ? "s" : "g") + "\" id=\"u" + id +
            "\">\n<h2><a href=\"#u" + id + "\">" + site_.voice.number(i + 1).text + "</a> " +
            state_name_of(site_, entry.state).text + "</h2>\n<ul class=\"facts\">" + facts(unit, entry).text +
            "</ul>\n");
  const bool changed = entry.state == State::Stale && entry.message->previous_msgid != entry.message->msgid;
  html += text(site_.project.config().source.tag,
               changed ? diff_html(entry.message->previous_msgid, unit.unit->text) : escaped(unit.unit->text));
  if (!entry.message->msgstr.empty()) {
    html += text(language_.language.tag, escaped(entry.message->msgstr.front()));
  }
  return Html(html.text + "</article>\n");
}

Html UnitPage::untranslated(std::size_t& i) const {
  Html html("<section class=\"unit u\">\n<h2>" + state_name_of(site_, State::Untranslated).text +
            "</h2>\n<ol class=\"texts\"" + language_attributes(site_, site_.project.config().source.tag) + ">\n");
  for (; i < page_.units.size() && language_.entries[number_][i].state == State::Untranslated; ++i) {
    html += Html("<li value=\"" + std::to_string(i + 1) + "\">" + escaped(page_.units[i].unit->text).text + "</li>\n");
  }
  return Html(html.text + "</ol>\n</section>\n");
}

Html UnitPage::units() const {
  Html html;
  for (std::size_t i = 0; i < page_.units.size();) {
    const State state = language_.entries[number_][i].state;
    if (state == State::Untranslated) {
      html += untranslated(i);
    } else {
      if (state != State::Translated) html += unit(i);
      ++i;
    }
  }
  return html;
}

Html UnitPage::lead() const {
  const Coverage& coverage = language_.pages[number_];
  const Tally open = open_work(coverage);
  const Voice& voice = site_.voice;
  return Html(
      "<p class=\"lead\">" +
      voice
          .say(N_("{1} of {2} need work, {3}. What is translated is not shown."),
               {voice.number(open.messages), voice.count(N_N("{1} unit", "{1} units"), coverage.total().messages),
                voice.count(N_N("{1} word", "{1} words"), open.words)})
          .text +
      "</p>\n" + bar(coverage).text + "\n");
}

std::string UnitPage::write() const {
  const Html title = technical(page_.file.path);
  Html content("<h1>" + title.text + "</h1>\n");
  content += lead();
  content += units();
  return whole_page(site_, file_, title,
                    {{"index.html", site_.voice.say(N_("Overview"))},
                     {language_file(language_), own_name(site_, language_.language.tag)}},
                    content);
}

}  // namespace

std::string unit_page(const Site& site, std::size_t language, std::size_t page) {
  return UnitPage(site, language, page).write();
}

}  // namespace hexapla
