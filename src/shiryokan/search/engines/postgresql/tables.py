"""The tables of the index on PostgreSQL, in a schema named by the versions that made it.

``terms`` says what is written and filed: t: single atoms and pairs of the text, T: of the title,
o: pairs of other readings of a picture, x: pairs over the page's end, d: times, p: c: m:
publishers, councils, ministries. An array index (GIN) finds the entries that have all terms of a
phrase; the same atoms in a row, in ``row_atoms``, ``title_row``, ``other_atoms`` and ``across``,
then say whether they stand one after the other. That has no limit, as positions in a ``tsvector``
have (16,383, and 256 of one word). ``words`` is the ``tsvector`` of the dictionary's words, by
which matches are ranked, so its limits cannot hide a page.

``known`` has every term that ever was in ``terms``: most spellings of a word have one that is not,
and need not be looked for. ``vocabulary`` counts the entries that hold each word and name.
"""

from __future__ import annotations

import hashlib
from typing import Any

from shiryokan.japanese.codepoints import without_nul

NAMES = ("vocabulary", "known", "entry")
"""The tables, in the order in which whoever needs several of them locks them."""
COLUMNS = {"publisher": "publishers", "council": "councils", "ministry": "ministries"}
"""Columns of the names that an entry is filed under."""
_MARKS = {"publisher": "p", "council": "c", "ministry": "m"}
_LONGEST = 100

TABLES = """
create schema {schema};
create table {schema}.entry (
    document text not null,
    page integer not null,
    kind text not null,
    record text not null,
    date integer not null,
    collection text collate "C" not null,
    publishers text[] not null,
    councils text[] not null,
    ministries text[] not null,
    names text[] not null,
    sounds text[] not null,
    heads text[] not null,
    terms text[] collate "C" not null,
    row_atoms text not null,
    title_row text not null,
    other_atoms text not null,
    across text not null,
    words tsvector not null
);
create table {schema}.known (term text collate "C" primary key);
create table {schema}.vocabulary (
    field text collate "C" not null,
    term text collate "C" not null,
    entries bigint not null,
    primary key (field, term)
) with (fillfactor = 70);
"""

INDEXES = """
create index entry_document on {schema}.entry (document);
create index entry_terms on {schema}.entry using gin (terms);
"""
"""Made after an index is filled anew, which is much faster than keeping them while it is filled."""

ENTRY = """
insert into {schema}.entry values
(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s::tsvector)
"""

KNOWN = """
insert into {schema}.known select unnest(%s::text[]) on conflict do nothing
"""

_HELD = """
(select 'names' as field, unnest(names) as term from {schema}.entry {where}
 union all select 'sounds', unnest(sounds) from {schema}.entry {where}
 union all select 'heads', unnest(heads) from {schema}.entry {where}
 union all select 'tokens', unnest(tsvector_to_array(ts_filter(words, '{{d}}')))
    from {schema}.entry {where}
 union all select 'publisher', unnest(publishers) from {schema}.entry {where}
 union all select 'council', unnest(councils) from {schema}.entry {where}
 union all select 'ministry', unnest(ministries) from {schema}.entry {where}
 union all select 'entries', '' from {schema}.entry {where}) as held
"""


HELD = _HELD.count("{where}")
"""Kinds of what the vocabulary counts."""


def count_all(schema: str) -> str:
    """Fills the vocabulary of an index that was filled anew."""
    held = _HELD.format(schema=schema, where="")
    return f"insert into {schema}.vocabulary select field, term, count(*) from {held} group by 1, 2"


def uncount(schema: str) -> str:
    """Takes the entries of one document out of the vocabulary; wants the document
    ``HELD`` times."""
    held = _HELD.format(schema=schema, where="where document = %s")
    return (
        f"update {schema}.vocabulary as old set entries = old.entries - gone.n"
        f" from (select field, term, count(*) as n from {held} group by 1, 2) as gone"
        " where old.field = gone.field and old.term = gone.term"
    )


def count_more(schema: str) -> str:
    """Adds numbers of entries to the vocabulary: wants arrays of fields, terms and numbers."""
    return (
        f"insert into {schema}.vocabulary as old"
        " select * from unnest(%s::text[], %s::text[], %s::bigint[])"
        " on conflict (field, term) do update set entries = old.entries + excluded.entries"
    )


def kept(term: str) -> str:
    """A term as the tables keep it: a very long one by its digest, for indexes take none."""
    if len(term) <= _LONGEST:
        return term
    return f"{term[:20]}…{hashlib.sha256(term.encode()).hexdigest()}"


def filed(field: str, name: str) -> str:
    """The term of an entry that is filed under a name."""
    return kept(f"{_MARKS[field]}:{name}")


def clean(text: str) -> str:
    """A text that PostgreSQL takes: it keeps no U+0000 and no half of a surrogate pair."""
    return without_nul(text.encode("utf-8", "replace").decode("utf-8"), " ")


def quoted(word: str) -> str:
    """A word as ``tsvector`` and ``tsquery`` are written."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def like(prefix: str) -> str:
    """The pattern of all that begins with ``prefix``."""
    return prefix.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"


def standing(cursor: Any, schema: str) -> int:
    """How many of the tables there are."""
    cursor.execute(
        "select count(*) from pg_catalog.pg_tables where schemaname = %s and tablename = any(%s)",
        [schema, list(NAMES)],
    )
    return int(cursor.fetchone()[0])


def hold(cursor: Any, schema: str, mode: str) -> None:
    """Lock the tables, so that no other index takes their place, or none is being read."""
    tables = ", ".join(f"{schema}.{name}" for name in NAMES)
    cursor.execute(f"lock table {tables} in {mode} mode")
