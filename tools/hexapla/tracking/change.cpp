// Both texts are cut into pieces (matching/pieces.h), aligned by what the pieces mean, and each place where they differ
// is named after the gravest of its pieces.
#include "hexapla/tracking/change.h"

#include "hexapla/base/phrase.h"
#include "hexapla/text/common_words.h"
#include "hexapla/tracking/prose.h"
#include "hexapla/tracking/spelling.h"
#include "hexapla/tracking/vocabulary.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace hexapla {
namespace {

constexpr std::array<ChangeRule, change_classes> rules{{
    {ChangeClass::None, "none", N_("unknown"), Treatment::Keep, false},
    {ChangeClass::Reflow, "reflow", N_("reflow"), Treatment::Carry, true},
    {ChangeClass::Markup, "markup", N_("markup"), Treatment::Carry, true},
    {ChangeClass::Typography, "typography", N_("typography"), Treatment::Carry, true},
    {ChangeClass::Link, "link", N_("link"), Treatment::Carry, true},
    {ChangeClass::Image, "image", N_("image"), Treatment::Carry, true},
    {ChangeClass::Attribute, "attribute", N_("attribute"), Treatment::Carry, true},
    {ChangeClass::Code, "code", N_("code"), Treatment::Carry, true},
    {ChangeClass::Joined, "joined", N_("joined"), Treatment::Carry, true},
    {ChangeClass::Punctuation, "punctuation", N_("punctuation"), Treatment::Keep, false},
    {ChangeClass::Spelling, "spelling", N_("spelling"), Treatment::Keep, false},
    {ChangeClass::Number, "number", N_("number"), Treatment::Carry, false},
    {ChangeClass::Split, "split", N_("split"), Treatment::Stale, false},
    {ChangeClass::Context, "context", N_("context"), Treatment::Stale, false},
    {ChangeClass::Words, "words", N_("words"), Treatment::Stale, false},
}};

/// The changed middle of two texts may have so many pairs of pieces; beyond that they differ in words.
constexpr std::size_t most_pairs = 1U << 20U;

struct Pair {
  std::size_t before;
  std::size_t after;
};

/// A longest common subsequence of two rows of keys.
std::vector<Pair> common(const std::vector<std::uint64_t>& before, const std::vector<std::uint64_t>& after) {
  std::unordered_map<std::uint64_t, std::uint32_t> numbers;
  const auto numbered = [&](const std::vector<std::uint64_t>& keys) {
    std::vector<std::uint32_t> row;
    row.reserve(keys.size());
    for (std::uint64_t key : keys) {
      row.push_back(numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second);
    }
    return row;
  };
  const auto partners = common_items(numbered(before), numbered(after));
  std::vector<Pair> pairs;
  for (std::size_t i = 0; i < partners.size(); ++i) {
    if (partners[i] != no_partner) pairs.push_back({i, partners[i]});
  }
  return pairs;
}

/// A link's or image's end without its target: "](…)" or "][…]" or "]", and whether there is a title, which is text.
struct Shell {
  std::string_view before;
  std::string_view after;
  friend bool operator==(const Shell&, const Shell&) = default;
  bool has_title() const { return after.find_first_of("\"'(") != std::string_view::npos; }
};

class Comparison {
 public:
  Comparison(std::string_view before, std::string_view after, const Vocabulary* known)
      : before_(before), after_(after), known_(known), old_(pieces_of(before)), new_(pieces_of(after)) {}

  Difference run() {
    std::size_t prefix = 0;
    while (prefix < old_.size() && prefix < new_.size() && same(prefix, prefix)) {
      read_alike(prefix, prefix);
      ++prefix;
    }
    std::size_t suffix = 0;
    while (prefix + suffix < old_.size() && prefix + suffix < new_.size() &&
           same(old_.size() - suffix - 1, new_.size() - suffix - 1)) {
      ++suffix;
      read_alike(old_.size() - suffix, new_.size() - suffix);
    }
    middle({prefix, old_.size() - suffix}, {prefix, new_.size() - suffix});
    if (result_.what == ChangeClass::None) grave(ChangeClass::Reflow);  // the least that two different texts can have
    if (result_.what > ChangeClass::Code && differ_in_marks(before_, after_)) marks_alone();
    return std::move(result_);
  }

 private:
  struct Range {
    std::size_t begin;
    std::size_t end;
    std::size_t size() const { return end - begin; }
  };

  template <typename Key>
  static std::vector<std::uint64_t> row_of(const std::vector<Piece>& pieces, Range range, const Key& key) {
    std::vector<std::uint64_t> row;
    for (std::size_t i = range.begin; i < range.end; ++i) row.push_back(key(pieces[i]));
    return row;
  }

  bool same(std::size_t i, std::size_t j) const { return old_[i].key == new_[j].key; }
  std::string_view text_of(const Piece& piece, bool is_new) const {
    return slice(is_new ? after_ : before_, piece.span);
  }

  void grave(ChangeClass what) {
    result_.what = std::max(result_.what, what);
    result_.classes.add(what);
  }
  void inexact(ChangeClass what) {
    grave(what);
    if (rule_of(what).treatment != Treatment::Keep) result_.exact = false;
  }

  /// Marks were put around words, taken off or changed for others: a translator has to find the same words.
  void marks_alone() {
    result_ = {};
    inexact(ChangeClass::Markup);
  }

  /// Two pieces that mean the same, but may be written otherwise.
  void read_alike(std::size_t i, std::size_t j) {
    if (old_[i].spaced != new_[j].spaced) grave(ChangeClass::Reflow);
    if (text_of(old_[i], false) == text_of(new_[j], true)) return;
    switch (old_[i].kind) {
      case PieceKind::Emphasis:
        return grave(ChangeClass::Markup);
      case PieceKind::Word:
      case PieceKind::Number:
      case PieceKind::Punctuation:
        return grave(ChangeClass::Typography);
      case PieceKind::Code:  // in a block, and all the more in a diagram, people see each blank
        return is_block(text_of(new_[j], true)) ? inexact(ChangeClass::Reflow) : grave(ChangeClass::Reflow);
      default:
        return grave(ChangeClass::Reflow);
    }
  }

  void middle(Range old_range, Range new_range) {
    if (old_range.size() * new_range.size() > most_pairs) return inexact(ChangeClass::Words);
    const auto key = [](const Piece& piece) { return piece.key; };
    const auto pairs = common(row_of(old_, old_range, key), row_of(new_, new_range, key));
    std::size_t i = old_range.begin;
    std::size_t j = new_range.begin;
    for (const Pair& pair : pairs) {
      hunk({i, old_range.begin + pair.before}, {j, new_range.begin + pair.after});
      i = old_range.begin + pair.before;
      j = new_range.begin + pair.after;
      read_alike(i++, j++);
    }
    hunk({i, old_range.end}, {j, new_range.end});
  }

  /// Pieces gone and pieces new in their place: those of one kind are paired in order.
  void hunk(Range gone, Range come) {
    if (gone.size() == 0 && come.size() == 0) return;
    if (is_same_code(gone, come)) return inexact(ChangeClass::Markup);
    if (is_joined(gone, come)) return inexact(ChangeClass::Spelling);
    const auto kind = [](const Piece& piece) { return static_cast<std::uint64_t>(piece.kind); };
    const auto pairs = common(row_of(old_, gone, kind), row_of(new_, come, kind));
    std::size_t i = gone.begin;
    std::size_t j = come.begin;
    for (const Pair& pair : pairs) {
      for (; i < gone.begin + pair.before; ++i) alone(old_, i, before_);
      for (; j < come.begin + pair.after; ++j) alone(new_, j, after_);
      changed(old_[i++], new_[j++]);
    }
    for (; i < gone.end; ++i) alone(old_, i, before_);
    for (; j < come.end; ++j) alone(new_, j, after_);
  }

  /// `words` or words: one side is a code span, the other its text.
  bool is_same_code(Range gone, Range come) const {
    if (gone.size() == 0 || come.size() == 0) return false;
    const auto words = [](std::string_view text, const std::vector<Piece>& pieces, Range range) {
      std::string_view all =
          text.substr(pieces[range.begin].span.begin, pieces[range.end - 1].span.end - pieces[range.begin].span.begin);
      while (all.size() > 1 && all.front() == '`' && all.back() == '`') all = all.substr(1, all.size() - 2);
      return all;
    };
    const auto has_code = [](const std::vector<Piece>& pieces, Range range) {
      return std::any_of(pieces.data() + range.begin, pieces.data() + range.end,
                         [](const Piece& one) { return one.kind == PieceKind::Code; });
    };
    return (has_code(old_, gone) || has_code(new_, come)) && words(before_, old_, gone) == words(after_, new_, come);
  }

  /// "can not" and "cannot", "UTF8" and "UTF-8": the same letters, parted or joined by a blank or a hyphen.
  bool is_joined(Range gone, Range come) const {
    if (gone.size() == 0 || come.size() == 0 || gone.size() == come.size()) return false;
    const auto letters = [](std::string_view text, const std::vector<Piece>& pieces, Range range) {
      std::string all;
      for (std::size_t i = range.begin; i < range.end; ++i) {
        const std::string_view piece = slice(text, pieces[i].span);
        const bool hyphen = piece == "-" && i > range.begin && i + 1 < range.end;
        if (!hyphen && pieces[i].kind != PieceKind::Word && pieces[i].kind != PieceKind::Number) return std::string();
        if (!hyphen) all += piece;
      }
      return all;
    };
    const std::string before = letters(before_, old_, gone);
    const bool numbered = before.find_first_of("0123456789") != std::string::npos;
    return before.size() >= (numbered ? 4U : 6U) && before.find_first_not_of("0123456789.,") != std::string::npos &&
           before == letters(after_, new_, come);
  }

  static bool is_repeated(const std::vector<Piece>& pieces, std::size_t i) {
    const auto same_word = [&](std::size_t other) {
      return pieces[other].kind == PieceKind::Word && pieces[other].key == pieces[i].key;
    };
    return (i > 0 && same_word(i - 1)) || (i + 1 < pieces.size() && same_word(i + 1));
  }

  /// A piece that was put in or taken out.
  void alone(const std::vector<Piece>& pieces, std::size_t i, std::string_view text) {
    const Piece& piece = pieces[i];
    switch (piece.kind) {
      case PieceKind::Emphasis:
      case PieceKind::Break:
        return inexact(ChangeClass::Markup);
      case PieceKind::Open:
      case PieceKind::Link:
        return inexact(ChangeClass::Link);
      case PieceKind::Image:
        return inexact(ChangeClass::Image);
      case PieceKind::Tag:
        return inexact(is_placeholder(slice(text, piece.span), text) ? ChangeClass::Words : ChangeClass::Attribute);
      case PieceKind::Attributes:
        return inexact(ChangeClass::Attribute);
      case PieceKind::Punctuation:
        return inexact(ChangeClass::Punctuation);
      case PieceKind::Word:
        if (is_repeated(pieces, i)) return inexact(ChangeClass::Spelling);
        break;
      case PieceKind::Number:
      case PieceKind::Code:
        break;
    }
    inexact(ChangeClass::Words);
  }

  void changed(const Piece& old, const Piece& now) {
    switch (old.kind) {
      case PieceKind::Word:
        return word(text_of(old, false), text_of(now, true));
      case PieceKind::Number:
        return edit(ChangeClass::Number, old, now);
      case PieceKind::Punctuation:
        return inexact(ChangeClass::Punctuation);
      case PieceKind::Emphasis:
      case PieceKind::Break:
        return inexact(ChangeClass::Markup);
      case PieceKind::Open:  // a link became an image
        return inexact(ChangeClass::Words);
      case PieceKind::Link:
      case PieceKind::Image:
        return target(old, now);
      case PieceKind::Tag:
        return tag(old, now);
      case PieceKind::Attributes:
        return edit(ChangeClass::Attribute, old, now);
      case PieceKind::Code:
        if (has_new_prose(text_of(old, false), text_of(now, true))) return inexact(ChangeClass::Words);
        return edit(ChangeClass::Code, old, now);
    }
  }

  /// Most people translate <branch>.
  void tag(const Piece& old, const Piece& now) {
    const std::string_view before = text_of(old, false);
    const std::string_view after = text_of(now, true);
    if (is_placeholder(before, before_) && is_placeholder(after, after_)) {
      if (!same_letters(before, after)) return inexact(ChangeClass::Words);
      return edit(ChangeClass::Code, old, now);
    }
    if (tag_name(before) != tag_name(after)) return inexact(ChangeClass::Attribute);
    edit(ChangeClass::Attribute, old, now);
  }

  void word(std::string_view old, std::string_view now) {
    const bool respelled = is_respelled(old, now) && (known_ == nullptr || is_variant(old, now) || !known_->has(old));
    inexact(respelled ? ChangeClass::Spelling : ChangeClass::Words);
  }

  static std::string_view tag_name(std::string_view tag) { return tag.substr(0, tag.find_first_of(" \t\r\n>", 1)); }

  void edit(ChangeClass what, const Piece& old, const Piece& now) {
    grave(what);
    result_.edits.push_back({old.kind, text_of(old, false), text_of(now, true)});
  }

  Shell shell_of(const Piece& piece, bool is_new) const {
    const std::string_view text = is_new ? after_ : before_;
    return {text.substr(piece.span.begin, piece.target.begin - piece.span.begin),
            text.substr(piece.target.end, piece.span.end - piece.target.end)};
  }

  /// "](a)" became "](b)": only the target is to be changed in the translation, where a title may be translated. Of
  /// links that changed in form, such as "](a)" to "][b]", the whole end.
  void target(const Piece& old, const Piece& now) {
    const ChangeClass what = old.kind == PieceKind::Link ? ChangeClass::Link : ChangeClass::Image;
    const bool both = !old.target.empty() && !now.target.empty();
    if (both && shell_of(old, false) == shell_of(now, true)) {
      grave(what);
      result_.edits.push_back({old.kind, slice(before_, old.target), slice(after_, now.target)});
      return;
    }
    const bool titles = (!old.target.empty() && shell_of(old, false).has_title()) ||
                        (!now.target.empty() && shell_of(now, true).has_title());
    if (titles) return inexact(ChangeClass::Words);
    edit(what, old, now);
  }

  std::string_view before_;
  std::string_view after_;
  const Vocabulary* known_;
  std::vector<Piece> old_;
  std::vector<Piece> new_;
  Difference result_;
};

}  // namespace

const ChangeRule& rule_of(ChangeClass what) {
  return rules[static_cast<std::size_t>(what)];
}

std::optional<ChangeClass> class_named(std::string_view name) {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const ChangeRule& rule) { return rule.name == name; });
  if (found == rules.end()) return std::nullopt;
  return found->what;
}

template <typename Takes>
ClassSet ClassSet::of(const Takes& takes) {
  ClassSet set = none();
  for (const ChangeRule& rule : rules) {
    if (rule.what != ChangeClass::None && takes(rule)) set.add(rule.what);
  }
  return set;
}

ClassSet ClassSet::usual() {
  return of([](const ChangeRule& rule) { return rule.heals; });
}

ClassSet ClassSet::all() {
  return of([](const ChangeRule& rule) { return rule.treatment != Treatment::Stale; });
}

ClassSet ClassSet::every() {
  return of([](const ChangeRule&) { return true; });
}

std::string names_of(ClassSet classes) {
  std::string names;
  for (const ChangeRule& rule : rules) {
    if (classes.has(rule.what)) names += (names.empty() ? "" : ", ") + std::string(rule.name);
  }
  return names;
}

Difference difference(std::string_view before, std::string_view after, const Vocabulary* known) {
  if (before == after) return {};
  return Comparison(before, after, known).run();
}

SourceChange compare(const SourceText& before, const SourceText& after, const Vocabulary* known) {
  SourceChange change;
  change.text = difference(before.msgid, after.msgid, known);
  if (before.has_plural && after.has_plural) {
    change.plural = difference(before.msgid_plural, after.msgid_plural, known);
  }
  const bool same_context = before.has_msgctxt == after.has_msgctxt && before.msgctxt == after.msgctxt;
  change.what =
      std::max({change.text.what, change.plural.what, same_context ? ChangeClass::None : ChangeClass::Context});
  if (before.has_plural != after.has_plural) change.what = ChangeClass::Words;
  return change;
}

ChangeClass classify(const SourceText& before, const SourceText& after, const Vocabulary* known) {
  return compare(before, after, known).what;
}

}  // namespace hexapla
