// Property: from any texts drafts are made without a fault, valid UTF-8 where the texts are, never a text itself, and
// the same when asked for again. Input: lines; those with a tab are a text and its translation, the others want a
// draft.
#include "hexapla/matching/drafts.h"

#include "hexapla/base/utf8.h"
#include "require.h"

#include <algorithm>
#include <cstdint>
#include <string_view>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace hexapla;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  std::vector<Example> examples;
  std::vector<std::string_view> wanted;
  for (std::size_t at = 0; at < input.size();) {
    const std::size_t end = std::min(input.find('\n', at), input.size());
    const std::string_view line = input.substr(at, end - at);
    const std::size_t tab = line.find('\t');
    if (tab == std::string_view::npos) {
      wanted.push_back(line);
    } else {
      examples.push_back({line.substr(0, tab), line.substr(tab + 1)});
    }
    at = end + 1;
  }
  const bool valid = find_invalid_utf8(input) == std::string_view::npos;
  const Drafts drafts(examples, wanted);
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    const auto draft = drafts.draft(i);
    const auto same = drafts.draft(i);
    require(draft.has_value() == same.has_value(), "a draft is made every time");
    if (!draft) continue;
    require(draft->text == same->text, "a draft is the same every time");
    require(!draft->text.empty(), "a draft has a text");
    require(draft->text != wanted[i], "a draft is not its text");
    require(!valid || find_invalid_utf8(draft->text) == std::string_view::npos, "a draft is valid UTF-8");
    require(draft->confidence >= 0 && draft->confidence <= 1, "confidence is a share");
    require(draft->measures.phrases > 0 && draft->measures.phrases <= draft->measures.words, "phrases have words");
    require(draft->measures.left + draft->measures.lost <= draft->measures.words, "words are counted once");
  }
  for (const Example& example : examples) {
    const auto fit = drafts.fit(example.source, example.translation);
    require(!fit || (*fit >= 0 && *fit < 1.1), "a fit is a share");
  }
  return 0;
}
