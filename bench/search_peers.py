"""The other ways to search Japanese on one small machine, each as its makers mean it to be used."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import threading
from collections.abc import Iterator
from multiprocessing import Pool
from pathlib import Path

import tantivy
from search_ours import Answer
from search_queries import Asked
from search_store import Key, Store

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.tokens import words_and_names

_SHOWN = 20
_NOT_A_WORD = re.compile(r"[^\w]+")


def _row(row: tuple[int, str, int, int, str]) -> tuple[int, str, int, int, str]:
    number, publisher, year, page, text = row
    words = words_and_names(fold_text(text))[0]
    return number, publisher, year, page, " ".join(word.replace(" ", "_") for word in words)


def _rows(store: Store) -> Iterator[tuple[int, str, int, int, str]]:
    for number, metadata, texts in store.documents():
        for page, text in enumerate(texts, 1):
            yield number, metadata.publishers[0], metadata.date // 10_000, page, text


def _in_words(store: Store) -> Iterator[tuple[int, str, int, int, str]]:
    with Pool(os.cpu_count()) as pool:
        yield from pool.imap(_row, _rows(store), chunksize=64)


def _tokens(text: str) -> list[str]:
    return [word.replace(" ", "_") for word in words_and_names(fold_text(text))[0]]


class _Fts5:
    """SQLite's full-text search."""

    name = ""
    tokenizer = ""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{type(self).__name__}.sqlite3"
        self._own = threading.local()

    def _base(self) -> sqlite3.Connection:
        if not hasattr(self._own, "base"):
            self._own.base = sqlite3.connect(self.path)
        base: sqlite3.Connection = self._own.base
        return base

    def rows(self, store: Store) -> Iterator[tuple[int, str, int, int, str]]:
        """What is indexed."""
        raise NotImplementedError

    def match(self, words: str) -> str:
        """A word or a phrase as FTS5 asks for it."""
        raise NotImplementedError

    def build(self, store: Store) -> None:
        """Build the index."""
        base = self._base()
        base.execute("pragma journal_mode = off")
        base.execute("pragma synchronous = off")
        base.execute(f"create virtual table pages using fts5(document unindexed, publisher"
                     f" unindexed, year unindexed, page unindexed, text,"
                     f" tokenize='{self.tokenizer}')")  # fmt: skip
        base.executemany("insert into pages values (?, ?, ?, ?, ?)", self.rows(store))
        base.commit()

    def size(self) -> int:
        """Bytes of the index; FTS5 keeps the text that it cuts snippets from in it."""
        return self.path.stat().st_size

    def ask(self, asked: Asked, store: Store) -> Answer:
        """Answer a query."""
        del store
        where, values = self._where(asked)
        base = self._base()
        (total,) = base.execute(f"select count(*) from pages where {where}", values).fetchone()
        if asked.kind == "facet":
            for column in ("publisher", "year"):
                counting = f"select {column}, count(*) from pages where {where} group by 1"
                base.execute(counting, values).fetchall()
        indexed = where.startswith("pages match")
        piece = "snippet(pages, 4, '[', ']', '…', 40)" if indexed else "substr(text, 1, 140)"
        order = "rank" if indexed else "rowid"
        found = base.execute(
            f"select document, page, {piece} from pages where {where} order by {order}"
            f" limit {_SHOWN}",
            values,
        ).fetchall()
        return total, [(d, p) for d, p, _ in found], [text for _, _, text in found]

    def _where(self, asked: Asked) -> tuple[str, list[str | int]]:
        wanted = " AND ".join(match for word in asked.words if (match := self.match(word)))
        where, values = "pages match ?", [wanted or '"\uffff"']
        more: list[str | int] = [*values]
        if asked.publisher:
            where, more = where + " and publisher = ?", [*more, asked.publisher]
        if asked.year:
            where, more = where + " and year = ?", [*more, asked.year]
        return where, more

    def all_pages(self, phrase: str) -> set[Key]:
        """Every page that holds a phrase."""
        where, values = self._where(Asked("phrase", (phrase,)))
        return set(self._base().execute(f"select document, page from pages where {where}", values))

    def forget(self) -> None:
        """Remove the index."""
        self.path.unlink(missing_ok=True)


class Fts5Words(_Fts5):
    """Words cut by Sudachi, handed over ready-made."""

    name = "SQLite FTS5, Sudachi words"
    tokenizer = "unicode61"

    def rows(self, store: Store) -> Iterator[tuple[int, str, int, int, str]]:
        """Words of each page."""
        return _in_words(store)

    def match(self, words: str) -> str:
        """The words in a row."""
        return '"' + " ".join(_tokens(words)).replace('"', '""') + '"' if _tokens(words) else ""


class Fts5Trigram(_Fts5):
    """FTS5's own trigrams; shorter words have to be looked for in all pages."""

    name = "SQLite FTS5, trigram"
    tokenizer = "trigram"

    def rows(self, store: Store) -> Iterator[tuple[int, str, int, int, str]]:
        """The text as it is."""
        return _rows(store)

    def match(self, words: str) -> str:
        """The characters in a row."""
        return '"' + words.replace('"', '""') + '"'

    def _where(self, asked: Asked) -> tuple[str, list[str | int]]:
        long = tuple(word for word in asked.words if len(word) >= 3)
        short = [word for word in asked.words if len(word) < 3]
        where, values = super()._where(Asked(asked.kind, long, asked.publisher, asked.year))
        if not long:
            where, values = where.replace("pages match ?", "1"), values[1:]
        for word in short:
            # not LIKE: beside MATCH on trigrams it brings some versions of SQLite down
            where, values = where + " and instr(text, ?) > 0", [*values, word]
        return where, values


class _Tantivy:
    """tantivy with one field of text."""

    name = ""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / type(self).__name__
        self.folder.mkdir(parents=True, exist_ok=True)
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("text", stored=False, tokenizer_name="own")
        builder.add_text_field("publisher", tokenizer_name="raw", fast=True)
        for field in ("document", "page", "year"):
            builder.add_integer_field(field, stored=field != "year", fast=True, indexed=True)
        self.schema = builder.build()
        self.index = tantivy.Index(self.schema, path=str(self.folder), reuse=True)
        self.index.register_tokenizer("own", self.analyser())

    def analyser(self) -> tantivy.TextAnalyzer:
        """What cuts the text."""
        raise NotImplementedError

    def rows(self, store: Store) -> Iterator[tuple[int, str, int, int, str]]:
        """What is indexed."""
        raise NotImplementedError

    def query(self, words: str) -> tantivy.Query | None:
        """A word or phrase."""
        raise NotImplementedError

    def build(self, store: Store) -> None:
        """Build the index."""
        writer = self.index.writer(256_000_000, 1)
        for number, publisher, year, page, text in self.rows(store):
            writer.add_document(tantivy.Document(
                document=number, publisher=publisher, year=year, page=page, text=text))  # fmt: skip
        writer.commit()
        writer.wait_merging_threads()
        self.index.reload()

    def size(self) -> int:
        """Bytes of the index."""
        return sum(p.stat().st_size for p in self.folder.rglob("*") if p.is_file())

    def ask(self, asked: Asked, store: Store) -> Answer:
        """Answer a query; the snippet is the text around the first word."""
        searcher = self.index.searcher()
        query = self._whole(asked)
        if asked.kind == "facet":
            searcher.aggregate(query, {
                name: {"terms": {"field": name, "size": 60}} for name in ("publisher", "year")
            })  # fmt: skip
        found = searcher.search(query, limit=_SHOWN, count=True)
        keys = [_key(searcher.doc(address)) for _score, address in found.hits]
        pieces = []
        for text in store.texts(keys):
            at = max(text.find(asked.words[0]) - 40, 0)
            pieces.append(text[at : at + 140])
        return int(getattr(found, "count", 0) or 0), keys, pieces

    def _whole(self, asked: Asked) -> tantivy.Query:
        parts = [query for word in asked.words if (query := self.query(word)) is not None]
        if asked.publisher:
            parts.append(tantivy.Query.term_query(self.schema, "publisher", asked.publisher))
        if asked.year:
            parts.append(tantivy.Query.term_query(self.schema, "year", asked.year))
        if not parts:
            return tantivy.Query.empty_query()
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, part) for part in parts])

    def _terms(self, terms: list[str]) -> tantivy.Query | None:
        if not terms:
            return None
        if len(terms) == 1:
            return tantivy.Query.term_query(self.schema, "text", terms[0], "position")
        return tantivy.Query.phrase_query(self.schema, "text", terms)

    def all_pages(self, phrase: str) -> set[Key]:
        """Every page that holds a phrase."""
        searcher = self.index.searcher()
        found = searcher.search(self._whole(Asked("phrase", (phrase,))), limit=1_000_000)
        return {_key(searcher.doc(address)) for _score, address in found.hits}

    def forget(self) -> None:
        """Remove the index."""
        shutil.rmtree(self.folder, ignore_errors=True)


def _key(row: tantivy.Document) -> Key:
    return int(row["document"][0]), int(row["page"][0])


class TantivyWords(_Tantivy):
    """Words cut by Sudachi, handed over ready-made."""

    name = "tantivy, Sudachi words"

    def analyser(self) -> tantivy.TextAnalyzer:
        """Cut at spaces."""
        return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()

    def rows(self, store: Store) -> Iterator[tuple[int, str, int, int, str]]:
        """Words of each page."""
        return _in_words(store)

    def query(self, words: str) -> tantivy.Query | None:
        """The words in a row."""
        return self._terms(_tokens(words))


class TantivyBigrams(_Tantivy):
    """tantivy's own bigrams; it gives them no positions that follow each other, so a word is all
    of its bigrams anywhere on the page."""

    name = "tantivy, own bigrams"

    def analyser(self) -> tantivy.TextAnalyzer:
        """Every two neighbouring characters."""
        cut = tantivy.Tokenizer.ngram(min_gram=2, max_gram=2, prefix_only=False)
        return tantivy.TextAnalyzerBuilder(cut).filter(tantivy.Filter.lowercase()).build()

    def rows(self, store: Store) -> Iterator[tuple[int, str, int, int, str]]:
        """The text as it is."""
        return _rows(store)

    def query(self, words: str) -> tantivy.Query | None:
        """All bigrams."""
        low = words.lower()
        grams = [low[i : i + 2] for i in range(len(low) - 1)]
        parts = [tantivy.Query.term_query(self.schema, "text", g) for g in grams]
        must = [(tantivy.Occur.Must, part) for part in parts]
        return tantivy.Query.boolean_query(must) if must else None


PEERS = (TantivyWords, TantivyBigrams, Fts5Words, Fts5Trigram)
