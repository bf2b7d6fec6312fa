# What the scripts here share: where the project is, which Debian packages it needs, how it is built.
# Sourced, not run.

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
JOBS=${JOBS:-$(nproc)}
export DEBIAN_FRONTEND=noninteractive

# The one list of packages, by who needs them.
PACKAGES_BUILD=(g++ cmake ninja-build ccache gettext libicu-dev libboost-locale-dev libyaml-cpp-dev libcli11-dev
  nlohmann-json3-dev libgit2-dev libsqlite3-dev libpq-dev libexpat1-dev libcmark-gfm-dev
  libcmark-gfm-extensions-dev libkainjow-mustache-dev)
#   tests: oracles (cmark-gfm, gettext, po4a's documentation), the CommonMark examples (in goldmark's test data),
#   sanitizers' clang for the fuzz harnesses, locales and a terminal for the interface, xmllint and Python for TMX,
#   a browser for the report
PACKAGES_TEST=(git catch2 cmark-gfm golang-github-yuin-goldmark-dev
  clang-14 libclang-rt-14-dev llvm-14 clang-format-14 clang-tidy-14 locales man-db tmux python3 libxml2-utils chromium
  sqlite3 postgresql curl)
#   bench: the peers; python3-levenshtein is what pot2po is quick with
PACKAGES_BENCH=(po4a cmark-gfm time python3 translate-toolkit python3-levenshtein hugo)

say() { printf '\n==> %s\n' "$*" >&2; }
fail() { printf '%s: %s\n' "$(basename "$0")" "$*" >&2; exit 1; }

# Prints the script's opening comment when asked for help.
help_if_asked() {
  local word
  for word in "$@"; do
    case "$word" in
      -h | --help) sed -n '2,/^[^#]/{s/^# \{0,1\}//p}' "$0"; exit 0 ;;
    esac
  done
}

# need_packages NAME...: installs what is missing, and only that.
need_packages() {
  local name missing=() as_root=()
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] || missing+=("$name")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0
  say "Installing ${missing[*]}"
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "these packages are missing, and there is neither root nor sudo to install them: ${missing[*]}"
    as_root=(sudo)
  fi
  "${as_root[@]}" apt-get update -q </dev/null >&2 || fail "apt-get update failed"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" \
    </dev/null >&2 || fail "apt-get install failed"
}

# need_browser_packages: what tests/browser needs from npm, as package-lock.json has it. Node.js that is there already,
# from wherever, will do.
need_browser_packages() {
  local dir=$ROOT/tests/browser stamp=$ROOT/tests/browser/node_modules/.package-lock.json
  { command -v node && command -v npm; } >/dev/null || need_packages nodejs npm
  [ "$stamp" -nt "$dir/package-lock.json" ] && return 0
  say "Installing tests/browser's packages"
  (cd "$dir" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error </dev/null >&2) ||
    fail "npm ci failed in tests/browser"
}

# build PRESET [DIR [cmake option...]]: configures and builds everything of a preset.
build() {
  local preset=$1 dir=${2:-$ROOT/build/$1}
  shift; [ $# -eq 0 ] || shift
  say "Building: $preset, in ${dir#"$ROOT"/}"
  (cd "$ROOT" && cmake --preset "$preset" -B "$dir" "$@" >"$dir.log" 2>&1) ||
    { cat "$dir.log" >&2; fail "cmake --preset $preset failed"; }
  local began=$SECONDS quiet=()
  [ -t 1 ] || quiet=(-- --quiet)  # a line for each file is for people who watch
  cmake --build "$dir" -j "$JOBS" "${quiet[@]}" || fail "the $preset build failed"
  echo "built in $((SECONDS - began)) s" >&2
}

mkdir -p "$ROOT/build"
