#!/usr/bin/env bash
# Only the project's own work is committed: no large data, nothing built, no machine-made catalogs, and no names of
# folders that exist on one machine only.
set -u
cd "$1" || exit 1
git rev-parse --git-dir >/dev/null 2>&1 || { echo "not a checkout: nothing to look at"; exit 0; }
# What was exported without its history has no owner that git trusts; the question is the same.
list() { git -c safe.directory="$PWD" ls-files -z; }
bad=0
fault() { echo "$*"; bad=1; }

while IFS= read -r -d '' file; do
  [ -f "$file" ] || continue
  size=$(stat -c %s "$file")
  [ "$size" -le 300000 ] || fault "$file: $size bytes; data that large is not the project's own"
  case "$file" in
    build/* | node_modules/* | */node_modules/* | *.mo | *.gmo | *.o | *.a | *.deb) fault "$file: made, not written" ;;
  esac
done < <(list)

# Built from pieces, so that this file does not find itself.
words="/work/""main|/work/""shared|\.""library/|/tmp/""brief|/home/[a-z]+/|/Us""ers/[a-z]+/"
found=$(list | xargs -0 grep -IlE "$words" 2>/dev/null)
[ -z "$found" ] || fault "names of one machine's folders in:"$'\n'"$found"

echo "$(list | tr '\0' '\n' | wc -l) files looked at"
exit "$bad"
