#!/usr/bin/env python3
"""change_labels.py - the texts behind the ids of change_labels.tsv.

    change_labels.py [--labelled] DIR    DIR holds the replays: NAME/{old.po.gz,new.pot.gz}

Prints `id<TAB>replay<TAB>old<TAB>new` for each pair of a text that is gone from a replay's template and the new text
that most likely came of it; with --labelled only those of change_labels.tsv, with their class and meaning between the
id and the replay, and fails when one of them was not found. A tab, newline or backslash is printed as \\t, \\n or \\\\.

Two texts are a pair when each is the other's most similar (Dice coefficient of character trigrams, at least 0.5)
among those on the same page or between the same neighbours. The pair stands under the first replay it occurs in; ids
are the first 12 hex digits of sha256(old + NUL + new) in UTF-8.
"""
import argparse
import collections
import glob
import gzip
import hashlib
import os
import re
import sys

LABELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "change_labels.tsv")
LEAST = 0.5
ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}


def unescaped(literal):
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), literal)


def messages(file):
    """The live messages, [(msgid, pages)], in order, without the header and each text once."""
    found = {}
    pages, text, field = set(), None, None

    def close():
        nonlocal pages, text, field
        if text:
            found.setdefault(text, set()).update(pages)
        pages, text, field = set(), None, None

    with gzip.open(file, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            line = line.rstrip("\r\n")
            if line.startswith("#~"):
                close()
            elif line.startswith("#:"):
                if field:
                    close()
                pages.update(re.sub(r"(\.\w+)?(:\d+)?$", "", place) for place in line[2:].split())
            elif line.startswith("#"):
                if field:
                    close()
            elif line.startswith('"'):
                if field == "msgid":
                    text += unescaped(line[1:-1])
            elif line:
                field, literal = line.split(" ", 1)
                if field == "msgid":
                    if text is not None:
                        close()
                    field, text = "msgid", unescaped(literal[1:-1])
            else:
                close()
    close()
    return list(found.items())


def trigrams(text):
    text = "\n" + text + "\n"
    return collections.Counter(text[i:i + 3] for i in range(len(text) - 2))


def neighbours(texts):
    """For each text the places it stands in: (True, the text before it), (False, the text after it)."""
    return {text: {(True, texts[i - 1] if i else None), (False, texts[i + 1] if i + 1 < len(texts) else None)}
            for i, text in enumerate(texts)}


def pairs(folder):
    old, new = messages(os.path.join(folder, "old.po.gz")), messages(os.path.join(folder, "new.pot.gz"))
    before, after = neighbours([text for text, _ in old]), neighbours([text for text, _ in new])
    gone = [(text, pages) for text, pages in old if text not in after]
    added = [(text, pages) for text, pages in new if text not in before]

    grams = [trigrams(text) for text, _ in added]
    sizes = [sum(counts.values()) for counts in grams]
    at = collections.defaultdict(set)  # page, or place between neighbours: numbers of the added texts
    for number, (text, pages) in enumerate(added):
        for place in pages | after[text]:
            at[place].add(number)

    likely = []  # (minus the similarity, number of the gone text, number of the added text)
    for number, (text, pages) in enumerate(gone):
        counts = trigrams(text)
        size = sum(counts.values())
        for other in set().union(*(at.get(place, ()) for place in pages | before[text])):
            both = size + sizes[other]
            if 2 * min(size, sizes[other]) < LEAST * both:
                continue
            others = grams[other]
            similarity = 2 * sum(min(times, others[gram]) for gram, times in counts.items() if gram in others) / both
            if similarity >= LEAST:
                likely.append((-similarity, number, other))
    likely.sort()
    used_gone, used_added = set(), set()
    result = []
    for _, number, other in likely:
        # The nearest first, so that a text already met has found something nearer.
        if number not in used_gone and other not in used_added:
            result.append((number, gone[number][0], added[other][0]))
        used_gone.add(number)
        used_added.add(other)
    return [(one, another) for _, one, another in sorted(result)]


def folders(replays):
    return sorted(glob.glob(os.path.join(replays, "*", "")))


def named_pairs(folder):
    """[(id, old, new)]"""
    return [(hashlib.sha256((old + "\0" + new).encode()).hexdigest()[:12], old, new) for old, new in pairs(folder)]


def labels():
    rows = {}
    with open(LABELS, encoding="utf-8") as lines:
        for line in lines:
            if not line.startswith("#"):
                name, kind, meaning = line.rstrip("\n").split("\t")
                rows[name] = (kind, meaning)
    return rows


def printable(text):
    return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--labelled", action="store_true")
    parser.add_argument("dir", metavar="DIR")
    options = parser.parse_args()
    wanted = labels() if options.labelled else {}
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")
    seen = set()
    for folder in folders(options.dir):
        for name, old, new in named_pairs(folder):
            if name in seen or (options.labelled and name not in wanted):
                continue
            seen.add(name)
            print(name, *wanted.get(name, ()), os.path.basename(os.path.dirname(folder)), printable(old),
                  printable(new), sep="\t")
    missing = sorted(set(wanted) - seen)
    if missing:
        sys.exit(f"change_labels: no such pair in {options.dir}: {' '.join(missing)}")


if __name__ == "__main__":
    main()
