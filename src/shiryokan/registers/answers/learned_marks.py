"""Marks of answers that are no words for one, learned from the document.

Some bodies set an arrow before an answer, or words of their own in brackets (【考え方】). What
stands at the beginning of a line once behind nearly every question, in a document whose answers
have no other mark, is the mark of answers there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiryokan.registers.answers import marks
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.passages import TracedPassage
from shiryokan.registers.source_text import Piece, Traced, joined

_BEGIN = re.compile(
    r"(?P<mark>[→⇒➡⇨➔➢☞▶▷▸»≫]|[(【〔［\[<《≪〈](?=[^)】〕\]>》≫〉]{2,12}[)】〕\]>》≫〉])[^)】〕\]>》≫〉]+[)】〕\]>》≫〉])[\s:]*"
)
"""What may be a mark: an arrow, or a few words in brackets."""
_SHARE = 0.7
"""Share of the questions behind which a mark must stand."""
_KNOWN = 0.2
"""Share of the questions that have a known mark of an answer, at most."""
_MORE = 1.3
"""So often may it stand for each question behind which it stands."""
_FEWEST = 3


def with_known_marks(passages: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, with （答） where the document has another mark for its answers."""
    mark = _learned([narrow(line.text).strip() for each in passages for line in _lines(each)])
    if not mark:
        return list(passages)
    return [_passage(each, mark) for each in passages]


def _learned(lines: Sequence[str]) -> str:
    """The mark of answers, if there is one that is not known."""
    questions = known = 0
    open_question = False
    first: Counter[str] = Counter()
    everywhere: Counter[str] = Counter()
    met: set[str] = set()
    for line in lines:
        if marks.QUESTION.match(line) or marks.BARE_QUESTION.match(line):
            questions += 1
            open_question, met = True, set()
        elif marks.ANSWER.match(line):
            known += open_question
            open_question = False
        elif match := _BEGIN.match(line):
            everywhere[match["mark"]] += 1
            if open_question and match["mark"] not in met:
                first[match["mark"]] += 1
                met.add(match["mark"])
    if questions < _FEWEST or known > _KNOWN * questions:
        return ""
    mark, count = max(first.items(), key=lambda each: each[1], default=("", 0))
    likely = count >= _SHARE * questions and everywhere[mark] <= _MORE * count
    return mark if likely else ""


def _passage(passage: TracedPassage, mark: str) -> TracedPassage:
    if passage.kind == "table":
        cells = tuple(
            replace(
                cell, lines=tuple(tuple(_marked(each, mark) for each in own) for own in cell.lines)
            )
            for cell in passage.cells
        )
        return replace(passage, cells=cells)
    lines = tuple(_marked(line, mark) for line in passage.lines)
    return replace(passage, lines=lines, text=joined(lines))


def _marked(line: Traced, mark: str) -> Traced:
    match = _BEGIN.match(narrow(line.text).lstrip())
    if match is None or match["mark"] != mark:
        return line
    rest = line.strip()[match.end() :]
    return Traced([Piece("（答）", line.page, None, 0), *rest.pieces])


def _lines(passage: TracedPassage) -> Iterator[Traced]:
    yield from passage.lines
    for cell in passage.cells:
        for own in cell.lines:
            yield from own
