#!/bin/bash
# build --watch: what is served and refused, that a saved change comes, that a fault takes nothing away, how it ends.
. "$(dirname "$0")/lib.sh"
command -v curl >/dev/null || fail "this test needs curl"

cp -r "$HEXAPLA_ROOT"/{content,locales,hexapla.yaml} .
log=$work/.log events=$work/.events
"$HEXAPLA" build --watch --port 0 -o out >"$out" 2>"$log" &
watcher=$!
trap 'kill "$watcher" 2>/dev/null || true; clean_up' EXIT

# eventually TEXT COMMAND...: within ten seconds what the command prints has the text.
eventually() {
  local text=$1 try
  shift
  for try in $(seq 200); do
    "$@" >"$out" 2>"$err" || true
    grep -qF -- "$text" "$out" && return
    sleep 0.05
  done
  cat "$log" >&2
  fail "'$text' did not come from: $*"
}
get() { curl -sS --max-time 5 --path-as-is "$@"; }
status() { get -o /dev/null -w '%{http_code} %{content_type} %{redirect_url}' "$@"; }
answers() {
  local expected=$1 got
  shift
  got=$(status "$@")
  [[ "$got" == "$expected"* ]] || fail "$* was answered by '$got', not '$expected'"
}

eventually "serving at http://127.0.0.1:" cat "$log"
site=$(sed -n 's,.*serving at \(http://127.0.0.1:[0-9]*\)/.*,\1,p' "$log")
port=${site##*:}

# pages, folders, types, what is missing
answers "200 text/html; charset=utf-8" "$site/"
answers "200 text/html; charset=utf-8" "$site/fr/profiles/mss/"
answers "307 text/plain $site/fr/profiles/mss/" "$site/fr/profiles/mss"
answers "200 text/css; charset=utf-8" "$site/theme/site.css"
answers "200 image/svg+xml" "$site/images/mss.svg"
answers "404 text/html; charset=utf-8" "$site/ar/nowhere/"
get "$site/ar/nowhere/" >"$out"
says "$out" '<html lang="ar" dir="rtl">'
get "$site/fr/" >"$out"
says "$out" '<script src="/.hexapla/reload.js?v='
! grep -rl 'hexapla/reload' out >"$out" || fail "the files on disk were changed"
get -I "$site/fr/" >"$out"
says "$out" "200 OK"
says "$out" "Cache-Control: no-store"

# who else asks, and for what else
answers 421 -H 'Host: evil.example' "$site/fr/"
answers 421 -H "Host: localhost.evil.example:$port" "$site/fr/"
answers 200 -H "Host: localhost:$port" "$site/fr/"
answers 405 -X POST "$site/fr/"
answers 405 -X DELETE "$site/fr/"
for path in /../hexapla.yaml /fr/../../hexapla.yaml /%2e%2e/hexapla.yaml /..%2fhexapla.yaml //etc/passwd /.hexapla-site; do
  answers 404 "$site$path"
done
ln -s "$PWD/hexapla.yaml" out/link.txt
answers 404 "$site/link.txt"
rm out/link.txt
answers 400 "$site/$(head -c 20000 /dev/zero | tr '\0' a)"
get --data-binary @"$HEXAPLA" "$site/fr/" >"$out" 2>"$err" || true
answers 200 "$site/fr/"
if command -v ss >/dev/null; then
  ss -Hltn "sport = :$port" >"$out"
  says "$out" "127.0.0.1:$port"
  ! grep -qE "(0\.0\.0\.0|\*|\[::\]):$port" "$out" || fail "it listens to the whole network"
fi

# a saved translation comes to the page, and to who waits for it
curl -sSN "$site/.hexapla/events" >"$events" 2>/dev/null &
listener=$!
eventually "event: version" cat "$events"
python3 - <<'PY'
import re
text = open("locales/fr.po", encoding="utf-8").read()
head, messages = text.split("\n\n", 1)
text = head + "\n\n" + re.sub(r'\nmsgstr "(?=[A-Z])', '\nmsgstr "Nouveau ', messages, count=40)
open("locales/fr.po", "w", encoding="utf-8").write(text)
PY
eventually "Nouveau" get "$site/fr/"
eventually "event: version" tail -n +5 "$events"

# by an editor that renames, in a folder that is new
mkdir content/fresh
echo '# A fresh page' >content/fresh/.page.tmp
mv content/fresh/.page.tmp content/fresh/page.md
eventually "A fresh page" get "$site/en/fresh/page/"

# a fault: said here and there, the page stays; mended by the next change
cp content/fresh/page.md "$work/.page"
printf -- '---\ntitle: "not closed\n---\n# Broken\n' >content/fresh/page.md
eventually "content/fresh/page.md:" cat "$log"
eventually "event: faults" cat "$events"
eventually "A fresh page" get "$site/en/fresh/page/"
echo '# A mended page' >content/fresh/page.md
eventually "A mended page" get "$site/en/fresh/page/"

# the configuration, too
cp hexapla.yaml "$work/.yaml"
echo 'nonsense: true' >>hexapla.yaml
eventually 'nonsense' cat "$log"
answers 200 "$site/fr/"
cp "$work/.yaml" hexapla.yaml
echo '# The last page' >content/fresh/page.md
eventually "The last page" get "$site/en/fresh/page/"

# the same as a build from nothing; Ctrl-C
kill "$listener"
kill -INT "$watcher"
code=0
wait "$watcher" || code=$?
[ "$code" = 0 ] || fail "it ended with $code"
trap clean_up EXIT
run 0 build -o fresh
diff -r out fresh >"$out" || fail "the watched site and one from nothing differ"

# what it does not take
run 2 build --watch --port 70000
says "$err" "'70000' is no port"
run 2 build --watch --json
run 2 build --port 8080
says "$err" "belong to --watch"
run 2 build --watch --host nowhere.invalid
says "$err" "is no address of this machine"
