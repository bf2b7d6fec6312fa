// Property: a configuration is read or refused, whatever its bytes: in bounded time, with a bounded list of faults that
// all lie inside the file; one that is accepted names no path that leads out of the project.
#include "hexapla/project/config.h"

#include "hexapla/project/glob.h"
#include "require.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace {

using namespace hexapla;

void require_inside(const std::string& path) {
  require(!path.empty() && path.front() != '/', "a path is relative");
  require(("/" + path + "/").find("/../") == std::string::npos, "a path does not climb");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const ConfigResult result = parse_config("hexapla.yaml", bytes);
  require(result.diagnostics.size() <= 101, "the list of faults is bounded");
  for (const Diagnostic& one : result.diagnostics) {
    require(one.position.line <= bytes.size() + 1, "faults lie inside the file");
    require(!describe(one).empty(), "faults can be said");
  }
  if (!result.ok()) return 0;
  const Config& config = result.config;
  require_inside(config.template_path.text);
  for (const char* hostile : {"fr", "pt_BR"}) {
    require_inside(expand_path(config.catalogs.text, hostile, "content/a.md"));
    require_inside(expand_path(config.output.text, hostile, "content/a.md"));
  }
  require(!config.content.empty(), "an accepted configuration has content");
  for (const ContentRule& rule : config.content) {
    require(!rule.pages.empty(), "every rule has pages");
    for (const ConfigText& text : rule.pages) {
      require_inside(text.text);
      Glob::Fault fault;
      const auto glob = Glob::parse(text.text, fault);
      require(glob.has_value(), "an accepted pattern is one");
      glob->matches("content/profiles/mss.md");
    }
  }
  return 0;
}
