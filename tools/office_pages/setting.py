"""Sets text into lines: where they break, and where each character stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from tools.office_pages.fonts import LAST_RESORT, Font, font
from tools.office_pages.truth import Box

Align = Literal["left", "right", "center", "justify", "even"]
NOT_FIRST = (
    "、。，．・：；？！）」』】〕〉》］｝ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ々％%,.)]:;"
)
NOT_LAST = "（「『【〔〈《［｛([△￥"
IN_NUMBER = "△0123456789０１２３４５６７８９,.，．%％"
ASCENT, DESCENT = 0.9, 0.16
# from the top of a line to its baseline, in sizes
BASELINE = 0.88
# wider gaps than this share of the size are not made to justify a line
MOST_STRETCH = 0.45
SLACK = 0.01


@dataclass(frozen=True)
class Letters:
    """A font at a size; ASCII is set in a font of its own.

    ``scale`` narrows all letters; ``tracking`` is white after each of them, in points.
    """

    font: str
    latin: str
    size: float
    scale: float = 1.0
    tracking: float = 0.0

    def sized(self, size: float) -> Letters:
        """These letters at another size, with white between them in proportion."""
        return replace(self, size=size, tracking=self.tracking * size / self.size)

    def font_of(self, character: str) -> Font:
        """The font of a character: another where this one does not have it."""
        return _face(self.font, self.latin)[character][0]

    def width(self, character: str) -> float:
        """The width of a character in points."""
        return _face(self.font, self.latin)[character][1] * self.size * self.scale + self.tracking

    def length(self, text: str) -> float:
        """The width of a text in points."""
        face = _face(self.font, self.latin)
        wide = sum([face[character][1] for character in text]) * self.size * self.scale
        return wide + self.tracking * len(text)


class _Face(dict[str, tuple[Font, float]]):
    """The font of each character and its width in ems, found when first asked for."""

    def __init__(self, name: str, latin: str) -> None:
        self.name, self.latin = name, latin

    def __missing__(self, character: str) -> tuple[Font, float]:
        chosen = font(self.latin if character.isascii() else self.name)
        chosen = chosen if chosen.has(character) else font(LAST_RESORT)
        found = self[character] = (chosen, chosen.width(character) / 1000)
        return found


@cache
def _face(name: str, latin: str) -> _Face:
    return _Face(name, latin)


@dataclass
class SetLine:
    """A line in its place: where each character begins and the last one ends.

    ``at`` is the baseline (its y) of a line across, the middle (its x) of an upright one.
    """

    text: str
    letters: Letters
    starts: list[float]
    end: float
    at: float
    vertical: bool = False
    colour: tuple[float, float, float] | None = None
    table: int = -1
    row: int = -1
    col: int = -1

    @property
    def box(self) -> Box:
        """The box of its characters but white space at its ends."""
        shown = [i for i, character in enumerate(self.text) if not character.isspace()]
        first, last = (shown[0], shown[-1]) if shown else (0, len(self.text) - 1)
        start = self.starts[first]
        end = (
            self.starts[last + 1]
            if last + 1 < len(self.text) and not self._gap(last)
            else self._after(last)
        )
        size = self.letters.size
        if self.vertical:
            return (self.at - size / 2, start, self.at + size / 2, end)
        return (start, self.at - ASCENT * size, end, self.at + DESCENT * size)

    def _gap(self, number: int) -> bool:
        return number + 1 < len(self.text)

    def _after(self, number: int) -> float:
        if number == len(self.text) - 1:
            return self.end
        step = self.letters.size if self.vertical else self.letters.width(self.text[number])
        return self.starts[number] + step

    def part(self, first: int, last: int) -> SetLine:
        """The characters ``first`` to ``last`` (not counted) as a line of their own."""
        end = self.starts[last] if last < len(self.text) else self.end
        return replace(self, text=self.text[first:last], starts=self.starts[first:last], end=end)

    def joined(self, other: SetLine) -> SetLine:
        """This line and another on its baseline, right of it and in the same letters, as one."""
        text, starts = self.text + other.text, [*self.starts, *other.starts]
        return replace(self, text=text, starts=starts, end=other.end)


def units(text: str) -> list[str]:
    """What a line is not broken within: ASCII words, numbers of any width, single characters."""
    found: list[str] = []
    for character in text:
        last = found[-1][-1] if found else " "
        word = last.isascii() and not last.isspace() and character.isascii()
        if (word and not character.isspace()) or (last in IN_NUMBER and character in IN_NUMBER):
            found[-1] += character
        else:
            found.append(character)
    return found


def broken(text: str, width: Callable[[str], float], room: float, first: float = 0.0) -> list[str]:
    """The lines of a text: no wider than ``room``, the first one ``first`` less.

    No line begins with a closing mark or ends with an opening one (JIS X 4051, pushed out).
    """
    lines: list[str] = []
    line, used, most = "", 0.0, room - first
    for unit in units(text):
        for piece in list(unit) if sum(map(width, unit)) > room else [unit]:
            added = piece
            if line and used + sum(map(width, piece)) > most + SLACK:
                kept, line = _parted(line, piece)
                lines.append(kept)
                added = piece if line else piece.lstrip()
                used, most = sum(map(width, line)), room
            line += added
            used += sum(map(width, added))
    return [*lines, line] if line else lines


def _parted(line: str, unit: str) -> tuple[str, str]:
    """The line without, and with only, what has to go over to the next line before ``unit``."""
    kept, carried = line, ""
    while len(kept) > 1 and ((carried or unit)[0] in NOT_FIRST or kept[-1] in NOT_LAST):
        kept, carried = kept[:-1], kept[-1] + carried
        if len(carried) > 4:
            return line, ""
    return kept.rstrip(), carried


def set_line(
    text: str, letters: Letters, x: float, y: float, room: float, align: Align, *, last: bool = True
) -> SetLine:
    """A line within ``room`` from ``x``. A last line is not justified; an even one always fills."""
    wide = letters.length(text) - letters.tracking
    free = room - wide
    gap, start = 0.0, x
    if align == "right":
        start = x + free
    elif align == "center":
        start = x + free / 2
    elif align == "even" and len(text) > 1 and free > 0:
        gap = free / (len(text) - 1)
    elif align == "even" and free > 0:
        start = x + free / 2
    elif align == "justify" and not last and len(text) > 1:
        gap = free / (len(text) - 1)
        if gap > MOST_STRETCH * letters.size:
            gap = 0.0
    starts = []
    for character in text:
        starts.append(start)
        start += letters.width(character) + gap
    return SetLine(text, letters, starts, start - gap - letters.tracking, y)


def set_upright(text: str, letters: Letters, x: float, y: float, gap: float = 0.0) -> SetLine:
    """A vertical line whose middle is ``x`` and whose first character begins at ``y``."""
    step = letters.size + gap
    starts = [y + number * step for number in range(len(text))]
    return SetLine(text, letters, starts, y + step * len(text) - gap, x, vertical=True)
