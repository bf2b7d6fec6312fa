#!/bin/bash
# Pages that are broken: each is refused with its place, the exit status tells, and nothing on disk changes.
. "$(dirname "$0")/lib.sh"

make_project
run 0 update
translate locales/fr.po
run 0 merge

# complains STATUS ARGUMENT...: run, and $message is what it says.
complains() {
  run "$@"
  says "$err" "$message"
}

# refuses PAGE TEXT MESSAGE: a page of this text (a format of printf's) is refused in every command, by name and as a
# part of the project.
refuses() {
  local page=$1 message=$3
  printf -- "$2" >"$page"
  remember
  complains 2 extract "$page"
  silent "$out"
  run 2 extract -o locales/site.pot "$page"
  complains 2 merge "$page" --catalog locales/fr.po -o build/fr/content/one.md
  complains 2 merge content data --catalog locales/fr.po --into build/fr
  complains 1 verify "$page"
  complains 1 verify
  complains 2 extract
  run 2 extract --check
  complains 2 update
  complains 1 merge
  unchanged
  rm "$page"
}

refuses content/bad.md 'Fine.\n\nNot \xff fine.\n' \
  "content/bad.md:3:5: error: not valid UTF-8: byte 0xFF at offset 11"
refuses content/bad.md 'Cut off: \xe4\xb8' \
  "not valid UTF-8: byte 0xE4 at offset 9"
refuses content/bad.md 'Surrogate \xed\xa0\x80\n' \
  "not valid UTF-8: byte 0xED at offset 10"
refuses content/bad.md 'A zero\0here\n' \
  "content/bad.md:1:7: error: a NUL byte at offset 6"
refuses content/bad.md '\xff\xfeA\0 \0p\0' \
  "not valid UTF-8: byte 0xFF at offset 0"

refuses content/bad.md '---\ntitle: Never closed\n\nText.\n' \
  "content/bad.md:1:1: error: the front matter that starts here has no end"
refuses content/bad.md '---\ntitle: "never closed\n---\nText.\n' \
  "content/bad.md:2:8: error: this quote is never closed"
refuses content/bad.md '---\ntitle: a\nb\n---\nText.\n' \
  "content/bad.md:"
refuses content/bad.md '---\ntitle: *nothing\n---\nText.\n' \
  "content/bad.md:2:8: error: no anchor '&nothing' stands before this alias"

refuses data/bad.yaml 'strings:\n  a: b: c\n' \
  "data/bad.yaml:2:7: error:"
refuses data/bad.yaml 'strings: [a, b\n' \
  "data/bad.yaml:"
refuses data/bad.yaml 'strings:\n\t- a\n' \
  "data/bad.yaml:2:"
refuses data/bad.yaml 'strings: {a: "\\q"}\n' \
  "data/bad.yaml:1:15: error: YAML has no such escape"
refuses data/bad.yaml "$(python3 -c "print('[' * 10000)")\n" \
  "nested deeper than 1000 levels"
refuses data/bad.yaml 'strings: {a: \xff}\n' \
  "not valid UTF-8: byte 0xFF at offset 13"

# A configuration gets no further than a page does.
cp hexapla.yaml good.yaml
bad_configuration() {
  remember
  for command in extract update merge status verify; do
    run 2 "$command"
    says "$err" "$1"
  done
  unchanged
}
printf 'source: en\nlanguages: [fr\n' >hexapla.yaml
bad_configuration "hexapla.yaml:"
sed 's/^template:/templat:/' good.yaml >hexapla.yaml
bad_configuration 'did you mean "template"?'
sed 's/fr, ar/fr, french/' good.yaml >hexapla.yaml
bad_configuration 'hexapla.yaml:2:'
sed 's/^source: en/source: \xff/' good.yaml >hexapla.yaml
bad_configuration "not valid UTF-8"
sed 's/data/dta/' good.yaml >hexapla.yaml
run 2 extract
says "$err" 'no file matches "dta/*.yaml"'
{ echo 'a0: &a [x, x, x, x, x, x, x, x, x, x]'; for i in 1 2 3 4 5 6 7 8 9; do
  echo "a$i: &a [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]"; done; } >hexapla.yaml
bad_configuration "hexapla.yaml:"
cp good.yaml hexapla.yaml

# An alias bomb in a page is text that refers to text: it is read in no time, and written back as it is.
{ echo 'a0: &a0 [x, x, x, x, x, x, x, x, x, x]'; for i in $(seq 1 40); do j=$((i - 1))
  echo "a$i: &a$i [*a$j, *a$j, *a$j, *a$j, *a$j, *a$j, *a$j, *a$j, *a$j, *a$j]"; done; } >bomb.yaml
{ echo ---; cat bomb.yaml; echo 'title: *a40'; echo ---; echo Text.; } >bomb.md
run 0 extract bomb.yaml bomb.md
run 0 verify bomb.yaml bomb.md
run 0 merge bomb.md
same "$out" bomb.md

# Nesting without end, and a line without end: slow is allowed, failing is not; nothing is lost.
python3 - <<'PY'
open("lists.md", "w").write("- " * 10000 + "x\n")
open("quotes.md", "w").write(">" * 10000 + " x\n")
open("mixed.md", "w").write("> - " * 10000 + "x\n")
open("brackets.md", "w").write("[" * 10000 + "x" + "](y)" * 10000 + "\n")
open("stars.md", "w").write("*a **b " * 10000 + "\n")
PY
for page in lists quotes mixed brackets stars; do
  (ulimit -s 1024; run 0 extract $page.md) || exit 1
  run 0 merge $page.md
  same "$out" $page.md
  run 0 verify $page.md
done
