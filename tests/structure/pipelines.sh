#!/usr/bin/env bash
# Runs what README.md's pipelines run: the `run:` lines of the block ```yaml github and the `script:` lines of the block
# ```yaml gitlab, in a repository made up like the one that the server checks out, with the variables that it sets;
# then the hook for pre-commit.com and the plain one. Each runs on a branch within the budget and on one over it.
set -euo pipefail
root=$(cd "$1" && pwd)
: "${HEXAPLA:?the program}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/bin" && ln -s "$HEXAPLA" "$work/bin/hexapla"
export PATH="$work/bin:$PATH" LC_ALL=C.UTF-8 GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
unset GIT_DIR GIT_INDEX_FILE GIT_WORK_TREE LANGUAGE
for name in AUTHOR COMMITTER; do export "GIT_${name}_NAME=Ann" "GIT_${name}_EMAIL=ann@example.org"; done
fail() { echo "FAILED: $*"; exit 1; }

# GitHub's own program is not here: what it is given is looked at.
cat >"$work/bin/gh" <<'SH'
#!/bin/sh
[ "$1 $2 $3" = "pr comment 7" ] || { echo "gh was called as: $*"; exit 1; }
while [ $# -gt 1 ]; do shift; done
cp "$1" "${COMMENT:?}"
SH
chmod +x "$work/bin/gh"

# lines KIND KEY: the commands of a block, one a line. What is more than a plain line fails.
lines() {
  python3 - "$root/README.md" "$1" "$2" <<'PY'
import re, sys
text, kind, key = open(sys.argv[1], encoding="utf-8").read(), sys.argv[2], sys.argv[3]
blocks = re.findall(r"^```yaml %s\n(.*?)^```$" % kind, text, re.M | re.S)
assert len(blocks) == 1, "one block of %s, not %d" % (kind, len(blocks))
if key == "run":
    found = re.findall(r"^ +- run: (.+)$", blocks[0], re.M)
else:
    found = re.findall(r"^ +- (.+)$", re.search(r"^ +script:\n((?: +- .*\n)+)", blocks[0], re.M)[1], re.M)
assert found and not any(line[0] in "|>'\"" for line in found), found
print("\n".join(found))
PY
}

# --- a repository with a branch of each kind ---------------------------------------------------------------------

git init -q -b main "$work/origin"
cd "$work/origin"
cp -r "$root/content" "$root/locales" "$root/hexapla.yaml" .
git add -A && git commit -q -m first
git checkout -q -b small
printf '\nOne more paragraph.\n' >>content/profiles/mss.md
git commit -q -a -m small
git checkout -q -b large main
sed -i -E 's/^([A-Z][a-z]+ .{60,})$/Newly: \1/' content/profiles/*.md
git commit -q -a -m large
git checkout -q main
printf '\nMeanwhile on main.\n' >>content/profiles/mss.md
git commit -q -a -m meanwhile

# run_lines KIND KEY STATUS: as a runner does, stopping at the first failure.
run_lines() {
  local status=0
  lines "$1" "$2" >"$work/script.sh"
  bash -euo pipefail "$work/script.sh" >"$work/said" 2>&1 || status=$?
  [ "$status" = "$3" ] || { cat "$work/script.sh" "$work/said"; fail "$1 ended with $status, not $3"; }
}

for branch in small large; do
  expected=0
  [ "$branch" = small ] || expected=1

  # actions/checkout: a detached head with the branches of origin
  git clone -q "$work/origin" "$work/github-$branch"
  cd "$work/github-$branch"
  git checkout -q --detach "origin/$branch"
  export COMMENT=$work/comment-$branch GITHUB_BASE_REF=main GITHUB_REF_NAME=7/merge
  run_lines github run "$expected"
  grep -q '^### Translations: ' "$COMMENT" || fail "the comment on GitHub says something else"

  git clone -q "$work/origin" "$work/gitlab-$branch"
  cd "$work/gitlab-$branch"
  git checkout -q --detach "origin/$branch"
  CI_MERGE_REQUEST_DIFF_BASE_SHA=$(git merge-base origin/main HEAD)
  export CI_MERGE_REQUEST_DIFF_BASE_SHA
  run_lines gitlab script "$expected"
  cmp impact.md "$COMMENT" || fail "GitLab's report is another one"

  # the hooks: the branch's pages, about to be committed on top of main's
  git checkout -q --detach origin/main~1
  git checkout -q "origin/$branch" -- content
  entry=$(sed -n 's/^ *entry: //p' "$root/.pre-commit-hooks.yaml")
  $entry >"$work/said" || fail "the hook of pre-commit.com ended with $?"
  status=0
  $entry --max-stale-words 200 >"$work/said" 2>&1 || status=$?
  [ "$status" = "$expected" ] || { cat "$work/said"; fail "pre-commit.com's hook ended with $status, not $expected"; }
  grep -qx -- '- id: hexapla-impact' "$root/.pre-commit-hooks.yaml" || fail "the hook has another name"
  cp "$root/scripts/pre-commit" .git/hooks/
  git config hexapla.maxStaleWords 200
  status=0
  git commit -q -m "$branch" >"$work/said" 2>&1 || status=$?
  [ "$status" = "$expected" ] || { cat "$work/said"; fail "git commit ended with $status, not $expected"; }
done
grep -q 'stale, which is more than 200' "$work/said" || fail "the budget's sentence is missing"
echo "the pipelines and hooks ran"
