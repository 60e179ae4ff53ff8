"""A schedule on paper: codes in one column, variants and notes in another, points at the right."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from pathlib import Path

from reportlab.lib.pagesizes import A4, B5
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tools.fee_schedules import words
from tools.fee_schedules.schedule import Item, Note, Schedule, Thing, labels

FONTS = Path("/usr/share/fonts")
_FILES = {"mincho": "ipaexm.ttf", "gothic": "ipaexg.ttf"}
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

    @classmethod
    def of(cls, seed: int) -> Look:
        """The look of a seed."""
        chance = random.Random(f"look {seed}")
        size = chance.choice((9.0, 9.6, 10.0, 10.5))
        return cls(
            font=chance.choice(tuple(_FILES)),
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


def typeset(schedule: Schedule, look: Look, path: Path) -> None:
    """Write a schedule as a PDF."""
    setter = _Setter(look, path, schedule.title)
    setter.chapter(1, words.CHAPTERS[1])
    for number, item in enumerate(schedule.items):
        if number % 12 == 0:
            section = number // 12
            setter.section(section + 1, words.SECTIONS[section % len(words.SECTIONS)])
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
        self._turn()

    def save(self) -> None:
        self.canvas.save()

    def chapter(self, number: int, title: str) -> None:
        self._row(9, f"第{_wide(number)}章　{title}")

    def section(self, number: int, title: str) -> None:
        self._row(10, f"第{_wide(number)}節　{title}")
        self._row(0, "区分")

    def item(self, item: Item) -> None:
        code = item.code.translate(_WIDE)
        name = item.name + (f"（{item.unit}）" if item.unit else "")
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
            self._entry(indent, f"{printed}　{thing.name}", thing.points, 2)
            self._things(thing.children, (*above, label), indent + 1, kana=kana)

    def _note(self, note: Note, number: int, count: int) -> None:
        body = self.look.body
        if count == 1:
            head, indent = "注　", body
        elif number == 1:
            head, indent = f"注{self._number('1')}　", body
        else:
            head, indent = f"{self._number(str(number))}　", body + 1
        self._prose(indent, head, self._amounts_as_printed(note.sentence()), body + 2)
        self._things(note.entries, ("注",), body + 2, kana=True)

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
        for number, line in enumerate(lines):
            self._row(indent if number == 0 else indent + hang, line)
        if points is not None:
            worth = f"{points:,}点"
            if self.look.wide_numbers and points < 10:
                worth = worth.translate(_WIDE)
            x = self.look.page[0] - self.look.right - self._text_width(worth) + self._aside
            self.canvas.drawString(x, self.y, worth)
            if self.look.leaders:
                at = (
                    self.look.left
                    + self._aside
                    + self.look.size * (indent if len(lines) == 1 else indent + hang)
                )
                self._lead(at + self._text_width(lines[-1]), x)

    def _lead(self, start: float, end: float) -> None:
        """Dots over the white between a name and its points."""
        count = int((end - start) / self.look.size) - 1
        if count > 1:
            self.canvas.drawString(end - (count + 0.5) * self.look.size, self.y, "…" * count)

    def _prose(self, indent: int, head: str, text: str, hang: int) -> None:
        lines = self._broken(head + text, self._width(indent), self._width(hang))
        for number, line in enumerate(lines):
            self._row(indent if number == 0 else hang, line)

    def _broken(self, text: str, first: float, others: float) -> list[str]:
        """Lines; numbers are not broken, and none begins with a closing sign."""
        lines, line, room = [], "", first
        for unit in re.findall("[0-9][0-9,]*|.", text):
            if line and self._text_width(line + unit) > room and unit not in _NOT_FIRST:
                lines.append(line)
                line, room = "", others
            line += unit
        return [*lines, line]

    def _row(self, indent: float, text: str) -> None:
        self.y -= self.look.leading
        if self.y < 70:
            self._turn()
            self.y -= self.look.leading
        x = self.look.left + self._aside + indent * self.look.size
        self.canvas.drawString(x, self.y, text)

    def _turn(self) -> None:
        if self.number:
            self.canvas.showPage()
        self.number += 1
        self.canvas.setFont(self.look.font, self.look.size)
        label = self.look.page_number.format(self.number)
        self.canvas.drawCentredString(self.look.page[0] / 2, 36, label)
        self.y = self.look.page[1] - 60

    @property
    def _aside(self) -> float:
        return self.look.aside if self.number % 2 else 0.0

    def _width(self, indent: float) -> float:
        return self.look.page[0] - self.look.left - self.look.right - indent * self.look.size

    def _text_width(self, text: str) -> float:
        return float(pdfmetrics.stringWidth(text, self.look.font, self.look.size))


def _wide(number: int) -> str:
    return str(number).translate(_WIDE)
