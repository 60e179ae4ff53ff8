"""A glossary set in several columns: words with what they mean beside them, twice or more on a
page."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from shiryokan.paper.layout.lines import Row, ends_sentence
from shiryokan.paper.layout.params import PARAMS

_PAIRS = 4
"""Columns of two lists."""
_LEVEL = PARAMS.glossary_columns.level
_LEVEL_WORDS = PARAMS.glossary_columns.level_words
_WORDS_WIDE = PARAMS.glossary_columns.words_wide
_SHORT_OF = PARAMS.glossary_columns.short_of
_BROKEN = PARAMS.glossary_columns.broken
_FULL = PARAMS.glossary_columns.full
_HEADED = PARAMS.glossary_columns.headed

Rows = Sequence[Row[Any]]


def are_explained(columns: Sequence[Rows]) -> bool:
    """Whether ``columns`` are by turns words and what these mean, as those of a glossary are that
    is set in several columns: beside each word a text begins, and the words of one list stand
    level with those of the next by chance alone."""
    if len(columns) < _PAIRS or len(columns) % 2:
        return False
    found: list[list[Row[Any]]] = []
    for words, texts in zip(columns[::2], columns[1::2], strict=True):
        heads = _explained(words, texts)
        if not heads:
            return False
        found.append(heads)
    for one, other in itertools.pairwise(found):
        level = sum(any(abs(a.y0 - b.y0) < _LEVEL * a.size for b in other[1:]) for a in one[1:])
        if level >= _LEVEL_WORDS * min(len(one) - 1, len(other) - 1):
            return False
    return True


def _explained(words: Rows, texts: Rows) -> list[Row[Any]]:
    """The first lines of words beside each of which one of ``texts`` begins, which are broken over
    lines; none where these are no such."""
    width = max(row.x1 for row in texts) - min(row.x0 for row in texts)
    if max(row.x1 for row in words) - min(row.x0 for row in words) > _WORDS_WIDE * width:
        return []
    right = max(row.x1 for row in texts)
    heads: list[Row[Any]] = []
    for row in words:
        at = next(
            (n for n, each in enumerate(texts) if abs(each.y0 - row.y0) < _LEVEL * row.size), None
        )
        ends = at is not None and (
            at == 0
            or ends_sentence(texts[at - 1].text)
            or texts[at - 1].x1 < right - _SHORT_OF * row.size
        )
        # else it goes on with the word above, beside what goes on as well
        if ends:
            heads.append(row)
    full = sum(row.x1 > right - _SHORT_OF * row.size for row in texts)
    broken = len(texts) >= _BROKEN * len(heads) and full >= _FULL * len(texts)
    headed = len(heads) > 1 and len(heads) >= _HEADED * len(words)
    return heads if headed and broken else []
