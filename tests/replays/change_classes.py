#!/usr/bin/env python3
"""change_classes.py - what the program calls a change, held against what people call it.

    change_classes.py [--check] [--list] [--markdown] [DIR]    DIR holds the replays; else $HEXAPLA_CORPORA/replay

Asks the program's own classifier ($CLASSIFY_PAIRS, else build/release/tests/replays/classify_pairs) about the pairs of
../tracking/change_labels.tsv and prints what it says by what the labels say; then how far it is right where it calls a
change one without meaning: precision is the share of those that the labels say have none, recall the share that it
finds of those that the labels say have none.

--check     fails when a figure is below FLOORS; exits with 77 when there are no replays
--list      prints each pair on which they disagree: id, class given, class labelled, meaning, old, new
--markdown  prints the tables as the README has them
"""
import argparse
import collections
import gzip
import json
import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "tracking"))
import change_labels  # noqa: E402

CLASSES = ("reflow", "markup", "typography", "link", "image", "attribute", "code", "punctuation", "spelling", "number",
           "words")
# Slightly under what is reached, in per cent.
FLOORS = {"agreement": 74, "precision": 99, "recall": 53}

Pair = collections.namedtuple("Pair", "name given heals alone classes labelled meaning old new")


def labelled(replays):
    """{replay: [(id, class, meaning, old, new)]}"""
    wanted = change_labels.labels()
    found, seen = collections.defaultdict(list), set()
    for folder in change_labels.folders(replays):
        for name, old, new in change_labels.named_pairs(folder):
            if name in wanted and name not in seen:
                seen.add(name)
                found[folder].append((name, *wanted[name], old, new))
    if len(seen) < len(wanted):
        sys.exit(f"change_classes: {len(wanted) - len(seen)} labelled pairs are not in {replays}")
    return found


def classified(replays, program):
    pairs = []
    with tempfile.TemporaryDirectory() as work:
        template = os.path.join(work, "new.pot")
        for folder, rows in labelled(replays).items():
            with gzip.open(os.path.join(folder, "new.pot.gz")) as packed, open(template, "wb") as file:
                file.write(packed.read())
            asked = json.dumps([(old, new) for *_, old, new in rows])
            answers = subprocess.run([program, template], input=asked, stdout=subprocess.PIPE, encoding="utf-8",
                                     check=True).stdout.splitlines()
            for (name, kind, meaning, old, new), answer in zip(rows, answers, strict=True):
                given, heals, alone, classes = answer.split("\t")
                pairs.append(Pair(name, given, heals == "heals", alone == "by itself", classes, kind, meaning, old,
                                  new))
    return pairs


def share(part, whole):
    return 100 * part / whole if whole else 100.0


class Claim:
    """How far pairs that are said to have no meaning have none."""

    def __init__(self, pairs, claimed):
        self.claimed = sum(map(claimed, pairs))
        self.right = sum(1 for pair in pairs if claimed(pair) and pair.meaning == "none")
        self.all = sum(1 for pair in pairs if pair.meaning == "none")
        self.precision = share(self.right, self.claimed)
        self.recall = share(self.right, self.all)

    def __str__(self):
        return (f"precision {self.precision:.1f} % ({self.right} of {self.claimed}), "
                f"recall {self.recall:.1f} % ({self.right} of {self.all})")


def claims(pairs):
    heals = Claim(pairs, lambda pair: pair.heals)
    alone = Claim(pairs, lambda pair: pair.alone)
    every = Claim(pairs, lambda pair: pair.heals or pair.given in ("punctuation", "spelling"))
    return heals, alone, every


def table(pairs):
    cells = collections.Counter((pair.labelled, pair.given) for pair in pairs)
    lines = [f"{'labelled, given:':16}" + "".join(f"{name[:6]:>8}" for name in CLASSES) + f"{'all':>6}{'agree':>8}"]
    for kind in CLASSES:
        count = sum(cells[kind, given] for given in CLASSES)
        if count:
            lines.append(f"{kind:16}" + "".join(f"{cells[kind, given] or '.':>8}" for given in CLASSES) +
                         f"{count:6}{share(cells[kind, kind], count):6.0f} %")
    return "\n".join(lines)


def markdown(pairs):
    lines = ["| class, as labelled | edits | called so | without meaning | found so | with a meaning, taken for one without "
             "|",
             "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for kind in CLASSES:
        rows = [pair for pair in pairs if pair.labelled == kind]
        none = [pair for pair in rows if pair.meaning == "none"]
        if rows:
            lines.append(f"| `{kind}` | {len(rows)} | {sum(pair.given == kind for pair in rows)} | {len(none)} | "
                         f"{sum(pair.heals for pair in none)} | "
                         f"{sum(pair.heals for pair in rows) - sum(pair.heals for pair in none)} |")
    return "\n".join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("--check", "--list", "--markdown"):
        parser.add_argument(option, action="store_true")
    parser.add_argument("dir", nargs="?", default=os.path.join(os.environ.get("HEXAPLA_CORPORA", ""), "replay"))
    options = parser.parse_args()
    if not os.path.isdir(options.dir):
        print("change_classes: no replays in", options.dir)
        return 77
    program = os.environ.get("CLASSIFY_PAIRS") or os.path.join(HERE, "../../build/release/tests/replays/classify_pairs")
    pairs = classified(options.dir, program)
    agreed = sum(pair.given == pair.labelled for pair in pairs)
    heals, alone, every = claims(pairs)
    if options.list:
        for pair in pairs:
            if pair.given != pair.labelled or pair.heals != (pair.meaning == "none"):
                print(pair.name, pair.given, pair.labelled, pair.meaning, change_labels.printable(pair.old),
                      change_labels.printable(pair.new), sep="\t")
        return 0
    print(markdown(pairs) if options.markdown else table(pairs))
    print(f"\nagreement {share(agreed, len(pairs)):.1f} % ({agreed} of {len(pairs)})")
    print(f"called a class that heals: {heals}")
    print(f"made by update itself:     {alone}")
    print(f"with punctuation, spelling: {every}")
    reached = {"agreement": share(agreed, len(pairs)), "precision": heals.precision, "recall": heals.recall}
    low = [name for name, floor in FLOORS.items() if reached[name] < floor]
    for name in low:
        print(f"{name}: {reached[name]:.1f} %, and was to be {FLOORS[name]} % at least", file=sys.stderr)
    return 1 if options.check and low else 0


if __name__ == "__main__":
    sys.exit(main())
