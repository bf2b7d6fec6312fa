"""Measures Hexapla beside its peers; started by scripts/bench, which see for the options."""
import argparse
import glob
import json
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from xml.sax.saxutils import escape

sys.dont_write_bytecode = True
from bench_site import bench_site  # noqa: E402

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
CMARK = ["cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist", "--unsafe"]


def once(command, cwd=None):
    """Wall-clock seconds of one run, start-up included, and its exit code."""
    began = time.perf_counter()
    code = subprocess.run(command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.DEVNULL, check=False).returncode
    return time.perf_counter() - began, code


def measure(command, times, cwd=None, before=None, allowed=(0,)):
    """The median of some runs; `before` is called ahead of each, outside of the measured time."""
    seconds = []
    for _ in range(times):
        if before:
            before()
        took, status = once(command, cwd)
        if status not in allowed:
            sys.exit(f"bench: exit code {status}: {' '.join(command[:6])}…")
        seconds.append(took)
    return statistics.median(seconds)


def peak_memory(command, cwd=None):
    """Bytes, of a run of its own under GNU time: the kernel counts a child's memory from its parent's, and this
    program is larger than what it measures."""
    with tempfile.NamedTemporaryFile("r") as report:
        once(["/usr/bin/time", "-q", "-f", "%M", "-o", report.name, *command], cwd)
        return int(report.read().split()[-1]) * 1024


def size_of(files):
    return sum(os.path.getsize(f) for f in files)


def working_folder():
    """A folder in memory where there is room for one: what a disk does with twelve thousand new files is its own
    business, and says more of the files removed there a moment ago than of who writes them."""
    shared = "/dev/shm"
    if os.access(shared, os.W_OK) and shutil.disk_usage(shared).free > 2 << 30:
        return tempfile.mkdtemp(prefix="hexapla-bench-", dir=shared), "in memory (tmpfs)"
    return tempfile.mkdtemp(prefix="hexapla-bench-"), "on disk"


class Material:
    """Pages and catalogs in one working folder: src/**.md, po/LANG.po, hexapla.yaml."""

    def __init__(self, work):
        corpora = os.environ.get("HEXAPLA_CORPORA", "")
        book = os.path.join(corpora, "book")
        self.is_book = bool(corpora) and os.path.isdir(book)
        self.work = work
        if self.is_book:
            for folder in ("src", "po"):
                shutil.copytree(os.path.join(book, folder), os.path.join(work, folder))
        else:
            shutil.copytree(os.path.join(ROOT, "content"), os.path.join(work, "src"))
            os.mkdir(os.path.join(work, "po"))
            for po in glob.glob(os.path.join(ROOT, "locales", "*.po")):
                shutil.copy(po, os.path.join(work, "po"))
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
        self.pages = sorted(glob.glob("src/**/*.md", root_dir=work, recursive=True))
        self.catalogs = sorted(glob.glob("po/*.po", root_dir=work))
        self.languages = [os.path.basename(c)[:-3] for c in self.catalogs]
        with open(os.path.join(work, "hexapla.yaml"), "w", encoding="utf-8") as f:
            f.write("source: en\nlanguages: auto\ncontent:\n  - pages: src/**/*.md\n    front_matter: [title]\n"
                    "template: po/pages.pot\ncatalogs: po/{lang}.po\noutput: out/{lang}/{path}\n")

    def path(self, *parts):
        return os.path.join(self.work, *parts)

    def page_bytes(self):
        return size_of(self.path(p) for p in self.pages)

    def describe(self):
        name = "a 574-page book" if self.is_book and len(self.pages) == 574 else f"{len(self.pages)} pages"
        return f"{name} ({self.page_bytes() / 1e6:.2f} MB of Markdown) and its {len(self.catalogs)} catalogs"


def po4a_config(material, pages, language):
    """A configuration for one po4a process over all pages, which is far quicker than a process for each."""
    name = material.path("po4a.cfg")
    os.makedirs(material.path("po4a"), exist_ok=True)
    with open(name, "w", encoding="utf-8") as f:
        f.write(f"[po4a_paths] po4a/pages.pot {language}:po4a/{language}.po\n[options] opt:\"-k 0\"\n"
                '[po4a_alias:markdown] text opt:"--option markdown"\n')
        for page in pages:
            f.write(f"[type: markdown] {page} {language}:po4a-out/{page}\n")
    return name


def row(title, ours, theirs, peer, note="", at_least=None, at_most=None):
    ratio = theirs / ours
    return {"what": title, "hexapla_s": ours, "peer": peer, "peer_s": theirs, "times_faster": ratio, "note": note,
            "goal": f"≥ {at_least}×" if at_least else (f"≤ {at_most}× its time" if at_most else ""),
            "met": (ratio >= at_least) if at_least else (1 / ratio <= at_most if at_most else None)}


def bench_extract(hexapla, material, options, rows, memory):
    command = [hexapla, "extract", *material.pages, "-o", "all.pot"]
    run = measure(command, options.times, material.work)
    single = measure(command + ["-j", "1"], options.times, material.work)
    if os.path.getsize(material.path("all.pot")) < 1000:
        sys.exit("bench: the template is empty")
    memory.append(("extract", peak_memory(command, material.work), material.page_bytes()))

    render = measure([*CMARK, *material.pages], options.times, material.work)
    rows.append(row(f"extract {len(material.pages)} pages", run, render,
                    "cmark-gfm, rendering the same bytes in one process", at_most=2))
    rows.append(row("the same on one thread (-j 1)", single, render, "cmark-gfm"))

    pages = material.pages[::10] if options.quick else material.pages
    config = po4a_config(material, pages, "xx")
    share = size_of(material.path(p) for p in pages) / material.page_bytes()
    took, status = once(["po4a", "--no-translations", "--force", config], material.work)
    note = "once" if share == 1 else f"once, on {share:.0%} of the bytes, scaled"
    if status != 0:
        note += f"; exit code {status}"
    rows.append(row(f"extract {len(material.pages)} pages", run, took / share, f"po4a, one process ({note})",
                    at_least=100))


def bench_merge(hexapla, material, options, rows, memory):
    out = material.path("out")

    def clean():
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(material.path(".hexapla"), ignore_errors=True)

    # 1: some translation was turned down for safety; the pages are there all the same.
    command = [hexapla, "merge", "--quiet"]
    run = measure(command, max(3, options.times // 3), material.work, clean, (0, 1))
    made = sum(len(files) for _, _, files in os.walk(out))
    wanted = len(material.pages) * len(material.languages)
    if made < wanted:
        print(f"bench: {made} outputs, not {wanted}", file=sys.stderr)
    read = material.page_bytes() + size_of(material.path(c) for c in material.catalogs)
    clean()
    memory.append(("merge, all languages", peak_memory(command, material.work), read))
    again = measure(command, options.times, material.work, allowed=(0, 1))

    language = "fr" if "fr" in material.languages else material.languages[0]
    pages = material.pages[::10] if options.quick else material.pages[::4] if material.is_book else material.pages
    config = po4a_config(material, pages, language)
    shutil.copy(material.path("po", language + ".po"), material.path("po4a"))
    shutil.copy(material.path("all.pot"), material.path("po4a", "pages.pot"))
    share = size_of(material.path(p) for p in pages) / material.page_bytes()
    took, _ = once(["po4a", "--no-update", "--force", config], material.work)
    whole = took / share * len(material.languages)
    rows.append(row(f"merge {len(material.pages)} pages into {len(material.languages)} languages: {made:,} files",
                    run, whole,
                    f"po4a, one process (once, on {share:.0%} of the bytes and one language, scaled)", at_least=100))
    return again, made


def catalog_of_a_megabyte(material):
    best = min(material.catalogs, key=lambda c: abs(os.path.getsize(material.path(c)) - 1_000_000))
    if os.path.getsize(material.path(best)) > 500_000:
        return best
    # The sample site's catalogs are small: say everything again under other contexts.
    with open(material.path(best), encoding="utf-8") as f:
        head, *messages = f.read().split("\n\n")
    messages = [m for m in messages if "\nmsgid" in m and "#~" not in m and "msgctxt" not in m]
    text, number = head + "\n", 0
    while len(text.encode()) < 1_000_000:
        number += 1
        for message in messages:
            text += "\n" + re.sub(r"^msgid ", f'msgctxt "{number}"\nmsgid ', message.strip(), 1, re.M) + "\n"
    with open(material.path("large.po"), "w", encoding="utf-8") as f:
        f.write(text)
    return "large.po"


def same_bytes(ours, theirs):
    with open(ours, "rb") as a, open(theirs, "rb") as b:
        if a.read() != b.read():
            sys.exit("bench: hexapla format and msgcat wrote different bytes")


def bench_catalog(hexapla, material, options, rows, memory):
    catalog = catalog_of_a_megabyte(material)
    size = os.path.getsize(material.path(catalog))
    command = [hexapla, "format", catalog, "-o", "ours.po"]
    msgcat = ["msgcat", "--to-code=UTF-8"]
    ours = measure(command, options.times * 3, material.work)
    theirs = measure([*msgcat, catalog, "-o", "theirs.po"], options.times, material.work)
    same_bytes(material.path("ours.po"), material.path("theirs.po"))
    rows.append(row(f"read and write a catalog of {size / 1e6:.1f} MB", ours, theirs, msgcat[0] + " " + msgcat[1],
                    "same bytes written"))
    # How much of that is the work: the time of a catalog of one message comes off on both sides.
    with open(material.path("small.po"), "w", encoding="utf-8") as f:
        f.write('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "a"\nmsgstr "b"\n')
    ours_started = measure([hexapla, "format", "small.po", "-o", "ours.po"], options.times * 3, material.work)
    theirs_started = measure([*msgcat, "small.po", "-o", "theirs.po"], options.times * 3, material.work)
    rows.append(row("the same, without starting up", ours - ours_started, theirs - theirs_started, msgcat[0],
                    f"which takes {ours_started * 1e3:.1f} ms here and {theirs_started * 1e3:.1f} ms there", at_least=20))
    memory.append(("format", peak_memory(command, material.work), size))

    # All of them, rewritten in place: one command here, one for each catalog there.

    def copy(folder="ours"):
        shutil.copytree(material.path("po"), material.path(folder), dirs_exist_ok=True)

    copy("theirs")
    names = [os.path.basename(c) for c in material.catalogs]
    total = size_of(material.path(c) for c in material.catalogs)
    copy()
    ours = measure([hexapla, "format", *names], options.times, material.path("ours"), copy)
    theirs = sum(once([*msgcat, name, "-o", name], material.path("theirs"))[0] for name in names)
    for name in names:
        same_bytes(material.path("ours", name), material.path("theirs", name))
    rows.append(row(f"read and write {len(names)} catalogs, {total / 1e6:.1f} MB", ours, theirs,
                    f"msgcat, {len(names)} times", "same bytes written", at_least=20))


def bench_update(hexapla, material, options, rows, memory):
    language = "fr" if "fr" in material.languages else material.languages[0]
    old = f"po/{language}.po"
    command = [hexapla, "update", "--catalog", old, "--template", "all.pot", "-o", "updated.po"]
    ours = measure(command, options.times, material.work)
    took, _ = once(["msgmerge", "--quiet", old, "all.pot", "-o", "merged.po"], material.work)
    rows.append(row("update a catalog from a new template", ours, took, "msgmerge (once)", at_least=50))
    memory.append(("update", peak_memory(command, material.work), size_of([material.path(old), material.path("all.pot")])))


def sentences_like(material, count, seed):
    """Texts as those of the material, each other than the others: chains of its words, each with what follows it there."""
    chance = random.Random(seed)
    follows, begins = {}, []
    for page in material.pages:
        with open(material.path(page), encoding="utf-8") as f:
            for line in f:
                words = line.split()
                if len(words) > 2:
                    begins.append(words[0])
                for one, next_one in zip(words, words[1:]):
                    follows.setdefault(one, []).append(next_one)
    seen = set()
    while len(seen) < count:
        text = [chance.choice(begins)]
        for _ in range(min(60, int(chance.lognormvariate(2.2, 0.6)))):
            text.append(chance.choice(follows.get(text[-1]) or begins))
        line = " ".join(text)
        if line not in seen:
            seen.add(line)
            yield line


def bench_memory(hexapla, material, pairs, place=None):
    """A translation memory of a million pairs: importing, searching; at `place` (a postgresql:// URL) or in a file."""
    chance = random.Random(5)
    texts = list(sentences_like(material, pairs, 1))
    name, where = material.path("million.tmx"), place or material.path("million.db")
    with open(name, "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="bench" '
                'creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>'
                "<body>\n")
        for text in texts:
            target = escape(" ".join(word[::-1] for word in text.split()))
            f.write(f'<tu><tuv xml:lang="en"><seg>{escape(text)}</seg></tuv>'
                    f'<tuv xml:lang="fr" creationdate="20240129T153000Z"><seg>{target}</seg></tuv></tu>\n')
        f.write("</body></tmx>\n")
    took, status = once([hexapla, "memory", "import", name, "--memory", where], material.work)
    if status != 0:
        sys.exit(f"bench: the import ended with exit code {status}")
    asked = []
    for text in chance.sample(texts, 300):
        words = text.split()
        for _ in range(1 + len(words) // 10):
            words[chance.randrange(len(words))] = chance.choice(texts).split()[0]
        asked.append(" ".join(words))
    search = [hexapla, "memory", "search", "--memory", where, "--source", "en", "--target", "fr"]
    cold = measure([*search, asked[0]], 9, material.work, allowed=(0, 1))
    bare = measure([hexapla, "--version"], 9, material.work)
    each = {}
    for least in (50, 70, 85):
        began = time.perf_counter()
        subprocess.run([*search, "-", "--json", "--min", str(least)], input="\n".join(asked), text=True, check=False,
                       stdout=subprocess.DEVNULL, cwd=material.work)
        each[least] = (time.perf_counter() - began) / len(asked)
    again, _ = once([hexapla, "memory", "import", name, "--memory", where], material.work)
    stats = json.loads(subprocess.run([hexapla, "memory", "stats", "--json", "--memory", where], capture_output=True,
                                      text=True, check=True, cwd=material.work).stdout)
    if stats["pairs"] != pairs:
        sys.exit(f"bench: {stats['pairs']} pairs of {pairs}")
    return {"pairs": pairs, "import_s": took, "pairs_per_s": pairs / took, "import_again_s": again,
            "search_process_ms": cold * 1000, "start_ms": bare * 1000,
            "search_ms": {least: seconds * 1000 for least, seconds in each.items()},
            "bytes": stats["bytes"], "characters": sum(map(len, texts)) / pairs}


def machine():
    cpu = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                if line.startswith("model name")), "unknown processor")
    total = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    compiler = subprocess.run(["c++", "-dumpfullversion"], capture_output=True, text=True, check=False).stdout.strip()
    return f"{os.cpu_count()} cores ({cpu}), {total:.0f} GiB, Debian 12, g++ {compiler} -O3"


def table(result):
    goals = result["goals_apply"]  # they are set for the book; small material measures starting up
    lines = [f"Measured by `scripts/bench` on {result['machine']}; {result['material']}. Medians, start-up included.", "",
             "| what | beside | times faster | goal |", "| --- | --- | ---: | --- |"]
    for r in result["rows"]:
        note = f" ({r['note']})" if r["note"] else ""
        factor = r["times_faster"]
        lines.append(f"| {r['what']}{note} | {r['peer']} | {factor:,.0f}× |" if factor >= 10 else
                     f"| {r['what']}{note} | {r['peer']} | {factor:.2f}× |")
        verdict = "" if r["met"] is None or not goals else f"{r['goal']}, {'met' if r['met'] else 'missed'}"
        lines[-1] += f" {verdict} |"
    again = result["again"]
    lines += ["", f"A second merge that changes nothing: {again['ms']:.0f} ms for {again['files']:,} files (goal: ≤ 50 ms).",
              f"A build after one changed message: {result['rebuilt']['ms']:.0f} ms for {result['rebuilt']['files']:,} files "
              "(goal: ≤ 100 ms).", "", "| peak memory of | bytes read | times the bytes read |", "| --- | ---: | ---: |"]
    for m in result["memory"]:
        lines.append(f"| {m['what']} | {m['read'] / 1e6:.2f} MB | {m['peak'] / m['read']:.1f}× |")
    kept = result["translation_memory"]
    fastest = kept["search_ms"]
    lines += ["", f"A translation memory of {kept['pairs']:,} pairs of {kept['characters']:.0f} characters: imported at "
              f"{kept['pairs_per_s']:,.0f} pairs a second (goal: 50,000), {kept['bytes'] / 1e6:.0f} MB; a search takes "
              f"{fastest[70]:.1f} ms (goal: 5 ms), at 50% instead of 70% {fastest[50]:.1f} ms, and in a program of its own "
              f"{kept['search_process_ms']:.1f} ms, of which {kept['start_ms']:.1f} ms are its start."]
    lines += ["", f"Start-up alone (`hexapla --version`) takes {result['bare'] / 1e6:.1f} MB, most of it ICU's tables; "
              "it is part of these figures."]
    return "\n".join(lines) + "\n"


def into_readme(text):
    name = os.path.join(ROOT, "README.md")
    with open(name, encoding="utf-8") as f:
        old = f.read()
    new = re.sub(r"(<!-- bench -->\n).*?(<!-- /bench -->)", lambda m: m.group(1) + text + m.group(2), old, flags=re.S)
    if new == old and text not in old:
        sys.exit("bench: README.md has no place for the table")
    with open(name, "w", encoding="utf-8") as f:
        f.write(new)


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("hexapla")
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--json", default=os.path.join(ROOT, "build", "bench.json"))
    arguments.add_argument("--readme", action="store_true")
    options = arguments.parse_args()
    options.times = 3 if options.quick else 9
    os.environ["LC_ALL"] = "C.UTF-8"
    work, where = working_folder()
    try:
        material = Material(work)
        described = material.describe()
        print(f"Measuring with {described}; po4a takes minutes…", file=sys.stderr)
        rows, memory = [], []
        bare = peak_memory([options.hexapla, "--version"])
        bench_catalog(options.hexapla, material, options, rows, memory)
        bench_extract(options.hexapla, material, options, rows, memory)
        bench_update(options.hexapla, material, options, rows, memory)
        again, made = bench_merge(options.hexapla, material, options, rows, memory)
        rebuilt, site_files = bench_site(options.hexapla, material, options, rows, memory,
                                         (measure, peak_memory, row, size_of))
        kept = bench_memory(options.hexapla, material, 100_000 if options.quick else 1_000_000)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    result = {"machine": machine(), "material": f"{described}, {where}", "goals_apply": material.is_book, "rows": rows, "bare": bare,
              "translation_memory": kept,
              "again": {"ms": again * 1000, "files": made},
              "rebuilt": {"ms": rebuilt * 1000, "files": site_files},
              "memory": [{"what": w, "peak": p, "read": r} for w, p, r in memory]}
    with open(options.json, "w", encoding="utf-8") as f:
        json.dump(result, f, ensure_ascii=False, indent=1)
    text = table(result)
    print(text)
    if options.readme:
        into_readme(text)


if __name__ == "__main__":
    main()
