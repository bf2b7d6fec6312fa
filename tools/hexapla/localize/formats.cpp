#include "hexapla/localize/formats.h"

#include "hexapla/pages/markdown/markdown.h"
#include "hexapla/pages/yaml/yaml.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace hexapla {

namespace {

constexpr std::array<std::pair<std::string_view, const PageFormat*>, 5> extensions{{
    {".md", &markdown_format},
    {".markdown", &markdown_format},
    {".mdx", &markdown_format},
    {".yaml", &yaml_format},
    {".yml", &yaml_format},
}};

}  // namespace

const PageFormat* format_for(std::string_view path) {
  const std::size_t name = path.rfind('/') + 1;  // npos + 1 is 0
  const std::size_t dot = path.rfind('.');
  if (dot == std::string_view::npos || dot <= name) return nullptr;
  std::string extension(path.substr(dot));
  std::transform(extension.begin(), extension.end(), extension.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
  const auto* const found =
      std::find_if(extensions.begin(), extensions.end(), [&](const auto& pair) { return pair.first == extension; });
  return found == extensions.end() ? nullptr : found->second;
}

ParseOptions default_parse_options(const PageFormat& format) {
  ParseOptions options;
  if (&format == &yaml_format) {
    options.keys = {"**"};
  } else {
    // What Hugo, MkDocs, Jekyll, Docusaurus and Astro show to readers.
    options.keys = {"title",   "linkTitle", "linktitle", "subtitle",   "description",  "summary",
                    "excerpt", "tagline",   "**.alt",    "**.caption", "sidebar_label"};
  }
  return options;
}

}  // namespace hexapla
