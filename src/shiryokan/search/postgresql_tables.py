"""The tables of the index on PostgreSQL, in a schema named by the versions that made it.

``terms`` says what is written: t: single atoms and pairs of the text, T: of the title, x: pairs
over the page's end, d: times. An array index (GIN) finds the entries that have all terms of a
phrase; the same atoms in a row, in ``row_atoms``, ``title_row`` and ``across``, then say whether
they stand one after the other. That has no limit, as positions in a ``tsvector`` have (16,383, and
256 of one word). ``known`` has every term that ever was in ``terms``: most spellings of a word
have one that is not, and need not be looked for. ``words`` is the ``tsvector`` of the dictionary's
words, by which matches are ranked.
"""

from __future__ import annotations

TABLES = """
create schema if not exists {schema};
create table if not exists {schema}.entry (
    id bigint generated always as identity primary key,
    document text not null,
    page integer not null,
    kind text not null,
    record text not null,
    date integer not null,
    publishers text[] not null,
    councils text[] not null,
    ministries text[] not null,
    terms text[] not null,
    row_atoms text not null,
    title_row text not null,
    across text not null,
    words tsvector not null
);
create index if not exists entry_document on {schema}.entry (document);
create index if not exists entry_terms on {schema}.entry using gin (terms);
create index if not exists entry_words on {schema}.entry using gin (words);
create table if not exists {schema}.term (
    entry bigint not null references {schema}.entry on delete cascade,
    field text not null,
    term text not null
);
create table if not exists {schema}.known (term text primary key);
create index if not exists term_entry on {schema}.term (entry);
create index if not exists term_prefix on {schema}.term (field, term text_pattern_ops);
"""

ENTRY = """
insert into {schema}.entry (document, page, kind, record, date, publishers, councils, ministries,
    terms, row_atoms, title_row, across, words)
values (%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s,
    setweight(array_to_tsvector(%s), 'D') || setweight(array_to_tsvector(%s), 'A'))
returning id
"""

KNOWN = """
insert into {schema}.known select unnest(%s::text[]) on conflict do nothing
"""

COLUMNS = {"publisher": "publishers", "council": "councils", "ministry": "ministries"}
"""Columns of the names that an entry is filed under."""
