// Elements count only where TMX has them; what stands elsewhere is passed over with all that is in it, as are elements
// that nobody knows.
#include "hexapla/catalogs/tmx_builder.h"

#include <utility>

namespace hexapla {

TmxElement TmxBuilder::element_of(std::string_view name) const {
  const TmxElement above = parent();
  switch (above) {
    case TmxElement::Tmx:
      if (name == "header") return TmxElement::Header;
      return name == "body" ? TmxElement::Body : TmxElement::Unknown;
    case TmxElement::Body:
      return name == "tu" ? TmxElement::Unit : TmxElement::Unknown;
    case TmxElement::Unit:
    case TmxElement::Variant:
    case TmxElement::Header:
      if (name == "tuv" && above == TmxElement::Unit) return TmxElement::Variant;
      if (name == "seg" && above == TmxElement::Variant && !has_segment_) return TmxElement::Segment;
      if (name == "note") return TmxElement::Note;
      return name == "prop" ? TmxElement::Prop : TmxElement::Unknown;
    default:
      return TmxElement::Unknown;
  }
}

void TmxBuilder::start(const char* name, const char** attributes) {
  if (elements_.size() >= limits_.depth) {
    return refuse({N_("more than {1} elements within each other"), {std::to_string(limits_.depth)}});
  }
  if (elements_.empty()) {
    if (std::string_view(name) != "tmx") {
      return report_.fail("tmx-syntax", {N_("this is no TMX file: its first element is <{1}>"), {name}}, {});
    }
    elements_.push_back(TmxElement::Tmx);
    return start_tmx(attributes);
  }
  if (in_segment()) {
    elements_.push_back(TmxElement::Inline);
    return start_inline(name, attributes);
  }
  const TmxElement element = element_of(name);
  switch (element) {
    case TmxElement::Header:
      start_header(attributes);
      break;
    case TmxElement::Unit:
      start_unit(attributes);
      break;
    case TmxElement::Variant:
      start_variant(attributes);
      break;
    case TmxElement::Segment:
      start_segment();
      break;
    case TmxElement::Note:
    case TmxElement::Prop:
      start_note_or_prop(element == TmxElement::Prop, attributes);
      break;
    case TmxElement::Unknown:
      know(name);
      break;
    default:
      break;
  }
  elements_.push_back(element);
  if (element == TmxElement::Segment) segment_depth_ = elements_.size();
}

void TmxBuilder::end() {
  const TmxElement element = elements_.back();
  elements_.pop_back();
  switch (element) {
    case TmxElement::Inline:
      return segment_.close();
    case TmxElement::Segment:
      segment_depth_ = 0;
      return segment_.finish();
    case TmxElement::Note:
    case TmxElement::Prop:
      into_ = nullptr;
      return;
    case TmxElement::Variant:
      return finish_variant();
    case TmxElement::Unit:
      return finish_unit();
    default:
      return;
  }
}

void TmxBuilder::text(std::string_view text) {
  if (in_segment()) {
    if (count_bytes(segment_.bytes(), text.size())) segment_.add(text);
  } else if (into_ != nullptr) {
    // Not from what stands in an element within the note.
    const TmxElement element = parent();
    if ((element == TmxElement::Note || element == TmxElement::Prop) && count_bytes(into_->size(), text.size())) {
      *into_ += text;
    }
  }
}

TmxDetails& TmxBuilder::details() {
  switch (parent()) {
    case TmxElement::Variant:
      return unit_.variants.back().details;
    case TmxElement::Unit:
      return unit_.details;
    default:
      return header_.details;
  }
}

void TmxBuilder::start_tmx(Attributes attributes) {
  header_ = {"", "", "", "", "", "", "", "", {}};
  for (; *attributes != nullptr; attributes += 2) {
    if (std::string_view(*attributes) == "version") {
      keep(header_.version, attributes[1]);
    } else {
      know(*attributes);
    }
  }
}

void TmxBuilder::start_header(Attributes attributes) {
  parts_ = unit_bytes_ = 0;
  static constexpr std::pair<std::string_view, std::string TmxHeader::*> members[] = {
      {"creationtool", &TmxHeader::creation_tool}, {"creationtoolversion", &TmxHeader::creation_tool_version},
      {"segtype", &TmxHeader::segment_type},       {"o-tmf", &TmxHeader::original_format},
      {"adminlang", &TmxHeader::admin_lang},       {"srclang", &TmxHeader::source_lang},
      {"datatype", &TmxHeader::data_type},
  };
  for (; *attributes != nullptr; attributes += 2) {
    const std::string_view name = *attributes;
    bool known = false;
    for (const auto& [attribute, member] : members) {
      if (name != attribute) continue;
      keep(header_.*member, attributes[1]);
      known = true;
    }
    if (!known && !keep_detail(header_.details, name, attributes[1])) know(*attributes);
  }
}

void TmxBuilder::start_unit(Attributes attributes) {
  unit_ = {};
  parts_ = unit_bytes_ = 0;
  unit_.line = report_.line();
  unit_.variants.reserve(2);
  unit_.source_lang = header_.source_lang;
  for (; *attributes != nullptr; attributes += 2) {
    const std::string_view name = *attributes;
    if (name == "tuid") {
      keep(unit_.id, attributes[1]);
    } else if (name == "srclang") {
      keep(unit_.source_lang, attributes[1]);
    } else if (!keep_detail(unit_.details, name, attributes[1])) {
      know(*attributes);
    }
  }
}

void TmxBuilder::start_variant(Attributes attributes) {
  has_segment_ = false;
  TmxVariant& variant = unit_.variants.emplace_back();
  variant.line = report_.line();
  if (!count_part()) return;
  const char* old_lang = nullptr;
  for (; *attributes != nullptr; attributes += 2) {
    const std::string_view name = *attributes;
    if (name == "xml:lang") {
      keep(variant.lang, attributes[1]);
    } else if (name == "lang") {
      old_lang = attributes[1];
    } else if (!keep_detail(variant.details, name, attributes[1])) {
      know(*attributes);
    }
  }
  if (variant.lang.empty() && old_lang != nullptr) keep(variant.lang, old_lang);
  if (variant.lang.empty()) report_.warn("tmx-unit", N_("this <tuv> does not say its language (xml:lang)"), {});
}

void TmxBuilder::start_segment() {
  has_segment_ = true;
  TmxVariant& variant = unit_.variants.back();
  variant.line = report_.line();
  segment_.start(variant);
}

void TmxBuilder::start_inline(std::string_view name, Attributes attributes) {
  std::string_view number;
  std::string_view type;
  std::string_view position;
  for (Attributes at = attributes; *at != nullptr; at += 2) {
    const std::string_view attribute = *at;
    if (attribute == "i") {
      number = at[1];
    } else if (attribute == "type") {
      type = at[1];
    } else if (attribute == "pos") {
      position = at[1];
    } else if (attribute != "x") {
      know(*at);
    }
  }
  if (segment_.codes() >= limits_.codes) {
    return refuse({N_("more than {1} codes in one text"), {std::to_string(limits_.codes)}});
  }
  if (!count_bytes(0, type.size())) return;
  if (name == "bpt") return segment_.open(TmxCodeKind::Open, number, type);
  if (name == "ept") return segment_.open(TmxCodeKind::Close, number, {});
  if (name == "ph" || name == "ut") return segment_.open(TmxCodeKind::Single, {}, type);
  if (name == "sub") return segment_.open(TmxCodeKind::Sub, {}, type);
  if (name == "hi") return segment_.open(TmxCodeKind::Highlight, {}, type);
  if (name == "it") {
    return segment_.open(position == "begin" ? TmxCodeKind::Open
                         : position == "end" ? TmxCodeKind::Close
                                             : TmxCodeKind::Single,
                         {}, type);
  }
  know(std::string(name).c_str());
  segment_.open_unknown();
}

void TmxBuilder::start_note_or_prop(bool prop, Attributes attributes) {
  if (!count_part()) return;
  TmxDetails& to = details();
  into_ = prop ? &to.props.emplace_back().text : &to.notes.emplace_back();
  for (; *attributes != nullptr; attributes += 2) {
    if (prop && std::string_view(*attributes) == "type") {
      keep(to.props.back().type, attributes[1]);
    } else {
      know(*attributes);
    }
  }
}

void TmxBuilder::finish_variant() {
  if (has_segment_) return;
  report_.warn("tmx-unit", N_("this <tuv> has no <seg>; it is left out"), {});
  unit_.variants.pop_back();
}

void TmxBuilder::finish_unit() {
  if (unit_.variants.empty()) {
    report_.warn("tmx-unit", N_("this <tu> has no text; it is left out"), {});
  } else {
    units_.push_back(std::move(unit_));
  }
}

}  // namespace hexapla
