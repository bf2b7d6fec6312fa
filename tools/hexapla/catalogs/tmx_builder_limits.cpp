// Whatever a file can make grow without end is counted before it is stored.
#include "hexapla/base/file.h"
#include "hexapla/catalogs/tmx_builder.h"

#include <charconv>

namespace hexapla {

namespace {

// The parser keeps every name that it has seen.
constexpr std::size_t most_unknown_names = 10000;

}  // namespace

void TmxBuilder::refuse(Phrase too_much) {
  report_.fail("tmx-limit", std::move(too_much),
               N_("no tool for translators writes this: look at the file, or leave that part out"));
}

void TmxBuilder::keep(std::string& to, const char* value) {
  const std::string_view text = value;
  if (count_bytes(0, text.size())) to = text;
}

void TmxBuilder::keep_time(TmxTime& to, std::string_view value, const char* name) {
  to = parse_tmx_time(value);
  if (to != no_tmx_time || value.empty()) return;
  report_.warn("tmx-date", {N_("{1} is not written as TMX has dates; it is left out"), {name}},
               N_("write dates like 20240129T153000Z"));
}

bool TmxBuilder::keep_detail(TmxDetails& to, std::string_view name, const char* value) {
  if (name == "creationdate") {
    keep_time(to.created, value, "creationdate");
  } else if (name == "changedate") {
    keep_time(to.changed, value, "changedate");
  } else if (name == "lastusagedate") {
    keep_time(to.last_used, value, "lastusagedate");
  } else if (name == "creationid") {
    keep(to.created_by, value);
  } else if (name == "changeid") {
    keep(to.changed_by, value);
  } else if (name == "usagecount") {
    const std::string_view digits = value;
    std::int64_t count = 0;
    const auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    if (error == std::errc{} && stop == digits.data() + digits.size() && count >= 0) to.usage_count = count;
  } else {
    return false;
  }
  return true;
}

bool TmxBuilder::count_part() {
  if (++parts_ <= limits_.parts) return true;
  refuse({N_("more than {1} texts, notes and properties in one unit"), {std::to_string(limits_.parts)}});
  return false;
}

bool TmxBuilder::count_bytes(std::size_t here, std::size_t more) {
  if (here + more > limits_.segment_bytes) {
    refuse({N_("a text of more than {1} bytes"), {std::to_string(limits_.segment_bytes)}});
    return false;
  }
  unit_bytes_ += more;
  if (unit_bytes_ <= limits_.unit_bytes) return true;
  refuse({N_("a unit of more than {1} bytes"), {std::to_string(limits_.unit_bytes)}});
  return false;
}

void TmxBuilder::know(const char* name) {
  unknown_names_.insert(hash_bytes(name));
  if (unknown_names_.size() <= most_unknown_names) return;
  refuse({N_("more than {1} names of elements and attributes that TMX does not know"),
          {std::to_string(most_unknown_names)}});
}

}  // namespace hexapla
