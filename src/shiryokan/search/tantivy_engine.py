"""The index on tantivy (a Rust library in the manner of Lucene, MIT)."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import tantivy

from shiryokan.search import grams
from shiryokan.search.engine import (
    IndexBusy,
    IndexDamaged,
    IndexedPage,
    Match,
    Narrowing,
    Results,
    Shelf,
)
from shiryokan.search.grams import pairs, words
from shiryokan.search.query_language import Query, Term

HEAP_BYTES = 32_000_000
"""Memory of the writer; about the least that tantivy takes for one thread twice over."""
TITLE_BOOST = 4.0
_READY = "ready_made"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("document", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_unsigned_field("page", stored=True)
    builder.add_integer_field("date", fast=True)
    for name in ("publisher", "council"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("text", "title"):
        builder.add_text_field(f"{name}_atoms", tokenizer_name=_READY, index_option="freq")
        builder.add_text_field(f"{name}_pairs", tokenizer_name=_READY, index_option="position")
    return builder.build()


class TantivyEngine:
    """An index in a folder. The folder below it is named by the versions that made it, so that
    an index of another version is never read, only left behind and built anew."""

    def __init__(self, folder: Path) -> None:
        made_by = "-".join(part for pair in self.versions().items() for part in pair)
        self._root = folder
        self._folder = folder / made_by
        self._schema = _schema()
        self._opened: tantivy.Index | None = None

    def versions(self) -> dict[str, str]:
        """Of the library that keeps the index, and of the analysis."""
        return {"tantivy": version("tantivy"), "grams": str(grams.VERSION)}

    @property
    def _index(self) -> tantivy.Index:
        """The index, opened when first wanted so that a damaged one can still be replaced."""
        if self._opened is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                index = tantivy.Index(self._schema, path=str(self._folder), reuse=True)
            except ValueError as error:
                raise IndexDamaged(str(error)) from error
            analyser = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
            index.register_tokenizer(_READY, analyser)
            self._opened = index
        return self._opened

    @contextmanager
    def writing(self, *, anew: bool = False) -> Iterator[_Writing]:
        """Change the index; one process at a time, the others wait. ``anew``: begin empty."""
        self._root.mkdir(parents=True, exist_ok=True)
        with (self._root / "writing").open("wb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            self._remove_other_versions()
            if anew and self._is_damaged():
                shutil.rmtree(self._folder, ignore_errors=True)
            writer = self._writer()
            try:
                if anew:
                    writer.delete_all_documents()
                yield _Writing(writer)
            except BaseException:
                writer.rollback()
                raise
            else:
                writer.commit()
            finally:
                writer.wait_merging_threads()

    def _is_damaged(self) -> bool:
        self._opened = None
        try:
            self._searcher()
        except IndexDamaged:
            self._opened = None
            return True
        return False

    def _writer(self) -> tantivy.IndexWriter:
        try:
            return self._index.writer(HEAP_BYTES, 1)
        except ValueError as error:
            if "LockBusy" in str(error):
                raise IndexBusy(str(error)) from error
            raise IndexDamaged(str(error)) from error

    def _remove_other_versions(self) -> None:
        for old in self._root.iterdir():
            if old.is_dir() and old != self._folder:
                shutil.rmtree(old, ignore_errors=True)

    def search(
        self, query: Query, narrowing: Narrowing, *, offset: int = 0, limit: int = 20
    ) -> Results:
        """The pages that match, ranked by BM25."""
        searcher = self._searcher()
        wanted = self._query(query, narrowing)
        with _damage_named():
            found = searcher.search(wanted, limit=max(limit, 1), offset=offset, count=True)
            rows = [(score, searcher.doc(address)) for score, address in found.hits[:limit]]
        matches = []
        for score, stored in rows:
            matches.append(Match(stored["document"][0], int(stored["page"][0]), float(score or 0)))
        return Results(_total(found), tuple(matches))

    def count(self) -> int:
        """Pages in the index."""
        return int(self._searcher().num_docs)

    def pages_of(self, document: str) -> int:
        """Pages of one document in the index."""
        query = tantivy.Query.term_query(self._schema, "document", document)
        with _damage_named():
            return _total(self._searcher().search(query, limit=1, count=True))

    def _searcher(self) -> tantivy.Searcher:
        with _damage_named():
            self._index.reload()
            return self._index.searcher()

    def _query(self, query: Query, narrowing: Narrowing) -> tantivy.Query:
        parts = []
        for clause in query.clauses:
            either = [self._term(term) for term in clause]
            joined = (
                either[0]
                if len(either) == 1
                else tantivy.Query.boolean_query([(tantivy.Occur.Should, q) for q in either])
            )
            parts.append(
                (tantivy.Occur.MustNot if clause[0].negated else tantivy.Occur.Must, joined)
            )
        for name in ("document", "publisher", "council"):
            if value := getattr(narrowing, name):
                term = tantivy.Query.term_query(self._schema, name, value)
                parts.append((tantivy.Occur.Must, tantivy.Query.const_score_query(term, 0.0)))
        return tantivy.Query.boolean_query(parts)

    def _term(self, term: Term) -> tantivy.Query:
        if term.field == "text":
            return tantivy.Query.boolean_query(
                [
                    (tantivy.Occur.Should, self._row(term, "text")),
                    (
                        tantivy.Occur.Should,
                        tantivy.Query.boost_query(self._row(term, "title"), TITLE_BOOST),
                    ),
                ]
            )
        if term.field == "title":
            return self._row(term, "title")
        return self._shelf(term)

    def _row(self, term: Term, field: str) -> tantivy.Query:
        """A row of atoms in a field, in any of its spellings; what is written so counts twice."""
        rows = [self._spelling(row, field) for row in term.rows()]
        if len(rows) == 1:
            return rows[0]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, row) for row in rows])

    def _spelling(self, row: tuple[str, ...], field: str) -> tantivy.Query:
        if len(row) == 1:
            return tantivy.Query.term_query(self._schema, f"{field}_atoms", row[0])
        terms = pairs(row)
        if len(terms) == 1:
            return tantivy.Query.term_query(self._schema, f"{field}_pairs", terms[0])
        phrase: list[str | tuple[int, str]] = [*terms]
        return tantivy.Query.phrase_query(self._schema, f"{field}_pairs", phrase)

    def _shelf(self, term: Term) -> tantivy.Query:
        """Publishers and councils whose name has these atoms anywhere, in this order."""
        names = [
            name
            for name, _pages in self._searcher().terms_with_prefix(term.field, "", limit=10_000)
            if any(_contains(words(name), list(row)) for row in term.rows())
        ]
        if not names:
            return tantivy.Query.empty_query()
        return tantivy.Query.const_score_query(
            tantivy.Query.term_set_query(self._schema, term.field, names), 1.0
        )


class _Writing:
    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer

    def replace(self, document: str, shelf: Shelf, pages: Iterable[IndexedPage]) -> None:
        self.remove(document)
        for page in pages:
            row = tantivy.Document()
            row.add_text("document", document)
            row.add_unsigned("page", page.page)
            row.add_integer("date", shelf.date)
            for name in shelf.publishers:
                row.add_text("publisher", name)
            for name in shelf.councils:
                row.add_text("council", name)
            for field, text in (("text", page.text), ("title", page.title)):
                parts = words(text)
                row.add_text(f"{field}_atoms", " ".join(parts))
                row.add_text(f"{field}_pairs", " ".join(pairs(parts)))
            self._writer.add_document(row)

    def remove(self, document: str) -> None:
        self._writer.delete_documents_by_term("document", document)

    def clear(self) -> None:
        self._writer.delete_all_documents()


@contextmanager
def _damage_named() -> Iterator[None]:
    """tantivy raises ValueError for all that is wrong with its files."""
    try:
        yield
    except ValueError as error:
        raise IndexDamaged(str(error)) from error


def _contains(row: list[str], part: list[str]) -> bool:
    return any(row[i : i + len(part)] == part for i in range(len(row) - len(part) + 1))


def _total(found: tantivy.SearchResult) -> int:
    """The exact number of matches; tantivy's type file does not name the attribute."""
    return int(getattr(found, "count", None) or 0)
