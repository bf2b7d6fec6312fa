#!/bin/bash
# Catalogs in git: init --git, then merge, rebase, cherry-pick and diff with git itself.
. "$(dirname "$0")/lib.sh"

mkdir "$work/home" "$work/bin"
export HOME=$work/home GIT_CONFIG_GLOBAL=$work/home/.gitconfig GIT_CONFIG_NOSYSTEM=1 GIT_PAGER=cat GIT_EDITOR=true
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE XDG_CONFIG_HOME
git config --global user.name Tester
git config --global user.email tester@example.org
git config --global init.defaultBranch main
git config --global advice.skippedCherryPicks false
git config --global core.fsync none
git config --global gc.auto 0

# set_text FILE MSGID MSGSTR: what a translator does
set_text() {
  python3 - "$@" <<'PY'
import re, sys
path, msgid, msgstr = sys.argv[1:]
text = open(path, encoding="utf-8").read()
entry = re.compile(r'(#, fuzzy\n)?((?:#\|.*\n)*)(msgid "' + re.escape(msgid) + r'"\nmsgstr )".*"\n')
assert entry.search(text), "no " + msgid
open(path, "w", encoding="utf-8").write(entry.sub(lambda found: found[3] + '"' + msgstr + '"\n', text))
PY
}
commit() { git add -A && git commit -qm "$1"; }
valid() { msgfmt -c -o /dev/null "$1" 2>/dev/null && msgcat --to-code=UTF-8 "$1" | cmp -s - "$1" || fail "$1 is not as gettext has it"; }

# --- init --git

make_project
run 0 update
for n in fr ar; do translate locales/$n.po; done
run 2 init --git
says "$err" "in no git repository"
run 2 init --check
says "$err" "--check goes with --git"
git init -q
printf '*.png binary\n/locales/*.po text eol=lf' >.gitattributes
run 1 init --git --check
says "$out" "lacks: /locales/*.po merge=hexapla diff=hexapla"
[ "$(wc -l <.gitattributes)" = 1 ] || fail "--check has written"
run 0 init --git
says "$out" "everyone runs hexapla init --git once"
git check-attr merge diff eol -- locales/fr.po locales/site.pot other/fr.po >attributes
for line in "locales/fr.po: merge: hexapla" "locales/fr.po: diff: hexapla" "locales/fr.po: eol: lf" \
  "locales/site.pot: merge: hexapla" "other/fr.po: merge: unspecified"; do says attributes "$line"; done
rm attributes
grep -qx '\*.png binary' .gitattributes || fail "a line of .gitattributes is gone"
git config --get merge.hexapla.driver | grep -q ' git-merge %O %A %B %P$' || fail "no driver"
remember
cp .git/config config.before
run 0 init --git
says "$out" "git knows already"
mv config.before "$work/"
same .git/config "$work/config.before"
unchanged
run 0 init --git --check
silent "$out"
# by its name where the shell finds it, also from the project's folder below the top
ln -s "$(readlink -f "$HEXAPLA")" "$work/bin/hexapla"
PATH=$work/bin:$PATH run 0 init --git
[ "$(git config diff.hexapla.textconv)" = "hexapla git-textconv" ] || fail "not by its name"
run 0 init --git
mkdir "$work/sub" && cd "$work/sub" && git init -q && mkdir site && cp -r ../tree/{content,data,locales,hexapla.yaml} site/
run 0 init site --git
[ -f site/.gitattributes ] || fail "the attributes are not the project's"
git check-attr merge -- site/locales/fr.po | grep -q hexapla || fail "attributes do not match"
cd "$work/tree"
commit base

# --- merge: each side's work, dates on both

git checkout -qb theirs
set_text locales/fr.po "an item" "un élément"
sed -i 's/PO-Revision-Date: [^\\]*/PO-Revision-Date: 2026-05-02 10:00+0000/' locales/fr.po
sed -i 's/Some more text here/Quite some other text stands here/' content/two.md
run 0 update
commit "their translation, and a changed page"
git checkout -q main
sed -i 's/PO-Revision-Date: [^\\]*/PO-Revision-Date: 2026-05-01 10:00+0000/' locales/fr.po
set_text locales/fr.po "another item" "un autre"
set_text locales/fr.po "Some more text here." "Encore du texte."
commit "our translation"
git tag ours
git merge -q theirs -m merged >"$out" 2>"$err" || fail "the merge is not clean"
valid locales/fr.po
says locales/fr.po 'msgstr "un élément"'
says locales/fr.po 'msgstr "un autre"'
says locales/fr.po '"PO-Revision-Date: 2026-05-02 10:00+0000\n"'
grep -A3 '^#| msgid "Some more text here."' locales/fr.po | grep -q 'msgstr "Encore du texte."' ||
  fail "the translation did not follow its text"
run 0 update
git diff --quiet HEAD -- locales/fr.po || fail "update would change the merged catalog"

# --- rebase and cherry-pick

git checkout -q theirs
git rebase -q main >"$out" 2>"$err" || fail "the rebase is not clean"
git checkout -q -b rebased ours
git cherry-pick main^2 >"$out" 2>"$err" || fail "the cherry-pick is not clean"
git diff --quiet main -- locales || fail "a cherry-pick gives something else than a merge"
git checkout -q -B onto "main^2"
git rebase -q --onto HEAD ours^ ours >"$out" 2>"$err" || fail "the rebase is not clean"
git diff --quiet main -- locales/fr.po || fail "a rebase gives something else than a merge"

# --- conflict

git checkout -q -b left main
set_text locales/fr.po "an item" "une pomme"
commit left
git checkout -q -b right main
set_text locales/fr.po "an item" "une poire"
set_text locales/fr.po "Resources" "Ressources"
commit right
git checkout -q left
git merge right >"$out" 2>"$err" && fail "two translations of one text are no conflict"
git status --porcelain | grep -q '^UU locales/fr.po' || fail "git does not know of the conflict"
says "$err" "locales/fr.po:"
says "$err" "warning: both sides translated this text, in two ways"
valid locales/fr.po
says locales/fr.po '# msgstr "une pomme"'
says locales/fr.po '# msgstr "une poire"'
says locales/fr.po 'msgstr "Ressources"'
[ "$(grep -c '^#, fuzzy' locales/fr.po)" = 2 ] || fail "the conflict is not fuzzy"
line=$(grep -n '^msgid "an item"' locales/fr.po | cut -d: -f1)
says "$err" "locales/fr.po:$line:"
cp locales/fr.po conflict.po
msgcat conflict.po | cmp - conflict.po || fail "msgcat does not keep the conflict"
rm conflict.po
commit "left as it is"
git checkout -q -b settled
sed -i '/^# #-#-#-#-#/d; /^# msgstr/d' locales/fr.po
set_text locales/fr.po "an item" "une poire"
commit settled
git checkout -q left
set_text locales/fr.po "another item" "une autre"
commit more
git merge -q settled -m merged >"$out" 2>"$err" || fail "a settled conflict is back"
grep -q -- '#-#-#' locales/fr.po && fail "a settled conflict is back in a comment"
says locales/fr.po 'msgstr "une poire"'

# --- both add a file; one side cannot be read

git checkout -q -b add1 main
run 0 update fi
commit "Finnish"
git checkout -q -b add2 main
run 0 update fi
set_text locales/fi.po "an item" "kohta"
commit "Finnish, too"
git merge -q add1 -m both >"$out" 2>"$err" || fail "two new catalogs do not merge"
says locales/fi.po 'msgstr "kohta"'
valid locales/fi.po

git checkout -q -b broken main
printf '<<<<<<< HEAD\n' >>locales/fr.po
set_text locales/fr.po "an item" "perdu"
commit broken
git checkout -q left
cp locales/fr.po "$work/ours.po"
git merge broken >"$out" 2>"$err" && fail "a broken catalog was merged"
says "$err" "locales/fr.po (theirs):"
says "$err" "not merged: the file is as ours was"
same locales/fr.po "$work/ours.po"
git status --porcelain | grep -q '^UU locales/fr.po' || fail "git does not know of it"
git merge --abort

# --- templates, a clone, a worktree, wrong usage

git checkout -q -b pot1 main
printf '\nOne more.\n' >>content/one.md
run 0 update
commit pot1
git checkout -q -b pot2 main
printf '\nAnother.\n' >>content/two.md
run 0 update
commit pot2
git merge -q pot1 -m pots >"$out" 2>"$err" || fail "two templates are in conflict"
says locales/site.pot 'msgid "One more."'
says locales/site.pot 'msgid "Another."'
cp locales/*.po* "$work/"
run 0 extract
same locales/site.pot "$work/site.pot"

git clone -q . "$work/clone" && cd "$work/clone"
run 1 init --git --check
says "$out" "not set here: git config merge.hexapla.driver"
cd "$work/tree"
git worktree add -q "$work/worktree" main 2>/dev/null && cd "$work/worktree"
run 0 init --git --check
cd "$work/tree"

run 2 git-merge
says "$err" "three versions of a catalog are needed"
run 2 git-merge locales/fr.po no-such-file locales/fr.po
says "$err" "no-such-file"

# --- what git diff shows

git diff main..left -- locales/fr.po >shown
says shown "-translation: un élément"
says shown "+translation: une poire"
says shown "source: an item"
grep -qE '^[-+](#:|msgid|"PO)' shown && fail "the diff is the file's"
rm shown
printf 'msgid "a"\nmsgstr "b"\nnothing' >broken.po
run 0 git-textconv broken.po
same "$out" broken.po
run 0 git-textconv - <locales/fr.po
says "$out" "state: translated"
sed -i 's/PO-Revision-Date: [^\\]*/PO-Revision-Date: 2027-01-01 10:00+0000/' locales/fr.po
[ -z "$(git diff locales/fr.po | grep '^[-+][^-+]')" ] || fail "a date is shown"
exit 0
