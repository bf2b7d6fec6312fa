// The files of a site, and how each is made. For this room only.
#pragma once

#include "hexapla/site/site_state.h"

#include <functional>
#include <string>
#include <vector>

namespace hexapla {

/// What making something showed.
struct OutputNotes {
  std::vector<Diagnostic> said;
  std::vector<std::string> asked;  ///< of asked_place()
};

struct SiteOutput {
  std::string file;         ///< in the output folder: "fr/profiles/mss/index.html"
  std::uint64_t key = 0;    ///< over all that it is made from
  std::size_t catalog = 0;  ///< the language whose catalogs are needed to make it, and that it asks in; 0: none
  std::function<std::string(OutputNotes&)> make;
};

/// The page in this language, whole.
std::string make_page(const SiteState& state, std::uint32_t page, std::size_t language, OutputNotes& notes);
/// A list of a folder that has no page of its own.
std::string make_list(const SiteState& state, std::uint32_t section, std::size_t language);
/// "Not found". Servers show it at any address, so it leads to the root by the site's URL where that is known.
std::string make_not_found(const SiteState& state, std::size_t language);
/// index.html at the root: a choice of languages.
std::string make_choice(const SiteState& state);
/// For who comes by the source's address to a page that has another one.
std::string make_redirect(const SiteState& state, std::uint32_t page, std::size_t language);

/// `layout` in `base`, with the way to the root from `file`.
std::string make_whole(const SiteState& state, const std::string& layout, const Value& values, std::size_t language,
                       const std::string& file);

/// The name in the file system: addresses are encoded, files are not.
std::string file_at(const std::string& folder);

/// All of them but the copies of assets. Pages that have to be merged again for it are.
std::vector<SiteOutput> list_outputs(SiteState& state);

}  // namespace hexapla
