#!/bin/bash
# A project from its first day: init, extract, update, merge, status, and what they say.
. "$(dirname "$0")/lib.sh"

# init in a folder of pages
mkdir site && (cd site && make_project && rm hexapla.yaml)
run 0 init site
says "$out" "site/hexapla.yaml: written"
says "$out" "hexapla update"
(cd site && "$HEXAPLA" extract --check >/dev/null) || fail "the first template is not there"
remember
run 2 init site
says "$err" "site/hexapla.yaml: error: the project is already there"
unchanged
mkdir empty
run 2 init empty
says "$err" "there are no pages here"
[ -z "$(ls -A empty)" ] || fail "something was written into an empty folder"
rm -rf site empty

make_project
run 0 extract
says "$out" "locales/site.pot: 8 messages from 3 pages"
run 0 extract
says "$out" "nothing changed"
run 0 extract --check
run 0 extract -o -
same "$out" locales/site.pot

# update starts the languages that the project names
run 0 update
says "$out" "started"
for language in fr ar zh_Hans; do
  ls locales/*.po | grep -qiE "${language/_/[_-]}\.po" || fail "no catalog of $language"
done
for catalog in locales/*.po; do msgfmt --check -o /dev/null "$catalog" || fail "msgfmt refuses $catalog"; done
run 0 update --check
translate locales/fr.po

# … and one that it does not name, with a word about it
run 0 update fi
says "$err" "is not in the list of languages"
[ -e locales/fi.po ] || fail "Finnish was not started"
rm locales/fi.po
remember
run 2 update xx-invalid-language
unchanged
run 2 merge fi
says "$err" "none of the project's languages"
run 2 status frr
says "$err" "error:"

# merge
run 0 merge
says build/fr/content/one.md 'title: «The first page»'
same build/ar/content/two.md content/two.md
run 0 merge fr
says "$out" "fr français"
find build -type f | LC_ALL=C sort >before
touch -d '2001-01-01' $(cat before)
run 0 merge
[ -z "$(find build -newermt 2002-01-01 -type f)" ] || fail "something was written again"
rm content/two.md
run 0 merge
[ ! -e build/fr/content/two.md ] || fail "the page of a page that is gone is still there"
run 0 merge --check
printf '# The second page\n\nSome more text here.\n' >content/two.md
run 1 merge --check
run 0 merge --json
python3 -c 'import json,sys; d = json.load(open(sys.argv[1])); assert [l["language"] for l in d["languages"]] == ["fr", "ar", "zh-Hans"], d; assert d["languages"][0]["written"] == 1' "$out"

# what an edit of the source does
sed -i 's/A paragraph with/A short paragraph with/' content/one.md
run 1 update --check
run 0 update --json fr
python3 -c 'import json,sys
d = json.load(open(sys.argv[1])); l, = d["languages"]
assert l["stale"] == 1 and l["new"] == 0 and l["kept"] == 7, l' "$out"
grep -q '^#, fuzzy' locales/fr.po || fail "nothing is stale"
grep -q '^#| msgid "A paragraph with' locales/fr.po || fail "the previous text is not there"
run 0 update
says "$out" "ar العربية"
run 0 -C content status
says "$out" "fr français"

# in a subfolder, and from elsewhere
mkdir -p content/deep
(cd content/deep && "$HEXAPLA" status >/dev/null) || fail "the project is not found from below"
run 0 verify
says "$out" "3 pages, 9 units, 0 faults"

# a page named by file is read by the project's rule: only `title` of its front matter
run 0 extract data/site.yaml
says "$out" 'msgid "Resources"'
run 0 merge content/one.md --catalog locales/fr.po
says "$out" 'title: «The first page»'

# a folder that is called like a language is no file
mkdir fr
run 0 merge fr
says "$out" "fr français"
rmdir fr
