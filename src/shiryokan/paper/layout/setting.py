"""Lines as values: the text of a row of chunks, with the place of each character."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub

import numpy as np

from shiryokan.paper.glyphs import Bools, Ints
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.frames import Turn
from shiryokan.paper.layout.lines import BULLETS, Row, is_lead
from shiryokan.paper.layout.marks import Marks
from shiryokan.paper.layout.nodes import SURE, Sure
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.layout.strikes import Strikes
from shiryokan.paper.layout.struck_words import Laid, without_struck
from shiryokan.paper.model import UNREADABLE, Box, Direction, Line, Reason, Ruby

_DIRECTIONS: tuple[Direction, ...] = ("ltr", "ttb", "rtl", "btt")
_READABLE = PARAMS.setting.readable
_SPACE_BOTH_LATIN = PARAMS.setting.space_both_latin
_SPACE_MIXED = PARAMS.setting.space_mixed
_SPACE_WIDE = PARAMS.setting.space_wide
_BEHIND_LEAD = PARAMS.setting.behind_lead
_SPACE_OF_FILE = PARAMS.setting.space_of_file
_SPACE_IDEOGRAPHIC = PARAMS.setting.space_ideographic
_IDEOGRAPHIC = 0x3000
_PENALTY: dict[Reason, float] = {
    "unmapped": 0.5, "overlap": 0.4, "invisible": 0.3, "covered": 0.4, "size": 0.2,
}  # fmt: skip


class _Narrow(dict[str, bool]):
    """Whether a character is one of those that are written with spaces between words."""

    def __missing__(self, character: str) -> bool:
        self[character] = ord(character) < 0x2E80 and not 0x2190 <= ord(character) < 0x2800
        return self[character]


_NARROW = _Narrow()


@dataclass(slots=True)
class Sheet:
    """What is needed to set the lines of one frame: marks, their places as plain lists."""

    marks: Marks
    turn: Turn
    before: list[int]
    """The code point of the space of the file before each mark, 0 where there is none."""
    x0: list[float]
    x1: list[float]
    doubtful: dict[int, tuple[Reason, ...]]
    """Why a mark may be wrong, of those that may."""
    strikes: Strikes
    drawn: frozenset[int]
    """The marks that are struck out or underlined."""
    any_bold: bool

    @staticmethod
    def of(marks: Marks, turn: Turn, before: Ints, overlapping: Bools, strikes: Strikes) -> Sheet:
        """``before`` and ``overlapping`` are (n,), as the marks are."""
        marked = marks.suspect | marks.invisible | marks.covered | overlapping
        doubtful: dict[int, tuple[Reason, ...]] = {}
        for i in np.flatnonzero(marked).tolist():
            reasons: list[Reason] = []
            if marks.suspect[i]:
                reasons.append("unmapped")
            if marks.invisible[i]:
                reasons.append("invisible")
            if marks.covered[i]:
                reasons.append("covered")
            if overlapping[i]:
                reasons.append("overlap")
            doubtful[i] = tuple(reasons)
        return Sheet(
            marks, turn, before.tolist(), np.round(marks.box[:, 0], 1).tolist(),
            np.round(marks.box[:, 2], 1).tolist(),
            doubtful, strikes,
            frozenset(np.flatnonzero(strikes.struck | strikes.underlined).tolist()),
            bool(marks.bold.any()),
        )  # fmt: skip

    def move(self, lefts: dict[int, float]) -> None:
        """Set marks into their lines at these left edges, by their indices; they end where they
        did, and not before they begin."""
        for mark, left in lefts.items():
            self.x0[mark] = round(left, 1)
            self.x1[mark] = max(self.x1[mark], self.x0[mark])

    def line(self, row: Row[Chunk], sure: Sure = SURE) -> Line:
        """The line that the chunks of ``row`` make, on the page as seen.

        ``sure`` is how sure it is that it is a line and stands where it belongs.
        """
        pieces: list[str] = []
        edges: list[float] = []
        ruby: list[Ruby] = []
        places: list[tuple[int, int]] = []
        reasons: set[Reason] = {sure.doubt} if sure.doubt else set()
        if min([chunk.size for chunk in row.items]) < _READABLE:
            reasons.add("size")
        last, end = "", 0.0
        for number, chunk in enumerate(row.items):
            begins = list(map(self.x0.__getitem__, chunk.marks))
            ends = list(map(self.x1.__getitem__, chunk.marks))
            if last:
                gap, spaced = (begins[0] - end) / chunk.size, self.before[chunk.marks[0]]
                space = _space(last, chunk.text[0], gap, spaced)
                if not space and number == 1 and _is_behind_lead(row.items[0].text, chunk, gap):
                    space = "\u3000"
                _put(space, end, pieces, edges)
            offsets = self._set(chunk, begins, ends, pieces, edges)
            if self.drawn:
                places += zip(offsets, chunk.marks, strict=True)
            ruby += [Ruby(offsets[a], offsets[b - 1] + 1, text) for a, b, text in chunk.ruby]
            if self.doubtful:
                reasons.update(
                    *(
                        self.doubtful[m]
                        for m in chunk.marks
                        if m in self.doubtful and not self.strikes.struck[m]
                    )
                )
            last, end = chunk.text[-1], ends[-1]
        edges.append(end)
        text, turned = "".join(pieces), self.turn.quarters
        laid = Laid(text, edges, ruby)
        if self.drawn and any(mark in self.drawn for _, mark in places):
            box = (row.x0, row.y0, row.x1, row.y1)
            laid = without_struck(laid, places, self.strikes, self.marks.box, box, self.seen)
            text, edges = laid.text, laid.edges
        why = tuple(sorted(reasons))
        return Line(
            text=text,
            bbox=self.seen((row.x0, row.y0, row.x1, row.y1)),
            edges=tuple(edges if turned == 0 else [round(v, 1) for v in self.turn.along(edges)]),
            direction=_DIRECTIONS[turned],
            ruby=tuple(laid.ruby),
            confidence=_confidence(why, text, sure.confidence),
            reasons=why,
            struck=tuple(laid.struck),
            underlined=tuple(laid.underlined),
        )

    def _set(
        self, chunk: Chunk, begins: list[float], ends: list[float], pieces: list[str],
        edges: list[float],
    ) -> Sequence[int]:  # fmt: skip
        """Set a chunk's characters behind ``pieces``, with spaces where it has them; the place of
        each character in the line."""
        em, text, first = chunk.size, chunk.text, len(edges)
        widest = max(map(sub, begins[1:], ends), default=0.0)
        if widest / em < _SPACE_OF_FILE:
            # so close together there is no space between any two
            pieces.append(text)
            edges += begins
            return range(first, first + len(text))
        offsets = []
        for at, (character, start) in enumerate(zip(text, begins, strict=True)):
            if at:
                gap, spaced = (start - ends[at - 1]) / em, self.before[chunk.marks[at]]
                _put(_space(text[at - 1], character, gap, spaced), ends[at - 1], pieces, edges)
            offsets.append(len(edges))
            pieces.append(character)
            edges.append(start)
        return offsets

    def seen(self, box: tuple[float, float, float, float]) -> Box:
        """A box of the turned frame, on the page as seen."""
        x0, y0, x1, y1 = box
        if self.turn.quarters:
            width, height = self.turn.size
            match self.turn.quarters:
                case 1:
                    x0, y0, x1, y1 = height - y1, x0, height - y0, x1
                case 2:
                    x0, y0, x1, y1 = width - x1, height - y1, width - x0, height - y0
                case 3:
                    x0, y0, x1, y1 = y0, width - x1, y1, width - x0
        return Box(round(x0, 2), round(y0, 2), round(x1, 2), round(y1, 2))


def _put(space: str, at: float, pieces: list[str], edges: list[float]) -> None:
    if space:
        pieces.append(space)
        edges.append(at)


def _is_behind_lead(lead: str, chunk: Chunk, gap: float) -> bool:
    """Whether ``lead`` is a number or a sign without a bracket or stop of its own, and the words
    ``chunk`` stand ``gap`` ems behind it: half a space is set there, and no file has it."""
    bare = lead[-1:].isalnum() or lead[-1:] in BULLETS
    return gap >= _BEHIND_LEAD and bare and chunk.text[:1].isalpha() and is_lead(lead)


def _space(last: str, character: str, gap: float, of_file: int) -> str:
    """What stands between two characters ``gap`` ems apart; ``of_file`` is the space that the file
    has there, 0 for none."""
    if gap < _SPACE_OF_FILE:
        return ""
    narrow = _NARROW[last] + _NARROW[character]
    if narrow == 0:
        least = _SPACE_IDEOGRAPHIC if of_file == _IDEOGRAPHIC else _SPACE_WIDE
        return "\u3000" if gap >= least else ""
    if of_file and gap >= _SPACE_OF_FILE:
        return " "
    return " " if gap >= (_SPACE_BOTH_LATIN if narrow == 2 else _SPACE_MIXED) else ""


def _confidence(reasons: tuple[Reason, ...], text: str, sure: float) -> float:
    value = sure
    for reason in reasons:
        if reason not in _PENALTY:
            continue
        loss = _PENALTY[reason]
        if reason == "unmapped" and UNREADABLE in text:
            # what is not in the text is known to be wrong; a guess may be wrong anywhere
            loss = max(loss * 0.5, text.count(UNREADABLE) / len(text))
        value *= 1 - loss
    return round(value, 2)
