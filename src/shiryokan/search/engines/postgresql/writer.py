"""What changes the index on PostgreSQL."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from typing import Any

from shiryokan.search.analysis import BETWEEN_READINGS, Analysed
from shiryokan.search.engine import Metadata
from shiryokan.search.engines.postgresql.tables import (
    ENTRY,
    HELD,
    KNOWN,
    clean,
    count_all,
    count_more,
    filed,
    kept,
    quoted,
    uncount,
)

_TERMS = 12
"""Place of the terms in a row."""
_MOST_TIMES = 8
"""How often a word counts at most: more hardly change its rank."""
_MOST_BYTES = 500_000
"""Room of the words that rank an entry; a ``tsvector`` takes one megabyte."""
_MOST_SEEN = 500_000
_AT_ONCE = 100


class PostgresqlWriting:
    """Changes one schema; ``anew`` when it is filled from nothing, and counted at the end."""

    def __init__(self, cursor: Any, schema: str, *, anew: bool) -> None:
        self._cursor, self._schema, self._anew = cursor, schema, anew
        self._seen: set[str] = set()

    def replace(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        """Put a document's entries in the place of those that were there."""
        self.remove(document)
        self.add(document, metadata, entries)

    def add(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        """Put further entries of a document in; a few at a time, for it may have many."""
        rest = iter(entries)
        while some := list(islice(rest, _AT_ONCE)):
            self._add(document, metadata, some)

    def _add(self, document: str, metadata: Metadata, entries: list[Analysed]) -> None:
        words = [_words(entry) for entry in entries]
        each = list(zip(entries, words, strict=True))
        rows = [_row(document, metadata, entry, own) for entry, own in each]
        self._know({term for row in rows for term in row[_TERMS]})
        self._cursor.executemany(ENTRY.format(schema=self._schema), rows)
        if not self._anew:
            held = Counter(pair for entry, own in each for pair in _held(metadata, entry, own))
            numbers = [(field, term, n) for (field, term), n in sorted(held.items())]
            columns = [list(column) for column in zip(*numbers, strict=True)]
            self._cursor.execute(count_more(self._schema), columns)

    def remove(self, document: str) -> None:
        """Take a document out."""
        if not self._anew:
            self._cursor.execute(uncount(self._schema), [document] * HELD)
        self._cursor.execute(f"delete from {self._schema}.entry where document = %s", [document])

    def clear(self) -> None:
        """Take everything out."""
        self._cursor.execute(f"delete from {self._schema}.entry")
        self._cursor.execute(f"delete from {self._schema}.vocabulary")

    def count(self) -> None:
        """Fill the vocabulary, once everything is in."""
        self._cursor.execute(count_all(self._schema))

    def _know(self, terms: set[str]) -> None:
        new = sorted(terms - self._seen)
        if new:
            self._cursor.execute(KNOWN.format(schema=self._schema), [new])
        if len(self._seen) > _MOST_SEEN:
            self._seen.clear()
        self._seen.update(new)


def _row(
    document: str, metadata: Metadata, entry: Analysed, words: dict[str, tuple[int, bool]]
) -> list[Any]:
    terms = {f"t:{term}" for term in (*entry.atoms.split(), *entry.pairs.split())}
    title = (*entry.title_atoms.split(), *entry.title_pairs.split())
    terms.update(f"T:{term}" for term in title)
    others = entry.other_pairs.split()
    terms.update(f"o:{term}" for term in others if term != BETWEEN_READINGS)
    terms.update(f"x:{term}" for term in entry.across.split())
    terms.update(f"d:{time}" for time in entry.times)
    held = {kept(clean(term)) for term in terms}
    names = {
        "publisher": metadata.publishers,
        "council": metadata.councils,
        "ministry": entry.ministries,
    }
    held.update(filed(field, clean(name)) for field, every in names.items() for name in every)
    return [
        document, entry.page, entry.kind, entry.record, metadata.date,
        metadata.collection,
        *(_cleaned(every) for every in names.values()), _cleaned(entry.names),
        _cleaned(map(kept, entry.sounds)), _cleaned(map(kept, entry.heads)), sorted(held),
        clean(f" {entry.atoms} "), clean(f" {entry.title_atoms} "),
        clean(f" {entry.other_atoms} "), clean(f" {entry.across} "),
        _vector(words),
    ]  # fmt: skip


def _cleaned(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(map(clean, names)))


def _words(entry: Analysed) -> dict[str, tuple[int, bool]]:
    """Words with how often the text has them, and whether the title does, as many as fit."""
    times = Counter(kept(word) for word in clean(entry.tokens).split())
    title = {kept(word) for word in clean(entry.title_tokens).split()}
    found: dict[str, tuple[int, bool]] = {}
    room = _MOST_BYTES
    for word in (*title, *(word for word in times if word not in title)):
        room -= len(word.encode()) + 4 * _MOST_TIMES
        if room < 0:
            break
        found[word] = (min(times[word], _MOST_TIMES), word in title)
    return found


def _vector(words: dict[str, tuple[int, bool]]) -> str:
    """Positions are not places here: one of weight D for each time, one of A for the title."""
    parts = []
    for word, (times, titled) in words.items():
        places = [str(n + 1) for n in range(times)] + ([f"{_MOST_TIMES + 1}A"] if titled else [])
        parts.append(f"{quoted(word)}:{','.join(places)}")
    return " ".join(parts)


def _held(
    metadata: Metadata, entry: Analysed, words: dict[str, tuple[int, bool]]
) -> Iterable[tuple[str, str]]:
    yield "entries", ""
    for field, names in (
        ("names", entry.names),
        ("sounds", map(kept, entry.sounds)),
        ("heads", map(kept, entry.heads)),
        ("tokens", [word for word, (times, _titled) in words.items() if times]),
        ("publisher", metadata.publishers),
        ("council", metadata.councils),
        ("ministry", entry.ministries),
    ):
        yield from ((field, name) for name in _cleaned(names))
