"""How good suggestions are, by what people finally wrote: Hexapla beside msgmerge and translate-toolkit's pot2po.

A replay is a catalog before its source changed (old.po), the template after (new.pot), and the catalog that people had
made of it months later (final.po). What counts are the messages that need work (not translated in old.po, and not
there as obsolete ones either) and whose final translation is no copy of the source. A suggestion is any text that a tool
puts there. It is good where it is like the final translation (chrF of 0.5 or more), and does harm where it is unlike
(below 0.3). Broken: a message lost, doubled or added, or a translation of exactly this text changed."""
import collections
import glob
import gzip
import os
import shutil
import sys

from benchlib.material import ROOT, corpora
from benchlib.running import once, say

sys.path.insert(0, os.path.join(ROOT, "tests", "replays"))
import catalogs  # noqa: E402
from replays import chrf  # noqa: E402

GOOD, HARMFUL = 0.5, 0.3
GOALS = {"good": 0.20, "harmful": 0.08, "times_faster": 50}
LIMIT = 1800  # seconds a tool may take for one replay
TOOLS = {
    "hexapla update": ["{hexapla}", "update", "--catalog", "{old}", "--template", "{new}", "-o", "{out}"],
    "hexapla update --suggest":
        ["{hexapla}", "update", "--suggest", "--catalog", "{old}", "--template", "{new}", "-o", "{out}"],
    "msgmerge": ["msgmerge", "-q", "{old}", "{new}", "-o", "{out}"],
    "pot2po": ["pot2po", "--progress=none", "-t", "{old}", "{new}", "{out}"],
}
KINDS = ("new", "untranslated", "fuzzy")


class Truth:
    """What an update of one replay is held against."""

    def __init__(self, folder):
        live, obsolete = {}, {}
        for message in catalogs.read(os.path.join(folder, "old.po.gz")):
            (obsolete if message.obsolete else live).setdefault(message.key, message)
        final = {message.key: message for message in catalogs.read(os.path.join(folder, "final.po.gz"))
                 if not message.obsolete}
        new = [message for message in catalogs.read(os.path.join(folder, "new.pot.gz")) if not message.obsolete]
        self.keys = {message.key for message in new}
        self.exact = {}   # key: texts that have to stay
        self.needed = {}  # key: (kind, what people wrote)
        for message in new:
            before = live.get(message.key)
            if before is not None and before.translated:
                if before.fields.get("msgid_plural") == message.fields.get("msgid_plural"):
                    self.exact[message.key] = before.texts
            elif before is not None or not (message.key in obsolete and obsolete[message.key].translated):
                self._need(message, before, final.get(message.key))

    def _need(self, message, before, after):
        sources = (message.get("msgid").strip(), message.get("msgid_plural").strip())
        if after is None or not after.translated or after.text.strip() in sources:
            return
        kind = "new" if before is None else "fuzzy" if any(before.texts) else "untranslated"
        self.needed[message.key] = kind, after.text

    def broken(self, messages):
        times = collections.Counter(message.key for message in messages)
        lost = sum(1 for key in self.keys if times[key] != 1) + sum(1 for key in times if key not in self.keys)
        by_key = {message.key: message for message in messages}
        return lost + sum(1 for key, texts in self.exact.items() if key in by_key and
                          (by_key[key].fuzzy or by_key[key].texts != texts))

    def judged(self, file):
        """Counts, by kind, of what is in a catalog that a tool wrote."""
        messages = [one for one in catalogs.read(file) if not one.obsolete]
        suggested = {}
        for one in messages:
            suggested.setdefault(one.key, one.text if any(one.texts) else "")
        counts = {kind: collections.Counter() for kind in KINDS}
        for key, (kind, text) in self.needed.items():
            count = counts[kind]
            count["needed"] += 1
            if suggested.get(key):
                likeness = chrf(suggested[key], text)
                count["suggested"] += 1
                count["good"] += likeness >= GOOD
                count["harmful"] += likeness < HARMFUL
        return counts, self.broken(messages)


def unzipped(folder, name, work):
    path = os.path.join(work, name)
    with gzip.open(os.path.join(folder, name + ".gz")) as packed, open(path, "wb") as file:
        shutil.copyfileobj(packed, file)
    return path


def one_run(words, files, truth):
    """A tool on one replay: seconds, counts by kind, and how much it broke."""
    if os.path.exists(files["out"]):
        os.remove(files["out"])
    took, status = once([word.format(**files) for word in words], os.path.dirname(files["out"]), LIMIT)
    if status != 0:
        sys.exit(f"bench: {words[0]} ended with exit code {status} (None: it took more than {LIMIT} s)")
    counts, broken = truth.judged(files["out"])
    return took, counts, broken


def shares(count):
    return {**{name: count[name] for name in ("needed", "suggested", "good", "harmful")},
            "suggested_share": count["suggested"] / max(1, count["needed"]),
            "good_share": count["good"] / max(1, count["needed"]),
            "harmful_share": count["harmful"] / max(1, count["suggested"])}


class Result:
    """A tool's, over all replays."""

    def __init__(self):
        self.seconds, self.broken, self.each = 0.0, 0, {}
        self.kinds = {kind: collections.Counter() for kind in KINDS}

    def add(self, name, took, counts, broken):
        self.seconds += took
        self.broken += broken
        self.each[name] = {"s": took, **sum(counts.values(), collections.Counter())}
        for kind in KINDS:
            self.kinds[kind].update(counts[kind])

    def json(self):
        return {**shares(sum(self.kinds.values(), collections.Counter())), "s": self.seconds, "broken": self.broken,
                "kinds": {kind: shares(count) for kind, count in self.kinds.items()}, "each": self.each}


def chosen(replays, quick):
    folders = sorted(glob.glob(os.path.join(replays, "*", "")))
    if quick:  # the smallest
        folders = sorted(folders, key=lambda folder: os.path.getsize(os.path.join(folder, "new.pot.gz")))[:4]
    return [os.path.dirname(folder) for folder in folders]


def run(hexapla, material, options):
    replays = corpora("replay")
    if replays is None:
        return None
    work = material.apart("replay")
    results = {tool: Result() for tool in TOOLS}
    folders = chosen(replays, options.quick)
    for folder in folders:
        truth, name = Truth(folder), os.path.basename(folder)
        files = {"hexapla": hexapla, "old": unzipped(folder, "old.po", work), "new": unzipped(folder, "new.pot", work),
                 "out": os.path.join(work, "out.po")}
        for tool, words in TOOLS.items():
            took, counts, broken = one_run(words, files, truth)
            results[tool].add(name, took, counts, broken)
            say(f"{name}, {tool}: {took:.2f} s")
    return {"replays": len(folders), "languages": len({language_of(folder) for folder in folders}),
            "tools": {tool: result.json() for tool, result in results.items()}}


def language_of(folder):
    """cr-pt-BR-20230531: pt-BR."""
    return os.path.basename(folder).split("-", 1)[1].rsplit("-", 1)[0]
