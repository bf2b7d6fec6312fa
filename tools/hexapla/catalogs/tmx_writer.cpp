// One line an element, but for a segment, which is one line with all that it holds: white space in it counts.
#include "hexapla/catalogs/tmx.h"
#include "hexapla/catalogs/tmx_markup.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

void attribute_if(std::string& out, std::string_view name, std::string_view value) {
  if (!value.empty()) append_tmx_attribute(out, name, value);
}

void time_attribute(std::string& out, std::string_view name, TmxTime time) {
  if (time != no_tmx_time) attribute_if(out, name, format_tmx_time(time));
}

void detail_attributes(std::string& out, const TmxDetails& details) {
  time_attribute(out, "creationdate", details.created);
  attribute_if(out, "creationid", details.created_by);
  time_attribute(out, "changedate", details.changed);
  attribute_if(out, "changeid", details.changed_by);
}

void use_attributes(std::string& out, const TmxDetails& details) {
  if (details.usage_count >= 0) append_tmx_attribute(out, "usagecount", std::to_string(details.usage_count));
  time_attribute(out, "lastusagedate", details.last_used);
}

void notes_and_props(std::string& out, std::string_view indent, const TmxDetails& details) {
  for (const std::string& note : details.notes) {
    out += indent;
    out += "<note>";
    append_tmx_text(out, note);
    out += "</note>\n";
  }
  for (const TmxProp& prop : details.props) {
    out += indent;
    out += "<prop";
    append_tmx_attribute(out, "type", prop.type);
    out += '>';
    append_tmx_text(out, prop.text);
    out += "</prop>\n";
  }
}

/// All texts of an element, until one has a problem.
class Inspector {
 public:
  bool inspect(std::string_view text) {
    problem = find_tmx_problem(text);
    return problem.msgid[0] == '\0';
  }
  bool inspect(const TmxDetails& details) {
    return inspect(details.created_by) && inspect(details.changed_by) &&
           std::all_of(details.notes.begin(), details.notes.end(),
                       [this](const auto& note) { return inspect(note); }) &&
           std::all_of(details.props.begin(), details.props.end(),
                       [this](const auto& prop) { return inspect(prop.type) && inspect(prop.text); });
  }
  bool inspect(const TmxVariant& variant) {
    if (variant.lang.empty()) {
      problem = N_("a text without its language");
      return false;
    }
    return inspect(variant.lang) && inspect(variant.text) && inspect(variant.details) &&
           std::all_of(variant.codes.begin(), variant.codes.end(),
                       [this](const auto& code) { return inspect(code.type); });
  }
  bool inspect(const TmxUnit& unit) {
    if (unit.variants.empty()) {
      problem = N_("a unit without text");
      return false;
    }
    return inspect(unit.id) && inspect(unit.source_lang) && inspect(unit.details) &&
           std::all_of(unit.variants.begin(), unit.variants.end(),
                       [this](const auto& variant) { return inspect(variant); });
  }

  Phrase problem;
};

/// XML takes no others; what a file read had there may be anything.
std::string_view segment_type(std::string_view type) {
  for (const std::string_view known : {"block", "paragraph", "sentence", "phrase"}) {
    if (type == known) return known;
  }
  return "block";
}

}  // namespace

TmxWriter::TmxWriter(const TmxHeader& header, std::string& out) : out_(out), source_lang_(header.source_lang) {
  out_ +=
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE tmx SYSTEM \"tmx14.dtd\">\n<tmx version=\"1.4\">\n  "
      "<header";
  append_tmx_attribute(out_, "creationtool", header.creation_tool);
  append_tmx_attribute(out_, "creationtoolversion", header.creation_tool_version);
  append_tmx_attribute(out_, "segtype", segment_type(header.segment_type));
  append_tmx_attribute(out_, "o-tmf", header.original_format);
  append_tmx_attribute(out_, "adminlang", header.admin_lang);
  append_tmx_attribute(out_, "srclang", header.source_lang);
  append_tmx_attribute(out_, "datatype", header.data_type);
  append_tmx_attribute(out_, "o-encoding", "UTF-8");
  detail_attributes(out_, header.details);
  if (header.details.notes.empty() && header.details.props.empty()) {
    out_ += "/>\n";
  } else {
    out_ += ">\n";
    notes_and_props(out_, "    ", header.details);
    out_ += "  </header>\n";
  }
  out_ += "  <body>\n";
}

bool TmxWriter::add(const TmxUnit& unit) {
  Inspector inspector;
  if (!inspector.inspect(unit)) {
    problem_ = std::move(inspector.problem);
    return false;
  }
  const std::size_t before = out_.size();
  out_ += "    <tu";
  attribute_if(out_, "tuid", unit.id);
  use_attributes(out_, unit.details);
  detail_attributes(out_, unit.details);
  if (unit.source_lang != source_lang_) attribute_if(out_, "srclang", unit.source_lang);
  out_ += ">\n";
  notes_and_props(out_, "      ", unit.details);
  for (const TmxVariant& variant : unit.variants) {
    out_ += "      <tuv";
    append_tmx_attribute(out_, "xml:lang", variant.lang);
    use_attributes(out_, variant.details);
    detail_attributes(out_, variant.details);
    out_ += ">\n";
    notes_and_props(out_, "        ", variant.details);
    out_ += "        <seg>";
    if (!append_tmx_segment(out_, variant)) {
      out_.resize(before);
      problem_ = N_("codes that do not nest");
      return false;
    }
    out_ += "</seg>\n      </tuv>\n";
  }
  out_ += "    </tu>\n";
  return true;
}

void TmxWriter::finish() {
  out_ += "  </body>\n</tmx>\n";
}

}  // namespace hexapla
