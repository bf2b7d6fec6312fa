#!/bin/bash
# A single line of 50 MB is a page like any other.
# builds: release
. "$(dirname "$0")/lib.sh"

python3 -c "print('word ' * 10_000_000)" >long.md
run 0 merge long.md
same "$out" long.md
run 0 extract long.md -o long.pot
msgfmt -o /dev/null long.pot || fail "not a template"
python3 -c "print('a: \"' + 'word ' * 10_000_000 + '\"')" >long.yaml
run 0 merge long.yaml
same "$out" long.yaml
