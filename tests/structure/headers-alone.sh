#!/usr/bin/env bash
# Every header of the library compiles as the first line of a file, twice over, with the project's language level:
# nobody has to know what to include before it.
set -u
root=$1
export CXX=${CXX:-c++} root
check() {
  printf '#include "%s"\n#include "%s"\n' "$1" "$1" |
    "$CXX" -std=c++20 -fsyntax-only -Wall -Wextra -Werror -I "$root/tools" -x c++ - || { echo "does not compile alone: $1"; exit 1; }
}
export -f check
cd "$root/tools" || exit 1
mapfile -t headers < <(find hexapla -name '*.h' | sort)
echo "${#headers[@]} headers"
[ "${#headers[@]}" -gt 0 ] || exit 1
printf '%s\0' "${headers[@]}" | xargs -0 -n 1 -P "$(nproc)" bash -c 'check "$1"' _
