"""A schedule on paper: codes in one column, variants and notes in another, points at the right."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.fee_schedules import words
from tools.fee_schedules.schedule import Item, Note, Schedule, Thing, labels

FONTS = Path("/usr/share/fonts")
_FILES = {
    "mincho": "ipaexm.ttf", "gothic": "ipaexg.ttf", "ud": "BIZUDGothic-Regular.ttf",
    "vl": "VL-Gothic-Regular.ttf", "broad": "VL-PGothic-Regular.ttf",
    "ud mincho": "BIZUDMincho-Regular.ttf", "ume": "ume-tmo3.ttf", "ipa": "ipam.ttf",
}  # fmt: skip
OTHER_HAND = 100_000
"""Seeds of looks from here on are of another hand, in turn one of ``_HANDS``."""
HELD_HAND = 200_000
"""Seeds of looks from here on are of ``_HELD_HANDS``, which were not looked at."""
THIRD_HAND = 300_000
"""Seeds of looks from here on are of a third hand, one of ``_THIRD_HANDS``."""
THIRD_HELD_HAND = 400_000
"""Seeds of looks from here on are of ``_THIRD_HELD_HANDS``, which were not looked at."""
_NOT_FIRST = "、。）」』"
_WIDE = {ord(c): ord(c) + 0xFEE0 for c in "0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
"""Digits and letters as full-width ones."""


@dataclass(frozen=True)
class Look:
    """How a schedule is set. Measures are in points, indents in characters."""

    font: str
    size: float
    leading: float
    page: tuple[float, float]
    left: float
    right: float
    body: int
    aside: float
    """How much further in odd pages are set."""
    wide_numbers: bool
    """Whether numbers of one digit are full-width, as in notices."""
    page_number: str
    leaders: bool
    """Whether dots lead from a name to its points."""
    lead: str = "…"
    sign: bool = False
    """Whether (1) is one character."""
    gap: str = "　"
    """What stands between a label and its words."""
    bare: bool = False
    """Whether points stand without 点, which stands over their column on each page."""
    ruled: bool = False
    """Whether points have a column of their own between rules."""
    wide_points: bool = False
    """Whether all digits of points are full-width."""
    justified: bool = False
    """Whether lines that are full end at the edge."""
    every: bool = False
    """Whether 注 stands before each number of a note."""
    running: str = ""
    """What stands at the left of the head of each page."""
    behind: str = ""
    """How points stand right behind their name; not so if empty."""
    below: bool = False
    """Whether points stand at the right of a row of their own, below their name."""
    full: bool = False
    """Whether the brackets of (1) are full-width."""
    notes: float = 1.0
    """The size of notes, as a share of that of names."""
    columns: int = 1
    """Columns of a page."""
    gridded: bool = False
    """Whether rules run over each item and between names and points, with heads on each page."""

    @classmethod
    def of(cls, seed: int) -> Look:
        """The look of a seed."""
        chance = random.Random(f"look {seed}")
        if seed >= OTHER_HAND:
            hands = next(hands for first, hands in _ALL_HANDS if seed >= first)
            return hands[seed % len(hands)]
        size = chance.choice((9.0, 9.6, 10.0, 10.5))
        return cls(
            font=chance.choice(("mincho", "gothic")),
            size=size,
            leading=size * chance.choice((1.35, 1.5, 1.7)),
            page=chance.choice((A4, A4, B5)),
            left=chance.choice((50.0, 62.0, 70.0)),
            right=chance.choice((50.0, 56.0, 64.0)),
            body=chance.choice((6, 7, 8)),
            aside=chance.choice((0.0, 0.0, 12.0)),
            wide_numbers=chance.random() < 0.7,
            page_number=chance.choice(("- {} -", "{}", "医科－{}")),
            leaders=chance.random() < 0.3,
        )


_BASE = Look(
    font="ud", size=9.5, leading=15.0, page=A4, left=56.0, right=56.0, body=7, aside=0.0,
    wide_numbers=True, page_number="{}", leaders=False,
)  # fmt: skip
_HANDS = (
    replace(_BASE, bare=True, ruled=True, justified=True, page_number="{}／30",
            running="令和８年度診療報酬改定　別表"),
    replace(_BASE, font="broad", size=9.0, leading=14.0, leaders=True, lead="・", sign=True,
            wide_points=True, every=True, body=6, page_number="（{}）", aside=9.0),
    replace(_BASE, font="vl", size=10.5, leading=18.0, gap=" ", wide_numbers=False, page=B5,
            leaders=True, lead="‥", body=5, left=48.0, right=48.0, page_number="- {} -"),
)  # fmt: skip
_HELD_HANDS = (
    replace(_BASE, font="vl", size=9.0, leading=14.5, bare=True, sign=True, every=True, body=6,
            page_number="－{}－", running="点数表", leaders=True, lead="…"),
    replace(_BASE, font="ud", size=10.0, leading=16.0, ruled=True, wide_points=True, gap="",
            justified=True, left=64.0, right=50.0, page_number="{}頁"),
    replace(_BASE, font="broad", size=10.5, leading=16.5, page=B5, wide_numbers=False, gap="  ",
            body=6, aside=11.0, left=50.0, right=46.0, page_number="歯{}", running="別　表"),
)  # fmt: skip
_THIRD_HANDS = (
    replace(_BASE, font="ud mincho", size=10.0, leading=16.0, full=True, notes=0.85, behind="　",
            every=True, page_number="- {} -", left=60.0, right=60.0, running="診療報酬の算定方法"),
    replace(_BASE, font="ume", size=8.0, leading=12.5, columns=2, body=3, left=44.0, right=44.0,
            page_number="（{}頁）", wide_numbers=False, leaders=True, lead="…", gap=" "),
    replace(_BASE, font="ipa", size=9.5, leading=15.5, gridded=True, page_number="{}／{}", body=6,
            wide_points=True, notes=0.9, gap="　", running="別表第一　点数表"),
)  # fmt: skip
_THIRD_HELD_HANDS = (
    replace(_BASE, font="ipa", size=10.5, leading=17.0, below=True, notes=0.85, full=True, body=5,
            page_number="－ {} －", aside=8.0, justified=True),
    replace(_BASE, font="ud", size=8.0, leading=12.0, columns=2, body=3, left=40.0, right=42.0,
            every=True, sign=True, justified=True, page_number="{}", running="点数表（抄）"),
    replace(_BASE, font="mincho", size=9.5, leading=15.0, behind="……", notes=0.9, body=6,
            wide_numbers=False, gap=" ", page_number="p.{}", page=B5, left=50.0, right=50.0),
)  # fmt: skip
HANDS = 3
"""Looks of a hand."""
_ALL_HANDS = (
    (THIRD_HELD_HAND, _THIRD_HELD_HANDS),
    (THIRD_HAND, _THIRD_HANDS),
    (HELD_HAND, _HELD_HANDS),
    (OTHER_HAND, _HANDS),
)


def typeset(schedule: Schedule, look: Look, path: Path) -> None:
    """Write a schedule as a PDF."""
    setter = _Setter(look, path, schedule.title)
    for row in schedule.words.title:
        setter.title(row)
    setter.chapter(1, words.CHAPTERS[1])
    for number, item in enumerate(schedule.items):
        if number % 12 == 0:
            section = number // 12
            setter.section(
                section + 1, schedule.words.sections[section % len(schedule.words.sections)]
            )
        setter.item(item)
    setter.save()


class _Setter:
    def __init__(self, look: Look, path: Path, title: str) -> None:
        self.look = look
        found = next(FONTS.rglob(_FILES[look.font]))
        pdfmetrics.registerFont(TTFont(look.font, str(found)))
        self.canvas = Canvas(str(path), pagesize=look.page, invariant=1)
        self.canvas.setTitle(title)
        self.number = 0
        self.y = 0.0
        self.column = 0
        self.size = look.size
        self._turn()

    def save(self) -> None:
        self.canvas.save()

    def title(self, text: str) -> None:
        self._row(12 if self.look.columns == 1 else 2, text)

    def chapter(self, number: int, title: str) -> None:
        self._row(9 if self.look.columns == 1 else 1, f"第{_wide(number)}章　{title}")

    def section(self, number: int, title: str) -> None:
        self._row(10 if self.look.columns == 1 else 1, f"第{_wide(number)}節　{title}")
        self._row(0, "区分")

    def item(self, item: Item) -> None:
        # those of dispensing are 10の2
        printed = item.code if item.code[0].isalpha() else item.code.replace("-", "の")
        code = printed.translate(_WIDE)
        name = item.name + (f"（{item.unit}）" if item.unit else "")
        if self.look.gridded:
            self._rule()
        self._entry(0, f"{code}　{name}", item.points, len(code) + 1)
        if item.deleted:
            return
        self._things(item.variants, (), self.look.body)
        for number, note in enumerate(item.notes, 1):
            self._note(note, number, len(item.notes))

    def _things(
        self, things: list[Thing], above: tuple[str, ...], indent: int, *, kana: bool = False
    ) -> None:
        for thing, label in zip(things, labels(things, above, kana=kana), strict=True):
            printed = label if label.startswith("(") else self._number(label)
            if self.look.sign and label.startswith("("):
                printed = chr(ord("⑴") + int(label[1:-1]) - 1)
            if self.look.full and label.startswith("("):
                printed = f"（{self._number(label[1:-1])}）"
            self._entry(indent, f"{printed}{self.look.gap}{thing.name}", thing.points, 2)
            self._things(thing.children, (*above, label), indent + 1, kana=kana)

    def _note(self, note: Note, number: int, count: int) -> None:
        body = self.look.body
        if count == 1:
            head, indent = "注　", body
        elif number == 1:
            head, indent = f"注{self._number('1')}　", body
        elif self.look.every:
            head, indent = f"注{self._number(str(number))}　", body
        else:
            head, indent = f"{self._number(str(number))}　", body + 1
        self.size = self.look.size * self.look.notes
        self._prose(indent, head, self._amounts_as_printed(note.sentence()), body + 2)
        self._things(note.entries, ("注",), body + 2, kana=True)
        self.size = self.look.size

    def _amounts_as_printed(self, text: str) -> str:
        """Numbers of one digit are full-width where the look has them so."""
        if not self.look.wide_numbers:
            return text
        out = []
        for i, c in enumerate(text):
            near = text[i - 1 : i] + text[i + 1 : i + 2]
            alone = (
                c.isascii()
                and c.isdigit()
                and not any(n.isascii() and (n.isdigit() or n == ",") for n in near)
            )
            out.append(c.translate(_WIDE) if alone else c)
        return "".join(out)

    def _number(self, label: str) -> str:
        return label.translate(_WIDE) if len(label) == 1 else label

    # --- rows

    def _entry(self, indent: int, text: str, points: int | None, hang: int) -> None:
        """A name, broken where it is too long, and its points at the right edge of the last row."""
        room = self._width(indent) - 6 * self.look.size
        lines = self._broken(text, room, self._width(indent + hang) - 6 * self.look.size)
        worth = "" if points is None else self._worth(points)
        if worth and self.look.behind:
            lines[-1] += self.look.behind + worth
        for number, line in enumerate(lines):
            self._row(indent if number == 0 else indent + hang, line)
        if worth and not self.look.behind:
            if self.look.below:
                self._row(indent, "")
            x = self._end - self._text_width(worth)
            self._draw(x, worth)
            if self.look.leaders:
                at = self._start + self.look.size * (indent if len(lines) == 1 else indent + hang)
                self._lead(at + self._text_width(lines[-1]), x)

    def _worth(self, points: int) -> str:
        worth = f"{points:,}" if self.look.bare else f"{points:,}点"
        if self.look.wide_points or (self.look.wide_numbers and points < 10):
            worth = worth.translate(_WIDE)
        return worth

    def _lead(self, start: float, end: float) -> None:
        """Dots over the white between a name and its points."""
        count = int((end - start) / self.look.size) - 1
        if count > 1:
            self._draw(end - (count + 0.5) * self.look.size, self.look.lead * count)

    def _prose(self, indent: int, head: str, text: str, hang: int) -> None:
        kept = 6.5 * self.look.size if self.look.ruled or self.look.gridded else 0.0
        lines = self._broken(head + text, self._width(indent) - kept, self._width(hang) - kept)
        for number, line in enumerate(lines):
            here = indent if number == 0 else hang
            full = self.look.justified and number < len(lines) - 1
            self._row(here, line, self._width(here) - kept if full else 0.0)

    def _broken(self, text: str, first: float, others: float) -> list[str]:
        """Lines; numbers are not broken, and none begins with a closing sign."""
        lines, line, room = [], "", first
        for unit in re.findall("[0-9][0-9,]*|.", text):
            if line and self._text_width(line + unit) > room and unit not in _NOT_FIRST:
                lines.append(line)
                line, room = "", others
            line += unit
        return [*lines, line]

    def _row(self, indent: float, text: str, room: float = 0.0) -> None:
        """A row; with ``room`` (points) its characters are set apart until they fill it."""
        self._next()
        x = self._start + indent * self.look.size
        apart = (room - self._text_width(text)) / max(len(text) - 1, 1) if room else 0.0
        self._draw(x, text, max(apart, -0.08 * self.size))

    def _draw(self, x: float, text: str, apart: float = 0.0) -> None:
        self.canvas.setFont(self.look.font, self.size)
        self.canvas.drawString(x, self.y, text, charSpace=apart)

    def _next(self) -> None:
        step = self.look.leading * (1 + self.size / self.look.size) / 2
        self.y -= step
        if self.y < 70:
            if self.column + 1 < self.look.columns:
                self.column, self.y = self.column + 1, self.look.page[1] - 60
            else:
                self._turn()
            self.y -= step

    def _rule(self) -> None:
        """A rule from edge to edge over what comes next."""
        self.y -= 0.35 * self.look.leading
        if self.y > 70 + self.look.leading:
            self.canvas.setLineWidth(0.4)
            self.canvas.line(self._start - 3, self.y, self._end + 3, self.y)
        self.y -= 0.1 * self.look.leading

    def _turn(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.canvas.setFont(self.look.font, self.look.size)
        self.column = 0
        label = self.look.page_number.format(self.number, 90)
        self.canvas.drawCentredString(self.look.page[0] / 2, 36, label)
        self.y = self.look.page[1] - 60
        look = self.look
        end = look.page[0] - look.right + self._aside
        if look.running:
            self.canvas.drawString(look.left, look.page[1] - 36, look.running)
        if look.bare:
            self.canvas.drawRightString(end, self.y + 2, "点数")
        if look.gridded:
            at = end - 6 * look.size
            for word, x in (("区分", look.left), ("診療の項目", look.left + look.body * look.size),
                            ("点　数", at + 2 * look.size)):  # fmt: skip
                self.canvas.drawString(x + (0 if x > at else self._aside), self.y + 4, word)
            left = look.left + self._aside - 3
            for x in (left, at, end + 3):
                self.canvas.line(x, 62, x, self.y + 18)
            for y in (62, self.y, self.y + 18):
                self.canvas.line(left, y, end + 3, y)
        if look.ruled:
            for x in (end - 5.8 * look.size, end + 3):
                self.canvas.line(x, 60, x, look.page[1] - 48)

    @property
    def _aside(self) -> float:
        return self.look.aside if self.number % 2 else 0.0

    def _pitch(self) -> float:
        """From the beginning of a column to that of the next."""
        return (self.look.page[0] - self.look.left - self.look.right) / self.look.columns

    @property
    def _start(self) -> float:
        return self.look.left + self._aside + self.column * self._pitch()

    @property
    def _end(self) -> float:
        """Where points end."""
        return self._start + self._width(0)

    def _width(self, indent: float) -> float:
        between = 2 * self.look.size if self.look.columns > 1 else 0.0
        return self._pitch() - between - indent * self.look.size

    def _text_width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, self.look.font, self.size))


def _wide(number: int) -> str:
    return str(number).translate(_WIDE)
