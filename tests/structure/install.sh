#!/usr/bin/env bash
# Installs what was built into an empty folder, then builds and runs tests/structure/consumer/ against that folder
# alone, as a program outside of this project would.
set -eu
root=$1 build=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cmake --install "$build" --prefix "$work/prefix" >"$work/log" || { cat "$work/log"; exit 1; }
mkdir "$work/source" && cp -r "$root/content" "$root/locales" "$root/hexapla.yaml" "$work/source"
cmake -S "$root/tests/structure/consumer" -B "$work/consumer" -G Ninja -DCMAKE_PREFIX_PATH="$work/prefix" -DSITE_SOURCE="$work/source" \
  -DCMAKE_CXX_COMPILER="${CXX:-c++}" >"$work/log" || { cat "$work/log"; exit 1; }
cmake --build "$work/consumer" || exit 1
printf '# Birds\n\nA heron waits.\n' >"$work/page.md"
"$work/consumer/consumer" "$work/page.md" | tee "$work/printed"
printf 'heading: Birds\nparagraph: A heron waits.\n' | diff - "$work/printed"
"$work/prefix/bin/hexapla" --version
[ -s "$work/prefix/share/man/man1/hexapla.1" ] || { echo "no manual page"; exit 1; }
# The site: made, not made again, made again after a change, also of which pages there are
cmake --build "$work/consumer" --target site || exit 1
page=$work/consumer/site/fr/profiles/mss/index.html
[ -s "$page" ] || { echo "no site"; exit 1; }
cmake --build "$work/consumer" --target site | grep -q "no work to do" || { echo "made again"; exit 1; }
sleep 0.05
sed -i 's/Ministry of State Security/Ministry of States/' "$work/source/content/profiles/mss.md"
cmake --build "$work/consumer" --target site >/dev/null
grep -q 'Ministry of States' "$work/consumer/site/en/profiles/mss/index.html" || { echo "a changed page was not seen"; exit 1; }
printf '# New\n' >"$work/source/content/profiles/new.md"
cmake --build "$work/consumer" --target site >/dev/null
[ -s "$work/consumer/site/en/profiles/new/index.html" ] || { echo "a new page was not seen"; exit 1; }
