"""Marks and labels that the layout took for a column of their own.

問, 答 or （１） stand in lines of nothing else, and the words beside them come after. By their
heights they are put together again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from shiryokan.japanese.enumeration import CIRCLED_NUMBERS, KANA
from shiryokan.paper.model import BlockKind, Box
from shiryokan.registers.answers import marks
from shiryokan.registers.narrow_text import narrow, parted
from shiryokan.registers.passages import TracedPassage
from shiryokan.registers.source_text import Traced, joined

_LABEL = re.compile(
    rf"\(?(?:\d{{1,2}}|[{KANA}a-zA-Z])[).]|[{CIRCLED_NUMBERS}{KANA}]|(?:{marks.ASKS}|Q)|[QA][.:]?"
)
_FLOWING: tuple[BlockKind, ...] = ("text", "list", "heading")
_OVER = 0.5
"""Share of its height by which a label stands beside the words of its item."""
_FURTHEST = 8.0
"""Heights of a line by which words stand behind their label at most: further off it is a column."""


def with_marks_beside(flow: Sequence[TracedPassage]) -> list[TracedPassage]:
    """The passages, with each mark or label that stands alone in its line put before the words
    beside it."""
    found: list[TracedPassage] = []
    at = 0
    while at < len(flow):
        labels = _labels(flow, at)
        end = at + len(labels)
        count = _beside(labels, flow, end) if labels else 0
        if not count:
            found.append(flow[at])
            at += 1
            continue
        found += _put(labels, flow[end : end + count])
        at = end + count
    return found


def _labels(flow: Sequence[TracedPassage], at: int) -> list[TracedPassage]:
    """The passages from ``at`` on that are nothing but a mark or a label each, below each other."""
    found: list[TracedPassage] = []
    for passage in flow[at:]:
        if passage.kind not in _FLOWING or len(passage.lines) != 1 or not _is_label(passage.text):
            break
        if found and (passage.page != found[-1].page or _top(passage) <= _top(found[-1])):
            break
        found.append(passage)
    return found


def _is_label(text: Traced) -> bool:
    plain = narrow(text.text).strip()
    whole = (_LABEL, marks.QUESTION, marks.ANSWER, marks.BARE_QUESTION)
    return any(pattern.fullmatch(plain) for pattern in whole)


def _beside(labels: Sequence[TracedPassage], flow: Sequence[TracedPassage], at: int) -> int:
    """How many passages from ``at`` on hold the words beside ``labels``; 0 if one has none."""
    missing = list(labels)
    for count, passage in enumerate(flow[at:]):
        if passage.kind not in _FLOWING or passage.page != labels[0].page:
            return 0
        begins = any(_stand_beside(each, line) for each in labels for line in passage.lines[:1])
        # else it goes on below the words of a label
        if not begins and (not count or _top(passage) <= _top(labels[0])):
            return 0
        missing = [e for e in missing if not any(_stand_beside(e, one) for one in passage.lines)]
        if not missing:
            return count + 1
    return 0


def _stand_beside(label: TracedPassage, line: Traced) -> bool:
    one, other = _box(label.text), _box(line)
    if one is None or other is None:
        return False
    height = one.y1 - one.y0
    both = min(one.y1, other.y1) - max(one.y0, other.y0)
    return both > _OVER * height and 0 <= other.x0 - one.x1 < _FURTHEST * height


def _put(
    labels: Sequence[TracedPassage], words: Sequence[TracedPassage]
) -> Iterator[TracedPassage]:
    """A passage for each label and its words; each begins at the line beside its label."""
    left = list(labels)
    for passage in words:
        own: list[Traced] = []
        for line in passage.lines:
            label = next((each for each in left if _stand_beside(each, line)), None)
            if label is None:
                own.append(line)
                continue
            if own:
                yield _of(passage, own)
            left.remove(label)
            own = [parted([label.text.strip(), line], "\u3000")]
        if own:
            yield _of(passage, own)


def _of(passage: TracedPassage, lines: Sequence[Traced]) -> TracedPassage:
    return replace(passage, kind="list", level=0, text=joined(lines), lines=tuple(lines))


def _top(passage: TracedPassage) -> float:
    box = _box(passage.text)
    return box.y0 if box else 0.0


def _box(text: Traced) -> Box | None:
    return next((piece.line.bbox for piece in text.pieces if piece.line), None)
