#include "tmx_tools.h"

#include "hexapla/base/file.h"

#include <catch2/catch.hpp>

namespace hexapla::test {

std::string TmxRead::problems() const {
  std::string out;
  for (const Diagnostic& diagnostic : diagnostics) out += describe(diagnostic) + "\n";
  return out;
}

TmxRead read_tmx(std::string_view bytes, const TmxLimits& limits) {
  TmxRead result;
  TmxReader reader("test.tmx", bytes, limits);
  while (TmxUnit* unit = reader.next()) result.units.push_back(std::move(*unit));
  result.header = reader.header();
  result.diagnostics = reader.diagnostics();
  result.ok = reader.ok();
  return result;
}

std::string tmx_case(const std::string& name) {
  return read_file(std::string(HEXAPLA_TESTS_DIR) + "/cases/tmx/" + name);
}

std::string write_tmx(const std::vector<TmxUnit>& units, const TmxHeader& header) {
  std::string out;
  TmxWriter writer(header, out);
  for (const TmxUnit& unit : units) {
    const bool added = writer.add(unit);
    INFO(in_english(writer.problem()));
    REQUIRE(added);
  }
  writer.finish();
  return out;
}

namespace {

std::string opening(const TmxCode& code) {
  const std::string number = code.pair == 0 ? "it" : std::to_string(code.pair);
  switch (code.kind) {
    case TmxCodeKind::Single:
      return "{ph";
    case TmxCodeKind::Open:
      return "{" + number;
    case TmxCodeKind::Close:
      return "{/" + number;
    case TmxCodeKind::Sub:
      return "{sub";
    case TmxCodeKind::Highlight:
      break;
  }
  return "{hi";
}

std::string shown(const TmxDetails& details) {
  std::string out;
  if (details.created != no_tmx_time) out += " created=" + format_tmx_time(details.created);
  if (details.changed != no_tmx_time) out += " changed=" + format_tmx_time(details.changed);
  if (details.last_used != no_tmx_time) out += " used=" + format_tmx_time(details.last_used);
  if (details.usage_count >= 0) out += " times=" + std::to_string(details.usage_count);
  if (!details.created_by.empty()) out += " by=" + details.created_by;
  if (!details.changed_by.empty()) out += " by2=" + details.changed_by;
  for (const std::string& note : details.notes) out += " note=" + note;
  for (const TmxProp& prop : details.props) out += " " + prop.type + "=" + prop.text;
  return out;
}

}  // namespace

std::string shown(const TmxVariant& variant) {
  std::string out;
  std::vector<const TmxCode*> open;
  std::size_t at = 0;
  const auto close_up_to = [&](std::size_t offset, bool also_there) {
    while (!open.empty() && (open.back()->span.end < offset || (also_there && open.back()->span.end == offset))) {
      out += variant.text.substr(at, open.back()->span.end - at) + "}";
      at = open.back()->span.end;
      open.pop_back();
    }
  };
  for (const TmxCode& code : variant.codes) {
    close_up_to(code.span.begin, code.kind != TmxCodeKind::Sub);
    if (code.kind == TmxCodeKind::Sub && open.back()->kind == TmxCodeKind::Sub) close_up_to(code.span.begin, true);
    out += variant.text.substr(at, code.span.begin - at) + opening(code) + (code.type.empty() ? "" : ":" + code.type) +
           " ";
    at = code.span.begin;
    open.push_back(&code);
  }
  close_up_to(variant.text.size(), true);
  return out + variant.text.substr(at);
}

std::string shown(const TmxUnit& unit) {
  std::string out = "tu " + unit.id + " from " + unit.source_lang + shown(unit.details) + "\n";
  for (const TmxVariant& variant : unit.variants) {
    out += "  " + variant.lang + shown(variant.details) + ": " + shown(variant) + "\n";
  }
  return out;
}

std::string shown(const std::vector<TmxUnit>& units) {
  std::string out;
  for (const TmxUnit& unit : units) out += shown(unit);
  return out;
}

std::string tmx_file(const std::string& body) {
  return "<?xml version=\"1.0\"?>\n<tmx version=\"1.4\">\n<header srclang=\"en\"/>\n<body>\n" + body +
         "</body>\n</tmx>\n";
}

std::string tmx_unit(const std::string& english, const std::string& french) {
  return "<tu><tuv xml:lang=\"en\"><seg>" + english + "</seg></tuv><tuv xml:lang=\"fr\"><seg>" + french +
         "</seg></tuv></tu>\n";
}

}  // namespace hexapla::test
