"""The pictures that README shows, each from one part of the figures."""
import math
import os
import re

from benchlib import quality
from benchlib.svg import Picture

WIDTH = 760
COLOR = {"update --suggest": "first", "update": "second", "msgmerge": "third", "pot2po": "fourth"}


def seconds(value):
    for unit, size in (("s", 1), ("ms", 1e-3), ("µs", 1e-6)):
        if value >= 0.9995 * size:
            shown = value / size
            return f"{shown:,.0f} {unit}" if shown >= 9.95 else f"{shown:.1f}".removesuffix(".0") + f" {unit}"
    return "0 s"


def thousands(value):
    return f"{value // 1000}k" if value >= 1000 else str(value)


class LogScale:
    def __init__(self, low, high, start, end):
        self.low, self.start = math.log(low), start
        self.step = (end - start) / (math.log(high) - self.low)

    def __call__(self, value):
        return self.start + (math.log(value) - self.low) * self.step


def decades(values):
    """The powers of ten around them."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    return [10.0**power for power in range(low, max(high, low + 1) + 1)]


class Growth:
    LEFT, RIGHT, TOP, BOTTOM, HEIGHT = 70, 190, 62, 48, 430

    def __init__(self, result):
        self.result = result
        self.lines = {tool: [(row["messages"], row[tool]["s"]) for row in result["rows"]
                             if row.get(tool) and not row[tool]["stopped"]] for tool in COLOR}
        self.stopped = [row["messages"] for row in result["rows"]
                        if row.get("msgmerge") and row["msgmerge"]["stopped"]]
        times = [time for line in self.lines.values() for _, time in line]
        times += [result["cap_s"]] * len(self.stopped)
        low, high = min(times) / 1.5, max(times) * 1.5
        self.ticks = [tick for tick in decades(times) if low <= tick <= high]
        sizes = [row["messages"] for row in result["rows"]]
        self.x = LogScale(sizes[0], sizes[-1], self.LEFT + 12, WIDTH - self.RIGHT)
        self.floor = self.HEIGHT - self.BOTTOM
        self.y = LogScale(low, high, self.floor, self.TOP)

    def draw(self):
        rows = self.result["rows"]
        picture = Picture(WIDTH, self.HEIGHT, "Time of an update by the size of the catalog", growth_words(self.result))
        picture.text(20, 30, "Updating a catalog: time by messages", style="title")
        picture.text(20, 49, "90 % of the texts as before, 5 % changed, 5 % new; both axes logarithmic", "quiet", "small")
        for tick in self.ticks:
            picture.line(self.LEFT, self.y(tick), WIDTH - self.RIGHT + 8, self.y(tick), "grid")
            picture.text(self.LEFT - 8, self.y(tick) + 4, seconds(tick), "quiet", "small", "end")
        picture.line(self.LEFT, self.floor, WIDTH - self.RIGHT + 8, self.floor, "quiet")
        for row in rows:
            at = self.x(row["messages"])
            picture.line(at, self.floor, at, self.floor + 5, "quiet")
            picture.text(at, self.floor + 20, thousands(row["messages"]), "quiet", "small", "middle")
        picture.text((self.LEFT + WIDTH - self.RIGHT) / 2, self.HEIGHT - 10, "messages", "quiet", "small", "middle")
        self.guide(picture)
        self.curves(picture)
        return picture

    def guide(self, picture):
        """n log n through the last time of --suggest."""
        size, time = self.lines["update --suggest"][-1]
        scale = time / (size * math.log(size))
        points = [(row["messages"], scale * row["messages"] * math.log(row["messages"])) for row in self.result["rows"]]
        inside = [(self.x(n), self.y(t)) for n, t in points if self.y(t) <= self.floor]
        if len(inside) > 1:
            picture.path(inside, "quiet", stroke_dasharray="2 4", stroke_width=1.2)
            x, y = inside[(len(inside) - 1) // 2]
            picture.text(x - 6, y - 8, "n log n", "quiet", "small", "end")

    def curves(self, picture):
        taken = []
        for tool, line in self.lines.items():
            if not line:
                continue
            points = [(self.x(n), self.y(t)) for n, t in line]
            if tool == "msgmerge" and self.stopped:
                self.stop(picture, points[-1])
            picture.path(points, COLOR[tool], stroke_width=2.4, stroke_linejoin="round")
            for x, y in points:
                picture.dot(x, y, COLOR[tool])
            self.label(picture, tool, points[-1], line[-1], taken)

    def stop(self, picture, last):
        x, y = self.x(self.stopped[0]), self.y(self.result["cap_s"])
        picture.path([last, (x, y)], "third", stroke_width=1.6, stroke_dasharray="5 4")
        picture.path([(x - 6, y + 6), (x, y), (x + 6, y + 6)], "third", stroke_width=1.6)
        picture.text(x + 12, y + 4, f"stopped after {self.result['cap_s']:.0f} s", "third", "small")

    def label(self, picture, tool, point, last, taken):
        x, y = point[0] + 12, point[1] + 1
        below = tool == "msgmerge" and self.stopped
        while any(abs(x - other[0]) < 150 and abs(y - other[1]) < 36 for other in taken):
            y += 2
        taken.append((x, y))
        name = tool if tool == "msgmerge" else "hexapla " + tool
        picture.text(x, y + (12 if below else 0), name, COLOR[tool], "strong")
        power = self.result["fits"][tool]["exponent"]
        grows = f"{seconds(last[1])}, grows as n" if power is not None else seconds(last[1])
        picture.text(x, y + (28 if below else 16), grows, "quiet", "small", power=f"{power:.2f}" if power else None)


def growth_words(result):
    """The picture in a sentence, for those who do not see it."""
    parts = []
    for tool in COLOR:
        done = [row for row in result["rows"] if row.get(tool) and not row[tool]["stopped"]]
        if done:
            first, last = done[0], done[-1]
            power = result["fits"][tool]["exponent"]
            parts.append(f"{tool if tool == 'msgmerge' else 'hexapla ' + tool}: {seconds(first[tool]['s'])} for "
                         f"{first['messages']:,} messages, {seconds(last[tool]['s'])} for {last['messages']:,}" +
                         (f", growing as n to the power of {power:.2f}" if power else ""))
    return "; ".join(parts) + "."


def suggestions(result):
    """Bars of what is good and what does harm, by tool."""
    tools, goals = result["tools"], quality.GOALS
    height = 118 + 40 * len(tools)
    picture = Picture(WIDTH, height, "How good suggestions are", suggestions_words(result))
    picture.text(20, 30, "Suggestions, judged by what people finally wrote", style="title")
    needed = next(iter(tools.values()))["needed"]
    picture.text(20, 49, f"{needed:,} messages that needed work, {result['replays']} catalogs, "
                 f"{result['languages']} languages", "quiet", "small")
    left, bars = 196, 180
    panels = ((left, "good_share", "good, of all that need work", goals["good"], "≥"),
              (left + bars + 70, "harmful_share", "harmful, of the suggested", goals["harmful"], "≤"))
    for start, share, title, goal, sign in panels:
        bar_panel(picture, tools, start, bars, share, title, goal, sign)
    picture.text(WIDTH - 20, 84, "time", "ink", "strong", "end")
    for row, (tool, one) in enumerate(tools.items()):
        y = 128 + 40 * row
        picture.text(20, y, tool, "ink" if tool.startswith("hexapla") else "quiet", "strong")
        picture.text(WIDTH - 20, y, seconds(one["s"]), "quiet", "", "end")
    return picture


def bar_panel(picture, tools, start, width, share, title, goal, sign):
    most = 1.05 * max(goal, max(one[share] for one in tools.values()))
    at = start + width * goal / most
    picture.text(start, 84, title, "ink", "strong")
    ends = [max(1.0, width * one[share] / most) for one in tools.values()]
    for row, (tool, end) in enumerate(zip(tools, ends)):
        picture.rect(start, 112 + 40 * row, end, 22, COLOR[tool.removeprefix("hexapla ")], rx=2)
    picture.line(at, 104, at, 112 + 40 * len(tools) - 12, "ink", stroke_dasharray="3 3")
    for row, (one, end) in enumerate(zip(tools.values(), ends)):
        value, y = f"{100 * one[share]:.1f} %", 128 + 40 * row
        if end > 56:
            picture.text(start + 8, y, value, "ground", "strong")
        else:
            picture.text(start + end + 7, y, value, "ink", "over")
    picture.text(at, 101, f"goal {sign} {goal:.0%}".replace("%", " %"), "quiet", "small", "middle")


def suggestions_words(result):
    return "; ".join(f"{tool}: {one['good_share']:.1%} good, {one['harmful_share']:.1%} of the suggested harmful, "
                     f"{seconds(one['s'])}" for tool, one in result["tools"].items()) + "."


def factors(result):
    """[(what, beside, times faster)] of everything that has a peer."""
    rows = [(row["what"], re.split(r",| \(| --", row["peer"])[0], row["times_faster"])
            for row in (result.get("peers") or {}).get("rows", []) if not row["what"].startswith("the same")]
    found = result.get("quality")
    if found:
        ours, theirs = found["tools"]["hexapla update --suggest"], found["tools"]["msgmerge"]
        rows.append((f"suggestions, {found['replays']} replays", "msgmerge", theirs["s"] / ours["s"]))
    for row in (result.get("unlike") or {}).get("rows", []):
        if row["texts"] != "made-up texts" or len(result["unlike"]["rows"]) == 2:
            rows.append((f"suggestions, {row['new']:,} of {row['messages']:,} new", "msgmerge",
                         row["msgmerge"]["s"] / row["update --suggest"]["s"]))
    return rows


def speed(result):
    rows = factors(result)
    left, right, step = 340, 100, 34
    height = 92 + step * len(rows)
    words = "; ".join(f"{what}: {factor:,.0f} times {peer}" if factor >= 10 else f"{what}: {factor:.1f} times {peer}"
                      for what, peer, factor in rows) + "."
    picture = Picture(WIDTH, height, "How many times faster than its peers Hexapla is", words)
    picture.text(20, 30, "Times faster than its peers", style="title")
    ticks = decades([1] + [factor for *_, factor in rows])
    x = LogScale(ticks[0], ticks[-1], left, WIDTH - right)
    for tick in ticks:
        picture.line(x(tick), 60, x(tick), height - 24, "quiet" if tick == 1 else "grid")
        picture.text(x(tick), 52, f"{tick:,.0f}×" if tick >= 1 else f"{tick:g}×", "quiet", "small", "middle")
    for number, (what, peer, factor) in enumerate(rows):
        y = 78 + step * number
        picture.text(20, y, what, "ink")
        picture.text(20, y + 14, f"beside {peer}", "quiet", "small")
        picture.line(x(1), y, x(factor), y, "first", stroke_width=3)
        picture.dot(x(factor), y, "first", 5.0)
        picture.text(x(factor) + 11, y + 4.5, f"{factor:,.0f}×" if factor >= 10 else f"{factor:.1f}×", "ink", "strong")
    return picture


def write(result, folder):
    """The pictures for which there are figures: {name: alternative text}."""
    os.makedirs(folder, exist_ok=True)
    pictures = {}
    if result.get("quality"):
        pictures["quality.svg"] = suggestions(result["quality"])
    if result.get("growth"):
        pictures["growth.svg"] = Growth(result["growth"]).draw()
    if factors(result):
        pictures["speed.svg"] = speed(result)
    for name, picture in pictures.items():
        with open(os.path.join(folder, name), "w", encoding="utf-8") as f:
            f.write(str(picture))
    return {name: f"{picture.title}. {picture.description}" for name, picture in pictures.items()}
