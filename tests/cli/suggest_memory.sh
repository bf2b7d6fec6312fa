#!/bin/bash
# builds: release
# update --suggest and the translation memory: what the catalog has nothing for comes from there.
. "$(dirname "$0")/lib.sh"

make_project
run 0 update fr
cat >more.po <<'EOF'
msgid ""
msgstr "Language: fr\nContent-Type: text/plain; charset=UTF-8\n"

msgid "Our office publishes its report on 12 human rights every year."
msgstr "Notre bureau publie chaque année son rapport sur 12 droits humains."
EOF
run 0 memory add more.po
printf '\nOur office publishes its report on 14 human rights every year.\n' >>content/two.md
run 0 update fr
! grep -q "14 droits" locales/fr.po || fail "a guess that nobody asked for"
run 0 update fr --suggest
says "$out" "1 guess for what is untranslated"
grep -q "^#\. suggestion: 9[0-9]% from more.po$" locales/fr.po || fail "does not say where it comes from"
grep -q 'msgstr "Notre bureau publie chaque année son rapport sur 14 droits humains."' locales/fr.po ||
  fail "no guess from the memory, or the old number"
cp locales/fr.po before.po
run 0 update fr --suggest
cmp before.po locales/fr.po || fail "asked again, something else"
sed -i 's/14 human/15 human/' content/two.md
mv .hexapla/memory.db kept.db
echo nothing >.hexapla/memory.db
run 0 update fr --suggest
says "$err" "warning"
