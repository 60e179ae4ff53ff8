"""What a reader may be about to type: names of records and of the index, also by how they sound,
councils, publishers, titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Literal

import msgspec
from django.db.models import Model, QuerySet

from shiryokan.access.scope import current_scope
from shiryokan.documents.models import Council, Document, Publisher
from shiryokan.japanese.codepoints import fold, without_nul
from shiryokan.japanese.sounds import is_one_kana, katakana
from shiryokan.search.analysis import head_of, heard
from shiryokan.search.indexing import engine
from shiryokan.search.lexer import FIELDS, BadQuery
from shiryokan.search.question import Question
from shiryokan.search.searcher import request_of

Source = Literal["record", "name", "council", "publisher", "title"]
MOST = 8
_MOST_NAMES = 5
_MOST_RECORDS = 3
_MOST_OTHERS = 2
_LEAST_SOUND = 2
_LOOKED_AT = 60
_CELL = 4
"""Characters that are at least a word of its own."""
_LAST = re.compile(r"(?:(?P<field>[^\s\"「:：]+)[:：])?(?P<quote>[\"「]?)(?P<word>[^\s\"」]*)$")


class Suggestion(msgspec.Struct, frozen=True):
    """A whole query that goes on from what was typed, the words that are new in it, where they
    come from, and for names of the index the number of entries that hold them (else 0)."""

    query: str
    words: str
    source: Source
    count: int = 0


def suggestions(typed: str) -> list[Suggestion]:
    """At most ``MOST`` queries that go on from ``typed``; its last word is what is completed."""
    typed = without_nul(typed)
    last = _LAST.search(typed)
    if last is None or not last["word"].strip():
        return []
    before = typed[: last.start()]
    field = FIELDS.get((last["field"] or "").lower(), "text")
    if field == "text" and last["field"]:
        return []
    found = _completed(before, last["word"], field)
    return list(islice((each for each in found if each.query != typed), MOST))


def _completed(before: str, word: str, field: str) -> Iterator[Suggestion]:
    if field == "text":
        records = list(islice(_records(word), _MOST_RECORDS))
        for name in records:
            yield Suggestion(before + name, name, "record")
        folded = fold(word).text
        written = {n: c for n, c in islice(_names(folded), _MOST_NAMES) if n not in records}
        names = chain(
            written.items(), (each for each in _sounding(folded) if each[0] not in written)
        )
        for name, count in islice(names, _MOST_NAMES):
            yield Suggestion(before + name, name, "name", count)
    few = _MOST_OTHERS if field == "text" else MOST
    if field in ("text", "council"):
        yield from _named(before, "council", Council.objects.all(), "name", word, few)
    if field in ("text", "publisher"):
        yield from _named(before, "publisher", Publisher.objects.all(), "name", word, few)
    if field in ("text", "title"):
        yield from _named(before, "title", Document.objects.all(), "title", word, few)


def _records(typed: str) -> Iterator[str]:
    """Names and codes of records that begin with what was typed, the most frequent first; of a
    code with its name behind it, the code."""
    found = engine().terms("heads", head_of(typed), _LOOKED_AT) if head_of(typed) else []
    heads = [head for head, _count in found]
    whole = current_scope().everything
    for head in heads:
        coded = any(head != code and code.isascii() and head.startswith(code) for code in heads)
        if not coded and (whole or _seen(head)):
            yield head.upper() if head.isascii() else head


def _names(prefix: str) -> Iterator[tuple[str, int]]:
    """Words and names that begin with ``prefix``, the most frequent first, without those that are
    a known name with the next cell of a table after it."""
    taken: dict[str, int] = {}
    whole = current_scope().everything
    words = dict(engine().terms("tokens", prefix, _LOOKED_AT))
    words |= dict(engine().terms("names", prefix, _LOOKED_AT))
    for name, count in sorted(words.items(), key=lambda each: -each[1]):
        longer = any(
            name.startswith(known) and len(name) >= len(known) + _CELL and count * 2 < often
            for known, often in taken.items()
            if len(known) > _CELL
        )
        if not longer:
            taken[name] = count
            if seen := count if whole else _seen(name):
                yield name, seen


def _sounding(typed: str) -> Iterator[tuple[str, int]]:
    """The same for words that begin to sound like what was typed in kana."""
    if not is_one_kana(typed) or len(typed) < _LEAST_SOUND:
        return
    found = engine().terms("sounds", heard(typed), _LOOKED_AT)
    words = dict.fromkeys(term.partition("|")[2] for term, _count in found)
    words |= dict.fromkeys(
        w for w, _count in engine().terms("tokens", katakana(typed), _MOST_NAMES)
    )
    yield from ((name, seen) for name in words if (seen := _seen(name)))


def _seen(name: str) -> int:
    """In how many entries a reader who does not see everything finds a name."""
    question = Question(text=f'"{name}"', kind="", exact=True)
    try:
        return engine().search(request_of(question, question.query(), limit=1)).total
    except BadQuery:
        return 0


def _named(
    before: str, source: Source, rows: QuerySet[Model], column: str, word: str, few: int
) -> Iterator[Suggestion]:
    matching = rows.filter(**{f"{column}__icontains": word}).order_by(column)
    for name in matching.values_list(column, flat=True).distinct()[:few]:
        plain = str(name).replace('"', " ")
        yield Suggestion(f'{before}{source}:"{plain}"', str(name), source)
