#!/bin/bash
# Without a project: extract, update, merge, format and verify on files that are named.
. "$(dirname "$0")/lib.sh"

printf -- '---\ntitle: A page\ndate: 2026-01-01\n---\n# A page\r\n\r\nSome *text*\there.  \r\nAnd more.\r\n' >page.md
printf '# Other\n\n| a | b |\n|---|---|\n| c \\| d | e |\n' >other.md

# The template goes to standard output, and nothing else.
run 0 extract page.md other.md
silent "$err"
cp "$out" site.pot
msgfmt --check-format -o /dev/null site.pot || fail "no template"
says site.pot '#: other.md'
says site.pot 'Some *text*'
run 0 extract -o new/site.pot page.md other.md
same site.pot new/site.pot

# Its date alone is no change; --check says so without writing.
remember
SOURCE_DATE_EPOCH=1900000000 run 0 extract -o new/site.pot page.md other.md
run 0 extract --check -o new/site.pot page.md other.md
says "$out" "new/site.pot: up to date"
unchanged
printf '\nNew.\n' >>other.md
remember
run 1 extract --check -o new/site.pot page.md other.md
says "$out" "new/site.pot: out of date"
unchanged
run 2 extract --check page.md
says "$err" "--check needs the template's name"
run 0 extract -o new/site.pot page.md other.md
grep -q 'msgid "New."' new/site.pot || fail "the template was not renewed"

# update: in place, elsewhere, through pipes.
msginit --no-translator -l fr -i site.pot -o fr.po 2>/dev/null
translate fr.po
cp fr.po old.po
run 0 update --catalog fr.po --template new/site.pot -o out.po
same fr.po old.po
says "$out" "out.po: "
says "$out" "1 new"
run 0 update --catalog fr.po --template new/site.pot
same fr.po out.po
run 0 update --catalog - --template new/site.pot <old.po
same "$out" out.po
run 0 update --catalog old.po --template - -o - <new/site.pot
same "$out" out.po
msgfmt --check -o /dev/null out.po || fail "msgfmt does not take it"
run 2 update --catalog fr.po
says "$err" "--catalog and --template belong together"

# merge: nothing in is the source out, to the byte; with a catalog only the texts differ.
run 0 merge page.md
same "$out" page.md
run 0 merge - <page.md
same "$out" page.md
run 0 merge page.md --catalog fr.po -o page.fr.md
says page.fr.md '«Some *text*'
says page.fr.md 'date: 2026-01-01'
run 0 merge page.md other.md --catalog fr.po --into build
says "$out" "2 pages, 2 written"
same build/page.md page.fr.md
run 0 merge page.md other.md --catalog fr.po --into build
says "$out" "2 pages, 0 written"
run 0 merge --check page.md other.md --catalog fr.po --into build
rm build/other.md
run 1 merge --check page.md other.md --catalog fr.po --into build
[ ! -e build/other.md ] || fail "--check wrote a page"
run 0 merge . --into all
same all/page.md page.md
same all/other.md other.md
run 2 merge page.md other.md
says "$err" "several pages need a folder to go to"
run 2 merge page.md -o page.md
says "$err" "is the source itself"
run 2 merge page.md xx
says "$err" "there is no file 'xx'"

# A translation that changes the page falls back, is named, and is the exit status.
printf '# One\n\nTwo.\n' >bad.md
cat >bad.po <<'PO'
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

msgid "One"
msgstr "Eins"

msgid "Two."
msgstr "Zwei <b onclick=\"x()\">drei</b>."
PO
run 1 merge bad.md --catalog bad.po
printf '# Eins\n\nTwo.\n' >expected.md
same "$out" expected.md
says "$err" "bad.md:3:1: error:"
run 0 merge bad.md --catalog bad.po --force
says "$out" "onclick"

# format: canonical, in place, checked; a second time changes nothing.
printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\nmsgid   "a"\nmsgstr\n"b"\n' >raw.po
msgcat --to-code=UTF-8 raw.po >canonical.po
run 1 format --check raw.po canonical.po
says "$out" "raw.po: not in the canonical form"
grep -q canonical.po "$out" && fail "it is canonical"
run 0 format - <raw.po
same "$out" canonical.po
run 0 format raw.po -o made.po
same made.po canonical.po
run 0 format raw.po canonical.po
same raw.po canonical.po
says "$out" "2 catalogs, 1 rewritten"
run 0 format --check raw.po
run 2 format
run 2 format a.po b.po -o c.po

# verify: says what it looked at.
run 0 verify page.md other.md
says "$out" "2 pages, "
says "$out" "0 faults"
says "$out" "Nothing would be lost."
run 0 verify --json .
python3 -c 'import json,sys; d = json.load(open(sys.argv[1])); assert d["pages"] >= 3 and d["faults"] == []' "$out"
run 0 --quiet verify page.md
silent "$out"

# update: flags that gettext does not know are somebody's (Weblate's) and stay; format writes what msgcat writes.
printf 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n#, fuzzy, priority:100\nmsgid "a"\nmsgstr "b"\n' >flags.po
run 0 update --catalog flags.po --template raw.po -o kept.po
grep -q '^#, .*priority:100' kept.po || fail "an unknown flag is lost"
