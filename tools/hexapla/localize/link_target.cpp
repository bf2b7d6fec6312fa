// The parts of the WHATWG URL rules that decide about the host, with the usual disguises in mind:
//   java&Tab;script:alert(1)   &#106;avascript:   https:\\evil.example   //evil.example   https:evil.example
//   https://good.example@evil.example   HTTPS://EVIL.example:443
// What is not understood (an entity nobody knows) stays as it is and so differs from what the source has.
#include "hexapla/localize/link_target.h"

#include "hexapla/base/utf8.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace hexapla {

namespace {

/// HTML's names for ASCII characters that matter in a URL.
constexpr std::array<std::pair<std::string_view, char>, 26> entities{{
    {"Tab", '\t'},   {"NewLine", '\n'}, {"excl", '!'},   {"quot", '"'},  {"QUOT", '"'},   {"num", '#'}, {"percnt", '%'},
    {"amp", '&'},    {"AMP", '&'},      {"apos", '\''},  {"lpar", '('},  {"rpar", ')'},   {"ast", '*'}, {"plus", '+'},
    {"comma", ','},  {"period", '.'},   {"sol", '/'},    {"colon", ':'}, {"semi", ';'},   {"lt", '<'},  {"gt", '>'},
    {"equals", '='}, {"quest", '?'},    {"commat", '@'}, {"bsol", '\\'}, {"lowbar", '_'},
}};

bool is_punctuation(char c) {
  return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') || (c >= '{' && c <= '~');
}

char lower(char c) {
  return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool is_letter_or_digit(char c) {
  return (lower(c) >= 'a' && lower(c) <= 'z') || (c >= '0' && c <= '9');
}

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (lower(c) >= 'a' && lower(c) <= 'f') return lower(c) - 'a' + 10;
  return 99;
}

/// "#106", "#x6A" without & and ;.
bool append_numeric(std::string_view name, std::string& out) {
  const bool hex = name.size() > 1 && lower(name[1]) == 'x';
  const int base = hex ? 16 : 10;
  const std::string_view digits = name.substr(hex ? 2 : 1);
  if (digits.empty() || digits.size() > 8) return false;
  std::uint32_t code_point = 0;
  for (const char c : digits) {
    if (digit_value(c) >= base) return false;
    code_point = code_point * static_cast<std::uint32_t>(base) + static_cast<std::uint32_t>(digit_value(c));
    if (code_point > 0x10FFFF) return false;
  }
  append_utf8(out, code_point);
  return true;
}

/// The entity at `at` ('&'): appends what it means and gives its length, or 0.
std::size_t append_entity(std::string_view text, std::size_t at, std::string& out) {
  const std::size_t end = text.substr(at, 40).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  const std::string_view name = text.substr(at + 1, end - 1);
  if (name[0] == '#') return append_numeric(name, out) ? end + 1 : 0;
  for (const auto& [known, character] : entities) {
    if (known != name) continue;
    out += character;
    return end + 1;
  }
  return 0;
}

/// Without escapes, and without what URL parsers drop: control characters and white space at the ends, tabs and line
/// ends anywhere.
std::string decode(std::string_view target, LinkSyntax syntax) {
  std::string decoded;
  for (std::size_t at = 0; at < target.size();) {
    if (syntax == LinkSyntax::Markdown && target[at] == '\\' && at + 1 < target.size() &&
        is_punctuation(target[at + 1])) {
      decoded += target[at + 1];
      at += 2;
      continue;
    }
    const std::size_t length = target[at] == '&' ? append_entity(target, at, decoded) : 0;
    if (length == 0) decoded += target[at];
    at += std::max<std::size_t>(length, 1);
  }
  std::erase_if(decoded, [](char c) { return c == '\t' || c == '\n' || c == '\r'; });
  const auto visible = [](char c) { return static_cast<unsigned char>(c) > ' '; };
  decoded.erase(decoded.begin(), std::find_if(decoded.begin(), decoded.end(), visible));
  return decoded;
}

/// "https" of "https:…"; empty: there is none.
std::string scheme_of(std::string_view url) {
  std::string scheme;
  for (const char c : url) {
    if (c == ':') return scheme;
    const bool first = scheme.empty();
    if (!is_letter_or_digit(c) && (first || (c != '+' && c != '-' && c != '.'))) return {};
    if (first && c >= '0' && c <= '9') return {};
    scheme += lower(c);
  }
  return {};
}

bool is_slash(char c) {
  return c == '/' || c == '\\';
}

/// "%65vil" and "EVIL" are "evil".
std::string plain_host(std::string_view host) {
  std::string plain;
  for (std::size_t at = 0; at < host.size(); ++at) {
    const bool encoded =
        host[at] == '%' && at + 2 < host.size() && digit_value(host[at + 1]) < 16 && digit_value(host[at + 2]) < 16;
    if (encoded) {
      plain += lower(static_cast<char>(digit_value(host[at + 1]) * 16 + digit_value(host[at + 2])));
      at += 2;
    } else {
      plain += lower(host[at]);
    }
  }
  while (plain.ends_with('.')) plain.pop_back();
  return plain;
}

/// The host of what stands after the slashes: "user@host:port/path".
std::string host_of(std::string_view rest) {
  std::string_view authority = rest.substr(0, rest.find_first_of("/\\?#"));
  const std::size_t at = authority.rfind('@');
  if (at != std::string_view::npos) authority.remove_prefix(at + 1);
  const std::size_t port = authority.starts_with('[') ? authority.find(':', authority.find(']')) : authority.rfind(':');
  return plain_host(authority.substr(0, port));
}

std::string_view without_slashes(std::string_view text) {
  const auto* const first = std::find_if_not(text.begin(), text.end(), is_slash);
  return text.substr(static_cast<std::size_t>(first - text.begin()));
}

}  // namespace

LinkTarget read_link_target(std::string_view target, LinkSyntax syntax) {
  LinkTarget result;
  const std::string url = decode(target, syntax);
  const std::string scheme = scheme_of(url);
  if (scheme.empty() && syntax == LinkSyntax::Autolink) {
    const std::size_t at = url.find('@');
    const bool mail = at != std::string::npos && url.find('/') > at;
    result.trusts = mail ? "mail " + plain_host(url.substr(at + 1)) : "host " + host_of(url);
    return result;
  }
  if (scheme.empty()) {
    if (url.size() > 1 && is_slash(url[0]) && is_slash(url[1])) result.trusts = "host " + host_of(without_slashes(url));
    return result;
  }
  const std::string_view rest = std::string_view(url).substr(scheme.size() + 1);
  result.runs = scheme == "javascript" || scheme == "data" || scheme == "vbscript";
  if (scheme == "http" || scheme == "https" || scheme == "ftp") {
    result.trusts = "host " + host_of(without_slashes(rest));
  } else if (scheme == "mailto") {
    const std::string_view address = rest.substr(0, rest.find('?'));
    result.trusts = "mail " + plain_host(address.substr(address.rfind('@') + 1));
  } else {
    result.trusts = "scheme " + scheme + ":";
  }
  return result;
}

}  // namespace hexapla
