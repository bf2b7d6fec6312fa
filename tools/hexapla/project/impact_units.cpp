// The same text in several languages is one unit: what became of it in each of them stands side by side.
#include "hexapla/base/line_index.h"
#include "hexapla/localize/extract.h"
#include "hexapla/project/impact_parts.h"
#include "hexapla/text/segment.h"
#include "hexapla/tracking/origin.h"

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace hexapla {

namespace {

/// Where the texts of some pages stand.
class Places {
 public:
  explicit Places(const std::vector<const Page*>& pages) : pages_(pages) {
    for (std::size_t page = 0; page < pages.size(); ++page) {
      lines_.emplace_back(pages[page]->bytes());
      for (const Unit& unit : pages[page]->units) {
        uses_[{unit.context, unit.text, !unit.context.empty()}].push_back({page, &unit});
      }
    }
  }

  /// `only`: with catalogs per page, the page.
  void find(const MessageKey& key, std::string_view only, ImpactUnit& unit) const {
    const auto found = uses_.find(key);
    if (found == uses_.end()) return;
    for (const Use& use : found->second) {
      const std::string& path = pages_[use.page]->path();
      if (!only.empty() && path != only) continue;
      if (unit.places.empty()) unit.kind = describe_kind(*use.unit);
      if (unit.places.empty() || unit.places.back().page != path) unit.places.push_back({path, {}});
      unit.places.back().lines.push_back(lines_[use.page].line_of(use.unit->span.begin));
    }
  }

 private:
  struct Use {
    std::size_t page;
    const Unit* unit;
  };
  const std::vector<const Page*>& pages_;
  std::vector<LineIndex> lines_;
  std::unordered_map<MessageKey, std::vector<Use>, MessageKeyHash> uses_;
};

std::optional<std::string> context_of(const MessageKey& key) {
  return key.has_msgctxt ? std::optional<std::string>(key.msgctxt) : std::nullopt;
}

/// One message of one language.
struct Finding {
  std::string_view part;  ///< the page whose catalog it is in; empty: one for all
  MessageKey key;         ///< after the change; of what is gone, before it
  MessageKey previous;
  bool has_previous = false;
  ChangeClass what = ChangeClass::None;
  ImpactUnit::Outcome outcome{};
  bool gone() const { return outcome.fate == Fate::Obsolete; }
};

using Order = std::tuple<std::string_view, bool, bool, std::string_view, std::string_view>;
Order order_of(const Finding& finding) {
  return {finding.part, finding.gone(), finding.key.has_msgctxt, finding.key.msgctxt, finding.key.msgid};
}

class UnitCollector {
 public:
  UnitCollector(const ImpactPages& pages, const std::vector<TemplatePart>& parts)
      : parts_(parts), before_(pages.from_changed), after_(pages.to_changed) {}

  void add(std::uint32_t language, const LanguageChanges& changes) {
    for (std::size_t part = 0; part < changes.results.size(); ++part) {
      const UpdateResult& result = changes.results[part];
      for (const Change& change : result.changes) {
        Finding finding = finding_of(change, result.catalog, changes.catalogs.at(part).catalog);
        finding.part = parts_[part].page;
        finding.outcome.language = language;
        findings_.push_back(finding);
      }
    }
  }

  std::vector<ImpactUnit> finish() {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return order_of(a) < order_of(b); });
    for (auto first = findings_.begin(); first != findings_.end();) {
      const auto last = std::find_if(first, findings_.end(),
                                     [&](const Finding& other) { return order_of(other) != order_of(*first); });
      make_units(first, last);
      first = last;
    }
    std::stable_sort(units_.begin(), units_.end(), stands_before);
    return std::move(units_);
  }

 private:
  using Iterator = std::vector<Finding>::iterator;

  static Finding finding_of(const Change& change, const Catalog& catalog, const Catalog& before) {
    Finding finding;
    finding.key = key_of(catalog.messages[change.message]);
    finding.what = change.what;
    finding.outcome.fate = change.fate;
    if (change.old_message == Change::none || change.fate == Fate::Obsolete) return finding;
    finding.previous = key_of(before.messages[change.old_message]);
    finding.has_previous = finding.previous != finding.key;
    finding.outcome.again = change.fate == Fate::Stale && was_stale(change, before);
    return finding;
  }

  static bool stands_before(const ImpactUnit& a, const ImpactUnit& b) {
    const ImpactPlace& first = a.places.front();
    const ImpactPlace& second = b.places.front();
    return std::tie(first.page, first.lines.front(), b.gone) < std::tie(second.page, second.lines.front(), a.gone);
  }

  /// Findings about one text. Languages mostly agree on the text that it was before; one that knows of none goes with
  /// the first of the others.
  void make_units(Iterator first, Iterator last) {
    const std::size_t start = units_.size();
    std::stable_partition(first, last, [](const Finding& one) { return one.has_previous; });
    for (auto one = first; one != last; ++one) {
      ImpactUnit& unit = unit_for(*one, start);
      if (unit.what == ChangeClass::None) unit.what = one->what;
      unit.outcomes.push_back(one->outcome);
    }
    for (std::size_t i = start; i < units_.size(); ++i) {
      auto& outcomes = units_[i].outcomes;
      std::stable_sort(outcomes.begin(), outcomes.end(),
                       [](const auto& a, const auto& b) { return a.language < b.language; });
    }
    if (units_.size() > start && units_[start].places.empty()) units_.resize(start);
  }

  ImpactUnit& unit_for(const Finding& finding, std::size_t start) {
    for (std::size_t i = start; i < units_.size(); ++i) {
      const ImpactUnit& unit = units_[i];
      if (!finding.has_previous ||
          (unit.previous_text == finding.previous.msgid && unit.previous_context == context_of(finding.previous))) {
        return units_[i];
      }
    }
    return units_.emplace_back(make_unit(finding));
  }

  ImpactUnit make_unit(const Finding& finding) const {
    ImpactUnit unit;
    unit.gone = finding.gone();
    unit.has_previous = finding.has_previous || unit.gone;
    const MessageKey& previous = unit.gone ? finding.key : finding.previous;
    (unit.gone ? before_ : after_).find(finding.key, finding.part, unit);
    unit.words = static_cast<std::uint32_t>(count_words(finding.key.msgid));
    if (!unit.gone) unit.context = context_of(finding.key);
    if (!unit.gone) unit.text = finding.key.msgid;
    if (!unit.has_previous) return unit;
    unit.previous_context = context_of(previous);
    unit.previous_text = previous.msgid;
    unit.diff = word_diff(unit.previous_text, unit.text);
    return unit;
  }

  const std::vector<TemplatePart>& parts_;
  Places before_;
  Places after_;
  std::vector<Finding> findings_;
  std::vector<ImpactUnit> units_;
};

}  // namespace

std::vector<ImpactUnit> collect_units(const ImpactPages& pages, const std::vector<TemplatePart>& parts,
                                      const std::vector<LanguageChanges>& languages) {
  UnitCollector collector(pages, parts);
  for (std::size_t i = 0; i < languages.size(); ++i) {
    if (languages[i].started) collector.add(static_cast<std::uint32_t>(i), languages[i]);
  }
  return collector.finish();
}

}  // namespace hexapla
