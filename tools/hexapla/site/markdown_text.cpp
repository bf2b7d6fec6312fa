#include "hexapla/site/markdown_text.h"

#include "hexapla/base/html.h"
#include "hexapla/site/markdown_html.h"
#include "hexapla/site/value.h"

#include <algorithm>

namespace hexapla {

namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Where an address begins at or after `at`, by GFM's rules: at the start, or after a blank or one of *_~(.
std::size_t find_address(std::string_view text, std::size_t at) {
  for (;; ++at) {
    at = text.find_first_of("hw", at);
    if (at == std::string_view::npos) return at;
    const std::string_view rest = text.substr(at);
    const bool begins = rest.starts_with("https://") || rest.starts_with("http://") || rest.starts_with("www.");
    if (begins && (at == 0 || !is_word_byte(text[at - 1]))) return at;
  }
}

/// GFM: to the next blank or <, without punctuation at its end and without a ) that has no ( in it.
std::size_t address_end(std::string_view text, std::size_t begin) {
  std::size_t end = std::min(text.find_first_of(" \t\n<", begin), text.size());
  for (; end > begin; --end) {
    const char last = text[end - 1];
    if (last == ')') {
      const std::string_view address = text.substr(begin, end - begin);
      if (std::count(address.begin(), address.end(), ')') <= std::count(address.begin(), address.end(), '(')) break;
    } else if (std::string_view("?!.,:*_~'\";").find(last) == std::string_view::npos) {
      break;
    }
  }
  return end;
}

/// There is a host with a dot, or a path: "www." alone is none.
bool is_address(std::string_view address) {
  const std::size_t scheme = address.find("://");
  const std::string_view host = scheme == std::string_view::npos ? address : address.substr(scheme + 3);
  const std::size_t dot = host.find('.');
  return !host.empty() && is_word_byte(host.front()) && dot != std::string_view::npos && dot + 1 < host.size() &&
         (scheme != std::string_view::npos || host.find('.', dot + 1) != std::string_view::npos);
}

}  // namespace

std::string link_text(std::string_view href) {
  std::string out;
  if (href.starts_with(root_mark)) {
    out += root_mark;
    href.remove_prefix(1);
  }
  append_escaped(out, href);
  return out;
}

std::string link_attributes(const SiteLink& link) {
  std::string out = " href=\"" + link_text(link.href) + "\"";
  if (!link.language.empty()) out += " hreflang=\"" + link.language + "\"";
  return out;
}

void append_linked(std::string& out, std::string_view text, MarkdownHost& host, const MarkdownPlace& place) {
  std::size_t done = 0;
  for (std::size_t at = find_address(text, 0); at != std::string_view::npos; at = find_address(text, at)) {
    const std::size_t end = address_end(text, at);
    const std::string_view address = text.substr(at, end - at);
    if (!is_address(address)) {
      ++at;
      continue;
    }
    append_escaped(out, text.substr(done, at - done));
    const std::string target = (address.starts_with("www.") ? "http://" : "") + std::string(address);
    const SiteLink link = host.link(target, place);
    if (!link.dropped) out += "<a" + link_attributes(link) + ">";
    append_escaped(out, address);
    if (!link.dropped) out += "</a>";
    done = at = end;
  }
  append_escaped(out, text.substr(done));
}

std::size_t count_tildes(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; (at = text.find("~~", at)) != std::string_view::npos; at += 2) ++count;
  return count;
}

}  // namespace hexapla
