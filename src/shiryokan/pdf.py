"""An open PDF for those who work with its data: pages, text, tables, records."""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from shiryokan.paper.document import Document
from shiryokan.paper.errors import PaperError
from shiryokan.paper.isolated import IsolatedReader, unreadable_page
from shiryokan.paper.limits import Limits
from shiryokan.paper.ocr.isolated import OcrReader, ReadPage, read_pages
from shiryokan.paper.reader import Reader

if TYPE_CHECKING:
    from shiryokan.paper.flow import Passage
    from shiryokan.paper.model import OutlineItem, Page, Summary
    from shiryokan.registers.base import Extraction, Record


class Pdf:
    """A PDF, read when it is first asked for more than its outline. Not for several threads.

    Lengths are PDF points; the origin is the top-left corner of the page as it is seen. A page
    that cannot be read is there as an empty page whose warning has the reason's code.
    """

    def __init__(
        self,
        path: str | os.PathLike[str],
        *,
        isolated: bool = True,
        limits: Limits | None = None,
        ocr: Literal["never", "scans", "all"] = "never",
    ) -> None:
        self.path = Path(path)
        self._reader: IsolatedReader | Reader
        if ocr != "never":
            self._reader = OcrReader(self.path, limits, which=ocr)
        else:
            self._reader = (
                IsolatedReader(self.path, limits) if isolated else Reader(self.path, limits)
            )
        summary = self._reader.summary
        self.summary: Summary = summary if not callable(summary) else summary()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def __len__(self) -> int:
        return self.summary.pages

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.path.name!r}, {len(self)} pages>"

    def close(self) -> None:
        """Let go of the file, and end the process that reads it. What was read stays."""
        self._reader.close()

    @property
    def title(self) -> str:
        """The title that the file itself has; empty if it has none."""
        return self.summary.title

    @property
    def outline(self) -> tuple[OutlineItem, ...]:
        """The bookmarks of the file."""
        return self.summary.outline

    @cached_property
    def document(self) -> Document:
        """All that was read, as the grammars of registers take it. It reads the whole file."""
        if isinstance(self._reader, OcrReader):
            return Document.of([read.page for read in self.read_pictures])
        if isinstance(self._reader, IsolatedReader):
            return Document.of(list(self._reader.pages()))
        pages = []
        for number in range(1, len(self) + 1):
            try:
                pages.append(self._reader.page(number))
            except PaperError as error:
                pages.append(unreadable_page(number, error))
        return Document.of(pages)

    @cached_property
    def read_pictures(self) -> tuple[ReadPage, ...]:
        """The pages with what was read from their pictures: the state of each line, and of each
        character its place and how sure it is. Empty unless opened with ``ocr``."""
        if not isinstance(self._reader, OcrReader):
            return ()
        return tuple(read_pages(self._reader, self._reader.which))

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages, in order: blocks of lines with their boxes, furniture marked."""
        return self.document.pages

    @property
    def flow(self) -> tuple[Passage, ...]:
        """The document as one text: paragraphs, headings, items and tables in reading order."""
        return self.document.flow

    @property
    def tables(self) -> tuple[Passage, ...]:
        """The tables, each whole though it runs over pages; :func:`shiryokan.paper.tables.grid`
        gives one as rows of texts, :func:`shiryokan.paper.tables.amounts` as rows of numbers."""
        return self.document.tables

    @property
    def headings(self) -> tuple[Passage, ...]:
        """The headings, with their levels."""
        return self.document.headings

    @property
    def labels(self) -> dict[int, str]:
        """The labels printed on the pages, by the number of the page."""
        return self.document.labels

    def text(self) -> str:
        """The flow as plain text: a paragraph a line, without headers, footers and page labels."""
        return self.document.text()

    def to_markdown(self) -> str:
        """The flow as Markdown (GFM)."""
        from shiryokan.paper.formats import flow_as_markdown  # noqa: PLC0415

        return flow_as_markdown(self.flow)

    def extract(self, register: str) -> Extraction[Any]:
        """The records of a register, by its name, and what its grammar could not place.

        Raises :class:`KeyError` if there is no such register, and
        :class:`shiryokan.registers.errors.NoRecords` if the document is not of its kind.
        """
        from shiryokan.registers.catalogue import REGISTERS  # noqa: PLC0415

        with self.path.open("rb") as source:
            sha256 = hashlib.file_digest(source, "sha256").hexdigest()
        return REGISTERS[register].extract(self.document, sha256)

    def records(self, register: str) -> list[Record]:
        """The records of a register, each with the places of its values on the pages; raises as
        :meth:`extract` does."""
        return list(self.extract(register).records)
