// Any bytes are a translation memory or an explained failure; what was read is written, but for texts that say no
// language, and reads as the same units; and it does not matter in what pieces the bytes come.
#include "hexapla/catalogs/tmx.h"

#include "require.h"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <string>
#include <vector>

namespace {

using namespace hexapla;

class Pieces : public TmxInput {
 public:
  Pieces(std::string_view bytes, std::size_t size) : bytes_(bytes), size_(size) {}
  std::size_t read(char* to, std::size_t room) override {
    const std::size_t count = std::min({room, size_, bytes_.size()});
    if (count > 0) std::memcpy(to, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
  std::size_t size_;
};

struct Read {
  TmxHeader header;
  std::vector<TmxUnit> units;
  std::string problems;
  bool ok = false;
};

Read read(TmxReader& reader) {
  Read result;
  while (TmxUnit* unit = reader.next()) result.units.push_back(std::move(*unit));
  result.header = reader.header();
  result.ok = reader.ok();
  require(result.ok || reader.diagnostics().back().severity == Severity::Error, "a failure is explained");
  for (const Diagnostic& diagnostic : reader.diagnostics()) result.problems += describe(diagnostic) + "\n";
  return result;
}

bool same(const TmxDetails& a, const TmxDetails& b) {
  return a.created == b.created && a.changed == b.changed && a.last_used == b.last_used &&
         a.usage_count == b.usage_count && a.created_by == b.created_by && a.changed_by == b.changed_by &&
         a.notes == b.notes && a.props == b.props;
}

bool same(const TmxVariant& a, const TmxVariant& b) {
  return a.lang == b.lang && a.text == b.text && a.codes == b.codes && same(a.details, b.details);
}

bool same(const TmxUnit& a, const TmxUnit& b) {
  return a.id == b.id && same(a.details, b.details) &&
         std::equal(a.variants.begin(), a.variants.end(), b.variants.begin(), b.variants.end(),
                    [](const TmxVariant& x, const TmxVariant& y) { return same(x, y); });
}

bool same(const std::vector<TmxUnit>& a, const std::vector<TmxUnit>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const TmxUnit& x, const TmxUnit& y) { return same(x, y); });
}

bool says_languages(const TmxUnit& unit) {
  return std::none_of(unit.variants.begin(), unit.variants.end(),
                      [](const TmxVariant& variant) { return variant.lang.empty(); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  TmxReader whole("fuzz.tmx", bytes);
  const Read first = read(whole);
  TmxReader pieces("fuzz.tmx", std::make_unique<Pieces>(bytes, 1 + size % 7));
  const Read again = read(pieces);
  require(first.ok == again.ok && same(first.units, again.units), "pieces read as the whole");

  std::vector<TmxUnit> expected;
  std::string written;
  TmxWriter writer(first.header, written);
  for (const TmxUnit& unit : first.units) {
    const bool added = writer.add(unit);
    require(added == says_languages(unit), "what was read can be written");
    if (added) expected.push_back(unit);
  }
  writer.finish();
  TmxReader reader("written.tmx", std::string_view(written));
  const Read second = read(reader);
  require(second.ok && second.problems.empty(), "what was written is read");
  require(same(second.units, expected), "what was written reads the same");
  return 0;
}
