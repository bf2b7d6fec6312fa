#!/bin/bash
# On a terminal: colours, isolated names from right to left, carets under their characters. In a pipe: none of it.
. "$(dirname "$0")/lib.sh"

# on_terminal COMMAND: what a terminal of 100 columns would get, standard error with it.
on_terminal() { TERM=xterm-256color script -qec "stty cols 100; $1" /dev/null </dev/null | tr -d '\r' >"$out"; }
escape=$(printf '\033')

make_project
run 0 update
translate locales/fr.po

# Without colours the table is the same, but for the isolates around the Arabic name, which take no room.
NO_COLOR=1 on_terminal "'$HEXAPLA' status"
cat >expected <<TABLE
Source: en English, 3 pages, 8 messages, 27 words
Language          Translated  Stale  Untranslated    Words     %
fr français                8      0             0  27 / 27  100%
ar $(printf '\u2068العربية\u2069')                 0      0             8   0 / 27    0%
zh-Hans 简体中文           0      0             8   0 / 27    0%
TABLE
same "$out" expected
on_terminal "'$HEXAPLA' status"
says "$out" "${escape}[1mLanguage${escape}[0m"
says "$out" "${escape}[32m100%${escape}[0m"
TERM=dumb script -qec "'$HEXAPLA' status" /dev/null </dev/null >"$out"
run 0 status
grep -q "$escape" "$out" && fail "colours in a pipe"
grep -qP '\x{2068}' "$out" && fail "isolates in a pipe"
run 0 --color always status
says "$out" "${escape}["
NO_COLOR=1 run 0 --color always status
says "$out" "${escape}["
on_terminal "'$HEXAPLA' --color never status"
grep -q "$escape" "$out" && fail "colours that nobody wanted"

# Diagnostics: place, line, caret, hint. Wide characters count two columns.
printf 'strings:\n  标题: "\\q"\n' >data/bad.yaml
cat >expected <<'TEXT'
data/bad.yaml:2:8: error: YAML has no such escape
      标题: "\q"
             ^
    hint: write \\ for a backslash, or use single quotes
TEXT
run 2 extract data/bad.yaml
same "$err" expected
printf 'a: {\tb: "\\q"}\n' >data/bad.yaml
run 2 extract data/bad.yaml
sed -n 3p "$err" | grep -qP '^ {13}\^$' || fail "a tab moves the caret"
on_terminal "'$HEXAPLA' extract data/bad.yaml"
says "$out" "${escape}[1;31merror:${escape}[0m"
says "$out" "${escape}[1;32m^${escape}[0m"

# What a page holds does not steer the terminal.
printf 'a: "\033[31m\xe2\x80\xae\\q"\n' >data/bad.yaml
run 2 extract data/bad.yaml
grep -q "$escape" "$err" && fail "an escape sequence of the page came through"
grep -qP '\x{202E}' "$err" && fail "an override of the page came through"
run 2 format "$(printf 'no\033[31msuch.po')"
grep -q "$escape" "$err" && fail "an escape sequence of a file name came through"
rm data/bad.yaml

# Quiet is quiet.
run 0 --quiet update
silent "$out"
silent "$err"
run 0 --quiet merge
silent "$out"
run 0 update -q
silent "$out"
on_terminal "'$HEXAPLA' -q merge"
silent "$out"
