"""Texts like those of real pages, as many as are wanted, and the catalogs made of them.

Each text is a chain of words, each with what follows it in the pages; so words are as frequent as there (Zipf: the
frequency falls as one over the rank). What chains alone lack is the tail: after ten thousand texts they have used every
word, and no word is rare, which is what an index is quickest to find. Real vocabularies keep growing (Heaps); so words
are coined here as fast as Git's manual pages get new ones: 5,500 in 22,000 words, 28,000 in 390,000."""
import random

HEAPS, GROWTH = 18.5, 0.57  # different words in the first n: HEAPS * n ** GROWTH
MESSAGE = (2.4, 1.0)   # the lognormal of words in a message of Git's manual pages: median 11, one in ten over 40
SENTENCE = (2.2, 0.6)  # and in a sentence: one in ten over 19
LONGEST = 200


def pages_of(material):
    for page in material.pages:
        with open(material.path(page), encoding="utf-8") as f:
            yield f.read()


class Words:
    """Endless texts, each other than the others. The same seed gives the same texts."""

    def __init__(self, pages, seed, lengths=MESSAGE):
        self.chance = random.Random(seed)
        self.lengths = lengths
        self.follows, self.begins, self.known, self.seen, self.said = {}, [], set(), set(), 0
        for page in pages:
            for line in page.splitlines():
                self._learn(line.split())
        self.stems = sorted({word for word in self.follows if word.isalpha() and len(word) > 4}) or ["hexapla"]

    def _learn(self, words):
        if len(words) > 2:
            self.begins.append(words[0])
        for word, after in zip(words, words[1:]):
            self.follows.setdefault(word, []).append(after)

    def _coin(self, before, usual):
        """A new word in the place of a usual one; what follows that may follow this, and it may come again here."""
        one, other = self.chance.choice(self.stems), self.chance.choice(self.stems)
        word = one[:2 + self.chance.randrange(len(one) - 2)] + other[len(other) // 2:]
        if word not in self.follows:
            self.follows[word] = self.follows.get(usual, self.begins)[:8]
            self.follows.setdefault(before, []).append(word)
        return word

    def _next(self, before):
        word = self.chance.choice(self.follows.get(before) or self.begins)
        self.said += 1
        if len(self.known) < HEAPS * self.said**GROWTH and word in self.known:
            word = self._coin(before, word)
        self.known.add(word)
        return word

    def text(self):
        while True:
            words = [self.chance.choice(self.begins)]
            for _ in range(min(LONGEST, int(self.chance.lognormvariate(*self.lengths)))):
                words.append(self._next(words[-1]))
            line = " ".join(words)
            if line not in self.seen:
                self.seen.add(line)
                return line

    def changed(self, text):
        """The text with one word in ten replaced, and one at least."""
        words = text.split()
        for _ in range(1 + len(words) // 10):
            words[self.chance.randrange(len(words))] = self.chance.choice(self.begins)
        line = " ".join(words)
        return line if line not in self.seen else self.text()


def translated(text):
    """No language, but one to one: each word backwards."""
    return " ".join(word[::-1] for word in text.split())


HEADER = ('msgid ""\nmsgstr ""\n"Project-Id-Version: bench\\n"\n"POT-Creation-Date: 2024-01-29 15:30+0000\\n"\n'
          '"PO-Revision-Date: 2024-01-29 15:30+0000\\n"\n"Last-Translator: \\n"\n"Language-Team: \\n"\n"Language: fr\\n"\n'
          '"MIME-Version: 1.0\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
          '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n')
ON_A_PAGE = 20


def quoted(text):
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t")
    return f'"{escaped}"'


def write_catalog(name, texts, translate=None):
    """A template, or a catalog with every text translated."""
    with open(name, "w", encoding="utf-8") as f:
        f.write(HEADER)
        for number, text in enumerate(texts):
            f.write(f"\n#: src/page-{number // ON_A_PAGE:05}.md\nmsgid {quoted(text)}\n"
                    f"msgstr {quoted(translate(text) if translate else '')}\n")


def live_messages(name):
    """How many messages a catalog has that are not obsolete, and how many of them are fuzzy."""
    with open(name, "rb") as f:
        lines = f.read().split(b"\n")
    fuzzy = sum(1 for line in lines if line.startswith(b"#,") and b"fuzzy" in line)
    return sum(1 for line in lines if line.startswith(b"msgid ")) - 1, fuzzy
