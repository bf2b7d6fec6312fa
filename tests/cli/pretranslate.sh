#!/bin/bash
# builds: release
# pretranslate: from the same place, the same text, a text that is like it; and what is left alone.
. "$(dirname "$0")/lib.sh"

make_project
run 0 update
run 2 pretranslate fr
says "$err" "there is no translation memory yet"
translate locales/fr.po
run 0 memory add

# the same place: the catalog that was lost is there again, translated
sed -i 's/Some more text here/Some more text here now/' content/two.md
rm locales/fr.po
run 0 update fr
remember
run 1 pretranslate fr --check
unchanged
run 0 pretranslate fr --json
python3 - "$out" <<'PY'
import json, sys
one = json.load(open(sys.argv[1]))["languages"][0]
kinds = sorted(filled["kind"] for filled in one["filled"])
assert one["language"] == "fr" and kinds == ["context"] * 7 and one["left"] == 1, one
PY
msgfmt -c -o /dev/null locales/fr.po
[ "$(msgattrib --translated --no-fuzzy locales/fr.po | grep -c '^msgstr "[^"]')" -ge 7 ] || fail "not translated"
run 0 pretranslate fr --check  # nothing is left that is like anything
run 0 pretranslate fr --min 60 --list
says "$out" "% from locales/fr.po: Some more text here now."
grep -q '^#\. suggestion: .*% from locales/fr.po$' locales/fr.po || fail "does not say where it comes from"
msgattrib --only-fuzzy locales/fr.po | grep -q 'msgid "Some more text here now."' || fail "a guess is no doubt"
run 0 update
run 0 merge
! grep -rq "«Some more text here.»" build/fr || fail "a guess was published"

# another project's text is a guess, though it is the same
run 0 memory export -o all.tmx
sed -i 's|locales/fr.po|another.po|' all.tmx
rm .hexapla/memory.db
run 0 memory import all.tmx
rm locales/fr.po
run 0 update fr
run 0 pretranslate fr
grep -q fuzzy locales/fr.po || fail "a foreign translation was believed"

run 2 pretranslate fr --min 200
says "$err" "'200' is no percentage"
run 2 pretranslate xx
