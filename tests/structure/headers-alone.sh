#!/usr/bin/env bash
# Every header of the library compiles as the first line of a file, and may be included twice: nobody has to know what
# to include before it. Where the .cpp beside it has it as its first include the build itself is the proof; the others
# are compiled here.
set -u
root=$1
export CXX=${CXX:-c++} root
check() {
  printf '#include "%s"\n' "$1" |
    "$CXX" -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I "$root/tools" -x c++ - || { echo "does not compile alone: $1"; exit 1; }
}
export -f check
cd "$root/tools" || exit 1
mapfile -t headers < <(find hexapla -name '*.h' | sort)
[ "${#headers[@]}" -gt 0 ] || exit 1
alone=()
for header in "${headers[@]}"; do
  grep -qx '#pragma once' "$header" || { echo "no #pragma once: $header"; exit 1; }
  source=${header%.h}.cpp
  [ -f "$source" ] && [ "$(grep -m1 '^#include' "$source")" = "#include \"$header\"" ] || alone+=("$header")
done
echo "${#headers[@]} headers, ${#alone[@]} compiled alone"
[ "${#alone[@]}" -eq 0 ] || printf '%s\0' "${alone[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'check "$1"' _
