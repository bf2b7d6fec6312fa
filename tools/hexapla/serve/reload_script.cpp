#include "hexapla/serve/reload_script.h"

namespace hexapla {

std::string_view reload_script() {
  return R"("use strict";
{
  const own = new URL(document.currentScript.src).searchParams.get("v");
  const events = new EventSource("/.hexapla/events");
  let box = null;
  events.addEventListener("version", (event) => {
    if (event.data !== own) location.reload();
  });
  events.addEventListener("faults", (event) => {
    if (box) box.remove();
    box = null;
    if (!event.data) return;
    box = document.createElement("pre");
    box.textContent = event.data;
    box.dir = "ltr";
    box.lang = "";
    box.setAttribute("role", "alert");
    Object.assign(box.style, {
      position: "fixed", insetInline: "0", insetBlockEnd: "0", maxBlockSize: "50vh", margin: "0", padding: "1rem",
      overflow: "auto", whiteSpace: "pre-wrap", font: "14px/1.4 monospace", background: "#3b0d0d", color: "#fff",
      zIndex: "9999",
    });
    document.body.append(box);
  });
}
)";
}

std::string with_script(std::string page, const std::string& version) {
  const std::size_t end = page.rfind("</body>");
  std::string element = "<script src=\"" + std::string(script_address) + "?v=" + version + "\" defer></script>\n";
  page.insert(end == std::string::npos ? page.size() : end, element);
  return page;
}

std::string event_text(std::string_view name, std::string_view text) {
  std::string out = "event: " + std::string(name) + "\n";
  for (std::size_t at = 0;;) {
    const std::size_t end = text.find_first_of("\r\n", at);
    out.append("data: ").append(text.substr(at, end == std::string_view::npos ? end : end - at)).append("\n");
    if (end == std::string_view::npos) return out + "\n";
    at = end + 1;
  }
}

}  // namespace hexapla
