"""The part of scripts/bench that builds sites: `hexapla build` beside Hugo, of the same pages in the same languages."""
import os
import re
import shutil
import sys

LAYOUT = """<!DOCTYPE html>
<html lang="{{ .Lang }}"><head><meta charset="utf-8"><title>{{ .Title }} – {{ .Site.Title }}</title>
<link rel="canonical" href="{{ .Permalink }}">
{{ range .AllTranslations }}<link rel="alternate" hreflang="{{ .Lang }}" href="{{ .RelPermalink }}">
{{ end }}</head><body><header><nav><ul>
{{ range .AllTranslations }}<li><a href="{{ .RelPermalink }}" hreflang="{{ .Lang }}">{{ .Language.LanguageName }} {{ .Title }}</a></li>
{{ end }}</ul></nav></header><main><h1>{{ .Title }}</h1>{{ .Content }}LIST
{{ with .PrevInSection }}<a rel="prev" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
{{ with .NextInSection }}<a rel="next" href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}</main></body></html>
"""
LIST = '<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>'


def hugo_site(material, merged):
    """A Hugo project of the merged pages, with less on each page than our theme has: in its favour."""
    site = material.path("hugo")
    os.makedirs(os.path.join(site, "layouts", "_default"))
    for name, listed in (("single", ""), ("list", LIST)):
        with open(os.path.join(site, "layouts", "_default", name + ".html"), "w", encoding="utf-8") as f:
            f.write(LAYOUT.replace("LIST", listed))
    shutil.copy(os.path.join(site, "layouts", "_default", "list.html"), os.path.join(site, "layouts", "index.html"))
    content = os.path.join(site, "content")
    for language in ["en", *material.languages]:
        for page in material.pages:
            source = material.path(page) if language == "en" else os.path.join(merged, language, page)
            if not os.path.exists(source):
                continue
            name = re.sub(r"(^|/)index\.md$", r"\1_index.md", page.split("/", 1)[1])  # a leaf bundle has no pages in it
            target = os.path.join(content, language, name)
            os.makedirs(os.path.dirname(target), exist_ok=True)
            with open(source, encoding="utf-8") as f, open(target, "w", encoding="utf-8") as g:
                g.write(f.read().replace("{{", "{ {"))  # the book's directives are no shortcodes
    with open(os.path.join(site, "config.toml"), "w", encoding="utf-8") as f:
        f.write('baseURL = "https://example.org/"\ntitle = "Book"\ndisableKinds = ["taxonomy", "term", "RSS"]\n'
                'defaultContentLanguage = "en"\ndefaultContentLanguageInSubdir = true\n'
                "[markup.goldmark.renderer]\nunsafe = true\n[languages]\n")
        for language in ["en", *material.languages]:
            f.write(f'[languages."{language.lower()}"]\ncontentDir = "content/{language}"\n'
                    f'languageName = "{language}"\ntitle = "Book"\n')
    return site


def change_a_message(material, number):
    """One more word in a French translation of a paragraph."""
    name = material.path("po", "fr.po" if "fr" in material.languages else material.languages[0] + ".po")
    with open(name, encoding="utf-8") as f:
        text = f.read()
    found = re.search(r'\nmsgstr "(?:[^"\\\n]{20,})[.:]?(?: \d+)?"\n\n', text[len(text) // 3:])
    at = len(text) // 3 + found.end() - 3
    with open(name, "w", encoding="utf-8") as f:
        f.write(text[:at] + f" {number}" + text[at:])


def bench_site(hexapla, material, options, rows, memory, tools):
    """Appends rows; returns the seconds of a build after one changed message, and how many files there are."""
    measure, peak_memory, row, size_of = tools
    out, state = material.path("site"), material.path(".hexapla")
    command = [hexapla, "build", "-o", out, "--quiet"]

    def clean():
        shutil.rmtree(out, ignore_errors=True)
        shutil.rmtree(state, ignore_errors=True)

    times = max(3, options.times // 3)
    run = measure(command, times, material.work, clean, (0, 1))
    made = sum(len(files) for _, _, files in os.walk(out))
    clean()
    read = material.page_bytes() + size_of(material.path(c) for c in material.catalogs)
    memory.append(("build, all languages", peak_memory(command, material.work), read))
    number = iter(range(1000))
    again = measure(command, options.times, material.work, lambda: change_a_message(material, next(number)), (0, 1))

    merged = material.path("out")
    if not os.path.isdir(merged):
        measure([hexapla, "merge", "--quiet"], 1, material.work, allowed=(0, 1))
    site = hugo_site(material, merged)
    public = os.path.join(site, "public")

    def clean_hugo():
        shutil.rmtree(public, ignore_errors=True)

    theirs = measure(["hugo", "--quiet"], 1 if options.quick else times, site, clean_hugo)
    pages = sum(name == "index.html" for _, _, files in os.walk(public) for name in files)
    if pages < len(material.pages) * len(material.languages) * 0.9:
        sys.exit(f"bench: Hugo made {pages} pages only")
    rows.append(row(f"build the site of {len(material.pages)} pages in {len(material.languages) + 1} languages: {made:,} files",
                    run, theirs, "Hugo, of the pages merged before", at_least=1))
    return again, made
