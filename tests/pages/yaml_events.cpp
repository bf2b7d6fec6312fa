#include "yaml_events.h"

#include "hexapla/base/arena.h"
#include "hexapla/pages/yaml/events.h"
#include "hexapla/pages/yaml/scalar.h"

#include <sstream>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace hexapla::yaml_oracle {
namespace {

void add_value(std::string& out, std::string_view value) {
  while (!value.empty() && value.back() == '\n') value.remove_suffix(1);
  if (value.empty()) {
    out += "null\n";
    return;
  }
  out += '=';
  for (const char c : value) c == '\n' ? out += "\\n" : out += c;
  out += '\n';
}

class Own : public yaml::Handler {
 public:
  Own(std::string_view text, std::string& out) : text_(text), out_(out) {}
  void document(std::size_t) override { out_ += "document\n"; }
  void begin_map(const yaml::Token&, const yaml::Properties&) override { out_ += "{\n"; }
  void end_map(std::size_t) override { out_ += "}\n"; }
  void begin_list(const yaml::Token&, const yaml::Properties&) override { out_ += "[\n"; }
  void end_list(std::size_t) override { out_ += "]\n"; }
  void scalar(const yaml::Token& token, const yaml::Properties& properties) override {
    const std::string_view raw = slice(text_, token.span);
    const bool null = raw == "~" || raw == "null" || raw == "Null" || raw == "NULL";
    if (null && properties.tag.empty()) {
      out_ += "null\n";
    } else {
      add_value(out_, yaml::decode_scalar(text_, token, arena_));
    }
  }
  void empty(std::size_t, const yaml::Properties&) override { out_ += "null\n"; }
  void alias(const yaml::Token&) override { out_ += "*\n"; }

 private:
  std::string_view text_;
  std::string& out_;
  Arena arena_;
};

class Theirs : public YAML::EventHandler {
 public:
  explicit Theirs(std::string& out) : out_(out) {}
  void OnDocumentStart(const YAML::Mark&) override { out_ += "document\n"; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override { out_ += "null\n"; }
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override { out_ += "*\n"; }
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string& value) override {
    add_value(out_, value);
  }
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    out_ += "[\n";
  }
  void OnSequenceEnd() override { out_ += "]\n"; }
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {
    out_ += "{\n";
  }
  void OnMapEnd() override { out_ += "}\n"; }

 private:
  std::string& out_;
};

}  // namespace

std::optional<std::string> own_events(std::string_view text) {
  std::string out;
  std::vector<yaml::Token> tokens;
  Own own(text, out);
  if (yaml::scan_tokens(text, make_span(0, text.size()), tokens)) return std::nullopt;
  if (yaml::parse_events(tokens, own)) return std::nullopt;
  return out;
}

std::optional<std::string> yaml_cpp_events(const std::string& text) {
  std::string out;
  try {
    std::istringstream in(text);
    YAML::Parser parser(in);
    Theirs theirs(out);
    // It reads a document for ever where a token belongs to none.
    while (parser.HandleNextDocument(theirs)) {
      if (out.size() > 20 * text.size() + 1000) return std::nullopt;
    }
  } catch (const YAML::Exception&) {
    return std::nullopt;
  }
  return out;
}

}  // namespace hexapla::yaml_oracle
