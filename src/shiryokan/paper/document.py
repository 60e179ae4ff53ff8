"""A document: its pages with their furniture marked, and what the pages together are.

Made once after reading. Registers, search, the viewer and the API all take it, so that none of
them decides anew what belongs to the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

import msgspec

from shiryokan.paper.flow import Passage, flow_of
from shiryokan.paper.furniture import edge_texts, furniture_of, with_furniture
from shiryokan.paper.kinds import Change, kinds_of, notes_of, signs_of, with_kinds
from shiryokan.paper.model import Page
from shiryokan.paper.page_edge import is_page_label


class Document:
    """All pages of a document, in order, each with its furniture and the kinds of its blocks.

    A value: it never changes. Make one of pages as they were read with :meth:`of`; the constructor
    takes pages whose furniture is marked already, and for each of them the blocks whose kind the
    document tells otherwise than the page.
    """

    def __init__(self, pages: Iterable[Page], kinds: Sequence[Sequence[Change]] = ()) -> None:
        read = tuple(pages)
        self.pages: tuple[Page, ...] = tuple(map(with_kinds, read, kinds)) if kinds else read
        # what goes on over a page end is told by the looks of a page, whatever its headings are
        # called; only notes are out of the way
        self._read = tuple(map(with_kinds, read, map(notes_of, kinds))) if kinds else read

    @classmethod
    def of(cls, pages: Document | Sequence[Page]) -> Document:
        """The document of ``pages`` as they were read: here it is decided what is furniture.

        ``pages`` are all of the document, in order. A document is given back as it is.
        """
        if isinstance(pages, Document):
            return pages
        furniture = furniture_of([edge_texts(page) for page in pages])
        marked = list(map(with_furniture, pages, furniture))
        return cls(marked, kinds_of(list(map(signs_of, marked))))

    def __len__(self) -> int:
        return len(self.pages)

    def __iter__(self) -> Iterator[Page]:
        return iter(self.pages)

    @cached_property
    def flow(self) -> tuple[Passage, ...]:
        """The document as one text: its passages in reading order, without furniture; what runs
        over a page end is one again."""
        if self._read is self.pages:
            return self.flow_by_pages
        pages = {page.page: page for page in self.pages}
        return tuple(_of_kind(passage, pages) for passage in self.flow_by_pages)

    @cached_property
    def flow_by_pages(self) -> tuple[Passage, ...]:
        """The same, with the kinds and levels that each page tells by itself: for the grammars of
        registers, which have signs of their own for what contains what."""
        return tuple(flow_of(self._read))

    @cached_property
    def tables(self) -> tuple[Passage, ...]:
        """The passages that are tables, each whole though it runs over pages."""
        return tuple(passage for passage in self.flow if passage.cells)

    @cached_property
    def headings(self) -> tuple[Passage, ...]:
        """The passages that are headings."""
        return tuple(passage for passage in self.flow if passage.kind == "heading")

    @cached_property
    def labels(self) -> dict[int, str]:
        """The label that is printed on a page (``- 53 -``), by the page's number, where there is
        one; of several the last."""
        found = {page.page: label_of(page) for page in self.pages}
        return {number: label for number, label in found.items() if label}

    def text(self) -> str:
        """The flow as plain text: a paragraph a line, cells one after the other."""
        return "\n".join(passage.text for passage in self.flow)


def _of_kind(passage: Passage, pages: Mapping[int, Page]) -> Passage:
    """``passage`` of the kind that the block has of which it is made; what goes on over several
    blocks is no heading."""
    first = passage.parts[0]
    block = pages[first.page].blocks[first.block]
    if passage.cells or (block.kind, block.level) == (passage.kind, passage.level):
        return passage
    if block.kind == "heading" and len(passage.parts) > 1:
        return passage
    return msgspec.structs.replace(passage, kind=block.kind, level=block.level)


def label_of(page: Page) -> str:
    """The label that is printed on a page whose furniture is marked, as it stands there; of several
    the last, nothing where there is none."""
    found = [
        block.lines[0].text.strip()
        for block in page.blocks
        if block.kind == "furniture"
        and len(block.lines) == 1
        and is_page_label(block.lines[0].text)
    ]
    return found[-1] if found else ""
