#include "hexapla/pages/keys.h"

#include <utility>

namespace hexapla {
namespace {

enum class Token : std::uint8_t { Key, AnyKey, Element, AnyDepth };

/// Calls `take(token, key)` for every step of a pattern. The error, if any, ends the reading.
template <typename Take>
class PatternReader {
 public:
  PatternReader(std::string_view pattern, Take take) : pattern_(pattern), take_(std::move(take)) {}

  std::optional<KeyPatternError> read() {
    if (pattern_.empty()) return fail(0, N_("the key path is empty"));
    bool after_step = false;
    while (at_ < pattern_.size()) {
      if (pattern_[at_] == '[') {
        if (auto error = read_element()) return error;
      } else {
        if (after_step && pattern_[at_] != '.') return fail(at_, N_("expected '.' or '[]' here"));
        if (after_step) ++at_;
        if (auto error = read_step()) return error;
      }
      after_step = true;
    }
    return std::nullopt;
  }

 private:
  static std::optional<KeyPatternError> fail(std::size_t position, const char* message) {
    return KeyPatternError{position, Phrase(message)};
  }

  std::optional<KeyPatternError> read_element() {
    if (at_ + 1 >= pattern_.size() || pattern_[at_ + 1] != ']') {
      return fail(at_ + 1, N_("'[' must be followed by ']': elements of a list have no names"));
    }
    at_ += 2;
    take_(Token::Element, std::string());
    return std::nullopt;
  }

  std::optional<KeyPatternError> read_step() {
    if (at_ < pattern_.size() && pattern_[at_] == '"') return read_quoted();
    const std::size_t begin = at_;
    while (at_ < pattern_.size() && pattern_[at_] != '.' && pattern_[at_] != '[') {
      if (pattern_[at_] == ']' || pattern_[at_] == '"')
        return fail(at_, N_("a key with this character must be quoted"));
      ++at_;
    }
    const std::string_view step = pattern_.substr(begin, at_ - begin);
    if (step.empty()) return fail(begin, N_("a key is missing here"));
    if (step == "*") {
      take_(Token::AnyKey, std::string());
    } else if (step == "**") {
      take_(Token::AnyDepth, std::string());
    } else if (step.find('*') != std::string_view::npos) {
      return fail(begin + step.find('*'), N_("'*' stands for a whole key and cannot be a part of one"));
    } else {
      take_(Token::Key, std::string(step));
    }
    return std::nullopt;
  }

  std::optional<KeyPatternError> read_quoted() {
    const std::size_t begin = at_++;
    std::string key;
    while (at_ < pattern_.size() && pattern_[at_] != '"') {
      if (pattern_[at_] == '\\' && at_ + 1 < pattern_.size()) ++at_;
      key += pattern_[at_++];
    }
    if (at_ >= pattern_.size()) return fail(begin, N_("this quote is never closed"));
    ++at_;
    take_(Token::Key, std::move(key));
    return std::nullopt;
  }

  std::string_view pattern_;
  std::size_t at_ = 0;
  Take take_;
};

bool needs_quotes(std::string_view key) {
  return key.empty() || key.find_first_of(".[]\"*") != std::string_view::npos;
}

void append_key(std::string& out, std::string_view key) {
  if (!needs_quotes(key)) {
    out += key;
    return;
  }
  out += '"';
  for (char c : key) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  out += '"';
}

}  // namespace

std::optional<KeyPatternError> check_key_pattern(std::string_view pattern) {
  const auto ignore = [](Token, std::string&&) {};
  return PatternReader<decltype(ignore)>(pattern, ignore).read();
}

KeyMatcher::KeyMatcher(const std::vector<std::string>& patterns) {
  for (const std::string& pattern : patterns) {
    if (check_key_pattern(pattern)) continue;
    starts_.push_back(static_cast<std::uint32_t>(steps_.size()));
    const auto take = [this](Token token, std::string&& key) {
      // "**.**" is "**"; one of them is enough and keeps the number of positions per level small.
      if (token == Token::AnyDepth && steps_.size() > starts_.back() && steps_.back().kind == StepKind::AnyDepth)
        return;
      steps_.push_back({static_cast<StepKind>(token), std::move(key)});
    };
    PatternReader<decltype(take)>(pattern, take).read();
    steps_.push_back({StepKind::End, {}});
  }
}

KeyWalk::KeyWalk(const KeyMatcher& matcher) : matcher_(matcher) {
  for (const std::uint32_t start : matcher_.starts_) activate(start, 0);
  levels_.push_back({0, static_cast<std::uint32_t>(active_.size()), {}, false});
}

void KeyWalk::activate(std::uint32_t step, std::uint32_t level_begin) {
  for (;;) {
    for (std::size_t i = level_begin; i < active_.size(); ++i) {
      if (active_[i] == step) return;
    }
    active_.push_back(step);
    // "**" may stand for no step at all.
    if (matcher_.steps_[step].kind != KeyMatcher::StepKind::AnyDepth) return;
    ++step;
  }
}

void KeyWalk::enter(std::string_view key, bool element) {
  using Kind = KeyMatcher::StepKind;
  const Level from = levels_.back();
  const auto begin = static_cast<std::uint32_t>(active_.size());
  for (std::uint32_t i = from.begin; i < from.end; ++i) {
    const std::uint32_t at = active_[i];
    const KeyMatcher::Step& step = matcher_.steps_[at];
    if (step.kind == Kind::AnyDepth) {
      activate(at, begin);
    } else if (element ? step.kind == Kind::Element
                       : step.kind == Kind::AnyKey || (step.kind == Kind::Key && step.key == key)) {
      activate(at + 1, begin);
    }
  }
  levels_.push_back({begin, static_cast<std::uint32_t>(active_.size()), key, element});
}

void KeyWalk::enter_key(std::string_view key) {
  enter(key, false);
}

void KeyWalk::enter_element() {
  enter({}, true);
}

void KeyWalk::leave() {
  active_.resize(levels_.back().begin);
  levels_.pop_back();
}

bool KeyWalk::chosen() const {
  for (std::uint32_t i = levels_.back().begin; i < levels_.back().end; ++i) {
    if (matcher_.steps_[active_[i]].kind == KeyMatcher::StepKind::End) return true;
  }
  return false;
}

std::string KeyWalk::path() const {
  std::string path;
  for (std::size_t i = 1; i < levels_.size(); ++i) {
    if (levels_[i].element) {
      path += "[]";
      continue;
    }
    if (!path.empty()) path += '.';
    append_key(path, levels_[i].key);
  }
  return path;
}

}  // namespace hexapla
