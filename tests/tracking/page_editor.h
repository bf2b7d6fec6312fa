// Pages that somebody edits without a plan, and their templates: for made-up histories.
#pragma once

#include "catalog_text.h"

#include <map>
#include <random>
#include <string>
#include <vector>

namespace hexapla {

struct Text {
  std::string context;
  std::string words;
  friend auto operator<=>(const Text&, const Text&) = default;
};

using Pages = std::map<std::string, std::vector<Text>>;

/// Somebody who edits pages without a plan.
class Editor {
 public:
  explicit Editor(unsigned seed) : random_(seed) {
    for (int page = 0; page < 3; ++page) {
      auto& texts = pages_["page" + std::to_string(page) + ".md"];
      for (int i = 0; i < 8; ++i) texts.push_back(something());
    }
    past_.push_back(pages_);
  }

  const Pages& pages() const { return pages_; }
  std::size_t below(std::size_t end) { return random_() % end; }

  /// Somebody else, who goes on from here.
  void begin(unsigned seed) { random_.seed(seed); }

  void work() {
    for (std::size_t edits = 1 + below(6); edits > 0; --edits) edit();
    past_.push_back(pages_);
  }

 private:
  Text something() {
    std::string words = word();
    for (std::size_t length = 1 + below(14); length > 0; --length) words += " " + word();
    return {below(12) == 0 ? "menu" : "", words};
  }

  std::string word() {
    constexpr const char* words[] = {"agency",   "founded",  "in",    "the",   "ministry", "of",
                                     "security", "officers", "1983",  "works", "under",    "a",
                                     "law",      "which",    "gives", "it",    "wide",     "powers"};
    return words[below(std::size(words))];
  }

  std::vector<Text>& some_page() {
    auto at = pages_.begin();
    std::advance(at, below(pages_.size()));
    return at->second;
  }

  void edit() {
    auto& texts = some_page();
    const std::size_t place = below(texts.size() + 1);
    const auto at = texts.begin() + static_cast<std::ptrdiff_t>(place);
    const std::size_t what = below(10);
    if (what == 0) {
      texts.insert(at, something());
    } else if (what == 1) {
      rename();
    } else if (what == 2) {
      pages_ = past_[below(past_.size())];
    } else if (place < texts.size()) {
      edit_text(texts, place, what);
    }
  }

  void edit_text(std::vector<Text>& texts, std::size_t place, std::size_t what) {
    const auto at = texts.begin() + static_cast<std::ptrdiff_t>(place);
    if (what == 3) {
      texts.erase(at);
    } else if (what == 4) {
      const Text moved = *at;
      texts.erase(at);
      auto& other = some_page();
      other.insert(other.begin() + static_cast<std::ptrdiff_t>(below(other.size() + 1)), moved);
    } else if (what == 5) {
      some_page().push_back(Text(texts[place]));
    } else if (what == 6) {
      reflow(at->words);
    } else if (what == 7) {
      at->context = at->context.empty() ? "menu" : "";
    } else {
      change_word(at->words);
    }
  }

  void reflow(std::string& words) {
    const std::size_t blank = words.find_first_of(" \n", below(words.size()));
    if (blank == std::string::npos) return;
    words.replace(blank, 1, below(2) == 0 ? "\n" : below(2) == 0 ? " " : "  ");
  }

  void change_word(std::string& words) {
    const std::size_t begin = words.find(' ', below(words.size()));
    if (begin == std::string::npos) {
      words += " " + word();
    } else {
      words.replace(begin, words.find(' ', begin + 1) - begin, " " + word());
    }
  }

  void rename() {
    auto node = pages_.extract(pages_.begin());
    node.key() += "x.md";
    pages_.insert(std::move(node));
  }

  std::mt19937 random_;
  Pages pages_;
  std::vector<Pages> past_;
};

inline Catalog template_of_pages(const Pages& pages) {
  Catalog result = catalog_of("");
  std::map<Text, std::size_t> known;
  for (const auto& [path, texts] : pages) {
    for (const Text& text : texts) {
      const auto [at, is_new] = known.emplace(text, result.messages.size());
      if (is_new) {
        Message message;
        message.msgid = result.keep(text.words);
        message.msgctxt = result.keep(text.context);
        message.has_msgctxt = !text.context.empty();
        message.msgstr = {std::string_view{}};
        result.messages.push_back(message);
      }
      auto& references = result.messages[at->second].references;
      if (references.empty() || references.back() != path) references.push_back(result.keep(path));
    }
  }
  return result;
}

}  // namespace hexapla
