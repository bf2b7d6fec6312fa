"""The figures as README shows them."""
import os
import re
import sys

from benchlib import quality
from benchlib.material import ROOT
from benchlib.plots import seconds

PLOTS = "scripts/bench-plots"


def factor(value):
    return f"{value:,.0f}×" if value >= 10 else f"{value:.2f}×"


def verdict(goal, met):
    return f"{goal}, {'met' if met else 'missed'}"


def peers(result, goals):
    part = result["peers"]
    lines = ["| what | beside | times faster | goal |", "| --- | --- | ---: | --- |"]
    for row in part["rows"]:
        note = f" ({row['note']})" if row["note"] else ""
        said = verdict(row["goal"], row["met"]) if row["met"] is not None and goals else ""
        lines.append(f"| {row['what']}{note} | {row['peer']} | {factor(row['times_faster'])} | {said} |")
    again = part["again"]
    lines += ["", f"A second merge that changes nothing: {again['ms']:.0f} ms for {again['files']:,} files (goal: ≤ 50 "
              "ms).", f"A build after one changed message: {part['rebuilt']['ms']:.0f} ms for "
              f"{part['rebuilt']['files']:,} files (goal: ≤ 100 ms).", "", "| peak memory of | bytes read | times the bytes read |", "| --- | ---: | ---: |"]
    for one in part["memory"]:
        lines.append(f"| {one['what']} | {one['read'] / 1e6:.2f} MB | {one['peak'] / one['read']:.1f}× |")
    return lines + ["", f"Start-up alone (`hexapla --version`) takes {part['bare'] / 1e6:.1f} MB, most of it ICU's "
                    "tables; it is part of these figures."]


def suggestions(result, _):
    part = result["quality"]
    tools, goals = part["tools"], quality.GOALS
    needed = next(iter(tools.values()))["needed"]
    lines = [f"Suggestions for {needed:,} messages that needed work, in {part['replays']} real catalogs of "
             f"{part['languages']} languages, held against what people finally made of them: *good* is like it (chrF of "
             f"0.5 or more), *harmful* unlike it (below 0.3).", "",
             "| | suggested | good, of all | harmful, of the suggested | time | broken |",
             "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for tool, one in tools.items():
        lines.append(f"| {tool} | {one['suggested_share']:.1%} | {one['good_share']:.1%} | {one['harmful_share']:.1%} | "
                     f"{seconds(one['s'])} | {one['broken']} |".replace("%", " %"))
    ours = tools["hexapla update --suggest"]
    name = max(tools["msgmerge"]["each"], key=lambda one: tools["msgmerge"]["each"][one]["s"])
    lines += ["", f"Where msgmerge takes longest ({name}): {seconds(tools['msgmerge']['each'][name]['s'])}, `hexapla update "
              f"--suggest` {seconds(ours['each'][name]['s'])}."]
    faster = tools["msgmerge"]["s"] / ours["s"]
    if result["quick"]:
        return lines + ["", "The goals are set for all replays."]
    return lines + ["", f"Goals for `--suggest`: good {verdict('≥ 20 %', ours['good_share'] >= goals['good'])}; harmful "
                    f"{verdict('≤ 8 %', ours['harmful_share'] <= goals['harmful'])}; nothing broken (a message lost, "
                    f"doubled, or its translation changed), {'met' if not ours['broken'] else 'missed'}; "
                    f"{factor(faster)} as fast as msgmerge, "
                    f"{verdict('≥ 50×', faster >= goals['times_faster'])}."]


def took(one):
    if one is None:
        return "–"
    return f"> {one['s']:.0f} s, stopped" if one["stopped"] else seconds(one["s"])


def growth(result, _):
    part = result["growth"]
    tools = list(part["fits"])
    lines = [f"The time to update a catalog; {part['changed']:.0%} of the texts changed, {part['new']:.0%} new, texts "
             "like those of the pages:".replace("%", " %"), "",
             "| messages | " + " | ".join(tools) + " | times faster with --suggest |",
             "| ---: |" + " ---: |" * (len(tools) + 1)]
    for row in part["rows"]:
        peer = row.get("msgmerge")
        more = ("> " if peer["stopped"] else "") + factor(peer["s"] / row["update --suggest"]["s"]) if peer else ""
        lines.append(f"| {row['messages']:,} | " + " | ".join(took(row.get(tool)) for tool in tools) + f" | {more} |")
    lines += ["", "| without start-up | " + " | ".join(tools) + " |", "| --- |" + " ---: |" * len(tools)]
    for name, words in (("exponent", "e of time ~ nᵉ"), ("last_step", "the same, last two sizes"),
                        ("against_n_log_n", "e of time / (n log n) ~ nᵉ; goal: ≤ 0")):
        shown = (part["fits"][tool][name] for tool in tools)
        lines.append(f"| {words} | " + " | ".join("–" if one is None else f"{one:.2f}" for one in shown) + " |")
    return lines + ["", f"msgmerge was given {part['cap_s']:.0f} s for a catalog."]


def unlike(result, goals):
    lines = ["| texts | messages | new | update | update --suggest | msgmerge | times faster with --suggest | goal |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |"]
    for row in result["unlike"]["rows"]:
        faster = row["msgmerge"]["s"] / row["update --suggest"]["s"]
        lines.append(f"| {row['texts']} | {row['messages']:,} | {row['new']:,} | {took(row['update'])} | "
                     f"{took(row['update --suggest'])} | {took(row['msgmerge'])} | {factor(faster)} | "
                     f"{verdict('≥ 500×', faster >= 500) if not result['quick'] else ''} |")
    return lines


def memory(result, _):
    part = result["memory"]
    each = {int(least): taken for least, taken in part["search_ms"].items()}
    return [f"A translation memory of {part['pairs']:,} pairs of {part['characters']:.0f} characters in "
            f"{part['place']}: imported at {part['pairs_per_s']:,.0f} pairs a second (goal: 50,000), "
            f"{part['bytes'] / 1e6:.0f} MB; a search takes {each[70]:.1f} ms (goal: 5 ms; {each[50]:.1f} ms for texts that are at least 50 % alike, "
            f"{each[85]:.1f} ms for 85 %). In a program of its own, started for one search, the median is "
            f"{part['alone_median_ms']:.1f} ms, and 95 % take less than {part['alone_p95_ms']:.1f} ms; "
            f"{part['start_ms']:.1f} ms of that are any program's start."]


# Peak memory comes last: README goes on with where it goes.
PARTS = {"quality": suggestions, "growth": growth, "unlike": unlike, "memory": memory, "peers": peers}
HEADINGS = {"quality": "Suggestions", "growth": "Growth", "unlike": "Much that is new, little that is near",
            "memory": "Translation memory", "peers": "Beside its peers"}
PICTURES = {"peers": "speed.svg", "quality": "quality.svg", "growth": "growth.svg"}


def text(result, pictures):
    """Markdown of the parts that there are figures of; with the pictures that are given: {name: alternative text}."""
    lines = [f"Measured by `scripts/bench` on {result['machine']}; {result['material']}. Medians, start-up included.",
             ""]
    for name, part in PARTS.items():
        if not result.get(name):
            continue
        lines += [f"#### {HEADINGS[name]}", ""]
        picture = PICTURES.get(name)
        if picture in pictures:
            lines += [f"![{re.sub(r'([][])', '', pictures[picture])}]({PLOTS}/{picture})", ""]
        lines += part(result, result["goals_apply"]) + [""]
    return "\n".join(lines[:-1]) + "\n"


def into_readme(words):
    name = os.path.join(ROOT, "README.md")
    with open(name, encoding="utf-8") as f:
        old = f.read()
    new = re.sub(r"(<!-- bench -->\n).*?(<!-- /bench -->)", lambda m: m.group(1) + words + m.group(2), old, flags=re.S)
    if new == old and words not in old:
        sys.exit("bench: README.md has no place for the table")
    with open(name, "w", encoding="utf-8") as f:
        f.write(new)
