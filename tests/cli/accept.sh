#!/bin/bash
# accept and touch: what editors answer to a change of the source, by language, page, class and text.
. "$(dirname "$0")/lib.sh"

make_project
run 0 update
translate locales/fr.po
translate locales/ar.po
cp locales/fr.po translated.po
run 2 accept
says "$err" "nothing says which messages are meant"
run 2 accept --class meaning
says "$err" "is no class of changes"
run 0 accept --all
says "$out" "fr français: nothing to do"

sed -i 's/Some more text here/Some other text here/' content/two.md
run 0 update --list
says "$out" "stale (words): Some other text here"
cp locales/fr.po stale.po
run 1 accept --check fr
says "$out" "fr français: 1 translation accepted"
same locales/fr.po stale.po
run 0 accept fr --class code,link
says "$out" "nothing to do"
run 0 accept --class code fr one.md
says "$out" "nothing to do"
run 0 accept fr --class words --message "no such text"
says "$out" "nothing to do"
run 0 accept fr two.md --class words --json
python3 -c 'import json, sys; d = json.load(sys.stdin); one = d["languages"]; assert len(one) == 1 and one[0]["messages"] == 1, d' <"$out" ||
  fail "JSON says something else"
msgfmt -c -o /dev/null locales/fr.po || fail "msgfmt refuses what accept wrote"
grep -q fuzzy locales/fr.po && fail "still fuzzy"
grep -q fuzzy locales/ar.po || fail "Arabic was not named"
run 0 update
grep -q fuzzy locales/fr.po && fail "update took it back"

run 0 touch fr --message "Some other text"
says "$out" "1 translation to be looked at again"
msgfmt -c -o /dev/null locales/fr.po || fail "msgfmt refuses what touch wrote"
run 0 update
run 0 diff fr
says "$out" "to be looked at again: the source is the same"
run 0 accept fr
grep -q fuzzy locales/fr.po && fail "still fuzzy after touch and accept"

# a broken catalog stays as it is, and is named
printf '\nmsgid "open\n' >>locales/ar.po
remember
run 2 accept ar --all
says "$out" "ar العربية: its catalog has errors: left as it is"
says "$err" "locales/ar.po:"
run 2 accept ar --all --json
python3 -c 'import json, sys; d = json.load(sys.stdin); assert d["languages"][0]["failed"] and d["diagnostics"], d' <"$out" ||
  fail "JSON hides the broken catalog"
unchanged
exit 0
