#!/usr/bin/env bash
# Runs README.md's commands. A block marked ```sh run is executed in a fresh copy of the sample site by a shell that
# stops at the first failure; a block ```text output right after it must then be what was printed, line for line
# (a line of "…" stands for any lines).
set -u
root=$1
: "${HEXAPLA:?the program}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$HEXAPLA" "$work/bin/hexapla"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8

awk -v dir="$work" '
  /^```sh run$/        { n++; out = dir "/" n ".sh"; next }
  /^```text output$/   { out = dir "/" n ".expected"; next }
  /^```/               { out = ""; next }
  out != ""            { print > out }
' "$root/README.md"

ran=0
for script in "$work"/*.sh; do
  [ -f "$script" ] || continue
  number=$(basename "$script" .sh)
  rm -rf "$work/site" && mkdir "$work/site"
  cp -r "$root/content" "$root/locales" "$root/hexapla.yaml" "$work/site/"
  if ! (cd "$work/site" && bash -euo pipefail "$script" >"$work/printed" 2>"$work/errors" </dev/null); then
    echo "block $number of README.md failed:"
    cat "$script" "$work/printed" "$work/errors"
    exit 1
  fi
  if [ -f "$work/$number.expected" ]; then
    # Every expected line, in order; only a line of "…" lets others stand between.
    awk 'NR == FNR { want[++n] = $0; next }
         { while (want[i + 1] == "…") { i++; gap = 1 }
           if ($0 == want[i + 1]) { i++; gap = 0 } else if (!gap) { bad = 1; print "unexpected: " $0; exit } }
         END { while (want[i + 1] == "…") i++
               if (i < n && !bad) { print "missing: " want[i + 1]; bad = 1 }
               exit bad }' "$work/$number.expected" "$work/printed" ||
      { echo "block $number of README.md printed something else:"; cat "$work/printed"; exit 1; }
  fi
  ran=$((ran + 1))
done
echo "$ran blocks ran"
[ "$ran" -gt 0 ]
