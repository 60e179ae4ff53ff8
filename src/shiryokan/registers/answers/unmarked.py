"""Answers without a mark: they begin where the indent changes, or a new paragraph does."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Sequence

from shiryokan.registers.answers.asking import asks, asks_plainly, ends_sentence
from shiryokan.registers.answers.document_lines import DocumentLine

_SAME = 3.0
"""Points by which indents differ that are one."""
LONGEST = 12
"""Lines of a question at most."""
_ASKING, _OTHERS_ASK = 0.6, 0.25
"""Shares of the paragraphs at the questions' indent and of others that ask: at least, at most."""
_FEWEST = 3


def answer_lines(lines: Sequence[DocumentLine], asked: Sequence[tuple[int, int, int]]) -> list[int]:
    """The first line of the answer to each question, -1 where there is none to be seen; of a
    question the first line, the end and where the words of the first line begin."""
    first: Counter[int] = Counter()
    on: Counter[int] = Counter()
    for head, end, rest in asked:
        begin = _words(lines, head, end, rest)
        stop = next((at for at in range(begin, end) if _is_last(lines[at])), end)
        if stop + 1 < end:
            first[_class(lines[stop + 1].indent)] += 1
        for above, line in itertools.pairwise(lines[begin : min(stop + 1, end)]):
            if not ends_sentence(above.plain):
                on[_class(line.indent)] += 1
    answers = first.most_common(1)[0][0] if first else -1
    goes_on = on.most_common(1)[0][0] if on else -1
    by_indent = answers != goes_on and first[answers] * 2 > len(asked)
    return [_answer(lines, each, answers if by_indent else -1) for each in asked]


def _answer(lines: Sequence[DocumentLine], asked: tuple[int, int, int], indent: int) -> int:
    head, end, rest = asked
    begin = _words(lines, head, end, rest)
    for at in range(begin + 1, min(end, begin + LONGEST)):
        above = lines[at - 1]
        if indent >= 0 and _class(lines[at].indent) == indent:
            return at
        if _is_last(above) or (lines[at].opens and asks(above.plain)):
            return at
    return -1


def _words(lines: Sequence[DocumentLine], head: int, end: int, rest: int) -> int:
    """The first line with words of a question: its number may stand alone."""
    return head if lines[head].plain[rest:].strip() or head + 1 >= end else head + 1


def _is_last(line: DocumentLine) -> bool:
    """Whether a paragraph ends with a line."""
    return not line.full and ends_sentence(line.plain)


def _class(indent: float) -> int:
    return round(indent / _SAME)


def asking_paragraphs(lines: Sequence[DocumentLine]) -> list[tuple[int, int]]:
    """The first lines of questions and of their answers, where neither has a mark: questions begin
    at an indent of their own, and ask."""
    starts = _paragraphs(lines)
    if not starts:
        return []
    ends = [*starts[1:], len(lines)]
    asking: Counter[int] = Counter()
    plain: Counter[int] = Counter()
    for start, end in zip(starts, ends, strict=True):
        if end - start <= LONGEST:
            kind = _class(lines[start].indent)
            asking[kind] += asks_plainly(lines[end - 1].plain)
            plain[kind] += 1
    if not asking or asking.most_common(1)[0][1] < _FEWEST:
        return []
    own = asking.most_common(1)[0][0]
    others = sum(plain.values()) - plain[own]
    others_ask = sum(asking.values()) - asking[own]
    found = [
        (start, below)
        for start, below in itertools.pairwise(starts)
        if _class(lines[start].indent) == own and _class(lines[below].indent) != own
    ]
    asked = sum(asks_plainly(lines[below - 1].plain) for _, below in found)
    if not others or others_ask > _OTHERS_ASK * others or asked < _ASKING * len(found):
        return []
    return found


def _paragraphs(lines: Sequence[DocumentLine]) -> list[int]:
    """The lines with which paragraphs begin: behind a short line, or where the layout says so and
    no sentence is under way."""
    starts = []
    for at, line in enumerate(lines):
        above = lines[at - 1] if at else None
        if (
            above is None
            or not above.full
            or (ends_sentence(above.plain) and (line.opens or line.indent != above.indent))
        ):
            starts.append(at)
    return starts
