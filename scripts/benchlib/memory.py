"""A translation memory of many pairs: how long importing them takes, and searching among them."""
import json
import os
import statistics
import subprocess
import sys
import time
from xml.sax.saxutils import escape

from benchlib import texts
from benchlib.running import measure, once

ASKED = 300
LIMITS = (50, 70, 85)  # per cent alike; 70 is what `hexapla memory search` has without --min


def write_tmx(name, sources):
    with open(name, "w", encoding="utf-8") as f:
        f.write('<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4"><header creationtool="bench" '
                'creationtoolversion="1" segtype="block" o-tmf="x" adminlang="en" srclang="en" datatype="plaintext"/>'
                "<body>\n")
        for source in sources:
            f.write(f'<tu><tuv xml:lang="en"><seg>{escape(source)}</seg></tuv><tuv xml:lang="fr" '
                    f'creationdate="20240129T153000Z"><seg>{escape(texts.translated(source))}</seg></tuv></tu>\n')
        f.write("</body></tmx>\n")


def timed(command, typed, work):
    began = time.perf_counter()
    subprocess.run(command, input=typed, text=True, check=False, stdout=subprocess.DEVNULL, cwd=work)
    return time.perf_counter() - began


def in_one_process(search, asked, work):
    """Milliseconds a search, where one program makes them all, by how alike the texts have to be."""
    each = {}
    for least in LIMITS:
        command = [*search, "-", "--json", "--min", str(least)]
        each[least] = (timed(command, "\n".join(asked), work) - timed(command, "", work)) * 1000 / len(asked)
    return each


def imported(hexapla, name, where, work):
    took, status = once([hexapla, "memory", "import", name, "--memory", where], work)
    if status != 0:
        sys.exit(f"bench: the import ended with exit code {status}")
    return took


def run(hexapla, material, pairs, place=None):
    """At `place` (a postgresql:// URL of an empty database) or in a file."""
    words = texts.Words(texts.pages_of(material), 1, texts.SENTENCE)
    sources = [words.text() for _ in range(pairs)]
    asked = [words.changed(text) for text in words.chance.sample(sources, ASKED)]
    work = material.apart("memory")
    name, where = os.path.join(work, "memory.tmx"), place or os.path.join(work, "memory.db")
    write_tmx(name, sources)
    took = imported(hexapla, name, where, work)
    search = [hexapla, "memory", "search", "--memory", where, "--source", "en", "--target", "fr"]
    alone = [once([*search, text], work)[0] * 1000 for text in asked]
    each = in_one_process(search, asked, work)
    again = imported(hexapla, name, where, work)
    stats = json.loads(subprocess.run([hexapla, "memory", "stats", "--json", "--memory", where], capture_output=True,
                                      text=True, check=True, cwd=work).stdout)
    if stats["pairs"] != pairs:
        sys.exit(f"bench: {stats['pairs']} pairs of {pairs}")
    os.remove(name)
    return {"pairs": pairs, "place": "PostgreSQL" if place else "an SQLite file", "import_s": took,
            "pairs_per_s": pairs / took, "import_again_s": again, "searches": ASKED,
            "alone_median_ms": statistics.median(alone),
            "alone_p95_ms": statistics.quantiles(alone, n=20)[-1],
            "start_ms": measure([hexapla, "--version"], 9, work) * 1000, "search_ms": each,
            "bytes": stats["bytes"], "characters": sum(map(len, sources)) / pairs}
