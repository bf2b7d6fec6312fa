#!/bin/bash
# builds: release
# memory: add, search, import, export, stats, prune; what is no memory; killed in the middle; two at once; PostgreSQL.
. "$(dirname "$0")/lib.sh"

make_project
run 2 memory
says "$err" "'hexapla memory' needs to know what to do"
run 2 memory forget
says "$err" "'hexapla memory' cannot do 'forget'"
run 2 memory stats
says "$err" ".hexapla/memory.db: error: there is no translation memory yet"
[ ! -e .hexapla ] || fail "asking made a folder"

# add: translated messages, once
run 0 update
translate locales/fr.po
run 0 memory add
says "$out" "locales/fr.po: 8 pairs added"
says "$out" "locales/ar.po: 0 pairs added"
run 0 memory add fr
says "$out" "locales/fr.po: 0 pairs added, 8 known"
grep -q . .hexapla/.gitignore || fail "the memory is not kept out of git"
sed -i 's/Some more text here/Some other text here/' content/two.md
run 0 update
run 0 memory add fr --json
python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert (d["added"], d["known"]) == (0, 7), d' "$out"
[ "$(sqlite3 .hexapla/memory.db 'SELECT count(*) FROM pair')" = 8 ] || fail "not eight pairs"
[ "$(sqlite3 .hexapla/memory.db 'PRAGMA integrity_check')" = ok ] || fail "SQLite finds faults"

# search
run 0 memory search "Some more texts here." --target fr
says "$out" "Some more text here."
says "$out" "«Some more text here.»"
run 0 memory search "Some more text here." --target fr --json
python3 - "$out" <<'PY'
import json, sys
d = json.load(open(sys.argv[1]))
assert d["source_language"] == "en" and d["target_language"] == "fr", d
hit = d["hits"][0]
assert hit["similarity"] == 1 and hit["same_text"] and hit["target"] == "«Some more text here.»", hit
assert hit["origin"] == "locales/fr.po" and hit["uses"] == 1 and hit["context"] is None, hit
PY
printf 'An item\n\nSome more text here.\n' | run 0 memory search - --target fr --json
python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert [len(s["hits"]) for s in d["searches"]] == [1, 1], d' "$out"
run 1 memory search "Completely unrelated words" --target fr
says "$out" "nothing is like this text"
run 1 memory search "Some more text here." --target ar
run 2 memory search "Some text"
says "$err" "a search needs the language of the translations"
run 2 memory search "Some text" --target fr --min 0
says "$err" "'0' is no percentage"
run 2 memory search "Some text" --target klingonese
says "$err" "is no language that is known"

# stats
run 0 memory stats
says "$out" "8 pairs, 8 source texts"
says "$out" "fr français"
run 0 memory stats --json
python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert d["pairs"] == 8 and d["languages"][0]["target_language"] == "fr", d' "$out"

# export and import: nothing is lost on the way through TMX, and into another memory
run 0 memory export -o all.tmx
says "$out" "all.tmx: 8 pairs"
! command -v xmllint >/dev/null || xmllint --noout --nonet all.tmx || fail "not XML"
says all.tmx "<bpt"  # of the link
run 0 memory import all.tmx --memory other.db
says "$out" "all.tmx: 8 pairs added"
run 0 memory export -o again.tmx --memory other.db
same all.tmx again.tmx
run 0 memory import all.tmx --memory other.db
says "$out" "0 pairs added, 8 known"
run 0 memory export -o fr.po --target fr
msgfmt --check-format -o /dev/null fr.po
[ "$(msgattrib --translated fr.po | grep -c '^msgid "[^"]')" = 8 ] || fail "not eight messages"
run 0 memory import fr.po --memory third.db
says "$out" "fr.po: 8 pairs added"
run 2 memory export -o fr2.po
says "$err" "a catalog has one language"
run 2 memory import all.tmx --source xx-nothing
run 2 memory import missing.tmx
says "$err" "missing.tmx"
printf '<tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en"><seg>One</seg></tuv><tuv xml:lang="de"><seg>Eins</seg></tuv></tu><tu>' >cut.tmx
run 2 memory import cut.tmx --memory third.db
says "$err" "cut.tmx"

# prune
run 1 memory prune --target fr --check
says "$out" "8 pairs would be removed"
run 2 memory prune
says "$err" "needs to know what to remove"
run 2 memory prune --unused-since yesterday
says "$err" "'yesterday' is no date"
run 0 memory prune --unused-since 2020-01-01
says "$out" "0 pairs removed"
run 0 memory prune --origin locales/fr.po
says "$out" "8 pairs removed"
run 1 memory search "Some more text here." --target fr

# memory: in hexapla.yaml, and what it cannot be
echo 'memory: kept/translations.db' >>hexapla.yaml
run 0 memory add
[ -s kept/translations.db ] || fail "not where it was to be"
sed -i 's|^memory:.*|memory: ../outside.db|' hexapla.yaml
run 2 memory add
says "$err" "hexapla.yaml:"
sed -i 's|^memory:.*|memory: link/memory.db|' hexapla.yaml
ln -s "$work" link
run 2 memory add
says "$err" "leads out of the project"
rm link
sed -i '/^memory:/d' hexapla.yaml

# what is no memory stays as it is
head -c 20000 /dev/urandom >noise.db
sqlite3 birds.db 'CREATE TABLE bird(name); INSERT INTO bird VALUES (1)'
cp noise.db noise.copy; cp birds.db birds.copy
for file in noise.db birds.db; do
  for action in "add" "stats" "search x --target fr" "export" "prune --target fr"; do
    run 2 memory $action --memory "$file"
    says "$err" "$file: error: this is no translation memory"
  done
done
same noise.db noise.copy
same birds.db birds.copy

# killed in the middle of an import: all that was committed is there and sound, and importing again completes it
python3 - <<'PY'
import random
random.seed(1)
words = "people with health support groups online find help near town nurse call week number every open".split()
with open("large.tmx", "w") as f:
    f.write('<?xml version="1.0"?>\n<tmx version="1.4"><header creationtool="x" creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/><body>\n')
    for i in range(110000):
        text = f"{' '.join(random.choices(words, k=6))} {i}"
        f.write(f'<tu><tuv xml:lang="en"><seg>{text}</seg></tuv><tuv xml:lang="fr"><seg>T {text}</seg></tuv></tu>\n')
    f.write('</body></tmx>\n')
PY
look() { sqlite3 -cmd '.timeout 20000' killed.db "$1"; }
parts=0
# At once, early, and as soon as another program sees a batch: what was seen must be there.
for when in 0.02 0.2 seen seen; do
  rm -f killed.db*
  "$HEXAPLA" memory import large.tmx --memory killed.db >/dev/null 2>&1 &
  child=$!
  seen=0
  if [ "$when" = seen ]; then
    while [ "$seen" = 0 ] && kill -0 "$child" 2>/dev/null; do
      seen=$(look 'SELECT count(*) FROM pair' 2>/dev/null) || seen=0
      seen=${seen:-0}
    done
  else
    sleep "$when"
  fi
  kill -9 "$child" 2>/dev/null || true
  wait "$child" 2>/dev/null || true
  [ -s killed.db ] || continue
  look 'SELECT 1 FROM pair' >/dev/null 2>&1 || { run 0 memory add --memory killed.db fr.po; continue; }  # before the tables
  count=$(look 'SELECT count(*) FROM pair')
  [ "$count" -ge "$seen" ] || fail "$seen pairs were seen, $count are there"
  [ "$((count % 50000))" = 0 ] || [ "$count" = 110000 ] || fail "part of a batch: $count"
  [ "$(look 'PRAGMA integrity_check')" = ok ] || fail "SQLite finds faults"
  [ "$(look 'SELECT count(*) FROM pair WHERE source NOT IN (SELECT id FROM source)')" = 0 ] || fail "lost sources"
  [ "$count" = 0 ] || [ "$count" = 110000 ] || parts=$((parts + 1))
  [ "$count" = 0 ] || run 0 memory search "$(look "SELECT text FROM source WHERE id = $count / 2")" --target fr --min 100 --memory killed.db
done
echo "killed with a part of it there: $parts times"
[ "$parts" -gt 0 ] || fail "no import was killed in time"
run 0 memory import large.tmx --memory killed.db
[ "$(sqlite3 killed.db 'SELECT count(*), count(DISTINCT source) FROM pair')" = "110000|110000" ] || fail "not complete"

run 0 memory stats --memory killed.db --json
python3 -c 'import json, sys; d = json.load(open(sys.argv[1])); assert d["indexed"] == d["sources"] == 110000, d' "$out"

# two at once
head -20000 large.tmx >first.tmx; echo '</body></tmx>' >>first.tmx
{ head -2 large.tmx; sed -n '15001,40000p' large.tmx; echo '</body></tmx>'; } >second.tmx
"$HEXAPLA" memory import first.tmx --memory both.db >"$out" 2>"$err" & first=$!
"$HEXAPLA" memory import second.tmx --memory both.db >"$out.2" 2>"$err.2" & second=$!
wait "$first" || fail "the first import failed"
wait "$second" || { cat "$err.2"; fail "the second import failed"; }
[ "$(sqlite3 both.db 'SELECT count(*), count(DISTINCT source) FROM pair')" = "39998|39998" ] || fail "lost or doubled"

# PostgreSQL: the same program, or the one beside it
server=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | tail -1)
run 2 memory stats --memory postgresql://ann:s3cret@/x?host=/nowhere
! grep -q s3cret "$err" || fail "a password is shown"
if [ -z "$server" ] || grep -q "hexapla-postgresql' is missing" "$err"; then
  echo "SKIP: there is no PostgreSQL server (package postgresql), or this build has no PostgreSQL"
  exit 0
fi
data=$(mktemp -d /tmp/hexapla-pg.XXXXXX)
as=()
[ "$(id -u)" != 0 ] || { chown nobody "$data"; as=(setpriv --reuid=nobody --regid=nogroup --clear-groups); }
stop_server() {
  local status=$?
  (cd / && "${as[@]}" "$server/pg_ctl" -D "$data/data" -m immediate stop >/dev/null 2>&1) || true
  rm -rf "$data"
  (exit "$status") || true
  clean_up
}
trap stop_server EXIT
(cd / && "${as[@]}" "$server/initdb" -D "$data/data" -A trust -U hexapla -E UTF8 --locale=C --no-sync >/dev/null &&
  "${as[@]}" "$server/pg_ctl" -w -D "$data/data" -l "$data/log" -o "-c listen_addresses='' -k $data" start >/dev/null) ||
  fail "PostgreSQL could not be started"
url="postgresql://hexapla@/postgres?host=$data"
ask() { psql -h "$data" -U hexapla -d postgres -Atc "$1"; }
run 2 memory stats --memory "$url"
says "$err" "there is no translation memory yet"
printf 'memory: "%s"\n' "$url" >>hexapla.yaml
(cd content && run 0 -C .. memory add)
run 0 memory search "A paragraph" --target fr --min 20
says "$out" "«A paragraph with"
run 0 memory export -o team.tmx
says "$out" "team.tmx: 7 pairs"
[ "$(ask 'SELECT count(*) FROM hexapla_memory.pair')" = 7 ] || fail "not seven pairs in PostgreSQL"
"$HEXAPLA" memory import large.tmx >/dev/null 2>&1 & child=$!
sleep 2
kill -9 "$child" 2>/dev/null || true
wait "$child" 2>/dev/null || true
for attempt in $(seq 50); do
  [ "$(ask "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hexapla'")" != 0 ] || break
  sleep 0.1
done
count=$(ask 'SELECT count(*) FROM hexapla_memory.pair')
[ "$(((count - 7) % 50000))" = 0 ] || [ "$count" = 110007 ] || fail "part of a batch: $count"
"$HEXAPLA" memory import first.tmx >"$out" 2>"$err" & first=$!
"$HEXAPLA" memory import second.tmx >"$out.2" 2>"$err.2" & second=$!
wait "$first" || fail "the first import failed"
wait "$second" || { cat "$err.2"; fail "the second import failed"; }
[ "$(ask 'SELECT count(*) = count(DISTINCT source) FROM hexapla_memory.pair')" = t ] || fail "doubled"
run 0 memory stats
