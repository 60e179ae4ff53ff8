"""An invented notice: parts, items, paragraphs and what stands within them."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from tools.fee_notices import words

KANA = "アイウエオカキクケコ"


@dataclass
class Line:
    """A lettered line within a paragraph, and those below it."""

    text: str
    below: list[Line] = field(default_factory=list)


@dataclass
class Paragraph:
    """A paragraph: its text, lines, a second paragraph without a number, a table; ``notes`` are
    those of its own item that it speaks of."""

    text: str
    lines: list[Line] = field(default_factory=list)
    further: str = ""
    rows: list[list[str]] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)


@dataclass
class Branch:
    """A title within an item and the paragraphs below it."""

    title: str
    paragraphs: list[Paragraph]


@dataclass
class Item:
    """An item, or several that share what follows: codes with their names."""

    heads: list[tuple[str, str]]
    lead: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    branches: list[Branch] = field(default_factory=list)
    deleted: bool = False
    through: str = ""
    """What stands between the first and the last code of several that are deleted together."""
    last: str = ""
    """That last code."""


@dataclass
class Section:
    """A heading, its general rules and its items."""

    title: str
    general: list[Paragraph]
    items: list[Item]


@dataclass
class Notice:
    """The notice on one schedule."""

    which: str
    sections: list[Section]


class Author:
    """Writes a notice of a seed."""

    def __init__(self, seed: int, *, rich: bool = False) -> None:
        """``rich``: with items and lines that are deleted, examples and longer names."""
        self.chance = random.Random(f"notice {seed}")
        self.rich = rich

    def notice(self, which: str = "医科") -> Notice:
        """A notice with some sections of items."""
        codes = self._codes(dispensing=which == "調剤")
        sections = [
            Section(
                title,
                self._paragraphs(self.chance.randint(2, 11)) if self.chance.random() < 0.7 else [],
                [self._item(codes) for _ in range(self.chance.randint(4, 8))],
            )
            for title in self.chance.sample(words.SECTIONS, 2 if self.rich else 4)
        ]
        return Notice(which, sections)

    def _codes(self, *, dispensing: bool) -> list[str]:
        made = []
        for base in range(60, 0, -1):
            code = f"{base:02d}" if dispensing else f"{'ABCDEJ'[(base - 1) // 10]}{base * 7:03d}"
            made += [f"{code}-{n}" for n in range(self.chance.choice((1, 1, 2, 4)), 1, -1)] + [code]
        return made

    def _item(self, codes: list[str]) -> Item:
        roll = self.chance.random()
        if roll < 0.06:
            return self._deleted(codes)
        count = 2 if roll < 0.16 else 1
        heads = [(codes.pop(), self._name()) for _ in range(count)]
        lead = self._sentence(heads[0][1]) if self.chance.random() < 0.25 else ""
        if roll > 0.85:
            titles = self.chance.sample(words.TITLES, self.chance.randint(2, 5))
            branches = [Branch(t, self._paragraphs(self.chance.randint(1, 5))) for t in titles]
            return Item(heads, "", [], branches)
        least = 0 if lead else 1
        return Item(heads, lead, self._paragraphs(self.chance.randint(least, 14), heads[0][1]))

    def _deleted(self, codes: list[str]) -> Item:
        item = Item([(codes.pop(), "削除")], deleted=True)
        if self.rich and self.chance.random() < 0.6:
            item.through = self.chance.choice(("から", "及び"))
            item.last = codes.pop()
        return item

    def _name(self) -> str:
        chance = self.chance
        name = f"{chance.choice(words.TIMES)}{chance.choice(words.MATTERS)}"
        name += chance.choice(words.SERVICES)
        if self.rich and chance.random() < 0.2:
            return name + chance.choice(words.BRACKETS)
        return name + chance.choice(("", "", "", "（１日につき）", "(Ⅰ)", "１"))

    def _paragraphs(self, count: int, name: str = "") -> list[Paragraph]:
        return [self._paragraph(name) for _ in range(count)]

    def _paragraph(self, name: str) -> Paragraph:
        chance = self.chance
        if self.rich and chance.random() < 0.04:
            return Paragraph("削除")
        notes: list[int] = []
        text = "".join(self._sentence(name) for _ in range(chance.randint(1, 3)))
        if name and chance.random() < 0.4:
            notes = sorted(chance.sample(range(1, 13), chance.randint(1, 2)))
            cited = "及び".join(f"「注{note}」" for note in notes)
            text = f"{cited}に規定する加算は、{self._sentence(name)}" + text
        lines = []
        if chance.random() < 0.35:
            text += "ただし、次に掲げるものをいう。"
            lines = [self._line(0) for _ in range(chance.randint(2, 9 if self.rich else 6))]
        rows: list[list[str]] = []
        if chance.random() < 0.06:
            rows = [["区分", "日数", "回数"]]
            rows += [[chance.choice(words.MATTERS), f"{n}日以上", f"{n}回"] for n in (14, 30, 60)]
        further = "なお、" + self._sentence(name) if not lines and chance.random() < 0.15 else ""
        if self.rich and not further and not lines and chance.random() < 0.1:
            further = chance.choice(words.FURTHER)
        return Paragraph(text, lines, further, rows, notes)

    def _line(self, depth: int) -> Line:
        chance = self.chance
        text = self._sentence("") if chance.random() < 0.5 else chance.choice(words.ENTRIES)
        if self.rich and chance.random() < 0.05:
            return Line("削除")
        below = []
        if depth < 2 and chance.random() < 0.15:
            below = [self._line(depth + 1) for _ in range(chance.randint(2, 3))]
        return Line(text, below)

    def _sentence(self, name: str) -> str:
        chance = self.chance
        text: str = chance.choice(words.SENTENCES)
        return text.format(
            name=name or "当該管理料",
            matter=chance.choice(words.MATTERS),
            time=chance.choice(words.TIMES),
            service=chance.choice(words.SERVICES),
            code=f"{chance.choice('BCH')}{chance.randint(1, 99):03d}",
            small=chance.randint(1, 9),
            number=chance.randint(10, 300),
        )
