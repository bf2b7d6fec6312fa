// What the tests of data files and front matter share.
#pragma once

#include "hexapla/pages/page.h"
#include "hexapla/pages/yaml/front_matter.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace hexapla::data_pages {

/// A page whose bytes are front matter from the first to the last.
Page front_matter(std::string text, const std::vector<std::string>& keys, FrontMatter syntax);

Page yaml(std::string text, const std::vector<std::string>& keys = {"**"});

/// "path = text" per unit, one a line; \n for line breaks.
std::string dump(const Page& page);

using Translate = std::function<std::string(const Unit&)>;

/// The page with every unit replaced.
std::string merge(const Page& page, const Translate& translate, const LayoutOptions& options = {});
std::string merge(const Page& page, const std::string& translation, const LayoutOptions& options = {});

/// The first diagnostic as people see it, or "".
std::string first_problem(const Page& page);

/// The same landmarks, wherever they stand.
bool same_structure(const Page& left, const Page& right);

}  // namespace hexapla::data_pages
