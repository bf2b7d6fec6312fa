#include "hexapla/site/link_finder.h"

#include "hexapla/site/addresses.h"
#include "hexapla/site/asked_places.h"

#include <algorithm>
#include <utility>

namespace hexapla {

namespace {

/// Also in the other forms that a translation may have it in; keeps the diagnostics apart from those of the source.
bool is_said(const std::vector<Diagnostic>& diagnostics, const Diagnostic& one) {
  return std::any_of(diagnostics.begin(), diagnostics.end(), [&](const Diagnostic& said) {
    return said.id == one.id && said.file == one.file && said.message.args == one.message.args;
  });
}

}  // namespace

void LinkFinder::complain(const char* id, Phrase what, std::string_view target, std::size_t offset) const {
  const Page& page = state_.prepared[page_]->page;
  if (offset == std::string_view::npos) offset = std::min(page.bytes().find(target), page.bytes().size());
  if (offset == page.bytes().size()) offset = 0;
  Diagnostic made =
      make_diagnostic(Severity::Error, id, state_.project.at(page.path()), page.bytes(), offset, std::move(what));
  if (!is_said(notes_.said, made)) notes_.said.push_back(std::move(made));
}

/// Of the page's file, among the content.
std::string_view LinkFinder::folder() const {
  if (page_ < state_.map.pages.size()) return parent_folder(state_.map.pages[page_].path);
  const std::string_view path = state_.map.data[page_ - state_.map.pages.size()].path;
  return parent_folder(path).substr(state_.map.root.size());
}

SiteLink LinkFinder::to_page(std::uint32_t number, const Parts& parts, std::string_view target,
                             std::size_t offset) const {
  if (!parts.fragment.empty()) {
    const auto& anchors = state_.shapes[number].anchors;
    const std::string fragment = decode_path(parts.fragment).value_or(std::string(parts.fragment));
    if (fragment != "top" && !std::binary_search(anchors.begin(), anchors.end(), fragment)) {
      complain(
          "site-anchor",
          {N_("there is no place \"{1}\" on {2}"), {fragment, state_.project.at(state_.map.pages[number].file.path)}},
          target, offset);
    }
  }
  const bool own = state_.facts(number, language_).published;
  const std::size_t language = own ? language_ : 0;
  SiteLink link;
  link.href = state_.link_to(state_.address(number, language)) + std::string(parts.rest);
  if (!own) link.language = state_.source();
  return link;
}

SiteLink LinkFinder::to_section(std::uint32_t section, const Parts& parts) const {
  const bool own = state_.is_section_there(section, language_);
  SiteLink link;
  link.href = state_.link_to(state_.section_address(section, own ? language_ : 0)) + std::string(parts.rest);
  if (!own) link.language = state_.source();
  return link;
}

SiteLink LinkFinder::inside(std::string_view target, std::size_t offset, bool is_image) const {
  SiteLink nowhere;
  nowhere.dropped = true;
  Parts parts;
  const std::size_t end = std::min(target.find_first_of("?#"), target.size());
  parts.rest = target.substr(end);
  const std::size_t hash = parts.rest.find('#');
  if (hash != std::string_view::npos) parts.fragment = parts.rest.substr(hash + 1);
  const std::string_view written = target.substr(0, end);
  if (written.empty() && !is_image && page_ < state_.map.pages.size()) {
    SiteLink here = to_page(page_, parts, target, offset);
    here.href = parts.rest.empty() ? here.href : std::string(parts.rest);
    return here;
  }
  const auto decoded = decode_path(written);
  const bool from_root = written.starts_with('/');
  const auto path = decoded ? join_path(from_root ? std::string_view() : folder(), *decoded) : std::nullopt;
  const SiteTarget found = path ? state_.map.find(*path) : SiteTarget();
  if (path)
    notes_.asked.push_back(asked_place(*path, decode_path(parts.fragment).value_or(std::string(parts.fragment))));
  switch (found.kind) {
    case SiteTarget::Kind::Page:
      if (!is_image) return to_page(found.number, parts, target, offset);
      break;
    case SiteTarget::Kind::Section:
      if (!is_image) return to_section(found.number, parts);
      break;
    case SiteTarget::Kind::Asset:
      return {root_mark + encode_path(found.path) + std::string(parts.rest), {}, false};
    case SiteTarget::Kind::Nothing:
      break;
  }
  complain(is_image ? "site-image" : "site-link",
           is_image ? Phrase(N_("there is no image \"{1}\""), {std::string(target)})
                    : Phrase(N_("this link leads nowhere: \"{1}\""), {std::string(target)}),
           target, offset);
  return nowhere;
}

SiteLink LinkFinder::link(std::string_view target, std::size_t offset) const {
  switch (kind_of_address(target)) {
    case AddressKind::External:
      return {text_of_somebody(target), {}, false};
    case AddressKind::Dangerous: {
      complain("site-dangerous", {N_("\"{1}\" may run a program: it is left out"), {std::string(target)}}, target,
               offset);
      return {{}, {}, true};
    }
    case AddressKind::Relative:
      break;
  }
  return inside(target, offset, false);
}

SiteLink LinkFinder::image(std::string_view target, std::size_t offset) const {
  if (kind_of_address(target) == AddressKind::Relative) return inside(target, offset, true);
  return link(target, offset);
}

std::string LinkFinder::value(const std::string& address) const {
  if (address.empty()) return {};
  return link(address, std::string_view::npos).href;
}

}  // namespace hexapla
