#!/bin/sh
# Makes tools/hexapla/catalogs/linebreak_tables.cpp anew. Needs g++ and libunistring-dev of the version that msgcat
# links (Debian 12: 1.0); nothing else in the project needs them.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
g++ -std=c++20 -O2 -o "$work/generate" "$here/generate_linebreak_tables.cpp" -lunistring
"$work/generate" > "$work/tables.cpp"
mv "$work/tables.cpp" "$here/../tools/hexapla/catalogs/linebreak_tables.cpp"
