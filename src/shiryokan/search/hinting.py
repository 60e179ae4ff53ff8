"""When nothing is found: a query with a word of the index in the place of a misspelt one."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec
from rapidfuzz import fuzz, process

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.tokens import reading
from shiryokan.search.finding import Asked, found, query_of
from shiryokan.search.indexing import engine
from shiryokan.search.query_language import BadQuery

_LOOKED_AT = 4000
"""Words of the index, beginning like the typed one, that are compared with it."""
_ALIKE = 60.0
_HOMOPHONE = 99.0
_TRIED = 3


def hint(asked: Asked) -> str | None:
    """A query that finds something, in which one word of a query that finds nothing is put right:
    by a word that sounds the same or is written nearly so. None where there is none."""
    try:
        words = query_of(asked).shown()
    except BadQuery:
        return None
    for each in words:
        if not each.rows or each.typed not in asked.text:
            continue
        for other in _others(fold(each.typed).text):
            text = asked.text.replace(each.typed, other, 1)
            if found(msgspec.structs.replace(asked, text=text), limit=1).total:
                return text
    return None


def _others(word: str) -> Iterator[str]:
    """Words of the index that are nearly ``word``, the nearest first."""
    names = dict(engine().terms("names", word[:1], _LOOKED_AT))
    names |= dict(engine().terms("tokens", word[:1], _LOOKED_AT))
    names.pop(word, None)
    near = process.extract(word, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=40)
    sound = reading(word)
    scored = [
        (max(score, _HOMOPHONE if reading(name) == sound else 0.0), names[name], name)
        for name, score, _at in near
    ]
    for _score, _count, name in sorted(scored, reverse=True)[:_TRIED]:
        yield name
