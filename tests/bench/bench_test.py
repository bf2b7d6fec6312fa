"""scripts/bench: its fits, its measure of likeness, its counts and its pictures, against what was worked out by hand."""
import glob
import gzip
import math
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "scripts"))
from benchlib import fit, growth, plots, quality, svg, tables, texts, unlike  # noqa: E402


class Fits(unittest.TestCase):
    def test_exponent_is_the_least_squares_line_of_the_logarithms(self):
        # Base 2: (0, 0), (1, 2), (2, 3); slope (5/3 + 4/3) / 2.
        self.assertAlmostEqual(fit.exponent([(1, 1), (2, 4), (4, 8)]), 1.5)
        self.assertAlmostEqual(fit.exponent([(n, 7 * n**1.25) for n in (10, 300, 5000)]), 1.25)
        self.assertIsNone(fit.exponent([(1000, 3.0)]))

    def test_against_n_log_n(self):
        self.assertAlmostEqual(fit.against_n_log_n([(n, 3 * n * math.log(n)) for n in (10, 100, 5000)]), 0)
        # n²: n / log n is 2, 2, 4 over log 2; base 2 (1, 1), (2, 1), (4, 2); slope (15/9) / (42/9).
        self.assertAlmostEqual(fit.against_n_log_n([(2, 4), (4, 16), (16, 256)]), 15 / 42)

    def test_the_start_is_taken_off_and_stopped_runs_are_left_out(self):
        rows = [{"messages": n, "msgmerge": {"s": 0.5 + n, "stopped": False}} for n in (2, 4, 8)]
        rows += [{"messages": 16, "msgmerge": {"s": 9.0, "stopped": True}}, {"messages": 32}]
        self.assertAlmostEqual(growth.fits(rows, "msgmerge", 0.5)["exponent"], 1)
        self.assertAlmostEqual(growth.fits(rows, "msgmerge", 0.5)["last_step"], 1)


class Likeness(unittest.TestCase):
    def test_chrf(self):
        for guess, truth, wanted in (
                ("ab c", "a bc", 1.0), ("", "abc", 0.0), ("xyz", "abc", 0.0),
                ("abcd", "abce", (3 / 4 + 2 / 3 + 1 / 2 + 0) / 4),  # precision and recall are the same
                ("ab", "abcd", 5 * 1 * (5 / 12) / (4 * 1 + 5 / 12)),  # recall (2/4 + 1/3) / 2
                ("aa", "a", 5 * (1 / 2) * 1 / (4 * (1 / 2) + 1))):  # one a counts once
            self.assertAlmostEqual(quality.chrf(guess, truth), wanted, msg=(guess, truth))


OLD = """
msgid "kept"
msgstr "gardé"

msgid "kept, and to be broken"
msgstr "cassé"

#, fuzzy
msgid "doubtful"
msgstr "douteux"

msgid "open"
msgstr ""

#~ msgid "comes back"
#~ msgstr "revient"
"""
NEW = [("kept", ""), ("kept, and to be broken", ""), ("doubtful", ""), ("open", ""), ("comes back", ""), ("new one", ""),
       ("new two", ""), ("--option", ""), ("never translated", "")]
FINAL = {"kept": "gardé", "kept, and to be broken": "cassé", "doubtful": "douteux", "open": "ouvert",
         "comes back": "revient", "new one": "le nouveau", "new two": "abcdef", "--option": "--option"}
OUT = {"kept": "gardé", "kept, and to be broken": "autre", "doubtful": "douteux", "open": "", "comes back": "revient",
       "new one": "le nouveau !", "new two": "uvwxyz", "--option": "", "never translated": "quelque chose"}


def catalog(pairs):
    return "".join(f'\nmsgid "{source}"\nmsgstr "{target}"\n' for source, target in pairs)


class Quality(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)
        for name, content in (("old.po", OLD), ("new.pot", catalog(NEW)), ("final.po", catalog(FINAL.items()))):
            with gzip.open(os.path.join(self.folder, name + ".gz"), "wt", encoding="utf-8") as file:
                file.write(content)

    def judged(self, pairs):
        name = os.path.join(self.folder, "out.po")
        with open(name, "w", encoding="utf-8") as file:
            file.write(catalog(pairs))
        return quality.Truth(self.folder).judged(name)

    def test_what_needs_work_and_what_became_of_it(self):
        counts, broken = self.judged(OUT.items())
        self.assertEqual(counts["new"], {"needed": 2, "suggested": 2, "good": 1, "harmful": 1})
        self.assertEqual(counts["fuzzy"], {"needed": 1, "suggested": 1, "good": 1, "harmful": 0})
        self.assertEqual(counts["untranslated"], {"needed": 1})
        self.assertEqual(broken, 1)  # "autre"
        result = quality.Result()
        result.add("one", 2.0, counts, broken)
        shown = result.json()
        self.assertEqual((shown["good_share"], shown["harmful_share"], shown["suggested_share"]), (2 / 4, 1 / 3, 3 / 4))

    def test_lost_doubled_and_added_messages_are_broken(self):
        pairs = [pair for pair in OUT.items() if pair[0] != "open"] + [("kept", "gardé"), ("from nowhere", "")]
        self.assertEqual(self.judged(pairs)[1], 4)

    def test_the_language_in_a_name(self):
        self.assertEqual(quality.language_of("/x/cr-pt-BR-20230531"), "pt-BR")


class Texts(unittest.TestCase):
    def setUp(self):
        pages = []
        for name in sorted(glob.glob(os.path.join(ROOT, "content", "**", "*.md"), recursive=True)):
            with open(name, encoding="utf-8") as file:
                pages.append(file.read())
        self.words = lambda: texts.Words(pages, 1)

    def test_texts_are_different_and_the_same_again(self):
        one, other = self.words(), self.words()
        first = [one.text() for _ in range(2000)]
        self.assertEqual(first, [other.text() for _ in range(2000)])
        self.assertEqual(len(set(first)), 2000)

    def test_the_vocabulary_keeps_growing(self):
        words, sizes = self.words(), []
        for count in (1000, 3000):
            said = [word for _ in range(count) for word in words.text().split()]
            sizes.append((words.said, len(words.known)))
            self.assertGreater(len(said), count)
        for said, known in sizes:
            self.assertLess(abs(known / (texts.HEAPS * said**texts.GROWTH) - 1), 0.15)

    def test_versions_have_the_shares_that_the_table_names(self):
        old, new = growth.versions(self.words(), 1000)
        self.assertEqual((len(old), len(new), len(set(new))), (1000, 1000, 1000))
        self.assertEqual(len(set(old) & set(new)), 900)

    def test_new_pages_take_the_places_of_others(self):
        old, new = [f"old {n}" for n in range(1000)], [f"new {n}" for n in range(300)]
        mixed = unlike.mixed(old, new)
        self.assertEqual((len(mixed), len(set(mixed)), len(set(mixed) & set(new))), (1000, 1000, 300))


def run_of(seconds, stopped=False):
    return {"s": seconds, "stopped": stopped, "fuzzy": 1}


def result():
    rows = [{"messages": n, "update": run_of(n / 1e5), "update --suggest": run_of(n / 7e4),
             "msgmerge": run_of(min(20, n * n / 5e6), n > 10_000)} for n in (1000, 4000, 16_000)]
    kind = {"needed": 10, "suggested": 4, "good": 3, "harmful": 1, "suggested_share": 0.4, "good_share": 0.3,
            "harmful_share": 0.25, "s": 1.5, "broken": 0, "each": {"fr": {"s": 1.0}, "ja": {"s": 0.5}}}
    return {
        "machine": "a <machine> & more", "material": "pages", "quick": False, "goals_apply": True,
        "peers": {"bare": 5e6, "again": {"ms": 30, "files": 12}, "rebuilt": {"ms": 90, "files": 34},
                  "memory": [{"what": "update", "peak": 9, "read": 3}],
                  "rows": [{"what": 'pages <"in"> & out', "peer": "po4a, once", "times_faster": 300.0, "note": "",
                            "goal": "≥ 100×", "met": True}]},
        "quality": {"replays": 2, "languages": 2, "tools": {tool: dict(kind) for tool in quality.TOOLS}},
        "growth": {"cap_s": 20.0, "changed": 0.05, "new": 0.05, "rows": rows,
                   "fits": {tool: growth.fits(rows, tool, 0.001) for tool in growth.TOOLS}},
        "unlike": {"rows": [{"texts": "made-up texts", "messages": 100, "new": 10, "update": run_of(0.1),
                             "update --suggest": run_of(0.1), "msgmerge": run_of(60.0)}]},
        "memory": {"pairs": 1000, "place": "a file", "pairs_per_s": 60_000.0, "bytes": 1_000_000,
                   "characters": 80.0, "start_ms": 5.0, "search_ms": {"50": 2.0, "70": 1.0, "85": 0.5}, "alone_median_ms": 8.0,
                   "alone_p95_ms": 9.0}}


class Pictures(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, self.folder)

    def test_every_picture_is_well_formed_and_says_in_words_what_it_shows(self):
        pictures = plots.write(result(), self.folder)
        self.assertEqual(sorted(pictures), sorted(tables.PICTURES.values()))
        for name, words in pictures.items():
            file = os.path.join(self.folder, name)
            subprocess.run(["xmllint", "--noout", "--nonet", file], check=True)
            with open(file, encoding="utf-8") as opened:
                text = opened.read()
            self.assertIn("prefers-color-scheme:dark", text)
            self.assertRegex(words, r"\d")

    def test_what_is_written_is_what_is_read(self):
        picture = svg.Picture(100, 50, 'a < b & "c"', "more")
        picture.text(1, 2, "<x> & y", power="1.5")
        file = os.path.join(self.folder, "one.svg")
        with open(file, "w", encoding="utf-8") as opened:
            opened.write(str(picture))
        for path, wanted in (("title", 'a < b & "c"'), ("text", "<x> & y1.5")):
            said = subprocess.run(["xmllint", "--xpath", f"string(//*[local-name()='{path}'])", file], check=True,
                                  capture_output=True, text=True).stdout
            self.assertEqual(said.rstrip("\n"), wanted)

    def test_points_lie_where_their_figures_say(self):
        scale = plots.LogScale(1, 100, 0, 200)
        self.assertEqual([round(scale(value)) for value in (1, 10, 100)], [0, 100, 200])
        self.assertEqual([plots.seconds(s) for s in (0.0042, 0.35, 2, 51.4, 290)],
                         ["4.2 ms", "350 ms", "2 s", "51 s", "290 s"])
        self.assertEqual(plots.decades([0.012, 46]), [0.01, 0.1, 1, 10, 100])

    def test_the_tables_name_every_part(self):
        text = tables.text(result(), {"growth.svg": "words [in] brackets"})
        self.assertIn(f"![words in brackets]({tables.PLOTS}/growth.svg)", text)
        self.assertIn("> 20 s, stopped", text)
        self.assertIn("longest (fr): 1 s", text)
        self.assertIn("600× | ≥ 500×, met", text)
        self.assertEqual(len(re.findall(r"^\| ---", text, re.M)), 6)


if __name__ == "__main__":
    unittest.main()
