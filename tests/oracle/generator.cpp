#include "generator.h"

#include "hexapla/base/utf8.h"

#include <cstdlib>

namespace hexapla::oracle {
namespace {

using Lines = std::vector<std::string>;

const std::vector<std::string_view> words = {"heron",
                                             "a",
                                             "It",
                                             "42",
                                             "*stress*",
                                             "**strong**",
                                             "_under_",
                                             "`code`",
                                             "``a ` b``",
                                             "[link](https://example.org/a \"t\")",
                                             "[ref]",
                                             "[ref][a]",
                                             "[^1]",
                                             "[^note]",
                                             "![alt](i.png)",
                                             "<b>bold</b>",
                                             "<https://example.org>",
                                             "https://example.org/x",
                                             "&amp;",
                                             "&#35;",
                                             "\\*",
                                             "\\|",
                                             "a|b",
                                             "|",
                                             "~~gone~~",
                                             "#",
                                             "-",
                                             "+",
                                             "1.",
                                             ">",
                                             "=",
                                             "<",
                                             "é",
                                             "漢字",
                                             "مرحبا",
                                             "שלום",
                                             "👩‍👩‍👧",
                                             "\xc2\xa0",
                                             "\xe2\x80\xa8",
                                             "\xe3\x80\x80",
                                             "\xef\xbb\xbf",
                                             "{{< ref \"x\" >}}",
                                             "{{#include a.rs}}",
                                             "{#id .c}",
                                             "$x$",
                                             "==",
                                             "{% raw %}",
                                             "[x]",
                                             "[ ]",
                                             "<!-- c -->",
                                             "<!--",
                                             "-->",
                                             "]",
                                             "[",
                                             "(",
                                             ")",
                                             "\\",
                                             "`",
                                             "```",
                                             "*",
                                             "**",
                                             "!"};

const std::vector<std::string_view> soup = {"> ",
                                            ">",
                                            "- ",
                                            "-",
                                            "* ",
                                            "+ ",
                                            "1. ",
                                            "2) ",
                                            "10. ",
                                            "1.",
                                            "    ",
                                            "  ",
                                            " ",
                                            "\t",
                                            "   ",
                                            "# ",
                                            "###### ",
                                            "#",
                                            "```",
                                            "~~~",
                                            "````",
                                            "---",
                                            "===",
                                            "***",
                                            "- - -",
                                            "|",
                                            "| a | b |",
                                            "|---|---|",
                                            "--|:-:",
                                            ":--",
                                            "a|b",
                                            "\\|",
                                            "[a]: /b",
                                            "[a]:",
                                            "'t'",
                                            "\"t\"",
                                            "[^1]: ",
                                            "[^n]:",
                                            "[^1]",
                                            "<div>",
                                            "</div>",
                                            "<pre>",
                                            "</pre>",
                                            "<!-- ",
                                            "-->",
                                            "<?",
                                            "?>",
                                            "<!X",
                                            "<![CDATA[",
                                            "]]>",
                                            "<b>",
                                            "<a href='x'>",
                                            "<script>",
                                            "</script>",
                                            "text",
                                            "a",
                                            "word word",
                                            "`",
                                            "*",
                                            "\\",
                                            "",
                                            "é",
                                            "漢",
                                            "\xc2\xa0",
                                            "{{< x >}}",
                                            "{{#x}}",
                                            "<!-- hexapla:skip -->",
                                            "[ ] ",
                                            "[x] ",
                                            ":",
                                            "+",
                                            "=",
                                            "title: x",
                                            "+++",
                                            "|-|",
                                            "|:",
                                            "0. ",
                                            "123456789. ",
                                            "1234567890. ",
                                            "-\t",
                                            "1.\t",
                                            ">\t",
                                            "\t\t",
                                            "     ",
                                            "\\\\"};

/// Number of columns that a container's later lines are indented by is `width`.
struct Container {
  std::string first, later;
};

class Writer {
 public:
  explicit Writer(Random& random) : r_(random) {}

  /// `count` blocks, blank lines between them or not.
  Lines blocks(int depth, std::uint32_t count) {
    Lines out;
    for (std::uint32_t i = 0; i < count; ++i) {
      if (i > 0 && !r_.one_in(3)) blank(out);
      for (auto& line : block(depth)) out.push_back(std::move(line));
    }
    return out;
  }

 private:
  void blank(Lines& out) {
    for (std::uint32_t n = 1 + (r_.one_in(6) ? r_.pick(3) : 0); n > 0; --n) {
      out.emplace_back(r_.one_in(5) ? r_.of({" ", "\t", "    ", "      ", "  \t "}) : "");
    }
  }

  std::string text() {
    std::string line;
    for (std::uint32_t n = 1 + r_.pick(5); n > 0; --n) {
      if (!line.empty()) line += r_.one_in(12) ? "  " : " ";
      line += r_.one_in(3) ? r_.of(words) : r_.of({"heron", "waits", "river", "stone", "a", "The"});
    }
    return line;
  }

  std::string trail(std::string line) {
    if (r_.one_in(6)) line += r_.of({" ", "  ", "\t", "\\", "   \t", "   "});
    return line;
  }

  std::string indent() { return std::string(r_.one_in(3) ? r_.pick(4) : 0, ' '); }

  Lines block(int depth) {
    switch (r_.pick(depth > 0 ? 20 : 13)) {
      case 0:
        return heading();
      case 1:
        return setext();
      case 2:
        return {indent() + trail(std::string(r_.of({"---", "***", "___", "- - -", "* * * *", "_ _ _", "-----"})))};
      case 3:
        return fenced();
      case 4:
        return indented();
      case 5:
        return html();
      case 6:
        return definition();
      case 7:
        return table();
      case 8:
        return syntax();
      case 9:
      case 10:
      case 11:
      case 12:
        return paragraph();
      case 13:
        return contain(depth, footnote());
      case 14:
      case 15:
        return contain(depth, quote());
      default:
        return list(depth);
    }
  }

  Lines paragraph() {
    Lines out;
    for (std::uint32_t n = 1 + r_.pick(3); n > 0; --n) {
      out.push_back((r_.one_in(5) ? std::string(r_.pick(7), ' ') : indent()) + trail(text()));
    }
    return out;
  }

  Lines heading() {
    std::string line = indent() + std::string(1 + r_.pick(7), '#');
    if (!r_.one_in(8)) line += std::string(r_.of({" ", "  ", "\t", ""})) + text();
    if (r_.one_in(3)) line += r_.of({" #", " ##  ", "#", " \\#", "\t#\t", " {#id}", " { #id .a } ##"});
    return {trail(line)};
  }

  Lines setext() {
    Lines out = paragraph();
    out.push_back(indent() + trail(std::string(r_.of({"===", "=", "---", "--", "==  ", "-", "=-", "= ="}))));
    return out;
  }

  Lines fenced() {
    const std::string fence(3 + r_.pick(3), r_.one_in(2) ? '`' : '~');
    const std::string_view info = r_.of({"", "rust", " c++ x", "rust,editable", "a`b", "\\`", "&amp;"});
    Lines out = {indent() + trail(fence + std::string(info))};
    for (std::uint32_t n = r_.pick(5); n > 0; --n) {
      if (r_.one_in(4)) {
        out.emplace_back(r_.of({"", "  ", "\t", "```", "~~~", "    ```", "- x", "> y", "# z", "``` a", "   ~~~~"}));
      } else {
        out.push_back(std::string(r_.pick(6), ' ') + trail(text()));
      }
    }
    if (!r_.one_in(5)) out.push_back(indent() + trail(fence + (r_.one_in(4) ? fence.substr(0, 1) : "")));
    return out;
  }

  Lines indented() {
    Lines out;
    for (std::uint32_t n = 1 + r_.pick(3); n > 0; --n) {
      if (r_.one_in(5)) blank(out);
      out.push_back(std::string(r_.of({"    ", "\t", "     ", "  \t", "    \t", "\t\t"})) + trail(text()));
    }
    return out;
  }

  Lines html() {
    static const std::vector<std::string_view> starts = {"<div>",
                                                         "<div class=\"a\" title=\"words here\">",
                                                         "<p>words</p>",
                                                         "</div>",
                                                         "<!-- words",
                                                         "<!-- x -->",
                                                         "<?php",
                                                         "<!DOCTYPE html>",
                                                         "<![CDATA[",
                                                         "<pre>",
                                                         "<script>x",
                                                         "<style>a{}</style>",
                                                         "<b>x</b>",
                                                         "<custom-tag>",
                                                         "</i >",
                                                         "<a href=\"x\"",
                                                         "<img alt=\"words\" src='x'>",
                                                         "<table><tr><td>w",
                                                         "<details><summary>More</summary>",
                                                         "<TEXTAREA>",
                                                         "<h1",
                                                         "<hr/>",
                                                         "<div\n",
                                                         "<search>",
                                                         "<source>",
                                                         "<!a",
                                                         "<!-- hexapla:skip -->",
                                                         "<!-- hexapla:comment: note -->",
                                                         "<!-- hexapla:context: c -->",
                                                         "<!-- hexapla:skip-begin -->",
                                                         "<!-- hexapla:skip-end -->",
                                                         "<button aria-label=\"words\">w</button>"};
    Lines out;
    std::string first = indent() + std::string(r_.of(starts));
    if (first.ends_with('\n')) first.pop_back();
    if (r_.one_in(3)) first += " " + text();
    out.push_back(trail(first));
    for (std::uint32_t n = r_.pick(4); n > 0; --n) {
      if (r_.one_in(6)) blank(out);
      out.push_back(r_.one_in(2)
                        ? text()
                        : std::string(r_.of({"-->", "?>", "]]>", "</pre>", "</script>", "</div>", "<i>x</i>", ">",
                                             "  title=\"more words\">", "</style> after", "*md*", "- item"})));
    }
    return out;
  }

  Lines definition() {
    Lines out;
    std::string line =
        indent() + std::string(r_.of({"[ref]:", "[a]:", "[ref] :", "[ R\u00e9f ]:", "[]:", "[a\\]]:", "[a\nb]:"}));
    if (line.find('\n') != line.npos) {
      out.push_back(line.substr(0, line.find('\n')));
      line = line.substr(line.find('\n') + 1);
    }
    if (r_.one_in(4)) {
      out.push_back(trail(line));
      line = indent();
    }
    line += std::string(r_.of({" ", "", "  "})) +
            std::string(r_.of({"/url", "<a b>", "https://example.org", "<>", "", "a(b)c", "<x"}));
    if (r_.one_in(2)) {
      if (r_.one_in(3)) {
        out.push_back(trail(line));
        line = indent();
      } else {
        line += ' ';
      }
      line += r_.of({"\"title\"", "'it''s'", "(paren)", "\"open", "\"two\nlines\"", "'t' junk", "\"\""});
    }
    if (const auto at = line.find('\n'); at != line.npos) {
      out.push_back(line.substr(0, at));
      line = line.substr(at + 1);
    }
    out.push_back(trail(line));
    if (r_.one_in(3)) out.push_back(text());
    return out;
  }

  std::string row(std::uint32_t cells) {
    std::string line = indent();
    if (!r_.one_in(3)) line += '|';
    for (std::uint32_t i = 0; i < cells; ++i) {
      if (i > 0) line += '|';
      line += std::string(r_.of({" ", "", "  ", "\t"}));
      line +=
          r_.one_in(6) ? std::string(r_.of({"", "a \\| b", "`a \\| b`", "\\\\", "`|`", "<b>x</b>", "x\\"})) : text();
      line += std::string(r_.of({" ", "", "  "}));
    }
    if (!r_.one_in(3)) line += '|';
    return trail(line);
  }

  std::string delimiter(std::uint32_t cells) {
    std::string line = indent();
    const bool pipes = !r_.one_in(3);
    if (pipes) line += '|';
    for (std::uint32_t i = 0; i < cells; ++i) {
      if (i > 0) line += '|';
      line += r_.of({"---", " --- ", ":--", "--:", ":-:", " :---: ", "-", " - "});
    }
    if (pipes || cells == 1) line += '|';
    return trail(line);
  }

  Lines table() {
    const std::uint32_t cells = 1 + r_.pick(3);
    Lines out;
    if (r_.one_in(4)) out.push_back(text());
    out.push_back(row(r_.one_in(8) ? cells + 1 : cells));
    out.push_back(r_.one_in(12) ? "|--|x|" : delimiter(cells));
    for (std::uint32_t n = r_.pick(4); n > 0; --n) out.push_back(r_.one_in(5) ? text() : row(1 + r_.pick(4)));
    return out;
  }

  Lines syntax() {
    Lines out;
    for (std::uint32_t n = 1 + r_.pick(2); n > 0; --n) {
      std::string line;
      for (std::uint32_t pieces = 1 + r_.pick(5); pieces > 0; --pieces) line += r_.of(soup);
      out.push_back(line);
    }
    return out;
  }

  Container quote() {
    const std::string mark = indent() + std::string(r_.of({"> ", ">", ">  ", ">\t"}));
    return {mark, mark};
  }

  Container footnote() {
    // A label of its own each time: cmark-gfm drops a second definition of the same one.
    std::string mark = indent() + "[^n" + std::to_string(++notes_) + "]:";
    mark += r_.of({" ", "", "\t", "   "});
    return {mark, r_.one_in(8) ? "  " : (r_.one_in(3) ? "\t" : "    ")};
  }

  Container item(bool ordered, char mark, std::uint32_t number) {
    std::string first = indent();
    if (ordered) first += std::to_string(number);
    first += mark;
    const std::size_t width = first.size();
    const std::string gap(r_.of({" ", " ", " ", "  ", "    ", "\t", "     ", "   "}));
    std::string later(width + (gap == "\t" ? 1 : gap.size()), ' ');
    if (r_.one_in(8)) later = "\t";
    if (r_.one_in(12) && later.size() > 1) later.pop_back();
    return {first + gap, later};
  }

  Lines contain(int depth, const Container& container) { return wrap(blocks(depth - 1, 1 + r_.pick(3)), container); }

  Lines wrap(Lines inner, const Container& container) {
    for (std::size_t i = 0; i < inner.size(); ++i) {
      const bool empty = inner[i].find_first_not_of(" \t") == std::string::npos;
      if (i > 0 && empty && container.later.find('>') == std::string::npos) continue;
      if (i > 0 && r_.one_in(14)) continue;  // lazy, or out of the container
      inner[i].insert(0, i == 0 ? container.first : container.later);
    }
    return inner;
  }

  Lines list(int depth) {
    const bool ordered = r_.one_in(2);
    char mark = ordered ? (r_.one_in(3) ? ')' : '.') : "-*+"[r_.pick(3)];
    std::uint32_t number = r_.one_in(2) ? 1 : r_.pick(1200);
    const bool loose = r_.one_in(2);
    Lines out;
    for (std::uint32_t n = 1 + r_.pick(3); n > 0; --n, ++number) {
      if (r_.one_in(15)) mark = ordered ? (mark == '.' ? ')' : '.') : "-*+"[r_.pick(3)];
      const Container container = item(ordered, mark, number);
      Lines inner;
      if (r_.one_in(8)) {
        inner.emplace_back("");  // an item that starts empty
        if (r_.one_in(2)) inner = blocks(depth - 1, 1), inner.insert(inner.begin(), "");
      } else {
        inner = blocks(depth - 1, 1 + r_.pick(2));
        if (r_.one_in(8)) inner.front().insert(0, r_.of({"[ ] ", "[x] "}));
      }
      for (auto& line : wrap(std::move(inner), container)) out.push_back(std::move(line));
      if (loose && n > 1) blank(out);
    }
    return out;
  }

  Random& r_;
  int notes_ = 0;
};

/// One change that breaks what a writer would keep in order.
void spoil(Random& r, Lines& lines) {
  if (lines.empty()) return;
  const std::uint32_t at = r.pick(static_cast<std::uint32_t>(lines.size()));
  std::string& line = lines[at];
  switch (r.pick(7)) {
    case 0:
      line.insert(0, r.of(soup));
      break;
    case 1:
      if (!line.empty()) line.erase(0, 1 + r.pick(4));
      break;
    case 2:
      lines.erase(lines.begin() + at);
      break;
    case 3:
      lines.insert(lines.begin() + at, std::string(line));
      break;
    case 4:
      line += r.of(soup);
      break;
    case 5:
      line.insert(r.pick(static_cast<std::uint32_t>(line.size()) + 1), r.of(soup));
      break;
    default:
      if (const auto blanks = line.find("    "); blanks != line.npos) line.replace(blanks, 4, "\t");
  }
}

/// Without the pieces of characters that spoil() leaves.
std::string valid_utf8(std::string text) {
  for (std::size_t at = find_invalid_utf8(text); at != text.npos; at = find_invalid_utf8(text)) text.erase(at, 1);
  return text;
}

std::string joined(Random& r, const Lines& lines) {
  const std::uint32_t ends = r.pick(8);  // mostly \n
  std::string out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    out += lines[i];
    if (i + 1 == lines.size() && r.one_in(5)) break;
    out += ends == 0 ? "\r\n" : ends == 1 ? r.of({"\n", "\r\n", "\r"}) : "\n";
  }
  return out;
}

std::vector<std::string> split_keeping_ends(const std::string& text) {
  std::vector<std::string> parts;
  std::size_t from = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool end = text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.size() || text[i + 1] != '\n'));
    if (!end) continue;
    parts.push_back(text.substr(from, i + 1 - from));
    from = i + 1;
  }
  if (from < text.size()) parts.push_back(text.substr(from));
  return parts;
}

std::string concat(const std::vector<std::string>& parts, std::size_t skip_from, std::size_t skip_to) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i < skip_from || i >= skip_to) out += parts[i];
  }
  return out;
}

/// Takes out runs of `parts`, ever shorter ones, while what is left stays bad.
std::string reduce(std::vector<std::string> parts, const std::function<bool(const std::string&)>& bad) {
  for (std::size_t run = (parts.size() + 1) / 2; run >= 1; run /= 2) {
    for (std::size_t at = 0; at < parts.size();) {
      const std::size_t to = std::min(at + run, parts.size());
      if (bad(concat(parts, at, to))) {
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(at), parts.begin() + static_cast<std::ptrdiff_t>(to));
      } else {
        at += run;
      }
    }
    if (run == 1) break;
  }
  return concat(parts, 0, 0);
}

/// Whole UTF-8 characters.
std::vector<std::string> split_characters(const std::string& text) {
  std::vector<std::string> parts;
  for (const char c : text) {
    if ((static_cast<unsigned char>(c) & 0xc0) == 0x80 && !parts.empty()) {
      parts.back() += c;
    } else {
      parts.emplace_back(1, c);
    }
  }
  return parts;
}

std::uint64_t from_environment(const char* name, std::uint64_t otherwise) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0' ? std::strtoull(value, nullptr, 10) : otherwise;
}

}  // namespace

std::uint64_t Random::next() {
  state_ += 0x9e3779b97f4a7c15;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
  z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
  return z ^ (z >> 31);
}

std::string random_document(Random& random) {
  Writer writer(random);
  Lines lines;
  if (random.one_in(3)) {
    for (std::uint32_t n = 1 + random.pick(8); n > 0; --n) {
      std::string line;
      for (std::uint32_t pieces = random.pick(6); pieces > 0; --pieces) line += random.of(soup);
      lines.push_back(std::move(line));
    }
  } else {
    lines = writer.blocks(1 + static_cast<int>(random.pick(4)), 1 + random.pick(5));
    for (std::uint32_t n = random.pick(4); n > 0; --n) spoil(random, lines);
  }
  std::string text = valid_utf8(joined(random, lines));
  const auto first = text.substr(0, 3);
  if (first == "---" || first == "+++" || text.starts_with("{")) text.insert(0, "x\n\n");
  if (random.one_in(20)) text.insert(0, "\xef\xbb\xbf");
  return text;
}

std::string random_page(Random& random) {
  std::string text = random_document(random);
  if (!random.one_in(4)) return text;
  static const std::vector<std::string_view> yaml = {"title: A heron",
                                                     "title: \"A \\\"heron\\\"\"",
                                                     "title: 'It''s a heron'",
                                                     "title: >-\n  folded\n  text",
                                                     "title: |\n  literal\n\n  text",
                                                     "description: two\n  lines # no",
                                                     "title: a # comment",
                                                     "date: 2026-01-01",
                                                     "summary: *a",
                                                     "description: &a anchored",
                                                     "tags: [a, b]",
                                                     "image:\n  alt: words",
                                                     "# only a comment",
                                                     "title: 漢字",
                                                     "title:",
                                                     "\"title\": x"};
  static const std::vector<std::string_view> toml = {"title = \"A heron\"",
                                                     "title = 'lit'",
                                                     "date = 2026-01-01",
                                                     "[image]\nalt = \"x\"",
                                                     "description = \"\"\"\nmany\nlines\"\"\"",
                                                     "# comment"};
  const bool is_yaml = !random.one_in(4);
  std::string front(is_yaml ? "---\n" : "+++\n");
  for (std::uint32_t n = random.pick(4); n > 0; --n) front.append(random.of(is_yaml ? yaml : toml)).append("\n");
  front += is_yaml ? "---\n" : "+++\n";
  if (text.find("\r\n") != text.npos && random.one_in(2)) {
    for (std::size_t at = front.find('\n'); at != front.npos; at = front.find('\n', at + 2)) front.insert(at, "\r");
  }
  const bool mark = text.starts_with("\xef\xbb\xbf");
  return text.insert(mark ? 3 : 0, front);
}

std::string shrink(std::string document, const std::function<bool(const std::string&)>& bad) {
  for (int round = 0; round < 4; ++round) {
    const std::size_t before = document.size();
    document = reduce(split_keeping_ends(document), bad);
    document = reduce(split_characters(document), bad);
    if (document.size() == before) break;
  }
  return document;
}

std::string as_literal(std::string_view text) {
  static constexpr char hex[] = "0123456789abcdef";
  std::string out = "\"";
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\n') {
      out += i + 1 < text.size() ? "\\n\"\n\"" : "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out += std::string("\\x") + hex[c >> 4] + hex[c & 15] + "\"\"";
    } else {
      if (c == '"' || c == '\\') out += '\\';
      out += c;
    }
  }
  return out + '"';
}

std::uint64_t first_seed() {
  return from_environment("HEXAPLA_SEED", 1);
}
std::uint64_t run_count(std::uint64_t runs) {
  return from_environment("HEXAPLA_RUNS", runs);
}

}  // namespace hexapla::oracle
