#!/bin/bash
# build: the sample site, where it writes and refuses to, what leads nowhere, the same bytes from any number of threads.
. "$(dirname "$0")/lib.sh"

cp -r "$HEXAPLA_ROOT"/{content,locales,hexapla.yaml} .
run 0 build -o out -j1
says "$out" "out/index.html: 6 languages, "
silent "$err"
for page in index.html en/index.html fr/profiles/mss/index.html ar/404.html images/mss.svg theme/site.css; do
  [ -s "out/$page" ] || fail "$page is missing"
done
says out/ar/profiles/mss/index.html '<html lang="ar" dir="rtl">'
says out/fr/profiles/mss/index.html '<a href="../../../ar/profiles/mss/" lang="ar" hreflang="ar" dir="rtl">'
says out/fr/profiles/mss/index.html 'Aller au contenu'
says out/zh-Hans/profiles/mss/index.html '2026年11月23日'
! grep -rEl 'src="https?://|<link[^>]*stylesheet[^>]*https?://|style="' out --include=*.html >"$out" ||
  fail "the site asks others"
! grep -rEho '<script[^>]*>' out --include=*.html | grep -vE '^<script src="(\.\./|\./)+theme/(site|search)\.js" defer>$' >"$out" ||
  fail "a page runs what is not the theme's"
says out/zh-Hans/search/words-0.js '安全'
[ -s out/ar/search/index.html ] && [ -s out/ar/search/text-0.js ] || fail "no search in Arabic"

remember
run 0 build -o out -j8
unchanged
run 0 build -o other -j8
diff -r out other >"$out" || fail "-j1 and -j8 differ"

# the usual place; one language; JSON
run 0 build fr --json
python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); assert [l["language"] for l in d["languages"]] == ["en","fr"]' "$out"
[ -s build/site/fr/index.html ] && [ ! -e build/site/ar ] || fail "not French alone"

# somebody's folder
mkdir mine && echo letter >mine/letter.txt
run 2 build -o mine
says "$err" "this folder holds files that are no site of Hexapla"

# a language that is none: before anything is made
run 2 build xx-nope -o not-made
[ ! -e not-made ] || fail "a folder for nothing"

# a link that leads nowhere
sed -i 's,profiles/cia.md,profiles/kgb.md,' content/index.md
run 1 build -o out
says "$err" 'content/index.md:'
says "$err" 'this link leads nowhere: "profiles/kgb.md"'
sed -i 's,profiles/kgb.md,profiles/cia.md,' content/index.md

# no configuration of a site at all
mkdir plain && cd plain
printf 'content: [{pages: "*.md"}]\nsource: en\nlanguages: [fr]\n' >hexapla.yaml
printf '# A page\n\nWith [another](b.md).\n' >a.md
printf '# Another\n' >b.md
run 0 build -o ../plainsite
says ../plainsite/fr/a/index.html 'href="../../fr/b/"'

# what hexapla.yaml may say
printf 'site: {url: "javascript:alert(1)"}\n' >>hexapla.yaml
run 2 build -o ../plainsite
says "$err" '"url" must be where the site will be'
sed -i 's/^site:.*/site: {digts: latn}/' hexapla.yaml
run 2 build -o ../plainsite
says "$err" "digits"
