#!/bin/bash
# impact: what it says, in its three shapes; budgets; git in all the states that it can be in.
. "$(dirname "$0")/lib.sh"
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE
git() { command git -c user.name=Ann -c user.email=ann@example.org -c protocol.file.allow=always "$@"; }

make_project
run 2 impact
says "$err" "error: this project is in no git repository"
silent "$out"
git init -q -b main
run 2 impact
says "$err" "error: the git repository has no commit yet"

run 0 update
translate locales/fr.po
translate locales/ar.po
rm locales/zh*.po
git add -A && git commit -q -m first
run 0 impact
says "$out" "no page changed"
silent "$err"

sed -i 's/Some more text here/Some other text here/' content/two.md
sed -i 's/example.org\/a/example.org\/b/; s/- another item//' content/one.md
printf '# The third page\n' >content/three.md
remember
cat >"$work/expected" <<'TABLE'
2 pages changed, 1 page added
Language          Stale  Words  New  Words  Healed  Obsolete  Kept
fr français           1      4    1      3       1         1     5
ar العربية            1      4    1      3       1         1     5
zh-Hans 简体中文  no catalog yet; start it with 'hexapla update zh-Hans'
TABLE
run 0 impact
same "$out" "$work/expected"
silent "$err"
unchanged
run 0 impact HEAD..HEAD
says "$out" "no page changed"

run 0 impact --list
cat >"$work/list" <<'TEXT'

content/one.md:7  paragraph  link
  healed: fr, ar
  en  A paragraph with [a link]([-https://example.org/a-]{+https://example.org/b+}) and *emphasis*.

content/one.md:10  list item
  obsolete: fr, ar
  en  [-another item-]

content/three.md:1  heading 1
  new: fr, ar
  en  {+The third page+}

content/two.md:3  paragraph  words
  stale: fr, ar
  en  Some [-more-]{+other+} text here.
TEXT
cat "$work/expected" "$work/list" >"$work/both"
same "$out" "$work/both"

# budgets
run 0 impact --max-stale-words 4
run 1 impact --max-stale-words 3
says "$err" "locales/fr.po: error: fr: 4 words become stale, which is more than 3"
says "$err" "locales/ar.po: error: ar: 4 words become stale, which is more than 3"
grep -q zh-Hans "$err" && fail "a language that is not over the budget"
run 1 --quiet impact --max-stale-words 0
silent "$out"
run 2 impact --max-stale-words many
says "$err" "'many' is no number of words"
run 2 impact --max-stale-words -1

# wrong usage
run 2 impact --staged HEAD
says "$err" "--staged and revisions exclude each other"
run 2 impact --json --markdown
run 2 impact nonsense
says "$err" "\"nonsense\" is no revision that git knows"
run 2 impact HEAD..nonsense
run 2 impact HEAD HEAD

# JSON
run 1 impact --json --max-stale-words 3
python3 - "$out" "$(command git rev-parse HEAD)" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
assert list(d) == ["from", "to", "pages", "max_stale_words", "languages", "units", "diagnostics"], list(d)
assert d["from"] == sys.argv[2] and d["to"] == "work tree" and d["max_stale_words"] == 3
assert d["pages"] == {"changed": 2, "added": 1, "removed": 0}
fr, ar, zh = d["languages"]
assert list(fr) == ["language", "name", "file", "started", "failed", "stale", "stale_again", "healed", "new", "revived",
                    "obsolete", "kept", "over_budget"], list(fr)
assert fr["language"] == "fr" and fr["name"] == "français" and fr["file"] == "locales/fr.po" and fr["started"]
assert fr["stale"] == {"messages": 1, "words": 4} and fr["new"] == {"messages": 1, "words": 3} and fr["over_budget"]
assert not zh["started"] and not zh["over_budget"]
assert [(u["page"], u["class"]) for u in d["units"]] == [
    ("content/one.md", "link"), ("content/one.md", None), ("content/three.md", None), ("content/two.md", "words")]
gone, new, stale = d["units"][1:]
assert list(stale) == ["page", "line", "places", "kind", "class", "message", "diff", "words", "languages"]
assert stale["line"] == 3 and stale["places"] == [{"page": "content/two.md", "lines": [3]}] and stale["words"] == 4
assert stale["languages"] == {"stale": ["fr", "ar"]} and new["languages"] == {"new": ["fr", "ar"]}
assert stale["message"] == {"msgctxt": None, "msgid": "Some other text here.", "previous_msgctxt": None,
                            "previous_msgid": "Some more text here."}
assert ["removed", "more"] in stale["diff"] and ["added", "other"] in stale["diff"]
assert new["diff"] is None and new["message"]["previous_msgid"] is None
assert gone["message"]["msgid"] is None and gone["message"]["previous_msgid"] == "another item"
PY

# Markdown
run 1 impact --markdown --list --max-stale-words 3
cat >"$work/start" <<'TEXT'
### Translations: 2 pages changed, 1 page added

| Language | Stale | Words | New | Words | Healed | Obsolete |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
| fr français | 1 | **4** | 1 | 3 | 1 | 1 |
| ar العربية | 1 | **4** | 1 | 3 | 1 | 1 |
| zh-Hans 简体中文 | – | – | – | – | – | – |

<details><summary>4 texts</summary>

TEXT
head -10 "$out" >"$work/said"
same "$work/said" "$work/start"
tail -10 "$out" >"$work/said"
printf '%s\n' '**`content/two.md:3`** paragraph, words  ' 'stale: fr, ar' '' '```diff' '- Some more text here.' \
  '+ Some other text here.' '```' '' '</details>' >"$work/end"
tail -9 "$out" >"$work/said"
same "$work/said" "$work/end"
run 0 impact --markdown
grep -q details "$out" && fail "single texts that nobody asked for"

# the oracle: update on the new pages and the old catalogs
run 0 impact --json
cp "$out" "$work/impact.json"
cp -r . "$work/copy"
(cd "$work/copy" && "$HEXAPLA" update fr ar --json >"$work/update.json")
python3 - "$work/impact.json" "$work/update.json" <<'PY'
import json, sys
impact, update = (json.load(open(name)) for name in sys.argv[1:])
for ours, theirs in zip(impact["languages"], update["languages"]):
    assert ours["language"] == theirs["language"]
    assert ours["stale"]["messages"] + ours["stale_again"]["messages"] == theirs["stale"], (ours, theirs)
    for name in ["healed", "new", "revived", "obsolete"]: assert ours[name]["messages"] == theirs[name], (name, ours, theirs)
    assert ours["kept"] == theirs["kept"]
PY

# staged: the index, not the work tree; in a hook, the commit that is being made
git add content/two.md
run 0 impact --staged
says "$out" "1 page changed"
says "$out" "fr français           1      4    ·      ·       ·         ·     7"
run 0 impact --staged --json
python3 -c 'import json,sys; assert json.load(open(sys.argv[1]))["to"] == "index"' "$out"
mkdir -p .git/hooks
cp "$HEXAPLA_ROOT/scripts/pre-commit" .git/hooks/pre-commit
ln -s "$HEXAPLA" "$work/hexapla"
PATH=$work:$PATH
git config hexapla.maxStaleWords 3
git commit -q -m second >"$out" 2>"$err" && fail "the hook let it through"
says "$err" "fr: 4 words become stale, which is more than 3"
git reset -q
git add content/three.md
git commit -q -m other >"$out" 2>"$err" || fail "the hook did not let a harmless commit through"
git config --unset hexapla.maxStaleWords
git add -A && git commit -q -m second >"$out" 2>&1 || fail "the hook counts although there is no budget"
says "$out" "fr français"

# a detached head, a shallow clone, a page under another name
git checkout -q --detach HEAD~1
run 0 impact
says "$out" "no page changed"
run 0 impact HEAD..main
says "$out" "2 pages changed"
git checkout -q main
git mv content/two.md content/zwei.md
run 0 impact --staged
says "$out" "1 page added, 1 page removed"
says "$out" "fr français           ·      ·    ·      ·       ·         ·     8"
git commit -q -m renamed
git clone -q --depth 1 "file://$PWD" "$work/shallow"
cd "$work/shallow"
run 0 impact
says "$out" "no page changed"
run 2 impact HEAD~1..HEAD
says "$err" "no revision that git knows"
says "$err" "git fetch --unshallow"
