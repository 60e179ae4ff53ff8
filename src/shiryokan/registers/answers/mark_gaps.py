"""Marks behind which a narrow space was printed that the text has lost: 「答 そのとおり。」 is read
as 「答そのとおり。」. Where each character stands tells that there was one.
"""

from __future__ import annotations

import re
import statistics
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiryokan.paper.model import Line
from shiryokan.registers.answers import marks
from shiryokan.registers.answers.letter_flow import is_struck
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedPassage
from shiryokan.registers.source_text import Piece, Traced, joined

_WORD = re.compile(rf"(?:{marks.ASKS}|ご?回答|答え?|Q(?![a-z])|A(?!\d{{3}}|[a-z]))(?=\S)")
_NUMBER = re.compile(r"[\d\-]{1,8}")
_WIDER = 0.15
"""Share of its size by which a character is wider that has a space behind it."""
_TIGHT = re.compile("(?:ご?回答(?![者率数書])|答(?![申弁案え])|A)(?=[ぁ-んァ-ヶ一-龠「『])")
"""The mark of an answer with nothing behind it but its words."""
_TIGHT_SHARE, _MARKED_SHARE = 0.5, 0.2
"""Of the questions of a document: those whose answers must have such a mark at least, and those
whose answers may have one with white behind it at most, that all such marks are marks."""
_ANSWERS = re.compile(r"(?:ご?回答|答え?)")


def with_gaps(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, with a space wherever one was printed behind a mark."""
    gaps = _Gaps(passages)
    return [gaps.passage(each) for each in passages] if gaps.any else list(passages)


class _Gaps:
    def __init__(self, passages: Sequence[TracedPassage]) -> None:
        found = [line for passage in passages for line in _lines(passage) if list(_gaps(line))]
        self.tight = _is_tight(passages)
        self.any = bool(found) or self.tight
        self.answers = any(_ANSWERS.match(narrow(line.text).strip()) for line in found)

    def passage(self, passage: TracedPassage) -> TracedPassage:
        if passage.kind == "table":
            cells = tuple(
                replace(cell, lines=tuple(tuple(map(self.line, own)) for own in cell.lines))
                for cell in passage.cells
            )
            return replace(passage, cells=cells)
        lines = tuple(map(self.line, passage.lines))
        return replace(passage, lines=lines, text=joined(lines))

    def line(self, line: Traced) -> Traced:
        ends = list(_gaps(line))
        if not ends and self.tight and (match := _TIGHT.match(narrow(line.text))):
            ends = [match.end()]
        if not ends and self.answers and is_struck(line):
            # of what is struck out the places are not known: it is as the others are
            match = _WORD.match(narrow(line.text))
            ends = [match.end()] if match and _ANSWERS.match(match.group()) else []
        for end in reversed(ends):
            space = Traced([Piece("\u3000", line.page, None, 0)])
            line = line[:end] + space + line[end:]
        return line


def _is_tight(passages: Sequence[TracedPassage]) -> bool:
    """Whether the answers of a document have marks right before their words."""
    texts = [narrow(line.text).lstrip() for each in passages for line in _lines(each)]
    questions = sum(marks.QUESTION.match(text) is not None for text in texts)
    marked = sum(marks.ANSWER.match(text) is not None for text in texts)
    tight = sum(_TIGHT.match(text) is not None for text in texts)
    return tight > _TIGHT_SHARE * questions > 0 and marked <= _MARKED_SHARE * questions


def _lines(passage: TracedPassage) -> Iterator[Traced]:
    yield from passage.lines
    for cell in passage.cells:
        for own in cell.lines:
            yield from own


def _gaps(text: Traced) -> Iterator[int]:
    """The places in a line's mark behind which a space was printed that its text has not."""
    match = _WORD.match(narrow(text.text))
    pieces = text.pieces
    if match is None or len(pieces) != 1 or pieces[0].line is None:
        return
    line, start = pieces[0].line, pieces[0].start
    if len(line.edges) != len(line.text) + 1 or line.direction not in ("ltr", "ttb"):
        return
    ends = [match.end()]
    if number := _NUMBER.match(narrow(text.text), match.end()):
        ends += range(match.end() + 1, number.end() + 1)
    widths = _widths(line)
    for end in ends:
        at = start + end - 1
        following = text.text[end : end + 1]
        if not following or not _is_word(following):
            continue
        usual = widths.get(_wide(line.text[at]))
        size = widths.get(True) or _thickness(line)
        if line.text[at].isdigit() and (narrowest := _narrowest_digit(line, line.text[at])):
            # digits of a proportional font may be wider than half of their size
            usual = narrowest
        if usual is None:
            usual = size if _wide(line.text[at]) else size / 2
        if line.edges[at + 1] - line.edges[at] > usual + _WIDER * size:
            yield end


def _thickness(line: Line) -> float:
    box = line.bbox
    return box.x1 - box.x0 if line.direction == "ttb" else box.y1 - box.y0


def _narrowest_digit(line: Line, one: str) -> float:
    """The width of the narrowest of a line's digits that are as wide or as narrow as ``one``, if
    there are several. A 1 may be narrower than the others are."""
    found = [
        line.edges[at + 1] - line.edges[at]
        for at, character in enumerate(line.text)
        if character.isdigit() and _wide(character) == _wide(one)
        if one in "1１" or character not in "1１"
    ]
    return min(found) if len(found) > 1 else 0.0


def _widths(line: Line) -> dict[bool, float]:
    """The usual width of wide and of narrow characters of a line, where there are several."""
    found: dict[bool, list[float]] = {True: [], False: []}
    for at, character in enumerate(line.text):
        if _is_word(character):
            found[_wide(character)].append(line.edges[at + 1] - line.edges[at])
    return {wide: statistics.median(each) for wide, each in found.items() if len(each) > _FEW}


_FEW = 3
"""Characters that tell no usual width."""


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character) in "FW"


def _is_word(character: str) -> bool:
    return unicodedata.category(character)[0] in "LN" or character in "「『（"
