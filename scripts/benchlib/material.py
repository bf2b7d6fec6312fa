"""The pages and catalogs that are measured on."""
import glob
import os
import re
import shutil
import subprocess

from benchlib.running import size_of

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def corpora(name):
    """A folder of $HEXAPLA_CORPORA, or None."""
    folder = os.path.join(os.environ.get("HEXAPLA_CORPORA", ""), name)
    return folder if os.environ.get("HEXAPLA_CORPORA") and os.path.isdir(folder) else None


class Material:
    """Pages and catalogs in one working folder: site/src/**.md, site/po/LANG.po, site/hexapla.yaml; and room beside
    them for what is no part of that project."""

    def __init__(self, folder):
        self.folder = folder
        work = os.path.join(folder, "site")
        os.mkdir(work)
        book = corpora("book")
        self.is_book = book is not None
        self.work = work
        if self.is_book:
            for folder in ("src", "po"):
                shutil.copytree(os.path.join(book, folder), os.path.join(work, folder))
        else:
            shutil.copytree(os.path.join(ROOT, "content"), os.path.join(work, "src"))
            os.mkdir(os.path.join(work, "po"))
            for po in glob.glob(os.path.join(ROOT, "locales", "*.po")):
                shutil.copy(po, os.path.join(work, "po"))
        subprocess.run(["chmod", "-R", "u+w", work], check=True)
        self.pages = sorted(glob.glob("src/**/*.md", root_dir=work, recursive=True))
        self.catalogs = sorted(glob.glob("po/*.po", root_dir=work))
        self.languages = [os.path.basename(c)[:-3] for c in self.catalogs]
        with open(os.path.join(work, "hexapla.yaml"), "w", encoding="utf-8") as f:
            f.write("source: en\nlanguages: auto\ncontent:\n  - pages: src/**/*.md\n    front_matter: [title]\n"
                    "template: po/pages.pot\ncatalogs: po/{lang}.po\noutput: out/{lang}/{path}\n")

    def path(self, *parts):
        return os.path.join(self.work, *parts)

    def apart(self, name):
        """A folder outside of the project: its settings and its memory mean nothing there."""
        made = os.path.join(self.folder, name)
        os.makedirs(made, exist_ok=True)
        return made

    def page_bytes(self):
        return size_of(self.path(p) for p in self.pages)

    def describe(self):
        name = "a 574-page book" if self.is_book and len(self.pages) == 574 else f"{len(self.pages)} pages"
        return f"{name} ({self.page_bytes() / 1e6:.2f} MB of Markdown) and its {len(self.catalogs)} catalogs"


def catalog_of_a_megabyte(material):
    best = min(material.catalogs, key=lambda c: abs(os.path.getsize(material.path(c)) - 1_000_000))
    if os.path.getsize(material.path(best)) > 500_000:
        return best
    # The sample site's catalogs are small: say everything again under other contexts.
    with open(material.path(best), encoding="utf-8") as f:
        head, *messages = f.read().split("\n\n")
    messages = [m for m in messages if "\nmsgid" in m and "#~" not in m and "msgctxt" not in m]
    text, number = head + "\n", 0
    while len(text.encode()) < 1_000_000:
        number += 1
        for message in messages:
            text += "\n" + re.sub(r"^msgid ", f'msgctxt "{number}"\nmsgid ', message.strip(), 1, re.M) + "\n"
    with open(material.path("large.po"), "w", encoding="utf-8") as f:
        f.write(text)
    return "large.po"
