#!/bin/bash
# Paths that lead out of the project or into nowhere: refused, with nothing written there or here.
. "$(dirname "$0")/lib.sh"

mkdir outside project
printf '# Secret\n\nNot yours.\n' >outside/secret.md
cd project
make_project
run 0 update
translate locales/fr.po
run 0 merge

# by ..
cp hexapla.yaml good.yaml
remember
run 2 merge ../outside/secret.md --into build
says "$err" "../outside/secret.md"
run 2 merge content/../../outside/secret.md --into build/fr
unchanged
[ ! -e ../outside/secret.fr.md ] || fail "written outside"
for line in 'pages: ../outside/*.md' 'pages: /etc/*.md' 'pages: content/../../outside/*.md'; do
  sed "s#pages: content/.*#$line#" good.yaml >hexapla.yaml
  run 2 extract
  says "$err" "hexapla.yaml:4:"
done
for key in template catalogs output; do
  sed "s#^$key: #$key: ../#" good.yaml >hexapla.yaml
  run 2 update
  says "$err" "leads out of the project with"
  sed "s#^$key: #$key: /tmp/#" good.yaml >hexapla.yaml
  run 2 merge
  says "$err" "is an absolute path"
done
cp good.yaml hexapla.yaml
unchanged

# by symbolic links: pages that come from outside are left out, what would be written outside is refused
ln -s ../../outside/secret.md content/link.md
ln -s ../../outside content/folder
run 0 extract
says "$err" "left out: this link leads out of the project"
grep -q 'Not yours' locales/site.pot && fail "a page from outside is in the template"
rm content/link.md content/folder

sums() { (cd ../outside && find . -printf '%p %y %s %T@\n' | sort && cat secret.md); }
before=$(sums)
mv locales kept
ln -s ../outside locales
run 2 extract
says "$err" "by way of a symbolic link this path leads out of the project"
run 2 update
rm locales && mv kept locales
mv build kept
ln -s ../outside build
run 2 merge
says "$err" "leads out of the project"
rm build && mkdir -p build && ln -s ../../outside build/fr
run 2 merge fr
says "$err" "leads out of the project"
rm -r build && mv kept build
mv locales/fr.po kept.po
ln -s ../../outside/fr.po locales/fr.po
run 2 update fr
says "$err" "leads out of the project"
rm locales/fr.po && mv kept.po locales/fr.po
mkdir into && ln -s ../../outside into/content
run 2 merge content/one.md --into into
says "$err" "into"
[ "$before" = "$(sums)" ] || fail "something was changed outside"
rm -r into

# loops, links to nothing, folders and sockets where files should be
ln -s loop.md content/loop.md
ln -s ../content content/again
ln -s nowhere content/broken.md
mkfifo content/pipe.md
timeout 20 "$HEXAPLA" verify >"$out" 2>"$err" || true
says "$out" "3 pages"
rm content/loop.md content/again content/broken.md content/pipe.md
mkdir folder.md
run 2 extract folder.md/nothing.md
says "$err" "folder.md/nothing.md: error: cannot read: No such file or directory"
run 2 format locales
says "$err" "locales: error: cannot read: Is a directory"
rmdir folder.md

# outputs that cannot be written
touch build/file
remember
run 2 merge content/one.md --into build/file
says "$err" "build/file"
run 2 merge content/one.md -o build/file/page.md
says "$err" "Not a directory"
run 2 extract content/one.md -o locales
unchanged
rm build/file
