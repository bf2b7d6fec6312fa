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
Language          Translated  Stale  Stale words  Untranslated    Words    %
fr français                7      1            4             0  23 / 27  85%
ar العربية                 0      0            0             8   0 / 27   0%
zh-Hans 简体中文           0      0            0             8   0 / 27   0%
fr français: stale for changes of words 1
TABLE
run 0 status
same "$out" expected
says "$err" "this project is in no git repository"
[ ! -e .hexapla/history ] || fail "a cache without git"

run 0 status fr --pages
says "$out" "content/one.md"
says "$out" "data/site.yaml"

run 0 status --json --pages
silent "$err"
python3 - "$out" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
assert list(d) == ["source", "history", "languages", "diagnostics"], list(d)
assert d["history"] == {"available": False, "why_not": "this project is in no git repository"}, d["history"]
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
assert fr["stale_by_class"] == {"words": fr["stale"]} and fr["stale_since"] is None
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

# --why: what changed, what was tried
run 0 status --why "other text"
says "$out" "fr français"
says "$out" "Some [-more-]{+other+} text here."
says "$out" "It does not heal: changes of words need a translator."
says "$out" "ar العربية: nothing stale has this text"
run 2 status --why "no such text"
says "$err" "no message has 'no such text' in it"

# with git: since when, by whom, how far behind
export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=Ann GIT_AUTHOR_EMAIL=a@example.org
export GIT_COMMITTER_NAME=Ann GIT_COMMITTER_EMAIL=a@example.org
commit() { git add -A && GIT_COMMITTER_DATE="$1T12:00:00Z" git commit -q -m "$2"; }
git init -q -b main
sed -i 's/Some other text here/Some more text here/' content/two.md
commit 2026-03-01 "Begin"
sed -i 's/Some more text here/Some other text here/' content/two.md
commit 2026-03-02 "Say it otherwise"
printf '\nMore.\n' >>content/two.md
commit 2026-03-04 "Add a line"
run 0 status
silent "$err"
says "$out" "Stale since"
says "$out" "2026-03-02"
run 0 diff fr
says "$out" ", Ann: Say it otherwise), 2 commits behind"
run 0 status --json
python3 - "$out" "$(git rev-parse HEAD~)" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
assert d["history"] == {"available": True, "shallow": False}, d["history"]
since = d["languages"][0]["stale_since"]
assert since == {"kind": "commit", "date": "2026-03-02T12:00:00+00:00", "commit": sys.argv[2], "author": "Ann",
                 "subject": "Say it otherwise"}, since
PY
run 0 status --why "other text" fr
says "$out" "since 2026-03-02 ("
git status --short | grep -q hexapla && fail "the cache is not ignored by git"

# a cache that is damaged: cut off, garbage, empty
[ -s .hexapla/history ] || fail "no cache"
for damage in 0 50; do
  truncate -s "$damage" .hexapla/history
  run 0 status
  says "$out" "2026-03-02"
done
echo garbage >.hexapla/history
run 0 status
says "$out" "2026-03-02"

# a shallow clone knows less, and says so
git clone -q --depth 1 "file://$PWD" ../shallow
(cd ../shallow && run 0 status && says "$out" "2026-03-04 or before")

# a detached head, rewritten history
git checkout -q --detach
run 0 status
says "$out" "2026-03-02"
GIT_COMMITTER_DATE="2026-03-09T12:00:00Z" git rebase -q --force-rebase --root
run 0 status
says "$out" "2026-03-09"

# commits that say that they are minor
run 2 accept --minor
says "$err" "the configuration does not say which commits are minor"
run 0 accept fr --commit "no such commit"
says "$out" "fr français: nothing to do"
run 1 accept fr --commit "SAY IT" --check
printf 'commits: {minor: [otherwise]}\n' >>hexapla.yaml
run 0 accept fr --minor
says "$out" "fr français: 1 translation accepted, 4 words"
run 0 accept fr --minor
says "$out" "fr français: nothing to do"
rm -rf .git
run 2 accept fr --minor
says "$err" "this project is in no git repository"
