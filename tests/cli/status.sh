#!/bin/bash
# status: the table, its JSON, --min.
. "$(dirname "$0")/lib.sh"

make_project
run 0 update
translate locales/fr.po
sed -i 's/Some more text here/Some other text here/' content/two.md
run 0 update

cat >expected <<'TABLE'
Source: en English, 3 pages, 8 messages, 27 words
Language          Translated  Stale  Untranslated    Words    %
fr français                7      1             0  23 / 27  85%
ar العربية                 0      0             8   0 / 27   0%
zh-Hans 简体中文           0      0             8   0 / 27   0%
TABLE
run 0 status
same "$out" expected
silent "$err"

run 0 status fr --pages
says "$out" "content/one.md"
says "$out" "data/site.yaml"

run 0 status --json --pages
silent "$err"
python3 - "$out" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
assert list(d) == ["source", "languages", "diagnostics"], list(d)
assert d["source"] == {"language": "en", "pages": 3, "messages": 8, "words": 27}, d["source"]
fr = d["languages"][0]
assert fr["language"] == "fr" and fr["name"] == "français" and fr["started"] and not fr["failed"]
assert fr["file"] == "locales/fr.po"
states = ("translated", "stale", "guess", "untranslated")
assert fr["translated"]["messages"] == 7 and fr["stale"]["messages"] == 1
for c in [fr] + fr["pages"]:
    assert sum(c[s]["messages"] for s in states) == c["total"]["messages"], c
    assert sum(c[s]["words"] for s in states) == c["total"]["words"], c
assert [p["path"] for p in fr["pages"]] == ["content/one.md", "content/two.md", "data/site.yaml"]
assert abs(fr["percent"] - 100 * fr["translated"]["words"] / fr["total"]["words"]) < 1e-9
assert d["languages"][1]["name"] == "العربية"
PY

run 0 status fr --min 85
run 1 status fr --min 86
says "$err" "locales/fr.po: error: fr is translated to 85%, which is less than 86%"
run 1 --quiet status --min 1%
silent "$out"
says "$err" "zh-Hans is translated to 0%"
run 2 status --min many
says "$err" "'many' is no percentage"
run 0 --quiet status
silent "$out"
silent "$err"
rm locales/ar.po
run 0 status ar
says "$out" "no catalog yet; start it with 'hexapla update ar'"
