#!/bin/bash
# The program in French and Chinese: messages, plurals, numbers, manuals; chosen as gettext chooses, also where the
# system does not have the locale.
. "$(dirname "$0")/lib.sh"

french() { LANG=fr_FR.UTF-8 run "$@"; }
chinese() { LANG=zh_CN.UTF-8 run "$@"; }

nb=$(printf '\u00a0')
make_project
run 0 update
french 0 extract
says "$out" "locales/site.pot$nb: 8${nb}messages de 3${nb}pages, rien n’a changé"
french 0 status
says "$out" "Langue"
says "$out" "Source$nb: en English, 3${nb}pages, 8${nb}messages, 27${nb}mots"
chinese 0 status
says "$out" "语言"
says "$out" "3 个页面，8 条消息，27 个词"
french 2 status xx
says "$err" "erreur$nb:"
chinese 2 stats
says "$err" "hexapla: 错误: 没有命令“stats”"
says "$err" "提示: 您是不是想说“status”？"

# plurals, also those of the library below the commands: 0 is singular in French
mkdir one && printf '# One\n' >one/a.md
french 0 verify one
says "$out" "1${nb}page, 1${nb}unité, 0${nb}défaut"
printf '# Two\n\nThree\n' >one/b.md
french 0 verify one
says "$out" "2${nb}pages, 3${nb}unités, 0${nb}défaut"
run 0 verify one
says "$out" "2 pages, 3 units, 0 faults"
chinese 0 verify one
says "$out" "2 个页面，3 个单元，0 处问题"
says "$out" "不会丢失任何东西。"
rm -r one/*
python3 -c "print('\n\n'.join('Paragraph %d' % i for i in range(12345)))" >one/a.md
french 0 verify one
says "$out" "12$(printf '\u202f')345${nb}unités"
LANG=en_US.UTF-8 run 0 verify one
says "$out" "12,345 units"
LANG=de_DE.UTF-8 run 0 verify one
says "$out" "12.345 units"
run 0 verify one
says "$out" "12345 units"

# where in gettext's chain of variables it is said
speaks_french() { "$@" "$HEXAPLA" --help | grep -qx NOM || fail "not French: $*"; }
speaks_english() { "$@" "$HEXAPLA" --help | grep -qx NAME || fail "not English: $*"; }
speaks_french env LANG=fr_FR.UTF-8
speaks_french env LANG=fr_CA.UTF-8
speaks_french env LANG=fr
speaks_french env LANG=en_US.UTF-8 LC_ALL=fr_FR.UTF-8
speaks_french env LANG=en_US.UTF-8 LC_MESSAGES=fr_FR.UTF-8
speaks_french env LANG=C.UTF-8 LANGUAGE=fr
speaks_french env LANG=de_DE.UTF-8 LANGUAGE=xx:fr:zh_CN
speaks_english env LANG=C LANGUAGE=fr
speaks_english env LANG=POSIX LANGUAGE=fr
speaks_english env -u LANG LANGUAGE=fr
speaks_english env LANG=fr_FR.UTF-8 LC_ALL=C
speaks_english env LANG=fr_FR.UTF-8 LANGUAGE=en
speaks_english env LANG=fr_FR.UTF-8 LANGUAGE=en_GB:fr
speaks_english env LANG=xx_YY.UTF-8
speaks_english env LANG=../../fr
speaks_english env LANG=

# manuals are translated whole: not a paragraph of the English ones is in them
for command in init extract update merge status report diff verify format; do
  run 0 help $command
  grep -vE '^ {4}hexapla |^[A-Z ]+$|^$|^ {4}-|--check$|^ {4}(LANG|FILE|DIR)|hexapla' "$out" | sort -u >english
  french 0 help $command
  sort -u "$out" >french
  comm -12 english french | grep . && fail "$command: English in the French manual"
  awk 'length($0) > 100' "$out" | grep . && fail "a line is too long"
  chinese 0 help $command
  sort -u "$out" >chinese
  comm -12 english chinese | grep . && fail "$command: English in the Chinese manual"
done

# JSON and templates speak one language only
french 0 status --json
cp "$out" french.json
run 0 status --json
same "$out" french.json
french 0 extract content/one.md
cp "$out" french.pot
run 0 extract content/one.md
same "$out" french.pot

# the catalogs are complete, in the form that Hexapla writes, and have kept step with the sources
"$HEXAPLA_ROOT/scripts/update-program-catalogs" --check >"$out" 2>&1 || fail "the program's template is out of date"
for catalog in "$HEXAPLA_ROOT"/locales/program/fr.po "$HEXAPLA_ROOT"/locales/program/zh_CN.po; do
  [ -z "$(msgattrib --untranslated --no-obsolete "$catalog")" ] || fail "$catalog is not complete"
  [ -z "$(msgattrib --only-fuzzy --no-obsolete "$catalog")" ] || fail "$catalog has stale messages"
  run 0 format --check "$catalog"
  # a translation without its {1} would not tell what it is about
  python3 - "$catalog" <<'PY'
import re, sys
for entry in open(sys.argv[1], encoding="utf-8").read().split("\n\n"):
    text = re.sub(r'"\n"', "", entry)
    ids = re.findall(r'^msgid(?:_plural)? "(.*)"$', text, re.M)
    for string in re.findall(r'^msgstr(?:\[\d\])? "(.+)"$', text, re.M):
        wanted = set(re.findall(r"\{\d\}", " ".join(ids)))
        assert set(re.findall(r"\{\d\}", string)) == wanted, (ids, string)
PY
done
