#!/bin/bash
# A disk that is full or read-only: exit status 2, the old files whole, nothing left lying about.
. "$(dirname "$0")/lib.sh"

# Standard output
echo '# A page' >page.md
status=0
"$HEXAPLA" extract page.md >/dev/full 2>"$err" || status=$?
[ "$status" = 2 ] || fail "a full standard output exits with $status"
says "$err" "cannot write to standard output: No space left on device"
status=0
"$HEXAPLA" --help >/dev/full 2>"$err" || status=$?
[ "$status" = 2 ] || fail "a full standard output exits with $status"

# A limit on the size of files stands in for a full disk where no file system may be mounted.
mkdir limited && cd limited
make_project
run 0 update
translate locales/fr.po
run 0 merge
python3 -c "print('\n'.join('Paragraph %d of a long page.\n' % i for i in range(3000)))" >content/long.md
remember
status=0
(trap '' XFSZ; ulimit -f 16; exec "$HEXAPLA" update) >"$out" 2>"$err" || status=$?
[ "$status" = 2 ] || fail "a limited update exits with $status"
says "$err" "File too large"
unchanged
cd ..

disk=$work/disk
mkdir "$disk"
if ! mount -t tmpfs -o size=400k tmpfs "$disk" 2>/dev/null; then
  echo "no file system may be mounted here: the full and the read-only disk were not tried"
  exit 0
fi
mounts+=("$disk")
cd "$disk"
make_project
run 0 update
translate locales/fr.po
run 0 merge
for i in $(seq 1 150); do printf 'Paragraph %d of a page that grows.\n\n' "$i"; done >>content/two.md
head -c 10M /dev/zero >filler 2>/dev/null || true

full() {
  run 2 "$@"
  says "$err" "No space left on device"
  unchanged
}
remember
full extract
full update
full update fi
full extract content/two.md -o new.pot
full format locales/fr.po -o copy.po
status=0
"$HEXAPLA" merge >"$out" 2>"$err" || status=$?
[ "$status" = 2 ] || [ "$status" = 1 ] || fail "a merge on a full disk exits with $status"
for language in fr ar zh-Hans; do
  head -1 build/$language/content/two.md | grep -q 'second page' || fail "a page was cut off"
done
[ -z "$(find . -name '*.tmp*' -o -name '.*.??????')" ] || fail "temporary files are left"

# With room again everything goes on as if nothing had been.
rm filler
run 0 update
run 0 merge
run 0 merge --check

sed -i 's/Some more/Some other/' content/two.md
mount -o remount,ro "$disk"
remember
run 2 update
says "$err" "Read-only file system"
run 2 extract
run 2 format content/../locales/fr.po -o locales/new.po
run 0 status
run 0 verify
run 1 extract --check
unchanged
cd "$work"
