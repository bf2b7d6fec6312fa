"""How an update's time grows with the catalog, beside msgmerge's.

The new template has 90 % of the old catalog's texts, 5 % with a word in ten changed, and 5 % new ones elsewhere in the
order; as many of the old are gone."""
import os
import sys

from benchlib import fit, texts
from benchlib.running import measure, once, say

SIZES = (1_000, 4_000, 16_000, 64_000, 256_000)
CHANGED = NEW = 0.05
LEAST_WORDS = 5  # a change of one word in fewer makes another text of it
WORTH_REPEATING, LIMIT = 3, 600  # seconds
TOOLS = ("update", "update --suggest", "msgmerge")


def versions(words, count):
    """The texts of the old catalog and those of the new template, in order."""
    old = [words.text() for _ in range(count)]
    order = list(range(count))
    words.chance.shuffle(order)
    gone = set(order[:int(NEW * count)])
    fit_to_change = [number for number in order[len(gone):] if len(old[number].split()) >= LEAST_WORDS]
    changed = set(fit_to_change[:int(CHANGED * count)])
    new = [words.changed(text) if number in changed else text for number, text in enumerate(old) if number not in gone]
    for _ in gone:
        new.insert(words.chance.randrange(len(new) + 1), words.text())
    return old, new


def write_versions(work, old, new, translate=texts.translated):
    texts.write_catalog(os.path.join(work, "old.po"), old, translate)
    texts.write_catalog(os.path.join(work, "new.pot"), new)


def command(tool, hexapla):
    if tool == "msgmerge":
        return ["msgmerge", "--quiet", "old.po", "new.pot", "-o", "out.po"]
    return [hexapla, *tool.split(), "--catalog", "old.po", "--template", "new.pot", "-o", "out.po"]


def updated(tool, hexapla, work, times, limit):
    """Seconds, and how many messages the catalog has then that are fuzzy; the run stopped at the limit: no fuzzy."""
    run = command(tool, hexapla)
    took, status = once(run, work, limit)
    if status is None:
        return {"s": took, "stopped": True}
    if status != 0:
        sys.exit(f"bench: exit code {status}: {' '.join(run)}")
    if took < WORTH_REPEATING:
        took = measure(run, min(times, 1 + int(WORTH_REPEATING / took)), work)
    live, fuzzy = texts.live_messages(os.path.join(work, "out.po"))
    wanted, _ = texts.live_messages(os.path.join(work, "new.pot"))
    if live != wanted:
        sys.exit(f"bench: {tool} made {live} messages of {wanted}")
    return {"s": took, "stopped": False, "fuzzy": fuzzy}


def fits(rows, tool, start):
    """Exponents of a tool's time without what a catalog of one message takes, which is most of a small one's and would
    flatter."""
    times = [(row["messages"], max(row[tool]["s"] - start, row[tool]["s"] / 10)) for row in rows
             if row.get(tool) and not row[tool]["stopped"]]
    return {"start_s": start, "exponent": fit.exponent(times), "against_n_log_n": fit.against_n_log_n(times),
            "last_step": fit.exponent(times[-2:])}


def run(hexapla, material, options):
    work = material.apart("growth")
    words = texts.Words(texts.pages_of(material), 2)
    sizes = SIZES[:3] if options.quick else SIZES
    rows, over = [], set()
    for count in sizes:
        old, new = versions(words, count)
        write_versions(work, old, new)
        row = {"messages": count}
        for tool in TOOLS:
            if tool in over:
                continue
            limit = options.cap if tool == "msgmerge" else LIMIT
            row[tool] = updated(tool, hexapla, work, options.times if count <= 16_000 else 3, limit)
            say(f"{count:,} messages, {tool}: {row[tool]['s']:.3f} s{' (stopped)' if row[tool]['stopped'] else ''}")
            if row[tool]["s"] > limit / 1.5:
                over.add(tool)
        rows.append(row)
    write_versions(work, ["One text."], ["One text."])
    starts = {tool: measure(command(tool, hexapla), 3 * options.times, work, of=min) for tool in TOOLS}
    return {"cap_s": options.cap, "changed": CHANGED, "new": NEW, "rows": rows,
            "fits": {tool: fits(rows, tool, starts[tool]) for tool in TOOLS}}
