#include "cli/help.h"

#include "cli/locale.h"
#include "cli/wrap.h"
#include "hexapla/text/segment.h"

#include <CLI/CLI.hpp>

namespace hexapla::cli {
namespace {

constexpr std::size_t margin = 4;
constexpr std::size_t hanging = 8;
constexpr std::size_t wide_hang = 14;  // for the names of commands

/// "-o, --output FILE"; a positional's name alone.
std::string heading_of(const CLI::Option& option) {
  if (option.get_positional() && option.get_lnames().empty()) return option.get_name(true);
  std::string heading;
  for (const auto& name : option.get_snames()) heading += (heading.empty() ? "-" : ", -") + name;
  for (const auto& name : option.get_lnames()) heading += (heading.empty() ? "--" : ", --") + name;
  if (option.get_items_expected_max() > 0) heading += " " + option.get_type_name();
  return heading;
}

/// Options that have something to say; an empty description hides one.
std::vector<const CLI::Option*> described(const CLI::App& app) {
  std::vector<const CLI::Option*> options;
  for (const auto* option : app.get_options()) {
    if (!option->get_description().empty()) options.push_back(option);
  }
  return options;
}

/// Sections of a manual, on a terminal or in troff: one walk, two writers.
class Writer {
 public:
  virtual ~Writer() = default;
  virtual void section(const char* title) = 0;
  virtual void paragraph(const std::string& text) = 0;
  /// `hang`: where the text starts; a term that is too long has a line of its own.
  virtual void entry(const std::string& term, const std::string& text, std::size_t hang = hanging) = 0;
  virtual void line(const std::string& text) = 0;
};

class Screen : public Writer {
 public:
  Screen(std::string& out, std::size_t width, bool colors) : out_(out), width_(width), paint_{colors} {}
  void section(const char* title) override {
    if (!out_.empty()) out_ += '\n';
    out_ += paint_("1", tr(title)) + '\n';
    fresh_ = true;
  }
  void paragraph(const std::string& text) override {
    if (!fresh_) out_ += '\n';
    append_wrapped(out_, text, margin, width_, paint_.on);
    fresh_ = false;
  }
  void entry(const std::string& term, const std::string& text, std::size_t hang) override {
    out_.append(margin, ' ') += paint_("1", term);
    const std::size_t used = margin + display_width(term);
    std::string wrapped;
    append_wrapped(wrapped, text, hang, width_, paint_.on);
    if (used + 2 <= hang) {  // a short term shares the first line of its text
      out_.append(hang - used, ' ').append(wrapped, hang, std::string::npos);
    } else {
      out_.append("\n").append(wrapped);
    }
  }
  void line(const std::string& text) override { out_.append(margin, ' ').append(text) += '\n'; }

 private:
  std::string& out_;
  std::size_t width_;
  Paint paint_;
  bool fresh_ = true;
};

class Troff : public Writer {
 public:
  Troff(std::string& out, const std::string& name) : out_(out) {
    out_ += ".TH " + quoted(name) + " 1 \"\" \"hexapla " HEXAPLA_VERSION "\" \"Hexapla\"\n.nh\n.ad l\n";
  }
  void section(const char* title) override { out_ += ".SH " + quoted(tr(title)) + "\n"; }
  void paragraph(const std::string& text) override { out_ += ".PP\n" + escaped(text) + "\n"; }
  void entry(const std::string& term, const std::string& text, std::size_t) override {
    out_ += ".TP\n\\fB" + escaped(term) + "\\fR\n" + escaped(text) + "\n";
  }
  void line(const std::string& text) override { out_ += escaped(text) + "\n.br\n"; }

 private:
  static std::string quoted(const std::string& text) { return '"' + escaped(text) + '"'; }
  static std::string escaped(const std::string& text) {
    std::string out;
    bool bold = false;
    for (char c : text) {
      if (c == '`') {
        bold = !bold;
        out += bold ? "\\fB" : "\\fR";
      } else if (c == '\\') {
        out += "\\e";
      } else if (c == '-') {
        out += "\\-";
      } else if (out.empty() && (c == '.' || c == '\'')) {
        out.append("\\&") += c;
      } else {
        out += c;
      }
    }
    return out;
  }
  std::string& out_;
};

void write_options(Writer& writer, const CLI::App& app, const char* title) {
  auto options = described(app);
  if (options.empty()) return;
  writer.section(title);
  for (const auto* option : options) writer.entry(heading_of(*option), tr(option->get_description().c_str()));
}

void write_exit_status(Writer& writer, const Manual& manual) {
  writer.section(N_("EXIT STATUS"));
  writer.entry("0", tr(manual.success));
  if (manual.finding) writer.entry("1", tr(manual.finding));
  writer.entry("2", tr("The work could not be done: wrong arguments, a file that cannot be read or written, a page or "
                       "catalog that is broken. Nothing was changed."));
}

void write_manual(Writer& writer, const Command& command, const CLI::App& root) {
  const Manual& manual = *command.manual;
  writer.section(N_("NAME"));
  writer.line(std::string("hexapla-") + manual.name + " - " + tr(manual.summary));
  writer.section(N_("SYNOPSIS"));
  for (const char* synopsis : manual.synopsis) writer.line(synopsis);
  writer.section(N_("DESCRIPTION"));
  for (const char* paragraph : manual.description) writer.paragraph(tr(paragraph));
  write_options(writer, *command.app, N_("OPTIONS"));
  write_options(writer, root, N_("OPTIONS OF EVERY COMMAND"));
  write_exit_status(writer, manual);
  writer.section(N_("EXAMPLES"));
  for (const auto& example : manual.examples) writer.entry(example.command, tr(example.text));
}

void write_overview(Writer& writer, const std::vector<Command>& commands, const CLI::App& root) {
  writer.section(N_("NAME"));
  writer.line("hexapla - " + tr("keeps pages and their translations in step"));
  writer.section(N_("SYNOPSIS"));
  writer.line("hexapla COMMAND [OPTION...] [ARGUMENT...]");
  writer.line("hexapla help COMMAND");
  writer.section(N_("DESCRIPTION"));
  writer.paragraph(
      tr("Hexapla takes the texts out of Markdown and YAML pages into gettext catalogs, follows the pages as they "
         "change, and lays the translations back into pages of exactly the same form: not a byte outside the "
         "translated texts is different."));
  writer.paragraph(
      tr("In a folder with a `hexapla.yaml` (here or above) the commands work on the whole project. Without one they "
         "work on the files that they are given."));
  writer.section(N_("COMMANDS"));
  for (const auto& command : commands) writer.entry(command.manual->name, tr(command.manual->summary), wide_hang);
  writer.entry("help", tr("show the manual of a command"), wide_hang);
  write_options(writer, root, N_("OPTIONS OF EVERY COMMAND"));
  writer.section(N_("ENVIRONMENT"));
  writer.entry("LANGUAGE, LC_ALL, LC_MESSAGES, LANG", tr("The language in which Hexapla speaks."));
  writer.entry("NO_COLOR", tr("Set to anything: no colours, unless `--color always` asks for them."));
  writer.entry("SOURCE_DATE_EPOCH", tr("The time that is written into new templates, in seconds since 1970."));
  writer.section(N_("EXIT STATUS"));
  writer.entry("0", tr("All is well."));
  writer.entry("1", tr("The command found something that somebody should look at."));
  writer.entry("2", tr("The work could not be done."));
  writer.section(N_("EXAMPLES"));
  writer.entry("hexapla verify content/*.md", tr("Would my pages survive?"));
  writer.entry("hexapla init && hexapla update fr && hexapla status",
               tr("Start a project with a first language, and see where it stands."));
}

}  // namespace

std::string help_of(const Command& command, const CLI::App& root, std::size_t width, bool colors) {
  std::string out;
  Screen screen(out, width, colors);
  write_manual(screen, command, root);
  return out;
}

std::string overview(const std::vector<Command>& commands, const CLI::App& root, std::size_t width, bool colors) {
  std::string out;
  Screen screen(out, width, colors);
  write_overview(screen, commands, root);
  return out;
}

std::string man_page_of(const Command& command, const CLI::App& root) {
  std::string out;
  Troff troff(out, std::string("hexapla-") + command.manual->name);
  write_manual(troff, command, root);
  return out;
}

std::string man_overview(const std::vector<Command>& commands, const CLI::App& root) {
  std::string out;
  Troff troff(out, "hexapla");
  write_overview(troff, commands, root);
  return out;
}

}  // namespace hexapla::cli
