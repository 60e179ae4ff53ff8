"""When nothing is found: a query with a word of the index in the place of a misspelt one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.tokens import reading
from shiryokan.search.indexing import engine
from shiryokan.search.lexer import BadQuery
from shiryokan.search.question import Question
from shiryokan.search.searcher import search

_LOOKED_AT = 4000
"""Words of the index, beginning like the typed one, that are compared with it."""
_COMPARED = 400
_ALIKE = 65.0
"""Of 100: how alike words must be, as written or as read."""
_SOUND_ALIKE = 80.0
"""What only sounds alike must do so more: 平均年齢 and 平年成 share most of their sounds."""
_LONGER = 1
_TRIED = 3
_CLEARLY = 3
"""Entries that a word must find that is not almost the typed one."""
_ALMOST = 75.0
_DIGITS = re.compile(r"[0-9〇一二三四五六七八九十百千万億兆]+")


def hint(question: Question) -> str | None:
    """A query that finds something, in which one word of a query that finds nothing is put right:
    by a word that sounds the same or is written nearly so. None where there is none."""
    try:
        words = question.query().shown()
    except BadQuery:
        return None
    for each in words:
        if not each.rows or each.typed not in question.text:
            continue
        for other, score in _others(fold(each.typed).text):
            text = question.text.replace(each.typed, other, 1)
            least = 1 if score >= _ALMOST else _CLEARLY
            if search(question.replace(text=text), limit=1).total >= least:
                return text
    return None


def _others(word: str) -> Iterator[tuple[str, float]]:
    """Words of the index that are nearly ``word`` and say the same numbers, the nearest first,
    and how near they are."""
    names = dict(engine().terms("names", word[:1], _LOOKED_AT))
    names |= dict(engine().terms("tokens", word[:1], _LOOKED_AT))
    names.pop(word, None)
    sound, numbers = reading(word), _DIGITS.findall(word.replace(",", ""))
    scored = [
        (max(written, _sounding(sound, reading(name))), names[name], name)
        for name, written, _at in process.extract(
            word, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE / 2, limit=_COMPARED
        )
        if abs(len(name) - len(word)) <= _LONGER
        and _DIGITS.findall(name.replace(",", "")) == numbers
    ]
    for score, _count, name in sorted(scored, reverse=True)[:_TRIED]:
        if score >= _ALIKE:
            yield name, score


def _sounding(sound: str, other: str) -> float:
    alike = fuzz.ratio(sound, other)
    return alike if alike >= _SOUND_ALIKE else 0.0
