"""The index on tantivy (a Rust library in the manner of Lucene, MIT)."""

from __future__ import annotations

import datetime
import fcntl
import hashlib
import shutil
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import Any

import tantivy

from shiryokan.search import analysis
from shiryokan.search.analysis import Analysed
from shiryokan.search.compiler import Compiler, of_kind
from shiryokan.search.engine import (
    FACETS,
    Counts,
    DocumentResults,
    EngineResults,
    FacetName,
    IndexBusy,
    IndexDamaged,
    Match,
    Metadata,
    Request,
    Vocabulary,
)
from shiryokan.search.engines.entry_fields import name_fields, term_fields
from shiryokan.search.engines.tantivy.plan import KnownTerms, Speaker
from shiryokan.search.engines.tantivy.schema import READY, RECORD, ready_analyser, schema
from shiryokan.search.grouping import by_windows
from shiryokan.search.kinds import KINDS, NUMBERS, PAGE, kind_numbered
from shiryokan.search.plan import Term, unscored

HEAP_BYTES = 16_000_000
"""Memory of the writer: hardly more than the least that tantivy takes (15 million)."""
HEAP_BYTES_ANEW = 256_000_000
"""Memory of the writer that builds the whole index."""
MOST_NAMES = 60
"""Names of a facet at most."""
SCHEMA_VERSION = 7
_HALF = 1 << 64
"""Of a record's id."""
_RECORDS_AT_FIRST = 10_000
"""Records that are taken at once before their number is known: room for each is made beforehand."""


class TantivyEngine:
    """An index in a folder. The folder below it is named by the versions that made it, so that
    an index of another version is never read, only left behind and built anew."""

    def __init__(self, folder: Path) -> None:
        stamp = repr(sorted(self.versions().items())).encode()
        self._root = folder
        self._folder = folder / f"tantivy-{hashlib.sha256(stamp).hexdigest()[:16]}"
        self._schema = schema()
        self._opened: tantivy.Index | None = None

    def versions(self) -> dict[str, str]:
        """Of the library that keeps the index, and of all that decides its terms."""
        own = {"tantivy": version("tantivy"), "schema": str(SCHEMA_VERSION)}
        return own | analysis.versions()

    @property
    def _index(self) -> tantivy.Index:
        """The index, opened when first wanted so that a damaged one can still be replaced."""
        if self._opened is None:
            self._folder.mkdir(parents=True, exist_ok=True)
            try:
                index = tantivy.Index(self._schema, path=str(self._folder), reuse=True)
            except ValueError as error:
                raise IndexDamaged(str(error)) from error
            index.register_tokenizer(READY, ready_analyser())
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
            writer = self._writer(HEAP_BYTES_ANEW if anew else HEAP_BYTES)
            try:
                # a writer that was killed may have left the very file that the next commit makes
                writer.garbage_collect_files()
                if anew:
                    writer.delete_all_documents()
                yield _Writing(writer, self._schema)
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

    def _writer(self, heap: int) -> tantivy.IndexWriter:
        try:
            return self._index.writer(heap, 1)
        except ValueError as error:
            if "LockBusy" in str(error):
                raise IndexBusy(str(error)) from error
            raise IndexDamaged(str(error)) from error

    def _remove_other_versions(self) -> None:
        for old in self._root.iterdir():
            if old.is_dir() and old != self._folder:
                shutil.rmtree(old, ignore_errors=True)

    def search(self, request: Request) -> EngineResults:
        """The entries that match, ranked by BM25 (Robertson and Zaragoza 2009)."""
        searcher = self._searcher()
        compiler, speaker = Compiler(KnownTerms(searcher)), Speaker(self._schema)
        with damage_named():
            whole = compiler.compiled(request.query.root)
            wanted = of_kind(whole, request.kind) if request.kind else whole
            if request.sort == "recent":
                wanted = compiler.newer_raised(wanted, datetime.datetime.now(datetime.UTC).date())
            counts = Counts()
            if request.facets:
                counts = _counts(searcher, speaker.said(whole), request.kind)
            order: dict[str, Any] = {}
            if request.sort in ("newest", "oldest"):
                ascending = request.sort == "oldest"
                order["order_by_field"] = "date"
                order["order"] = tantivy.Order.Asc if ascending else tantivy.Order.Desc
            found = searcher.search(
                speaker.said(wanted),
                limit=max(request.limit, 1),
                offset=request.offset,
                count=not request.facets,
                **order,
            )
            matches = _matches(searcher, found.hits[: request.limit], scored=not order)
        if request.facets:
            kinds = counts.kinds
            total = kinds.get(request.kind, 0) if request.kind else sum(kinds.values())
        else:
            total = _total(found)
        return EngineResults(total, tuple(matches), counts)

    def documents(self, request: Request, best: int) -> DocumentResults:
        """The documents of the entries that match, with at most ``best`` entries each."""
        return by_windows(self.search, request, best)

    def records(self, request: Request) -> frozenset[uuid.UUID]:
        """The ids of all records that match, by columns alone."""
        searcher = self._searcher()
        with damage_named():
            plan = Compiler(KnownTerms(searcher)).compiled(request.query.root)
            query = Speaker(self._schema).said(unscored(of_kind(plan, request.kind)))
            found = searcher.search(query, limit=_RECORDS_AT_FIRST, count=True)
            if (total := _total(found)) > _RECORDS_AT_FIRST:
                found = searcher.search(query, limit=total, count=False)
            addresses = [address for _key, address in found.hits]
            columns = [searcher.fast_field_values(name, addresses) for name in RECORD]
        return frozenset(
            _record(high, low) for high, low in zip(*columns, strict=True) if high is not None
        )

    def terms(self, field: Vocabulary, prefix: str, limit: int) -> list[tuple[str, int]]:
        """Terms that begin with ``prefix``, the most frequent first."""
        name = "text_tokens" if field == "tokens" else field
        with damage_named():
            return self._searcher().terms_with_prefix(name, prefix, limit=limit)

    def count(self, kind: str = "") -> int:
        """Entries in the index, of one kind or all."""
        searcher = self._searcher()
        if not kind:
            return int(searcher.num_docs)
        with damage_named():
            query = tantivy.Query.term_query(self._schema, "kind", kind)
            return _total(searcher.search(query, limit=1, count=True))

    def pages_of(self, document: str) -> int:
        """Pages of one document in the index."""
        searcher = self._searcher()
        with damage_named():
            query = Speaker(self._schema).said(of_kind(Term("document", document), PAGE))
            return _total(searcher.search(query, limit=1, count=True))

    def _searcher(self) -> tantivy.Searcher:
        with damage_named():
            self._index.reload()
            return self._index.searcher()


def _counts(searcher: tantivy.Searcher, query: tantivy.Query, kind: str) -> Counts:
    inner: dict[str, Any] = {
        name: {"terms": {"field": name, "size": MOST_NAMES}} for name in FACETS
    }
    kinds = {"kinds": {"terms": {"field": "kind", "size": len(KINDS)}, "aggs": inner}}
    if not kind:
        kinds = {"kinds": {"terms": {"field": "kind", "size": len(KINDS)}}, **inner}
    found = searcher.aggregate(query, kinds)
    buckets = {bucket["key"]: bucket for bucket in found["kinds"]["buckets"]}
    source = buckets.get(kind, {}) if kind else found
    facets: dict[FacetName, list[tuple[str, int]]] = {}
    for name in FACETS:
        named = source.get(name, {}).get("buckets", [])
        facets[name] = [(_name(b["key"]), int(b["doc_count"])) for b in named if b["key"]]
    return Counts({key: int(bucket["doc_count"]) for key, bucket in buckets.items()}, facets)


def _name(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)


def _matches(searcher: tantivy.Searcher, hits: list[Any], *, scored: bool) -> list[Match]:
    addresses = [address for _key, address in hits]
    names = ("document", "page", "kind_number", *RECORD)
    columns = [searcher.fast_field_values(name, addresses) for name in names]
    found = []
    for (key, _address), document, page, number, high, low in zip(hits, *columns, strict=True):
        kind = kind_numbered(int(number))
        record = "" if high is None else str(_record(high, low))
        score = float(key or 0) if scored else 0.0
        found.append(Match(f"{int(document):016x}", int(page), kind, record, score))
    return found


def _record(high: Any, low: Any) -> uuid.UUID:
    return uuid.UUID(int=int(high) * _HALF + int(low))


class _Writing:
    def __init__(self, writer: tantivy.IndexWriter, schema: tantivy.Schema) -> None:
        self._writer, self._schema = writer, schema

    def replace(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        self.remove(document)
        self.add(document, metadata, entries)

    def add(self, document: str, metadata: Metadata, entries: Iterable[Analysed]) -> None:
        for entry in entries:
            self._writer.add_document(_row(document, metadata, entry))

    def remove(self, document: str) -> None:
        # by a query: deleting by a term takes a number for a signed one and misses it
        self._writer.delete_documents_by_query(
            tantivy.Query.term_query(self._schema, "document", int(document, 16))
        )

    def clear(self) -> None:
        self._writer.delete_all_documents()


def _row(document: str, metadata: Metadata, entry: Analysed) -> tantivy.Document:
    row = tantivy.Document()
    row.add_unsigned("document", int(document, 16))
    row.add_unsigned("page", entry.page)
    row.add_integer("date", metadata.date)
    row.add_unsigned("year", metadata.date // 10_000)
    row.add_unsigned("kind_number", NUMBERS[entry.kind])
    row.add_text("kind", entry.kind)
    row.add_text("collection", metadata.collection)
    if entry.record:
        for column, half in zip(RECORD, divmod(uuid.UUID(entry.record).int, _HALF), strict=True):
            row.add_unsigned(column, half)
    for field, names in name_fields(metadata, entry).items():
        for name in names:
            row.add_text(field, name)
    for field, terms in term_fields(entry).items():
        row.add_text(field, terms)
    return row


@contextmanager
def damage_named() -> Iterator[None]:
    """tantivy raises ValueError for all that is wrong with its files."""
    try:
        yield
    except ValueError as error:
        raise IndexDamaged(str(error)) from error


def _total(found: tantivy.SearchResult) -> int:
    """The exact number of matches; tantivy's type file does not name the attribute."""
    return int(getattr(found, "count", None) or 0)
