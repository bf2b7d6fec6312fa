#include "gettext_tools.h"

#include "hexapla/catalogs/po.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

namespace hexapla::test {

ToolResult run_on(const std::string& command, const std::string& text, const std::string& suffix, bool with_errors) {
  std::string path = "/tmp/hexapla-test-XXXXXX" + suffix;
  const int descriptor = mkstemps(path.data(), static_cast<int>(suffix.size()));
  REQUIRE(descriptor >= 0);
  close(descriptor);
  std::ofstream(path, std::ios::binary) << text;
  ToolResult result;
  const std::string line = "LC_ALL=C.UTF-8 " + command + " " + path + (with_errors ? " 2>&1" : " 2>/dev/null");
  FILE* const pipe = popen(line.c_str(), "r");
  REQUIRE(pipe != nullptr);
  char buffer[65536];
  for (std::size_t size = 0; (size = fread(buffer, 1, sizeof buffer, pipe)) > 0;) result.output.append(buffer, size);
  const int status = pclose(pipe);
  result.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  unlink(path.c_str());
  return result;
}

ToolResult msgcat(const std::string& text, const std::string& suffix) {
  return run_on("msgcat --to-code=UTF-8", text, suffix);
}

ToolResult msgfmt(const std::string& text) {
  return run_on("msgfmt -c -o /dev/null", text);
}

std::string formatted(const std::string& text, const std::string& file) {
  const auto result = read_po(file, text);
  for (const auto& diagnostic : result.diagnostics) UNSCOPED_INFO(describe(diagnostic));
  std::string out;
  write_po(result.catalog, out);
  return out;
}

}  // namespace hexapla::test
