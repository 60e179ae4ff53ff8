"""Tags below the number of a question, that it is new or was corrected: neither its number nor its
words, although they stand in the lines of either."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from shiryokan.registers.answers import marks
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedCell, TracedPassage
from shiryokan.registers.source_text import Traced, joined

_TAG = re.compile(
    r"\s*+[(\[【〔<《]?\s*+(?:一部)?(?:新規?|追加|修正|改正?|訂正|更新|変更|再掲|NEW|New)\s*+[)\]】〕>》]?"
    r"(?:\s++|$)"
)
_BELOW = 2
"""Lines below the one with the number in which a tag may stand."""

_SAME = 3.0
"""Points by which the left edges of a mark and of a tag below it may differ."""


def without_tags(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages without such tags."""
    found: list[TracedPassage] = []
    for passage in passages:
        whole = _passage(passage)
        if found and not whole.cells and _goes_below(found[-1], whole):
            rest = _lines([found[-1].lines[0], *whole.lines])[1:]
            whole = replace(whole, lines=tuple(rest), text=joined(rest))
        found.append(whole)
    return found


def _goes_below(above: TracedPassage, passage: TracedPassage) -> bool:
    """Whether a passage begins right below the mark of the question above it."""
    if not above.lines or not passage.lines or above.page != passage.page:
        return False
    lefts = [_left(own.lines[0]) for own in (above, passage)]
    return len(above.lines) <= _BELOW and abs(lefts[0] - lefts[1]) < _SAME


def _left(line: Traced) -> float:
    return next((piece.line.bbox.x0 for piece in line.pieces if piece.line), 0.0)


def _passage(passage: TracedPassage) -> TracedPassage:
    if passage.cells:
        cells = tuple(map(_cell, passage.cells))
        return passage if cells == passage.cells else replace(passage, cells=cells)
    lines = _lines(passage.lines)
    if lines == list(passage.lines):
        return passage
    return replace(passage, lines=tuple(lines), text=joined(lines))


def _lines(own: Sequence[Traced]) -> list[Traced]:
    """The lines of a paragraph; a tag stands before the words of one of the first."""
    if len(own) < _BELOW or not _is_marked(own[0]):
        return list(own)
    found = [own[0]]
    for at, line in enumerate(own[1:], 1):
        match = _TAG.match(narrow(line.text)) if at <= _BELOW else None
        rest = line[match.end() :] if match else line
        found += [rest] if rest else []
    return found


def _cell(cell: TracedCell) -> TracedCell:
    """A cell that holds nothing but a mark and a tag below it."""
    lines = [line for own in cell.lines for line in own if line.text.strip()]
    if len(lines) != _BELOW or not _is_whole_mark(lines[0]):
        return cell
    tagged = _TAG.fullmatch(narrow(lines[1].text)) is not None
    return replace(cell, lines=((lines[0],),)) if tagged else cell


def _is_marked(line: Traced) -> bool:
    plain = narrow(line.text).strip()
    return bool(marks.QUESTION.match(plain) or marks.ANSWER.match(plain))


def _is_whole_mark(line: Traced) -> bool:
    plain = narrow(line.text).strip()
    patterns = (marks.QUESTION, marks.ANSWER, marks.NUMERAL)
    return any(pattern.fullmatch(plain) for pattern in patterns)
