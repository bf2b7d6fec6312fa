#include "cli/json.h"

#include <nlohmann/json.hpp>

namespace hexapla::cli {
namespace {

const char* severity_name(Severity severity) {
  switch (severity) {
    case Severity::Error:
      return "error";
    case Severity::Warning:
      return "warning";
    case Severity::Note:
      break;
  }
  return "note";
}

}  // namespace

Json to_json(const std::vector<Diagnostic>& diagnostics) {
  Json list = Json::array();
  for (const auto& diagnostic : diagnostics) {
    Json item = {{"severity", severity_name(diagnostic.severity)}, {"id", diagnostic.id}, {"file", diagnostic.file}};
    if (diagnostic.position.line) {
      item["line"] = diagnostic.position.line;
      item["column"] = diagnostic.position.column;
    }
    item["message"] = in_english(diagnostic.message);
    if (*diagnostic.hint.msgid) item["hint"] = in_english(diagnostic.hint);
    list.push_back(std::move(item));
  }
  return list;
}

void print(const Json& json, Console& console) {
  // File names and offending lines may hold any bytes; JSON may not.
  console.result(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace hexapla::cli
