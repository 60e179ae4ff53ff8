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


def without_tags(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages without such tags."""
    return [_passage(each) for each in passages]


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
