#!/bin/bash
# report: where it writes and where it refuses to; one language; the reader's language; what it says of bad catalogs.
. "$(dirname "$0")/lib.sh"

make_project
run 0 update
translate locales/fr.po
sed -i 's/Some more text here/Some other text here/' content/two.md
run 0 update

run 0 report -o out
says "$out" "out/index.html: 3 languages, "
silent "$err"
[ -s out/index.html ] && [ -s out/style.css ] && [ -s out/sort.js ] || fail "files are missing"
says out/fr/content/two.md.html "<del>more</del><ins>other</ins>"
says out/ar/index.html "What to do next"
remember
run 0 report -o out
unchanged

# another selection: what is no longer part of it goes
run 0 report -o out fr --quiet
silent "$out"
[ ! -e out/ar ] || fail "files of Arabic stayed"
[ -s out/fr/index.html ] || fail "French went"

# the language of the report is not that of the program
run 0 report -o francais fr --ui fr
says "$out" "francais/index.html: 1 language, "
says francais/index.html '<html lang="fr">'
says francais/index.html '<bdi>français</bdi>'
run 0 report -o chinese --ui zh-Hans
says chinese/index.html '<html lang="zh-Hans">'
run 0 report -o british --ui en_GB.UTF-8
says british/index.html '<html lang="en-GB">'
run 2 report -o x --ui de
says "$err" "the report cannot be in 'de'"
says "$err" "Hexapla speaks these languages: en, fr, zh-CN"
[ ! -e x ] || fail "a folder was made"

# folders that are somebody's
mkdir mine && echo letter >mine/letter.txt
remember
run 2 report -o mine
says "$err" "mine/: error: this folder holds files that are no report of Hexapla"
run 2 report -o content
run 2 report -o hexapla.yaml
run 2 report
says "$err" "the report needs a folder to go to"
run 2 report -o out nl
unchanged

# a catalog with errors is said, and the rest is reported
echo 'msgid "broken' >>locales/ar.po
run 2 report -o out
says "$err" "locales/ar.po"
says out/ar/index.html "its catalog has errors"
