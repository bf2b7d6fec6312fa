#!/usr/bin/env bash
# Whoever wants to understand a merge opens localize/merge.h and what it includes: count the project's own headers
# behind it, itself included, and keep the number small.
set -u
root=$1 most=12
cd "$root/tools" || exit 1
headers=$("${CXX:-c++}" -std=c++20 -MM -I . -x c++ hexapla/localize/merge.h | tr ' \\' '\n\n' | grep '^hexapla/\|/hexapla/' | sort -u)
count=$(printf '%s\n' "$headers" | grep -c .)
printf '%s\n' "$headers"
echo "$count own headers behind localize/merge.h (at most $most)"
[ "$count" -ge 2 ] && [ "$count" -le "$most" ]
