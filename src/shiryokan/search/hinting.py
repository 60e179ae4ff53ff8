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
_COMPARED = 400
_ALIKE = 65.0
"""Of 100: how alike words must be, as written or as read."""
_SOUND_ONLY = 5.0
_LONGER = 1
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
    sound = reading(word)
    scored = [
        (max(written, fuzz.ratio(sound, reading(name)) - _SOUND_ONLY), names[name], name)
        for name, written, _at in process.extract(
            word, names.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE / 2, limit=_COMPARED
        )
        if abs(len(name) - len(word)) <= _LONGER
    ]
    for score, _count, name in sorted(scored, reverse=True)[:_TRIED]:
        if score >= _ALIKE:
            yield name
