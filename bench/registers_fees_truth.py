"""The truth of a fee schedule: a reader of the edited text that knows nothing of the register's.

A volunteer edited the text of every page: runs of spaces stand for indentation (a full-width
character is two wide) and for the white before the points. This reader goes by these runs alone.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from shiryokan.japanese.codepoints import readable

IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオク"
    "ヤマケフコエテアサキユメミシヱヒモセスン"
)
_CODE = re.compile(
    r"^ {0,4}((?:[Ａ-Ｚ][０-９]{3}(?:[－―‐][０-９0-9]+)*|[０-９]{2}(?:の[０-９0-9]+)*)"
    r"(?:(?:から|及び)(?:[Ａ-Ｚ][０-９]{3}(?:－[０-９0-9]+)*|[０-９]{2})(?:まで)?)?)(?= |$) *(.*)$"
)
_HEAD = re.compile(r"^ *(第[0-9０-９]+([章部節款])) +(\S.*)$")
_LONE = re.compile(r"^ {0,3}(通則|区分) *$")
_GROUP = re.compile(r"^ {13,16}（[^。]*）$")
_PARTS = re.compile(r"^( *)(\S+?)(?: +(.*))?$")
_FORMS = (
    ("digit", re.compile(r"([0-9０-９]{1,3})(?:(?:から|及び)[0-9０-９]{1,3}(?:まで)?)?")),
    ("kana", re.compile(r"([ァ-ヶへ二]{1,2})(?:(?:から|及び)[ァ-ヶ]{1,2}(?:まで)?)?")),
    (
        "paren",
        re.compile(r"([（(][0-9０-９]+[）)])(?:(?:から|及び)[（(][0-9０-９]+[）)](?:まで)?)?"),
    ),
    ("circle", re.compile(r"([①-⑳])")),
)
_TAIL = re.compile(r"(?:^| |(?<=）))([0-9,０-９]+)点(?: ?（.*)?$")


def plain(text: str) -> str:
    """What is compared: without white space, radicals and widths and dashes made one."""
    text = unicodedata.normalize("NFKC", readable(text)).replace("へ", "ヘ")
    text = re.sub("[〜～~∼]", "~", re.sub("[‐‑–—―−－-]", "-", text))
    return re.sub(r"\s", "", text)


@dataclass
class TrueVariant:
    """A variant: its label path, name and worth in one, and its points."""

    label: tuple[str, ...]
    text: str = ""
    points: int | None = None


@dataclass
class TrueNote:
    """A note: the variant it is set under, its number and its whole text."""

    owner: tuple[str, ...]
    number: str
    text: str


@dataclass
class TrueItem:
    """An item: its code, name and worth in one, points, variants, notes; headings above it."""

    code: str
    page: int
    text: str = ""
    points: int | None = None
    variants: list[TrueVariant] = field(default_factory=list)
    notes: list[TrueNote] = field(default_factory=list)
    place: str = ""


class Reader:
    """Reads the lines of an edited text one by one."""

    def __init__(self) -> None:
        self.items: list[TrueItem] = []
        self.page = 0
        self.item: TrueItem | None = None
        self.stack: list[tuple[int, str, int, str]] = []
        self.note_at: int | None = None
        self.last: TrueVariant | None = None
        self.headings: dict[str, str] = {}
        self.group = ""

    def feed(self, line: str) -> None:
        """One line of the text."""
        if line.startswith("#"):
            found = re.search(r"page: (\d+)", line)
            self.page = int(found[1]) if found else self.page
            return
        code = _CODE.match(line)
        if code and not (code[1][0] in "０１２３４５６７８９" and len(code[1]) < 2):
            self._start(code[1], code[2])
        elif head := _HEAD.match(line):
            self._heading(head[2], f"{head[1]} {head[3]}")
        elif _LONE.match(line) or _GROUP.match(line):
            self.item = None
            self.group = line.strip() if _GROUP.match(line) else ""
        elif self.item is not None and line.strip():
            self._inside(self.item, line)

    def _heading(self, level: str, text: str) -> None:
        self.item, self.group = None, ""
        below = "章部節款"["章部節款".index(level) :]
        self.headings = {k: v for k, v in self.headings.items() if k not in below} | {level: text}

    def _start(self, printed: str, rest: str) -> None:
        self.stack, self.note_at, self.last = [], None, None
        for code in spread(printed):
            self.item = TrueItem(code, self.page)
            self.item.place = " ".join([*self.headings.values(), self.group])
            self.items.append(self.item)
            self._add(self.item, rest)

    def _inside(self, item: TrueItem, line: str) -> None:
        indent = len(line) - len(line.lstrip(" "))
        text = line.strip()
        if re.match(r"注[0-9０-９]* |注[0-9０-９]*$", text) and (
            self.note_at is None or indent <= self.note_at
        ):
            self._note(item, indent, text[1:])
        elif self.note_at is not None and indent >= self.note_at:
            self._in_note(item, indent, text)
        else:
            self.note_at = None
            self._variant(item, indent, text)

    def _note(self, item: TrueItem, indent: int, text: str) -> None:
        number, _, rest = text.partition(" ")
        owner = tuple(each[3] for each in self.stack if each[0] < indent - 1)
        self.stack = [each for each in self.stack if each[0] < indent - 1]
        item.notes.append(TrueNote(owner, unicodedata.normalize("NFKC", number), rest))
        self.note_at = indent

    def _in_note(self, item: TrueItem, indent: int, text: str) -> None:
        note = item.notes[-1]
        found = re.match(r"([0-9０-９]{1,2}) +(.*)", text)
        near = self.note_at is not None and indent <= self.note_at + 3
        if found and note.number and near and int(found[1]) - int(note.number) in (1, 2, 3):
            item.notes.append(TrueNote(note.owner, str(int(found[1])), found[2]))
        else:
            note.text += text

    def _variant(self, item: TrueItem, indent: int, text: str) -> None:
        parts = _PARTS.match(text)
        if parts and text[len(parts[2]) :][:1] in (" ", ""):
            for kind, form in _FORMS:
                found = form.fullmatch(parts[2])
                if found and self._fits(kind, found[1], indent):
                    self._open(item, indent, kind, found[1], parts[2], parts[3] or "")
                    return
        self._add(self.last or item, text)

    def _fits(self, kind: str, label: str, indent: int) -> bool:
        ordinal = _ordinal(kind, label)
        for at, other, last, _ in reversed(self.stack):
            if other == kind and abs(at - indent) <= 1:
                return ordinal > last
        return ordinal == 1 and (not self.stack or indent > self.stack[-1][0])

    def _open(
        self, item: TrueItem, indent: int, kind: str, label: str, printed: str, rest: str
    ) -> None:
        while (
            self.stack
            and self.stack[-1][0] >= indent - 1
            and not (self.stack[-1][0] == indent - 1 and self.stack[-1][1] != kind)
        ):
            self.stack.pop()
        shown = _shown(printed)
        path = (*(each[3] for each in self.stack), shown)
        last = _ordinal(kind, label)
        for more in re.findall(r"[0-9０-９]+|[ァ-ヶ]+", printed)[1:]:
            last = max(last, _ordinal(kind, more))
        self.stack.append((indent, kind, last, shown))
        self.last = TrueVariant(path)
        item.variants.append(self.last)
        self._add(self.last, rest)

    def _add(self, to: TrueVariant | TrueItem, text: str) -> None:
        found = _TAIL.search(text)
        if found and to.points is None:
            to.points = int(unicodedata.normalize("NFKC", found[1]).replace(",", ""))
        to.text += text


def _shown(printed: str) -> str:
    label = "".join(c if "①" <= c <= "⑳" else unicodedata.normalize("NFKC", c) for c in printed)
    return label.replace("へ", "ヘ").replace("二", "ニ")


def _ordinal(kind: str, label: str) -> int:
    label = _shown(label)
    if kind == "kana":
        places = [IROHA.find(c) + 1 for c in label]
        return 0 if 0 in places else places[-1] + 48 * (places[0] if len(places) > 1 else 0)
    if kind == "circle":
        return ord(label) - ord("①") + 1
    return int(label.strip("()"))


def spread(printed: str) -> list[str]:
    """The codes of a row; of a range of deleted ones all that its ends tell of."""
    text = unicodedata.normalize("NFKC", printed).replace("の", "-").replace("―", "-")
    if "及び" in text:
        return text.split("及び")
    if "から" not in text:
        return [text]
    a, b = text.removesuffix("まで").split("から")
    letter = a[0] if a[0].isalpha() else ""
    left, right = a.removeprefix(letter).split("-"), b.removeprefix(letter).split("-")
    if len(left) == len(right) == 1:
        width = len(left[0])
        return [f"{letter}{n:0{width}d}" for n in range(int(left[0]), int(right[0]) + 1)]
    if left[0] == right[0]:
        head, codes = f"{letter}{left[0]}", [a]
        low = int(left[1]) if len(left) > 1 else 1
        codes += [f"{head}-{n}" for n in range(low + 1, int(right[1]) + 1)]
        if len(right) > 2:
            codes += [f"{head}-{right[1]}-{n}" for n in range(2, int(right[2]) + 1)]
        return codes
    return [a, *(f"{letter}{n:03d}" for n in range(int(left[0]) + 1, int(right[0]) + 1))]


def read(text: str) -> list[TrueItem]:
    """The items of an edited text."""
    reader = Reader()
    for line in text.splitlines():
        reader.feed(line.rstrip().replace("　", "  "))
    return reader.items
