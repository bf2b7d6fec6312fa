#include "hexapla/site/depfile.h"

namespace hexapla {

namespace {

void append_name(std::string& out, std::string_view name) {
  for (const char c : name) {
    if (c == ' ' || c == '#' || c == '\\' || c == ':') out += '\\';
    if (c == '$') out += '$';
    out += c;
  }
}

}  // namespace

std::string depfile_of(std::string_view target, const std::vector<std::string>& inputs) {
  std::string out;
  append_name(out, target);
  out += ':';
  for (const std::string& input : inputs) {
    out += " \\\n  ";
    append_name(out, input);
  }
  return out + "\n";
}

}  // namespace hexapla
