#include "hexapla/site/search_index.h"

#include "hexapla/base/utf8.h"
#include "hexapla/site/script_data.h"
#include "hexapla/text/search_words.h"

#include <algorithm>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace hexapla {

namespace {

constexpr float in_title = 12;
constexpr float in_heading = 4;
constexpr float in_text = 1;

/// Nobody types it; what is that long is no word: keys, addresses, data in code.
constexpr std::size_t longest_word = 40;

struct Place {
  std::size_t page;
  float weight;
};

/// Lets a view look for a string.
struct WordHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};

class WordTable {
 public:
  void add(std::size_t page, const SearchPage& what) {
    lengths_.push_back(0);
    add_text(page, what.title.text, in_title);
    for (const TextBlock& block : what.blocks) {
      for (const TextRun& run : block.runs) add_text(page, run.text, block.heading ? in_heading : in_text);
    }
  }

  /// Each word with its places as search_index.h has them, sorted by the word's bytes.
  std::vector<std::pair<std::string, std::string>> list() const {
    std::vector<std::pair<std::string, std::string>> made;
    made.reserve(words_.size());
    for (const auto& [word, places] : words_) made.emplace_back(word, written(places));
    std::sort(made.begin(), made.end());
    return made;
  }

 private:
  void add_text(std::size_t page, std::string_view text, float weight) {
    each_search_word(text, [&](std::string_view word) {
      ++lengths_[page];
      if (word.size() > longest_word && count_code_points(word) > longest_word) return;
      auto known = words_.find(word);
      if (known == words_.end()) known = words_.emplace(word, std::vector<Place>()).first;
      std::vector<Place>& places = known->second;
      if (places.empty() || places.back().page != page) places.push_back({page, 0});
      places.back().weight += weight;
    });
  }

  /// BM25's saturation and normalization, with a length that is usual for a page instead of the mean: so a page's
  /// figures don't change with other pages.
  int level(const Place& place) const {
    constexpr float usual_length = 300;
    const float length = static_cast<float>(lengths_[place.page]) / usual_length;
    const float share = place.weight / (place.weight + 1.5F * (0.4F + 0.6F * length));
    return 1 + static_cast<int>(share * 8.99F);
  }

  std::string written(const std::vector<Place>& places) const {
    std::vector<std::pair<int, std::size_t>> sorted;
    sorted.reserve(places.size());
    for (const Place& place : places) sorted.emplace_back(-level(place), place.page);
    std::sort(sorted.begin(), sorted.end());
    std::string out;
    int before = 0;
    for (const auto& [level, page] : sorted) {
      if (level != before) out += static_cast<char>('0' - level);
      before = level;
      out += search_places[page];
    }
    return out;
  }

  std::unordered_map<std::string, std::vector<Place>, WordHash, std::equal_to<>> words_;
  std::vector<std::size_t> lengths_;  // of pages, in words
};

void append_strings(std::string& out, const std::vector<std::string>& texts) {
  out += '[';
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i != 0) out += ',';
    append_script_text(out, texts[i]);
  }
  out += ']';
}

void append_block(std::string& out, const TextBlock& block) {
  if (block.runs.size() == 1 && block.runs.front().language.empty()) {
    append_script_text(out, block.runs.front().text);
    return;
  }
  out += '[';
  for (std::size_t i = 0; i < block.runs.size(); ++i) {
    const TextRun& run = block.runs[i];
    if (i != 0) out += ',';
    if (run.language.empty()) {
      append_script_text(out, run.text);
    } else {
      append_strings(out, {run.language, run.direction, run.text});
    }
  }
  out += ']';
}

}  // namespace

std::string search_words_script(const std::vector<SearchPage>& pages, std::size_t number) {
  std::string data = "{\"part\":" + std::to_string(number) + ",\"pages\":[";
  WordTable table;
  for (std::size_t i = 0; i < pages.size(); ++i) {
    if (i != 0) data += ',';
    const TextRun& title = pages[i].title;
    std::vector<std::string> said{pages[i].address, title.text};
    if (!title.language.empty()) said.insert(said.end(), {title.language, title.direction});
    append_strings(data, said);
    table.add(i, pages[i]);
  }
  std::string words;
  std::string places;
  for (const auto& [word, where] : table.list()) {
    if (!words.empty()) {
      words += ' ';
      places += ' ';
    }
    words += word;
    places += where;
  }
  data += "],\n\"words\":";
  append_script_text(data, words);
  data += ",\n\"places\":";
  append_script_text(data, places);
  data += '}';
  return data_script("hexaplaSearch", data);
}

std::string search_text_script(const std::vector<SearchPage>& pages, std::size_t number) {
  std::string data = "{\"text\":" + std::to_string(number) + ",\"pages\":[";
  for (std::size_t i = 0; i < pages.size(); ++i) {
    data += i == 0 ? "[" : ",\n[";
    for (std::size_t block = 0; block < pages[i].blocks.size(); ++block) {
      if (block != 0) data += ',';
      append_block(data, pages[i].blocks[block]);
    }
    data += ']';
  }
  data += "]}";
  return data_script("hexaplaSearch", data);
}

}  // namespace hexapla
