"""Hexapla beside po4a, GNU gettext, cmark-gfm and Hugo, on the material's pages and catalogs."""
import os
import shutil
import sys

from benchlib.material import catalog_of_a_megabyte
from benchlib.running import measure, once, peak_memory, say, size_of
from benchlib.site import bench_site

CMARK = ["cmark-gfm", "-e", "table", "-e", "strikethrough", "-e", "autolink", "-e", "tasklist", "--unsafe"]


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
        say(f"{made} outputs, not {wanted}")
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


def run(hexapla, material, options):
    rows, memory = [], []
    bare = peak_memory([hexapla, "--version"])
    for part in (bench_catalog, bench_extract, bench_update):
        part(hexapla, material, options, rows, memory)
    again, made = bench_merge(hexapla, material, options, rows, memory)
    rebuilt, site_files = bench_site(hexapla, material, options, rows, memory, (measure, peak_memory, row, size_of))
    return {"rows": rows, "bare": bare, "again": {"ms": again * 1000, "files": made},
            "rebuilt": {"ms": rebuilt * 1000, "files": site_files},
            "memory": [{"what": w, "peak": p, "read": r} for w, p, r in memory]}
