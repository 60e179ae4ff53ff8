"""The made pages in SQLite, as an instance keeps its pages: what the indexes are built from and the
snippets are cut from."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from search_pages import PageMaker

from shiryokan.search.analysis import Entry
from shiryokan.search.engine import Metadata

Key = tuple[int, int]
"""Number of a document, page."""
_END = 160


class Store:
    """Pages by document and page."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._base = sqlite3.connect(path, check_same_thread=False)
        self._base.execute("pragma journal_mode = off")
        self._base.execute("pragma synchronous = off")

    def fill(self, maker: PageMaker, pages: int) -> float:
        """Make the pages; returns the seconds it took."""
        began = time.perf_counter()
        self._base.execute("create table page (document int, page int, text text,"
                           " primary key (document, page)) without rowid")  # fmt: skip
        self._base.execute("create table metadata (document integer primary key, publisher text,"
                           " council text, date int)")  # fmt: skip
        for number, metadata, texts in maker.documents(pages):
            row = (number, metadata.publishers[0], metadata.councils[0], metadata.date)
            self._base.execute("insert into metadata values (?, ?, ?, ?)", row)
            rows = ((number, at + 1, text) for at, text in enumerate(texts))
            self._base.executemany("insert into page values (?, ?, ?)", rows)
        self._base.commit()
        return time.perf_counter() - began

    def documents(self) -> Iterator[tuple[int, Metadata, list[str]]]:
        """Each document's number, metadata and page texts."""
        metadata = self._base.execute("select * from metadata order by document")
        for number, publisher, council, date in metadata:
            wanted = "select text from page where document = ? order by page"
            texts = [text for (text,) in self._base.execute(wanted, (number,))]
            yield number, Metadata((publisher,), (council,), date), texts

    def entries(self) -> Iterator[tuple[tuple[int, Metadata], Iterator[Entry]]]:
        """The same as the index takes them."""
        for number, metadata, texts in self.documents():
            yield (number, metadata), _entries(number, texts)

    def texts(self, keys: Iterable[Key]) -> list[str]:
        """Texts of pages, in order."""
        wanted = "select text from page where document = ? and page = ?"
        return [self._base.execute(wanted, key).fetchone()[0] for key in keys]

    def pages(self) -> Iterator[tuple[int, int, str]]:
        """Every page."""
        return iter(self._base.execute("select document, page, text from page"))


def _entries(number: int, texts: list[str]) -> Iterator[Entry]:
    last = len(texts) - 1
    for at, text in enumerate(texts):
        yield Entry(
            at + 1,
            text,
            f"第{number}回資料" if at == 0 else "",
            ends=text[-_END:] if at < last else "",
            begins=texts[at + 1][:_END] if at < last else "",
        )
