"""Measures Hexapla beside its peers; started by scripts/bench, which see for the options."""
import argparse
import json
import os
import shutil
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from benchlib import growth, memory, peers, plots, quality, tables, unlike  # noqa: E402
from benchlib.material import ROOT, Material, corpora  # noqa: E402
from benchlib.running import load, machine, say, working_folder  # noqa: E402

PARTS = {
    "peers": peers.run,
    "quality": quality.run,
    "growth": growth.run,
    "unlike": unlike.run,
    "memory": lambda hexapla, material, options: memory.run(hexapla, material, options.memory, options.place),
}


def given():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("hexapla")
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--only", metavar="PART,…", type=lambda words: words.split(","), default=list(PARTS))
    arguments.add_argument("--memory", metavar="PAIRS", type=int)
    arguments.add_argument("--place", metavar="URL")
    arguments.add_argument("--cap", metavar="SECONDS", type=float)
    arguments.add_argument("--json", metavar="FILE", default=os.path.join(ROOT, "build", "bench.json"))
    arguments.add_argument("--from", metavar="FILE", dest="measured")
    arguments.add_argument("--readme", action="store_true")
    options = arguments.parse_args()
    options.hexapla = os.path.abspath(options.hexapla)
    unknown = set(options.only) - set(PARTS)
    if unknown:
        sys.exit(f"bench: {', '.join(sorted(unknown))}: no such part; there are {', '.join(PARTS)}")
    if options.readme and not options.measured and (set(options.only) != set(PARTS) or not corpora("replay")):
        sys.exit("bench: README.md gets all parts or none: leave --only out and name the replays with HEXAPLA_CORPORA")
    options.times = 3 if options.quick else 9
    options.memory = options.memory or (100_000 if options.quick else 1_000_000)
    options.cap = options.cap or (20.0 if options.quick else 120.0)
    return options


def keep(result, file):
    with open(file, "w", encoding="utf-8") as f:
        json.dump(result, f, ensure_ascii=False, indent=1)


def part(name, material, options):
    """Its figures; None where it could not be measured, which the others need not wait for."""
    began = time.monotonic()
    say(f"{name}…")
    try:
        return PARTS[name](options.hexapla, material, options)
    except SystemExit as reason:
        say(f"{name} is left out: {reason}")
        return None
    finally:
        say(f"{name}: {time.monotonic() - began:.0f} s")


def measured(options):
    """Every part in turn; what is measured is in the file after each."""
    work, where = working_folder()
    if load() > 0.5:
        say(f"the machine is busy (load {load():.1f}): times will mean little")
    try:
        material = Material(work)
        result = {"machine": machine(), "material": f"{material.describe()}, {where}", "quick": options.quick,
                  "goals_apply": material.is_book, "load": {}}
        for name in options.only:
            result["load"][name] = load()
            result[name] = part(name, material, options)
            keep(result, options.json)
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return result


def main():
    options = given()
    os.environ["LC_ALL"] = "C.UTF-8"
    if options.measured:
        with open(options.measured, encoding="utf-8") as f:
            result = json.load(f)
    else:
        result = measured(options)
    missing = [name for name in (PARTS if options.readme else options.only) if not result.get(name)]
    if missing and options.readme:
        sys.exit(f"bench: README.md gets all parts or none; missing: {', '.join(missing)}")
    pictures = plots.write(result, os.path.join(ROOT, tables.PLOTS if options.readme else "build/bench-plots"))
    words = tables.text(result, pictures if options.readme else {})
    print(words)
    if options.readme:
        tables.into_readme(words)
    else:
        say(f"pictures: {', '.join(pictures) or 'none'} in build/bench-plots; figures: {options.measured or options.json}")
    if not options.measured and any(name != "quality" or corpora("replay") for name in missing):
        sys.exit(1)


if __name__ == "__main__":
    main()
