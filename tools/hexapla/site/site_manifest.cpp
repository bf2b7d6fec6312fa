#include "hexapla/site/site_manifest.h"

#include "hexapla/base/file.h"
#include "hexapla/project/packed.h"

#include <algorithm>

namespace hexapla {

namespace {

constexpr std::uint64_t magic = 0x3365746973786568;  // "hexsite3"

/// The places that something still mentions, under numbers of their own: others are forgotten.
class PlaceNumbers {
 public:
  explicit PlaceNumbers(const Places& places) : places_(places), numbers_(places.size(), nowhere) {}

  std::vector<std::uint32_t> of(const std::vector<std::uint32_t>& places) {
    std::vector<std::uint32_t> made;
    made.reserve(places.size());
    for (const std::uint32_t place : places) {
      std::uint32_t& number = numbers_[place];
      if (number == nowhere) {
        number = static_cast<std::uint32_t>(used_.size());
        used_.push_back(place);
      }
      made.push_back(number);
    }
    return made;
  }
  void put(PackedWriter& writer) const {
    writer.put(static_cast<std::uint64_t>(used_.size()));
    for (const std::uint32_t place : used_) writer.put_text(places_.name(place));
  }

 private:
  static constexpr std::uint32_t nowhere = UINT32_MAX;
  const Places& places_;
  std::vector<std::uint32_t> numbers_, used_;
};

bool get_places(PackedReader& reader, Places& places) {
  std::uint64_t count = 0;
  if (!reader.get_count(count, sizeof(std::uint64_t))) return false;
  std::vector<std::string> names(count);
  for (std::string& name : names) {
    if (!reader.get_text(name)) return false;
  }
  places.numbers(names);
  return places.size() == count;
}

bool are_within(const std::vector<std::uint32_t>& numbers, const Places& places) {
  return std::all_of(numbers.begin(), numbers.end(), [&](std::uint32_t number) { return number < places.size(); });
}

void put_facts(PackedWriter& writer, const PageFacts& facts, PlaceNumbers& numbers) {
  const std::uint64_t flags = (facts.published ? 1U : 0U) | (facts.failed ? 2U : 0U);
  writer.put(flags);
  writer.put(facts.share);
  writer.put(facts.stale);
  writer.put(facts.missing);
  writer.put(facts.stale_since);
  writer.put(facts.content);
  for (const std::string* text : {&facts.title, &facts.title_attributes, &facts.packed}) writer.put_text(*text);
  writer.put(facts.answered);
  writer.put_all(numbers.of(facts.asked));
}

bool get_facts(PackedReader& reader, PageFacts& facts) {
  std::uint64_t flags = 0;
  const bool ok = reader.get(flags) && reader.get(facts.share) && reader.get(facts.stale) &&
                  reader.get(facts.missing) && reader.get(facts.stale_since) && reader.get(facts.content) &&
                  reader.get_text(facts.title) && reader.get_text(facts.title_attributes) &&
                  reader.get_text(facts.packed) && reader.get(facts.answered) && reader.get_all(facts.asked);
  facts.published = (flags & 1U) != 0;
  facts.failed = (flags & 2U) != 0;
  return ok;
}

void put_shape(PackedWriter& writer, const PageShape& shape) {
  writer.put(static_cast<std::uint64_t>(shape.anchors.size()));
  for (const std::string& anchor : shape.anchors) writer.put_text(anchor);
  writer.put_text(shape.layout);
  writer.put_text(shape.weight);
  writer.put(std::uint64_t{shape.unlisted ? 1U : 0U} | std::uint64_t{shape.searched ? 2U : 0U});
  writer.put_all(shape.units);
}

bool get_shape(PackedReader& reader, PageShape& shape) {
  std::uint64_t count = 0;
  if (!reader.get_count(count, sizeof(std::uint64_t))) return false;
  shape.anchors.resize(count);
  for (std::string& anchor : shape.anchors) {
    if (!reader.get_text(anchor)) return false;
  }
  std::uint64_t flags = 0;
  const bool ok = reader.get_text(shape.layout) && reader.get_text(shape.weight) && reader.get(flags) &&
                  reader.get_all(shape.units);
  shape.unlisted = (flags & 1U) != 0;
  shape.searched = (flags & 2U) != 0;
  return ok;
}

bool get_output(PackedReader& reader, SiteManifest::Output& output) {
  return reader.get_text(output.file) && reader.get(output.key) && reader.get(output.stamp) &&
         reader.get(output.answered) && reader.get_all(output.asked) && reader.get_all(output.leads);
}

// Numbers of remarks: slots, then pages, then outputs.
Manifest with_remarks(const SiteManifest& site) {
  Manifest made;
  made.inputs = site.inputs.inputs;
  auto& remarks = made.languages.emplace_back().remarks;
  const auto add = [&](std::size_t number, const std::vector<Diagnostic>& said) {
    if (!said.empty()) remarks[number] = said;
  };
  for (std::size_t i = 0; i < site.said.size(); ++i) add(i, site.said[i]);
  const std::size_t shapes = site.facts.size();
  for (std::size_t i = 0; i < site.shapes.size(); ++i) add(shapes + i, site.shapes[i].said);
  const std::size_t outputs = shapes + site.shapes.size();
  for (std::size_t i = 0; i < site.outputs.size(); ++i) add(outputs + i, site.outputs[i].said);
  return made;
}

void take_remarks(SiteManifest& site) {
  if (site.inputs.languages.empty()) return;
  for (auto& [number, said] : site.inputs.languages.front().remarks) {
    std::size_t at = number;
    if (at < site.said.size()) {
      site.said[at] = std::move(said);
    } else if ((at -= site.said.size()) < site.shapes.size()) {
      site.shapes[at].said = std::move(said);
    } else if ((at -= site.shapes.size()) < site.outputs.size()) {
      site.outputs[at].said = std::move(said);
    }
  }
  site.inputs.languages.clear();
}

template <typename Item, typename Get>
bool get_items(PackedReader& reader, std::vector<Item>& items, std::size_t least, const Get& get) {
  std::uint64_t count = 0;
  if (!reader.get_count(count, least)) return false;
  items.resize(count);
  return std::all_of(items.begin(), items.end(), [&](Item& item) { return get(reader, item); });
}

bool has_whole_records(const SiteManifest& site) {
  return std::all_of(site.facts.begin(), site.facts.end(),
                     [&](const PageFacts& one) { return are_within(one.asked, *site.places); }) &&
         std::all_of(site.outputs.begin(), site.outputs.end(), [&](const SiteManifest::Output& one) {
           return are_within(one.asked, *site.places) && are_within(one.leads, *site.places);
         });
}

}  // namespace

const SiteManifest::Output* SiteManifest::find_output(std::string_view file) const {
  const auto found = std::lower_bound(outputs.begin(), outputs.end(), file,
                                      [](const Output& output, std::string_view name) { return output.file < name; });
  return found == outputs.end() || found->file != file ? nullptr : &*found;
}

std::string SiteManifest::to_bytes() const {
  PackedWriter writer;
  PlaceNumbers numbers(*places);
  writer.put(magic);
  writer.put_text(folder);
  writer.put(key);
  writer.put(map_key);
  writer.put(times_key);
  writer.put(catalogs_said);
  writer.put_text(with_remarks(*this).to_bytes());
  writer.put(static_cast<std::uint64_t>(files.size()));
  for (const std::string& file : files) writer.put_text(file);
  writer.put(static_cast<std::uint64_t>(shapes.size()));
  for (const PageShape& shape : shapes) put_shape(writer, shape);
  writer.put(static_cast<std::uint64_t>(facts.size()));
  for (const PageFacts& one : facts) put_facts(writer, one, numbers);
  writer.put(static_cast<std::uint64_t>(outputs.size()));
  for (const Output& output : outputs) {
    writer.put_text(output.file);
    writer.put(output.key);
    writer.put(output.stamp);
    writer.put(output.answered);
    writer.put_all(numbers.of(output.asked));
    writer.put_all(numbers.of(output.leads));
  }
  numbers.put(writer);
  writer.put(hash_bytes(writer.out));
  return std::move(writer.out);
}

SiteManifest SiteManifest::from_bytes(std::string_view bytes) {
  SiteManifest made;
  std::uint64_t sum = 0;
  if (bytes.size() < sizeof sum) return {};
  std::memcpy(&sum, bytes.data() + bytes.size() - sizeof sum, sizeof sum);
  bytes.remove_suffix(sizeof sum);
  if (hash_bytes(bytes) != sum) return {};
  PackedReader reader(bytes);
  std::uint64_t first = 0;
  std::string inputs;
  const auto get_text = [](PackedReader& from, std::string& text) { return from.get_text(text); };
  const bool ok = reader.get(first) && first == magic && reader.get_text(made.folder) && reader.get(made.key) &&
                  reader.get(made.map_key) && reader.get(made.times_key) && reader.get(made.catalogs_said) &&
                  reader.get_text(inputs) && get_items(reader, made.files, 8, get_text) &&
                  get_items(reader, made.shapes, 8, get_shape) && get_items(reader, made.facts, 8, get_facts) &&
                  get_items(reader, made.outputs, 8, get_output) && get_places(reader, *made.places) && reader.at_end();
  if (!ok || made.files.size() != made.shapes.size() || !has_whole_records(made)) return {};
  made.inputs = Manifest::from_bytes(inputs);
  made.said.resize(made.facts.size());
  take_remarks(made);
  return made;
}

std::string SiteManifest::folder_of(const std::string& path) {
  try {
    const std::string bytes = read_file(path);
    PackedReader reader(bytes);
    std::uint64_t first = 0;
    std::string folder;
    return reader.get(first) && first == magic && reader.get_text(folder) ? folder : std::string();
  } catch (const Error&) {
    return {};
  }
}

SiteManifest SiteManifest::load(const std::string& path) {
  try {
    FileStat stat;
    if (!stat_file(path.c_str(), stat)) return {};
    SiteManifest made = from_bytes(read_file(path));
    made.inputs.written = stat.mtime;
    return made;
  } catch (const Error&) {
    return {};
  }
}

}  // namespace hexapla
