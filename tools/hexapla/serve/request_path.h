// What a request for a file of a site leads to. Requests are anybody's: whatever stands in them, no other file than one
// of the site's folder is the answer.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace hexapla {

struct SiteAnswer {
  enum class Kind : std::uint8_t { File, Redirect, NotFound };
  Kind kind = Kind::NotFound;
  /// File: to be opened. Redirect: where to. NotFound: the site's page that says so, in the language of the address, to
  /// be opened; may be empty.
  std::string target;
};

/// `target` is what stands in the request: "/fr/profiles/mss/?x=1". Files with a leading dot are none of the site's,
/// and links out of the folder lead nowhere.
SiteAnswer answer_to(const std::string& folder, std::string_view target);

/// For Content-Type, by the name's ending; texts are UTF-8.
std::string_view content_type(std::string_view file);

/// The Host of a request is localhost or an address. A page from elsewhere whose name was made to lead here (DNS
/// rebinding) gets nothing to read.
bool is_own_host(std::string_view host);

}  // namespace hexapla
