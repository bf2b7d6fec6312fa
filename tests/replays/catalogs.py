"""Reading catalogs, as much of them as the measurements need."""
import gzip
import re

ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "a": "\a", "b": "\b", "f": "\f", "v": "\v"}
LINE = re.compile(r'(#~)?\s*(#\||\|)?\s*(msgctxt|msgid_plural|msgid|msgstr)?(?:\[(\d+)\])?\s*"(.*)"\s*$')


class Message:
    def __init__(self):
        self.fields = {}  # "msgid", "msgstr0", "previous msgid"…
        self.fuzzy = self.obsolete = False

    def get(self, name):
        return self.fields.get(name, "")

    key = property(lambda self: (self.fields.get("msgctxt"), self.get("msgid")))
    texts = property(lambda self: [text for name, text in sorted(self.fields.items()) if name.startswith("msgstr")])
    text = property(lambda self: "\n".join(self.texts))
    translated = property(lambda self: bool(self.texts) and all(self.texts) and not self.fuzzy)


def read(file):
    """The messages of a catalog, zipped or not, without its header."""
    messages, message, field = [], Message(), None

    def close():
        nonlocal message, field
        if message.get("msgid"):
            messages.append(message)
        message, field = Message(), None

    with (gzip.open if file.endswith(".gz") else open)(file, "rt", encoding="utf-8", newline="\n") as lines:
        for line in lines:
            found = LINE.match(line)
            if found:
                obsolete, previous, name, form, literal = found.groups()
                if name:
                    full = ("previous " if previous else "") + name + (form or "0" if name == "msgstr" else "")
                    if field and field.startswith("msgstr") and not full.startswith("msgstr"):
                        close()
                    field = full
                    message.fields[field] = ""
                message.obsolete = bool(obsolete)
                message.fields[field] += re.sub(r"\\(.)", lambda one: ESCAPES.get(one[1], one[1]), literal)
                continue
            if field and field.startswith("msgstr"):
                close()
            if line.startswith("#,") and "fuzzy" in line:
                message.fuzzy = True
    close()
    return messages
