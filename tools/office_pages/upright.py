"""Vertical text: lines from right to left, in one tier or several."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tools.office_pages.press import Press
from tools.office_pages.setting import Letters, broken
from tools.office_pages.truth import Column, FieldKind
from tools.office_pages.words.author import KANJI, kanji_number

FULL_SHIFT = 0xFEE0


def upright_text(text: str) -> str:
    """A text as it is set upright: numbers in Kanji, Latin as wide as Kanji."""
    text = unicodedata.normalize("NFKC", text).replace(",", "")
    text = re.sub(r"\d{4}(?=年)", lambda m: _digits(m[0]), text)
    text = re.sub(r"(\d+)\.(\d+)", lambda m: f"{_kanji(m[1])}・{_digits(m[2])}", text)
    text = re.sub(r"\d+", lambda m: _kanji(m[0]), text)
    return "".join(
        chr(ord(c) + FULL_SHIFT) if "!" <= c <= "~" else "　" if c == " " else c for c in text
    )


def _kanji(text: str) -> str:
    return kanji_number(int(text)) if int(text) < 10_000 and len(text) < 5 else _digits(text)


def _digits(text: str) -> str:
    return "".join(KANJI[int(digit)] for digit in text)


@dataclass
class Tiers:
    """Tiers of upright lines, one below the other; a page is filled tier by tier."""

    press: Press
    letters: Letters
    count: int
    gap: float = 0.0
    ruled: bool = False
    tier: int = 0
    x: float = 0.0

    def __post_init__(self) -> None:
        self._begin(self.press.y)

    def _begin(self, top: float) -> None:
        press = self.press
        self.top = top
        self.height = (press.bottom - top - self.gap * (self.count - 1)) / self.count
        self.tier, self.x = 0, press.right
        left, right, style = press.left, press.right, press.style
        for number in range(self.count):
            y = top + number * (self.height + self.gap)
            sides = (round(left, 2), round(right, 2))
            press.page.columns.append(Column(*sides, round(y, 2), round(y + self.height, 2)))
            if self.ruled and number:
                at = y - self.gap / 2
                press.canvas.rule(left, at, right, at, style.rule_weight, "solid", False)

    @property
    def used(self) -> float:
        """How many tiers are full, those of earlier pages among them."""
        before = (self.press.page.number - 1) * self.count
        return before + self.tier + (self.press.right - self.x) / self.press.room

    @property
    def step(self) -> float:
        """From the middle of a line to that of the next."""
        return self.letters.size * max(self.press.style.pitch, 1.35)

    def paragraph(
        self, text: str, *, kind: FieldKind = "paragraph", indent: float = 0.0, hang: float = 0.0,
        size: float | None = None, heavy: bool = False, low: bool = False,
    ) -> None:  # fmt: skip
        """A paragraph; ``indent`` of its first line, ``hang`` of the others, in letters.

        ``low`` puts it at the foot of the tier. Its parts on two pages are two fields.
        """
        text = upright_text(text)
        letters = self.press.letters(heavy=heavy, size=size or self.letters.size)
        wide = letters.size
        room, first = self.height - hang * wide, (indent - hang) * wide
        lines = broken(text, lambda _: wide, room, first)
        held: list[tuple[str, float, float]] = []
        begun = done = 0
        for number, line in enumerate(lines):
            if self._is_full():
                if held:
                    self.press.upright(kind, held, text[begun:done], letters)
                held, begun = [], done
                self.press.turn()
                self._begin(self.press.top)
            top = self.top + self.tier * (self.height + self.gap)
            y = top + (hang if number else indent) * wide
            if low:
                y = top + self.height - (len(line) + 1) * wide
            held.append((line, self.x - self.step / 2, y))
            done = text.find(line.strip(), done) + len(line.strip())
            self.x -= self.step
        self.press.upright(kind, held, text[begun:], letters)

    def _is_full(self) -> bool:
        """Whether a new page is needed; goes to the next tier where there is one."""
        if self.x - self.step >= self.press.left - 1:
            return False
        self.tier += 1
        self.x = self.press.right
        return self.tier == self.count

    def skip(self, lines: float = 1.0) -> None:
        """Leave white."""
        self.x -= lines * self.step
