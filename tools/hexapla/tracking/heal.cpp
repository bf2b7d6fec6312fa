#include "hexapla/tracking/heal.h"

#include "hexapla/base/utf8.h"
#include "hexapla/text/segment.h"

#include <algorithm>

namespace hexapla {
namespace {

constexpr std::string_view white = " \t\r\n\f\v";

/// A text and the white space around it.
struct Ends {
  std::string_view lead;
  std::string_view body;
  std::string_view trail;
};

Ends split(std::string_view text) {
  const std::size_t first = text.find_first_not_of(white);
  if (first == std::string_view::npos) return {text, {}, {}};
  const std::size_t last = text.find_last_not_of(white) + 1;
  return {text.substr(0, first), text.substr(first, last - first), text.substr(last)};
}

/// White space at a text's end that can be put on and off without changing what the text is: no tab and no four
/// blanks, which would make code of it.
bool harmless_end(std::string_view space) {
  return space.find_first_not_of(" \n") == std::string_view::npos && space.find("    ") == std::string_view::npos;
}

/// The line that starts at `at` continues a paragraph, whatever the format: no marker, no indent, not empty.
bool continues_paragraph(std::string_view text, std::size_t at) {
  constexpr std::string_view starters = "`~#>|-*+=:<!{}%[\\";
  if (at >= text.size()) return false;
  const char c = text[at];
  return white.find(c) == std::string_view::npos && starters.find(c) == std::string_view::npos &&
         !(c >= '0' && c <= '9');
}

/// Before the line break at `at` stands a hard break.
bool breaks_hard(std::string_view text, std::size_t at) {
  return text.substr(0, at).ends_with("  ") || text.substr(0, at).ends_with('\\');
}

bool only_soft_breaks(std::string_view text) {
  if (text.find("```") != std::string_view::npos || text.find_first_of("\t\r\f\v") != std::string_view::npos)
    return false;
  for (std::size_t at = text.find('\n'); at != std::string_view::npos; at = text.find('\n', at + 1)) {
    if (breaks_hard(text, at) || !continues_paragraph(text, at + 1)) return false;
  }
  return true;
}

bool parts_unspaced(std::string_view text, std::size_t at) {
  std::size_t before = at;
  std::size_t after = at + 1;
  return is_unspaced_cjk(previous_code_point(text, before)) && is_unspaced_cjk(next_code_point(text, after));
}

/// `body` on one line.
void append_folded(std::string_view body, std::string& out) {
  for (std::size_t at = 0; at < body.size(); ++at) {
    if (body[at] != '\n') {
      out += body[at];
    } else if (!out.ends_with(' ') && !parts_unspaced(body, at)) {
      out += ' ';
    }
  }
}

/// A place where a piece's text stands in a text: the target of a link, or the whole piece.
struct Site {
  PieceKind kind;
  Span whole;
  Span target;
};

std::vector<Site> sites_of(std::string_view text) {
  std::vector<Site> sites;
  for (const Piece& piece : pieces_of(text)) {
    if (piece.kind != PieceKind::Word && piece.kind != PieceKind::Punctuation) {
      sites.push_back({piece.kind, piece.span, piece.target});
    }
  }
  return sites;
}

/// The part of the site that reads `wanted`, empty when none does.
Span part_of(std::string_view text, const Site& site, PieceKind kind, std::string_view wanted) {
  if (site.kind != kind) return {};
  if (slice(text, site.whole) == wanted) return site.whole;
  return !site.target.empty() && slice(text, site.target) == wanted ? site.target : Span{};
}

std::size_t times_in(std::string_view text, const std::vector<Site>& sites, PieceKind kind, std::string_view wanted) {
  return static_cast<std::size_t>(std::count_if(
      sites.begin(), sites.end(), [&](const Site& site) { return !part_of(text, site, kind, wanted).empty(); }));
}

}  // namespace

bool heal_reflow(std::string_view before, std::string_view after, std::string_view translation, std::string& healed) {
  const Ends old_ends = split(before);
  const Ends new_ends = split(after);
  const Ends ends = split(translation);
  healed.clear();
  if (ends.body.empty()) return true;
  if (!only_soft_breaks(old_ends.body) || !only_soft_breaks(new_ends.body) || !only_soft_breaks(ends.body))
    return false;
  for (std::string_view end : {old_ends.lead, old_ends.trail, new_ends.lead, new_ends.trail}) {
    if (!harmless_end(end)) return false;
  }
  healed += old_ends.lead == new_ends.lead ? ends.lead : new_ends.lead;
  if (new_ends.body.find('\n') == std::string_view::npos) {
    append_folded(ends.body, healed);
  } else {
    healed += ends.body;
  }
  healed += old_ends.trail == new_ends.trail ? ends.trail : new_ends.trail;
  return true;
}

Edits::Edits(std::string_view before, std::string_view after, std::span<const Edit> edits) {
  if (edits.empty()) return;
  const auto old_sites = sites_of(before);
  const auto new_sites = sites_of(after);
  for (const Edit& edit : edits) {
    const auto known = std::find_if(swaps_.begin(), swaps_.end(), [&](const Swap& one) {
      return one.kind == edit.kind && one.before == edit.before && one.after == edit.after;
    });
    if (known == swaps_.end()) {
      swaps_.push_back({edit.kind, edit.before, edit.after, 1});
    } else {
      ++known->times;
    }
  }
  // Each before wholly became its after, and each after came from its before alone.
  const std::size_t had = swaps_.size();
  std::erase_if(swaps_, [&](const Swap& one) {
    return times_in(before, old_sites, one.kind, one.before) != one.times ||
           times_in(after, new_sites, one.kind, one.after) != one.times ||
           times_in(before, old_sites, one.kind, one.after) != 0 ||
           times_in(after, new_sites, one.kind, one.before) != 0;
  });
  complete_ = swaps_.size() == had;
}

std::string Edits::apply(std::string_view translation, std::size_t& made) const {
  made = 0;
  if (swaps_.empty()) return std::string(translation);
  const auto sites = sites_of(translation);
  struct Change {
    Span span;
    std::string_view text;
  };
  std::vector<Change> changes;
  for (const Swap& swap : swaps_) {
    if (times_in(translation, sites, swap.kind, swap.before) != swap.times) continue;
    if (times_in(translation, sites, swap.kind, swap.after) != 0) continue;
    ++made;
    for (const Site& site : sites) {
      const Span part = part_of(translation, site, swap.kind, swap.before);
      if (!part.empty()) changes.push_back({part, swap.after});
    }
  }
  std::sort(changes.begin(), changes.end(),
            [](const Change& a, const Change& b) { return a.span.begin < b.span.begin; });
  std::string out;
  std::size_t at = 0;
  for (const Change& change : changes) {
    out += translation.substr(at, change.span.begin - at);
    out += change.text;
    at = change.span.end;
  }
  out += translation.substr(at);
  return out;
}

}  // namespace hexapla
