// Whatever a request asks for, the answer is a file below the site's folder, a way within the site, or nothing. A host
// that is taken for this machine is localhost or an address, never another name.
#include "hexapla/serve/request_path.h"
#include "require.h"

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

using namespace hexapla;
namespace fs = std::filesystem;

/// With everything that an answer might leave it by. Left behind: a harness may end at any time.
const std::string& site() {
  static const std::string folder = [] {
    std::string name = (fs::temp_directory_path() / "hexapla-fuzz-XXXXXX").string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    fs::create_directories(name + "/site/fr/a b");
    for (const char* file :
         {"/secret", "/site/index.html", "/site/fr/404.html", "/site/fr/a b/index.html", "/site/.x"}) {
      std::ofstream(name + file) << "x";
    }
    fs::create_directory_symlink(name, name + "/site/up");
    fs::create_symlink(name + "/secret", name + "/site/out");
    return fs::canonical(name + "/site").string();
  }();
  return folder;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const SiteAnswer answer = answer_to(site(), text);
  if (answer.kind == SiteAnswer::Kind::Redirect) {
    require(answer.target.size() > 1 && answer.target[0] == '/' && answer.target[1] != '/',
            "the way is within the site");
  } else if (!answer.target.empty()) {
    require(answer.target.starts_with(site() + "/"), "the file is one of the site's");
    require(answer.target.find("/.") == std::string::npos, "and not hidden");
  }
  require(!content_type(text).empty(), "everything has a type");
  if (is_own_host(text)) {
    const bool is_name = text.size() >= 9 && (text[0] == 'l' || text[0] == 'L');
    require(is_name || text.find_first_of("0123456789[") == 0, "localhost or an address");
  }
  return 0;
}
