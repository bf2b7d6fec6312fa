#!/bin/bash
# diff: stale messages with what changed in words, on a terminal and in a pipe; JSON; exit codes; its arguments.
. "$(dirname "$0")/lib.sh"

escape=$(printf '\033')
make_project
run 0 update
translate locales/fr.po
translate locales/ar.po
translate locales/zh-Hans.po
run 0 diff --exit-code
cat >expected <<'TEXT'
fr français: nothing is stale
ar العربية: nothing is stale
zh-Hans 简体中文: nothing is stale
TEXT
same "$out" expected
silent "$err"

sed -i 's/Some more text here/Some other text here/' content/two.md
printf '\n> Some other text here.\n' >>content/two.md
printf '<!-- hexapla:context: menu -->\n\nResources\n' >content/three.md
sed -i 's/emphasis/strong emphasis/' content/one.md
run 0 update
# the translation of the menu is a translator's doubt
python3 - <<'PY'
import re
text = open("locales/fr.po", encoding="utf-8").read()
text = re.sub(r'(?:#,[^\n]*\n)?(?:#\|[^\n]*\n)*msgctxt "menu"\nmsgid "Resources"\nmsgstr "[^"]*"',
              '#, fuzzy\nmsgctxt "menu"\nmsgid "Resources"\nmsgstr "Menu"', text)
open("locales/fr.po", "w", encoding="utf-8").write(text)
PY

cat >expected <<'TEXT'
fr français: 2 stale messages, 15 words, 1 doubtful

content/one.md:7  paragraph  words
  en  A paragraph with [a link](https://example.org/a) and *{+strong +}emphasis*.
  fr  «A paragraph with [a link](https://example.org/a) and *emphasis*.»

content/three.md:3  paragraph  context: menu
  doubtful: marked as fuzzy, without the text that it was made from
  en  Resources
  fr  Menu

content/two.md:3, 5  paragraph  words
  en  Some [-more-]{+other+} text here.
  fr  «Some more text here.»
TEXT
run 0 diff fr
same "$out" expected
run 1 diff fr --exit-code
run 1 --quiet diff fr --exit-code
silent "$out"
run 0 diff fr three.md --exit-code
says "$out" "fr français: nothing is stale, 1 doubtful"
run 0 diff two.md ar fr
says "$out" "content/two.md:3, 5  paragraph"
grep -q one.md "$out" && fail "a page that nobody asked for"
[ "$(grep -n '^fr' "$out" | cut -d: -f1)" -lt "$(grep -n '^ar' "$out" | cut -d: -f1)" ] || fail "not in the project's order"
(cd content && "$HEXAPLA" diff fr two.md) | grep -qF '../content/two.md:3' || fail "not as seen from below"
run 0 diff fr 'content/t*'
grep -q one.md "$out" && fail "a page that the pattern does not match"

# arguments that name nothing
run 2 diff fr contnt/two.md
says "$err" "\"contnt/two.md\" is none of the project's pages"
says "$err" "did you mean \"content/two.md\"?"
silent "$out"
run 2 diff de
says "$err" "\"de\" is neither a language nor a page of the project"
run 2 diff en
says "$err" "\"en\" is the source language"
run 2 diff 'no/*.md'
says "$err" "\"no/*.md\" matches none of the project's pages"
run 2 diff --exit-cod
says "$err" "did you mean '--exit-code'?"

# colours: red and struck, green; none of git's marks then
run 0 --color always diff fr two.md
says "$out" "Some ${escape}[9;31mmore${escape}[0m ${escape}[32mother${escape}[0m text here."
grep -qF '[-' "$out" && fail "marks beside colours"
NO_COLOR=1 run 0 diff fr two.md
says "$out" "[-more-]{+other+}"

# a terminal: lines as wide as it is, colours that end with the line, Arabic apart from what stands around it
on_terminal() { TERM=xterm-256color script -qec "stty cols $1; $2 2>/dev/null" /dev/null </dev/null | tr -d '\r' >"$out"; }
sed -i 's/strong emphasis/strong and rather long, so two lines of, emphasis/' content/one.md
run 0 update
on_terminal 50 "'$HEXAPLA' diff ar one.md"
python3 - "$out" <<'PY'
import re, sys
lines = open(sys.argv[1], encoding="utf-8").read().split("\n")
plain = [re.sub("\033\\[[0-9;]*m|[\u2066-\u2069]", "", line) for line in lines]
assert max(map(len, plain)) <= 50, plain
assert any(line.startswith("  ar  ") for line in plain), plain
for line in lines:
    assert line.count("\033[0m") * 2 == line.count("\033["), repr(line)
    assert line.count("\u2067") == line.count("\u2069") - line.count("\u2068"), repr(line)
assert any("ar" in p and "\u2067" in l for p, l in zip(plain, lines)), lines
assert any(line.startswith("      \033[32m") for line in lines), lines
PY
NO_COLOR=1 on_terminal 50 "'$HEXAPLA' diff fr two.md"
grep -q "$escape" "$out" && fail "colours although NO_COLOR is set"
says "$out" "{+"

# what a catalog holds does not steer the terminal
sed -i "s/«Some more text here/«Some \\\\033[31m$(printf '\u202e')more/" locales/fr.po
run 0 diff fr
grep -q "$escape" "$out" && fail "an escape sequence of the catalog came through"
grep -qP '\x{202E}' "$out" && fail "an override of the catalog came through"

run 0 diff --json
silent "$err"
python3 - "$out" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
assert list(d) == ["source", "history", "languages", "diagnostics"], list(d)
assert d["source"] == {"language": "en"} and d["diagnostics"] == []
fr = d["languages"][0]
assert fr["language"] == "fr" and fr["name"] == "français" and fr["file"] == "locales/fr.po" and fr["started"]
assert fr["stale"]["messages"] == 2 and fr["doubtful"] == {"messages": 1, "words": 1}, fr
assert [p["path"] for p in fr["pages"]] == ["content/one.md", "content/three.md", "content/two.md"]
unit = fr["pages"][0]["units"][0]
assert list(unit) == ["message", "state", "class", "kind", "line", "lines", "diff", "translation", "words", "counted", "history", "catalog"]
assert unit["state"] == "stale" and unit["class"] == "words" and unit["kind"] == "paragraph" and unit["line"] == 7 and unit["lines"] == [7]
assert unit["message"]["msgctxt"] is None
assert ["added", "strong and rather long, so two lines of, "] in unit["diff"], unit
for page in fr["pages"]:
    for u in page["units"]:
        if u["state"] == "doubtful":
            assert u["diff"] is None and u["message"]["previous_msgid"] is None and u["message"]["msgctxt"] == "menu"
            continue
        assert "".join(t for op, t in u["diff"] if op != "added") == u["message"]["previous_msgid"]
        assert "".join(t for op, t in u["diff"] if op != "removed") == u["message"]["msgid"]
assert [l["language"] for l in d["languages"]] == ["fr", "ar", "zh-Hans"]
PY
run 1 diff --json --exit-code

# a catalog with errors
printf '\nmsgid "open\n' >>locales/ar.po
run 2 diff ar --exit-code
says "$err" "locales/ar.po:"
rm locales/ar.po
run 0 diff ar
says "$out" "ar العربية: no catalog yet; start it with 'hexapla update ar'"
remember
run 0 diff
unchanged
