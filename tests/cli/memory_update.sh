#!/bin/bash
# builds: release
# update and the translation memory: what it learns, what not again, and what it does without one.
. "$(dirname "$0")/lib.sh"

learned() { python3 -c 'import json, sys; print(json.load(open(sys.argv[1]))["learned"])' "$out"; }
pairs() { sqlite3 .hexapla/memory.db "SELECT count(*) FROM pair"; }

make_project
run 0 update --json
[ "$(learned)" = None ] || fail "learned without a memory"
[ ! -e .hexapla/memory.db ] || fail "an update made a memory"
translate locales/fr.po
run 0 memory add fr
[ "$(pairs)" = 8 ] || fail "not eight pairs"

translate locales/ar.po
run 0 update
says "$out" "8 new pairs in the translation memory"
[ "$(pairs)" = 16 ] || fail "not sixteen pairs"
[ "$(sqlite3 .hexapla/memory.db "SELECT count(*) FROM pair JOIN name ON name.id = origin WHERE text = 'locales/ar.po'")" = 8 ] ||
  fail "not from the catalog"
run 0 update
! grep -q "translation memory" "$out" || fail "learned again"
run 0 update --json
[ "$(learned)" = 0 ] || fail "learned again"

(cd content && run 0 update --json)
[ "$(learned)" = 0 ] || fail "learned again from another folder"

# what was pruned stays away until the catalog has something new
run 0 memory prune --target ar
run 0 update --json
[ "$(learned)" = 0 ] || fail "brought back what was pruned"

# a stale translation is not learned, a confirmed one is
sed -i 's/Some more text here/Some other text here/' content/two.md
run 0 update fr --json
[ "$(learned)" = 0 ] || fail "learned a stale translation"
run 0 accept fr
run 0 update fr --json
[ "$(learned)" = 1 ] || fail "did not learn what was accepted"
run 0 memory search "Some other text here." --target fr --min 100
rm .hexapla/memory.db
run 0 memory add fr
sqlite3 .hexapla/memory.db 'SELECT 1 FROM pair LIMIT 1' >/dev/null || fail "no new memory"
run 0 update --json
[ "$(learned)" = 7 ] || fail "a new memory was not taught: $(learned)"

# --check writes nothing; what is no memory, or no server, is a warning
cp .hexapla/learned before
translate locales/ar.po
run 0 update --check
same before .hexapla/learned
echo noise >.hexapla/memory.db
run 0 update --json
says "$err" "warning: this is no translation memory"
[ "$(learned)" = None ] || fail "learned by what is no memory"
echo 'memory: "postgresql://ann:s3cret@/x?host=/nowhere"' >>hexapla.yaml
run 0 update
says "$err" "warning"
! grep -q s3cret "$err" || fail "a password is shown"
