#!/usr/bin/env bash
# Installs what was built into an empty folder, then builds and runs tests/structure/consumer/ against that folder
# alone, as a program outside of this project would.
set -eu
root=$1 build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" >"$work/log" || { cat "$work/log"; exit 1; }
cmake -S "$root/tests/structure/consumer" -B "$work/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" \
  -DCMAKE_CXX_COMPILER="${CXX:-c++}" >"$work/log" || { cat "$work/log"; exit 1; }
cmake --build "$work/consumer" || exit 1
printf '# Birds\n\nA heron waits.\n' >"$work/page.md"
"$work/consumer/consumer" "$work/page.md" | tee "$work/printed"
printf 'heading: Birds\nparagraph: A heron waits.\n' | diff - "$work/printed"
"$work/prefix/bin/hexapla" --version
[ -s "$work/prefix/share/man/man1/hexapla.1" ] || { echo "no manual page"; exit 1; }
