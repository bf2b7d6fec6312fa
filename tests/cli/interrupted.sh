#!/bin/bash
# builds: release
# Killed at any time, and two at once: every file is either the old or the new one, whole.
. "$(dirname "$0")/lib.sh"

make_project
for i in $(seq 1 400); do printf 'Paragraph number %d with some words.\n\n' "$i"; done >content/long.md
run 0 update
for catalog in locales/*.po; do translate "$catalog"; done
cp -r . "$work/old"

# The state after an undisturbed run on changed pages.
sed -i 's/some words/other words/' content/long.md
printf '\nNew here.\n' >>content/two.md
cp -r . "$work/new"
(cd "$work/new" && "$HEXAPLA" update >/dev/null)

# Each run is killed a little later than the one before, over the time that an undisturbed one takes.
start=$(date +%s%N)
(cp -r "$work/old" "$work/timing" && cp -r content "$work/timing" && cd "$work/timing" && "$HEXAPLA" update >/dev/null)
took=$((($(date +%s%N) - start) / 1000))
rounds=${ROUNDS:-120}
killed=0
for round in $(seq 1 "$rounds"); do
  cp "$work"/old/locales/* locales/
  "$HEXAPLA" update >/dev/null 2>&1 &
  child=$!
  sleep "$(awk "BEGIN { print $took * $round / $rounds / 1000000 }")"
  kill -9 "$child" 2>/dev/null && killed=$((killed + 1))
  wait "$child" 2>/dev/null || true
  for file in locales/fr.po locales/ar.po locales/zh-Hans.po locales/site.pot; do
    cmp -s "$file" "$work/old/$file" || cmp -s "$file" "$work/new/$file" || fail "round $round: $file is neither old nor new"
  done
done
[ "$killed" -gt 0 ] || fail "no run was killed in time"
run 0 update
for file in locales/*.po; do same "$file" "$work/new/$file"; done
find . -name '.hexapla' -prune -o -type f -print | LC_ALL=C sort >names
(cd "$work/new" && find . -name '.hexapla' -prune -o -type f -print | LC_ALL=C sort) >expected
leftover=$(comm -23 names expected | grep -v -e '^./names$' -e '^./expected$' || true)
echo "killed $killed of $rounds; temporary files left by the killed: $(echo "$leftover" | grep -c . || true)"
rm -f $leftover names expected

# Two at once, again and again, one of them with another edit: no work is lost.
for round in $(seq 1 15); do
  cp "$work"/old/locales/* locales/
  "$HEXAPLA" update >/dev/null 2>"$err" & first=$!
  "$HEXAPLA" update fr zh-Hans >/dev/null 2>"$err.2" & second=$!
  wait "$first" || fail "round $round: the first run failed"
  wait "$second" || { cat "$err.2"; fail "round $round: the second run failed"; }
  for file in locales/*.po; do same "$file" "$work/new/$file"; done
done
"$HEXAPLA" update fi >/dev/null 2>&1 & first=$!
"$HEXAPLA" update sv >/dev/null 2>&1 & second=$!
"$HEXAPLA" extract >/dev/null 2>&1 & third=$!
wait "$first" "$second" "$third"
msgfmt --check -o /dev/null locales/fi.po 2>/dev/null || fail "Finnish is broken"
msgfmt --check -o /dev/null locales/sv.po 2>/dev/null || fail "Swedish is broken"
