#include "hexapla/localize/trusted_hosts.h"

#include "hexapla/localize/link_target.h"
#include "hexapla/text/language.h"

#include <algorithm>

namespace hexapla {

namespace {

constexpr std::string_view host_prefix = "host ";

/// "https://…" in the page up to where no URL can go on.
std::string_view url_around(std::string_view page, std::size_t colon) {
  std::size_t begin = colon;
  while (begin > 0 && colon - begin < 8 && ((page[begin - 1] | 0x20) >= 'a' && (page[begin - 1] | 0x20) <= 'z'))
    --begin;
  const std::size_t end = std::min(page.find_first_of(" \t\r\n<>()[]\"'`|", colon), page.size());
  return page.substr(begin, end - begin);
}

/// "fr" of "host fr.wikipedia.org", where it is a language and at least two labels follow.
std::string_view language_label(std::string_view trusts) {
  if (!trusts.starts_with(host_prefix)) return {};
  const std::string_view host = trusts.substr(host_prefix.size());
  const std::size_t dot = host.find('.');
  if (dot != 2 && dot != 3) return {};
  if (host.find('.', dot + 1) == std::string_view::npos) return {};
  return canonical_language(host.substr(0, dot)).empty() ? std::string_view() : host.substr(0, dot);
}

}  // namespace

void TrustedHosts::read() const {
  hosts_.emplace();
  for (std::size_t at = page_.find("://"); at != std::string_view::npos; at = page_.find("://", at + 3)) {
    const std::string trusts = read_link_target(url_around(page_, at), LinkSyntax::Html).trusts;
    if (trusts.starts_with(host_prefix)) hosts_->insert(trusts);
  }
}

bool TrustedHosts::contains(const std::string& trusts, std::string_view language) const {
  if (!hosts_) read();
  if (hosts_->contains(trusts)) return true;
  // en.wikipedia.org -> fr.wikipedia.org in the French catalog: the same site.
  const std::string_view label = language_label(trusts);
  if (label.empty() || label != language.substr(0, language.find_first_of("-_"))) return false;
  const std::string_view site = std::string_view(trusts).substr(host_prefix.size() + label.size());
  return std::any_of(hosts_->begin(), hosts_->end(), [&](const std::string& known) {
    const std::string_view own = language_label(known);
    return !own.empty() && std::string_view(known).substr(host_prefix.size() + own.size()) == site;
  });
}

}  // namespace hexapla
