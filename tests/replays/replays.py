#!/usr/bin/env python3
"""replays.py - how well an update follows the source, on real histories.

    replays.py [--check] [--markdown] [--without-msgmerge] [--list FILE] [DIR]
                                                          DIR holds the replays; else $HEXAPLA_CORPORA/replay

A replay is a catalog before its source changed (old.po), the template after (new.pot) and the catalog that people had
made of it months later (final.po). `hexapla update` ($HEXAPLA, else build/release/tools/hexapla) and `msgmerge
--previous` bring the first to the second, without guesses, and the third says what was right:

changed  Texts that are new in the template and came of a text that is gone from it: what people finally translated
         them with is like the translation of the gone one (chrF of 0.5 or more), more than any other is, either way.
found    Of those, the ones that the update takes for the successor of that text, or of one whose translation is as
         near to the final one (90 % of its likeness): healed, or stale with it as the previous msgid.
other    Of those, the ones that it takes for the successor of another text.
wrong    Of all new texts that it takes for a successor and that people finally translated, those for which the
         translation that it keeps is unlike the final one (chrF below 0.3).
healed   Texts that people finally translated and whose translation update changed, or kept, as translated: those whose
         final translation is the healed one (white space aside), and those that have other words. Where the final
         translation is the one before healing, people did not follow the source, or had to undo what healing did.
         "old kept": they did not follow; what healing had done is what the source had changed, neither more nor less.
         "changed back": all others.

--check    asks hexapla only and fails when a healed translation was changed back, or less than FLOORS is found; exits
           with 77 when there are no replays
--list     writes each changed text that was not found, and each healed one that is not as healed, to FILE
"""
import argparse
import collections
import glob
import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import catalogs  # noqa: E402

ALIKE, UNLIKE, AS_NEAR = 0.5, 0.3, 0.9
CANDIDATES = 6  # gone texts, the most alike by trigrams of their translations, that are compared closely
FLOORS = {"found": 90}  # per cent; slightly under what is reached


def grams(text, size):
    return collections.Counter(text[i:i + size] for i in range(len(text) - size + 1))


def chrf(guess, truth, order=6, beta=2.0):
    """Character n-grams as sacreBLEU has them, white space left out; 0 to 1."""
    guess, truth = "".join(guess.split()), "".join(truth.split())
    if guess == truth:
        return 1.0
    precision = recall = sizes = 0
    for size in range(1, min(order, len(guess), len(truth)) + 1):
        ours, theirs = grams(guess, size), grams(truth, size)
        same = sum(min(count, theirs[gram]) for gram, count in ours.items() if gram in theirs)
        precision += same / (len(guess) - size + 1)
        recall += same / (len(truth) - size + 1)
        sizes += 1
    if not precision or not recall:
        return 0.0
    precision, recall = precision / sizes, recall / sizes
    return (1 + beta**2) * precision * recall / (beta**2 * precision + recall)


class Nearest:
    """The gone messages whose translations share most trigrams with a text."""

    def __init__(self, messages):
        self.messages = messages
        self.sizes = []
        self.having = collections.defaultdict(list)
        for number, message in enumerate(messages):
            own = set(grams(message.text, 3))
            self.sizes.append(len(own))
            for gram in own:
                self.having[gram].append(number)

    def of(self, text):
        own = set(grams(text, 3))
        shared = collections.Counter()
        for gram in own:
            shared.update(self.having.get(gram, ()))
        rated = sorted(((-2 * count / (len(own) + self.sizes[number]), number) for number, count in shared.items()))
        return [self.messages[number] for _, number in rated[:CANDIDATES]]


class Truth:
    def __init__(self, folder):
        old = catalogs.read(os.path.join(folder, "old.po.gz"))
        new = [message for message in catalogs.read(os.path.join(folder, "new.pot.gz")) if not message.obsolete]
        self.old = {message.get("msgid"): message for message in old if message.texts and any(message.texts)}
        live = {message.key for message in old if not message.obsolete}
        kept = {message.key for message in new}
        final = {message.key: message for message in catalogs.read(os.path.join(folder, "final.po.gz"))
                 if not message.obsolete and message.translated}
        revived = {message.key for message in old if message.obsolete and message.translated}
        gone = [message for message in old if message.key not in kept and not message.obsolete and message.translated]
        nearest = Nearest(gone)
        self.final = {}    # what people made of each new text
        self.changed = {}  # key: (gone message, likeness)
        best = {}          # gone message: (likeness, key)
        for message in new:
            if message.key in live or message.key in revived or message.key not in final:
                continue
            text = final[message.key].text
            self.final[message.key] = text
            if text.strip() == message.get("msgid").strip():
                continue
            rated = [(chrf(one.text, text), -number, one) for number, one in enumerate(nearest.of(text))]
            likeness, _, source = max(rated, default=(0, 0, None), key=lambda one: one[:2])
            if likeness >= ALIKE and likeness > best.get(source, (0, None))[0]:
                best[source] = (likeness, message.key)
        for source, (likeness, key) in best.items():
            self.changed[key] = (source, likeness)


Taken = collections.namedtuple("Taken", "previous text healed")


def hexapla(old, new, out):
    program = os.environ.get("HEXAPLA") or os.path.join(HERE, "../../build/release/tools/hexapla")
    said = subprocess.run([program, "update", "--catalog", old, "--template", new, "-o", out, "--json"],
                          stdout=subprocess.PIPE, check=True).stdout
    texts = {message.key: message.text for message in catalogs.read(out) if not message.obsolete}
    taken = {}
    for change in json.loads(said)["changes"]:
        key = (change.get("msgctxt"), change["msgid"])
        taken[key] = Taken(change["previous"], texts[key], change["fate"] == "healed")
    return taken


def msgmerge(old, new, out):
    subprocess.run(["msgmerge", "--quiet", "--previous", "-o", out, old, new], check=True)
    return {message.key: Taken(message.get("previous msgid"), message.text, False) for message in catalogs.read(out)
            if not message.obsolete and message.fuzzy and message.get("previous msgid")}


def squeezed(text):
    return "".join(text.split())


def swapped(before, after):
    """What stands in one text only: (gone, come), both with how often."""
    one, other = (collections.Counter(re.findall(r"[^\s\[\]()`]+|[\[\]()`]", text)) for text in (before, after))
    return one - other, other - one


def judge(truth, taken, listed):
    """What became of one replay, as counts."""
    count = collections.Counter(changed=len(truth.changed))
    for key, (source, likeness) in truth.changed.items():
        one = taken.get(key)
        chosen = truth.old.get(one.previous) if one else None
        if one and chosen is None and (one.previous in source.get("msgid") or source.get("msgid") in one.previous):
            count["found"] += 1  # a part of it, or joined of it and others
            continue
        if chosen is None:
            count["missed"] += 1
        elif chosen is source or chrf(chosen.text, truth.final[key]) >= AS_NEAR * likeness:
            count["found"] += 1
            continue
        else:
            count["other"] += 1
        listed.append(("other" if one else "missed", f"{likeness:.2f}", source.get("msgid"), key[1],
                       one.previous if one else "", source.text, truth.final[key]))
    for key, one in taken.items():
        if key not in truth.final or truth.final[key].strip() == key[1].strip():
            continue
        count["taken"] += 1
        count["wrong"] += chrf(one.text, truth.final[key]) < UNLIKE
    for key, one in taken.items():
        if not one.healed or key not in truth.final:
            continue
        after, final = one.text, truth.final[key]
        before = truth.old[one.previous].text if one.previous in truth.old else None  # None: joined
        count["healed"] += 1
        if squeezed(after) == squeezed(final):
            count["as healed"] += 1
            continue
        fate = "other words"
        if before is not None and squeezed(before) == squeezed(final):
            fate = "old kept" if swapped(before, after) == swapped(one.previous, key[1]) else "changed back"
        count[fate] += 1
        listed.append((fate, "", one.previous, key[1], "", after, final))
    return count


def unzipped(folder, name, work):
    path = os.path.join(work, name)
    with gzip.open(os.path.join(folder, name + ".gz")) as packed, open(path, "wb") as file:
        shutil.copyfileobj(packed, file)
    return path


def percent(part, whole):
    return f"{100 * part / whole:.1f} %" if whole else "–"


def row(name, ours, theirs):
    cells = [name, f"{ours['changed']:,}", percent(ours["found"], ours["changed"])]
    cells.append(percent(theirs["found"], theirs["changed"]) if theirs else "")
    cells += [percent(ours["other"], ours["changed"]), percent(theirs["other"], theirs["changed"]) if theirs else ""]
    cells += [percent(ours["wrong"], ours["taken"]), percent(theirs["wrong"], theirs["taken"]) if theirs else ""]
    return cells + [f"{ours[what]:,}" for what in ("healed", "as healed", "other words", "old kept", "changed back")]


HEAD = ("replay", "changed", "found", "(msgmerge)", "other", "(msgmerge)", "wrong", "(msgmerge)", "healed", "as healed",
        "other words", "old kept", "changed back")


def show(rows, as_markdown):
    if as_markdown:
        print("| " + " | ".join(HEAD) + " |\n| --- |" + " ---: |" * (len(HEAD) - 1))
        for cells in rows:
            print("| " + " | ".join(cells) + " |")
        return
    for cells in [HEAD, *rows]:
        print(f"{cells[0]:20}" + "".join(f"{cell:>13}" for cell in cells[1:]))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--check", "--markdown", "--without-msgmerge"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("--list", metavar="FILE")
    parser.add_argument("dir", nargs="?", default=os.path.join(os.environ.get("HEXAPLA_CORPORA", ""), "replay"))
    options = parser.parse_args()
    if not os.path.isdir(options.dir):
        print("replays: no replays in", options.dir)
        return 77
    beside = not (options.check or options.without_msgmerge)
    ours, theirs, rows, listed = collections.Counter(), collections.Counter(), [], []
    for folder in sorted(glob.glob(os.path.join(options.dir, "*", ""))):
        name = os.path.basename(os.path.dirname(folder))
        truth, missing = Truth(folder), []
        with tempfile.TemporaryDirectory() as work:
            files = (unzipped(folder, "old.po", work), unzipped(folder, "new.pot", work), os.path.join(work, "out.po"))
            one = judge(truth, hexapla(*files), missing)
            other = judge(truth, msgmerge(*files), []) if beside else None
        ours.update(one)
        theirs.update(other or {})
        rows.append(row(name, one, other))
        listed += [(name, *cells) for cells in missing]
    show([*rows, row("all", ours, theirs if beside else None)], options.markdown)
    if options.list:
        with open(options.list, "w", encoding="utf-8") as file:
            for cells in listed:
                file.write("\t".join(json.dumps(cell, ensure_ascii=False) for cell in cells) + "\n")
    if not options.check:
        return 0
    if ours["changed back"]:
        print(ours["changed back"], "healed translations were changed back", file=sys.stderr)
        return 1
    if 100 * ours["found"] < FLOORS["found"] * ours["changed"]:
        print(f"less than {FLOORS['found']} % was found", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
