// The hosts that a translation may link to besides those that its own source text links to.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>

namespace hexapla {

/// Hosts that stand anywhere in the page, and the same site's edition in the catalog's language. A reference
/// definition's host is the page's, not the unit's: "[crate][1]" may become "[crate](https://…)" (as mdBook's helpers
/// write it) without a reader being led anywhere new. The page is read when the first question comes.
class TrustedHosts {
 public:
  /// `page`: its bytes, which must outlive this.
  explicit TrustedHosts(std::string_view page) : page_(page) {}

  /// `trusts` as read_link_target gives it ("host fr.wikipedia.org"), for a catalog in `language`.
  bool contains(const std::string& trusts, std::string_view language) const;

 private:
  void read() const;

  std::string_view page_;
  mutable std::optional<std::unordered_set<std::string>> hosts_;
};

}  // namespace hexapla
