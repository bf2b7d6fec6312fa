"""Pictures as SVG: shapes and text whose colours have names, so that a reader's dark page gets the dark ones.

Text stays text. The ground is painted, so that a picture is legible on a page that is dark when the reader's system is
not, or the other way round."""
from xml.sax.saxutils import escape, quoteattr

FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', 'DejaVu Sans', Helvetica, Arial, sans-serif"
# name: (on a light page, on a dark one)
COLORS = {
    "ground": ("#fbfbfa", "#171a1e"), "edge": ("#dfe1e4", "#30353b"), "grid": ("#e6e8ea", "#2a2f35"),
    "ink": ("#1f2328", "#e8eaed"), "quiet": ("#5d656e", "#a2abb5"), "first": ("#0a63a8", "#5cb3f5"),
    "second": ("#13805a", "#46c996"), "third": ("#b8500f", "#f2995a"), "fourth": ("#7b559c", "#c19ee0"),
}


def number(value):
    return f"{value:.2f}".rstrip("0").rstrip(".")


def attributes(given):
    """`stroke_width=2` is stroke-width="2"; what is None is left out."""
    def shown(value):
        return quoteattr(number(value) if isinstance(value, float) else str(value))
    return "".join(f" {name.rstrip('_').replace('_', '-')}={shown(value)}" for name, value in given.items()
                   if value is not None)


def style():
    def rules(which):
        return "".join(f".{name}{{fill:{pair[which]}}}.{name}-line{{stroke:{pair[which]};fill:none}}"
                       for name, pair in COLORS.items()) + f".over{{stroke:{COLORS['ground'][which]}}}"
    return (f"text{{font-family:{FONT};font-size:13px;font-variant-numeric:tabular-nums}}.small{{font-size:11.5px}}"
            ".title{font-size:16px;font-weight:600}.strong{font-weight:600}"
            f".over{{stroke-width:5px;stroke-linejoin:round;paint-order:stroke}}{rules(0)}"
            f"@media (prefers-color-scheme:dark){{{rules(1)}}}")


class Picture:
    def __init__(self, width, height, title, description):
        self.width, self.height, self.title, self.description = width, height, title, description
        self.parts = []
        self.rect(0.5, 0.5, width - 1, height - 1, "ground", rx=8)
        self.rect(0.5, 0.5, width - 1, height - 1, "edge-line", rx=8)

    def add(self, tag, content=None, **given):
        inside = f">{content}</{tag}>" if content is not None else "/>"
        self.parts.append(f"<{tag}{attributes(given)}{inside}")

    def rect(self, x, y, width, height, color, **given):
        self.add("rect", x=float(x), y=float(y), width=float(width), height=float(height), class_=color, **given)

    def line(self, x1, y1, x2, y2, color, **given):
        self.add("line", x1=float(x1), y1=float(y1), x2=float(x2), y2=float(y2), class_=color + "-line", **given)

    def path(self, points, color, **given):
        self.add("polyline", points=" ".join(f"{number(x)},{number(y)}" for x, y in points), class_=color + "-line",
                 **given)

    def dot(self, x, y, color, radius=4.0):
        self.add("circle", cx=float(x), cy=float(y), r=radius, class_=color)

    def text(self, x, y, words, color="ink", style="", anchor=None, power=None):
        """`power` is written raised behind the words. The style "over" keeps lines away that are behind them."""
        raised = f'<tspan dy="-5" font-size="10">{escape(power)}</tspan>' if power else ""
        self.add("text", escape(words) + raised, x=float(x), y=float(y), class_=f"{color} {style}".strip(),
                 text_anchor=anchor)

    def __str__(self):
        head = (f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}" '
                f'viewBox="0 0 {self.width} {self.height}" role="img" aria-labelledby="title description">')
        lines = [head, f'<title id="title">{escape(self.title)}</title>',
                 f'<desc id="description">{escape(self.description)}</desc>', f"<style>{style()}</style>"]
        return "\n".join([*lines, *self.parts, "</svg>"]) + "\n"
