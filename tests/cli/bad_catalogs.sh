#!/bin/bash
# Catalogs that are broken: refused with their place where gettext refuses them, and left as they are.
. "$(dirname "$0")/lib.sh"

make_project
run 0 update
translate locales/fr.po
run 0 merge
run 0 extract -o new.pot
cp locales/fr.po good.po
header='msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\n"

'

# refuses MESSAGE <CATALOG: in every command. msgfmt agrees that it is broken.
refuses() {
  cat >locales/fr.po
  if msgfmt -o /dev/null locales/fr.po 2>/dev/null; then fail "msgfmt takes this catalog"; fi
  remember
  run 2 format locales/fr.po
  says "$err" "$1"
  run 2 format good.po locales/fr.po
  run 2 update --catalog locales/fr.po --template new.pot
  says "$err" "$1"
  run 2 merge content/one.md --catalog locales/fr.po -o one.fr.md
  says "$err" "$1"
  run 2 update fr
  says "$err" "$1"
  run 1 merge fr
  says "$err" "$1"
  run 2 status fr
  says "$err" "$1"
  unchanged
}

refuses 'locales/fr.po:4:1: error: keyword "msgif" unknown' <<<"${header}msgif \"a\""
refuses "locales/fr.po:5:" <<<"${header}msgid \"a\"
msgid \"b\""
refuses "end-of-line within string" <<<"${header}msgid \"a
msgstr \"b\""
refuses "locales/fr.po:" <<<"${header}msgid \"a\""
refuses "locales/fr.po:" <<<"${header}msgstr \"a\""
refuses "locales/fr.po:" <<<"${header}msgid \"a\" msgctxt \"b\" msgstr \"c\""
refuses "locales/fr.po:" <<<"${header}msgid \"a\"
msgstr[0] \"b\""
refuses "locales/fr.po:" <<<"${header}msgid \"a\"
msgid_plural \"as\"
msgstr \"b\""
refuses "locales/fr.po:" <<<"${header}msgid \"a\"
msgid_plural \"as\"
msgstr[1] \"b\""
refuses "locales/fr.po:" <<<"${header}msgid \"a\"
msgid_plural \"as\"
msgstr[0] \"b\"
msgstr[2] \"c\""
refuses "invalid control sequence" <<<"${header}msgid \"a\\q\"
msgstr \"b\""
refuses "locales/fr.po:" <<<"${header}msgid \"a\"
# in between
msgstr \"b\""
refuses "locales/fr.po:" <<<"${header}text without a keyword"
refuses "duplicate message: it is already defined at locales/fr.po:4" <<<"${header}msgid \"a\"
msgstr \"b\"

msgid \"a\"
msgstr \"c\""
refuses "inconsistent use of #~" <<<"${header}#~ msgid \"a\"
msgstr \"b\""
printf '%smsgid "a\xff"\nmsgstr "b"\n' "$header" >locales/broken
refuses "invalid UTF-8 at byte" <locales/broken
rm locales/broken

# Plural counts: what msgfmt --check refuses.
plural='msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"
"Plural-Forms: nplurals=3; plural=n%%10;\\n"

msgid "one"
msgid_plural "many"
msgstr[0] "a"
msgstr[1] "b"
'
printf "$plural" >plural.po
msgfmt --check -o /dev/null plural.po 2>/dev/null && fail "msgfmt takes this catalog"
remember
run 0 format --check plural.po
says "$err" "this message has 2 plural forms, but the header says nplurals=3"
unchanged

# A file that is no text at all, and one that is not there.
head -c 4096 /dev/urandom >locales/fr.po
remember
run 2 format locales/fr.po
run 2 update fr
unchanged
rm locales/fr.po
run 2 format locales/fr.po
says "$err" "locales/fr.po: error: cannot read: No such file or directory"

# A broken catalog stops no other language.
cp good.po locales/fr.po
echo 'msgid "' >locales/ar.po
printf '\nA new paragraph.\n' >>content/two.md
cp locales/ar.po ar.before
run 2 update
says "$err" "locales/ar.po:1:"
same locales/ar.po ar.before
grep -q 'A new paragraph' locales/fr.po || fail "French was not updated"

# A catalog for an unknown language.
rm locales/ar.po
sed -i 's/^languages: .*/languages: auto/' hexapla.yaml
cp good.po locales/klingonese.po
run 0 update
says "$err" "klingonese"
same locales/klingonese.po good.po
rm locales/klingonese.po
remember
run 2 update klingonese
says "$err" "klingonese"
unchanged
run 2 merge frrr
says "$err" "error:"
unchanged
