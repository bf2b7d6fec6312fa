"""Where many texts are new and little is near: what an update costs when there is next to nothing to find.

A catalog of 12,724 messages and a template of as many, of which some are unlike anything there: made up, and from real
texts where the replays are at hand (Git's manual pages, into which a book on another matter comes)."""
import glob
import os
import random
import sys

from benchlib import texts
from benchlib.growth import TOOLS, updated, write_versions
from benchlib.material import ROOT, corpora
from benchlib.running import say

sys.path.insert(0, os.path.join(ROOT, "tests", "replays"))
import catalogs  # noqa: E402

MESSAGES, NEW = 12_724, (829, 4_294)
LIMIT = 1800  # seconds


def template_texts(replays, pattern):
    """The different texts of the templates, in the order of the largest, the others' behind."""
    files = glob.glob(os.path.join(replays, pattern, "new.pot.gz"))
    found = {}
    for file in sorted(files, key=os.path.getsize, reverse=True):
        for message in catalogs.read(file):
            found.setdefault(message.get("msgid"))
    return list(found)


def made_up(material):
    words = texts.Words(texts.pages_of(material), 3)
    every = [words.text() for _ in range(MESSAGES + max(NEW))]
    return every[:MESSAGES], every[MESSAGES:]


def real(replays):
    old, new = template_texts(replays, "git-*"), template_texts(replays, "cr-*")
    common = set(old) & set(new)
    return old[:MESSAGES], [text for text in new if text not in common]


def some(texts_there, count):
    """So many of them, from everywhere, in their order."""
    return [texts_there[number] for number in sorted(random.Random(4).sample(range(len(texts_there)), count))]


def mixed(old, new):
    """The old texts with new ones in the places of some, in runs of a page, as new pages come."""
    template = list(old)
    for at in range(0, len(new), texts.ON_A_PAGE):
        page = new[at:at + texts.ON_A_PAGE]
        place = at * len(old) // len(new)
        template[place:place + len(page)] = page
    return template


def run(hexapla, material, options):
    part = 4 if options.quick else 1
    sources = {"made-up texts": made_up(material)}
    if corpora("replay"):
        sources["a book's texts among Git's manual pages"] = real(corpora("replay"))
    work, rows = material.apart("unlike"), []
    for name, (old, new) in sources.items():
        for count in NEW:
            here, there = old[:MESSAGES // part], some(new, count // part)
            write_versions(work, here, mixed(here, there))
            row = {"texts": name, "messages": len(here), "new": len(there)}
            for tool in TOOLS:
                row[tool] = updated(tool, hexapla, work, options.times, LIMIT)
                say(f"{len(there):,} new of {len(here):,}, {name}, {tool}: {row[tool]['s']:.3f} s")
            rows.append(row)
    return {"rows": rows}
