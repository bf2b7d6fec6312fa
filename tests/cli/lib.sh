# What the tests of the program share. A test sources this file, works in a fresh folder and uses:
#   run STATUS ARGUMENT...     runs hexapla; fails unless it exits with STATUS; output in $out and $err (files)
#   says FILE TEXT             FILE contains TEXT
#   unchanged                  fails unless the tree is byte for byte what `remember` saw
# The program speaks English and without colours unless a test asks for more.
set -eu
: "${HEXAPLA:?the path of the program}"
: "${HEXAPLA_ROOT:=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)}"
work=$(mktemp -d "${TMPDIR:-/tmp}/hexapla-cli.XXXXXX")
out=$work/.out
err=$work/.err
unset LANGUAGE LC_ALL LC_MESSAGES NO_COLOR
export LANG=C.UTF-8 SOURCE_DATE_EPOCH=1800000000

clean_up() {
  code=$?
  for mount in "${mounts[@]:-}"; do [ -z "$mount" ] || umount "$mount" 2>/dev/null || true; done
  rm -rf "$work"
  exit "$code"
}
mounts=()
trap clean_up EXIT
mkdir "$work/tree"
cd "$work/tree"

fail() {
  echo "FAILED: $*" >&2
  [ ! -s "$out" ] || { echo "--- standard output"; head -c 3000 "$out"; } >&2
  [ ! -s "$err" ] || { echo "--- standard error"; head -c 3000 "$err"; } >&2
  exit 1
}

run() {
  local expected=$1 status=0
  shift
  "$HEXAPLA" "$@" >"$out" 2>"$err" || status=$?
  [ "$status" = "$expected" ] || fail "hexapla $* exited with $status, not $expected"
}

says() { grep -qF -- "$2" "$1" || fail "'$2' is not in what it said"; }
silent() { [ ! -s "$1" ] || fail "it was to say nothing"; }
same() { cmp -s "$1" "$2" || { diff "$1" "$2" >&2 || true; fail "$1 and $2 differ"; }; }

# Names, kinds, modes and contents of everything in the tree; the lock's folder is the program's own.
tree_sum() {
  find . -path ./.hexapla -prune -o -printf '%p %y %m %l\n' | LC_ALL=C sort
  find . -path ./.hexapla -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum
}
remember() { tree_sum >"$work/.before"; }
unchanged() {
  tree_sum >"$work/.after"
  cmp -s "$work/.before" "$work/.after" && return
  diff "$work/.before" "$work/.after" >&2 || true
  fail "something was changed on disk"
}

# A project with two pages, a data file, French and Arabic.
make_project() {
  mkdir -p content data locales
  cat >hexapla.yaml <<'YAML'
source: en
languages: [fr, ar, zh-Hans]
content:
  - pages: content/**/*.md
    front_matter: [title]
  - pages: data/*.yaml
    keys: ["strings.*"]
template: locales/site.pot
catalogs: locales/{lang}.po
output: build/{lang}/{path}
YAML
  cat >content/one.md <<'MD'
---
title: The first page
date: 2026-01-02
---
# The first page

A paragraph with [a link](https://example.org/a) and *emphasis*.

- an item
- another item
MD
  cat >content/two.md <<'MD'
# The second page

Some more text here.
MD
  printf '# site\nstrings:\n  now: "Happening now"\n  resources: Resources\n' >data/site.yaml
}

# translate FILE: every message of a catalog becomes itself in marks.
translate() {
  msgen -o "$1.all" "$1"
  msgfilter --keep-header -i "$1.all" -o "$1" sed -e 's/^/«/' -e 's/$/»/' 2>/dev/null
  rm "$1.all"
}
