"""Pages as rows: a read page's blocks are kept as compressed MessagePack.

Which of its lines are furniture, and what kind a block is, shows only when all pages are read; it
is decided once then, and kept beside the blocks, so that a row alone gives its page:
``[block, start, end]`` of the lines, and ``[block, kind, level]`` of the blocks as they are then.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping

import msgspec

from shiryokan.documents import models
from shiryokan.japanese.codepoints import without_nul
from shiryokan.paper.document import Document, label_of
from shiryokan.paper.furniture import EdgeText, Span, edge_texts, furniture_of, with_furniture
from shiryokan.paper.isolated import is_unreadable
from shiryokan.paper.kinds import Change, kinds_of, signs_of, with_kinds
from shiryokan.paper.model import Block, Page, Warning, with_shared_edges
from shiryokan.paper.page_edge import bare_label

_blocks = msgspec.msgpack.Decoder(tuple[Block, ...])
_encoder = msgspec.msgpack.Encoder()
_AT_ONCE = 50
"""Rows of pages in memory at a time."""


def row_from_page(
    document_id: str, page: Page, source: models.Page.Source = models.Page.Source.LAYER
) -> models.Page:
    """The row, not saved, of a page as read."""
    page = _without_nul(page)
    return models.Page(
        document_id=document_id,
        number=page.page,
        width=page.width,
        height=page.height,
        text=page.text,
        layout=zlib.compress(_encoder.encode(page.blocks), 1),
        warnings=[{"code": w.code, "message": w.message} for w in page.warnings],
        unreadable=is_unreadable(page),
        source=source,
    )


def page_from_row(row: models.Page) -> Page:
    """The page, its furniture marked, its blocks of the kinds that the whole document tells."""
    return with_kinds(_with_furniture(row), _kinds(row))


def printed_label(document: models.Document, number: int) -> str:
    """The label that is printed on page ``number``, without its ornaments; nothing where none is,
    or where the page is not read yet."""
    row = models.Page.objects.filter(document=document, number=number).first()
    return bare_label(label_of(page_from_row(row))) if row else ""


def document_from_rows(document: models.Document) -> Document:
    """The document of a library, with all its pages."""
    known: dict[float, float] = {}
    pages: list[Page] = []
    kinds: list[tuple[Change, ...]] = []
    for row in document.pages.order_by("number").iterator(_AT_ONCE):
        pages.append(with_shared_edges(_with_furniture(row), known))
        kinds.append(_kinds(row))
    return Document(pages, kinds)


def _with_furniture(row: models.Page) -> Page:
    return with_furniture(page_as_read(row), [Span(*span) for span in row.furniture])


def _kinds(row: models.Page) -> tuple[Change, ...]:
    return tuple(Change(*change) for change in row.kinds)


def keep_furniture(document: models.Document, known: Mapping[int, tuple[EdgeText, ...]]) -> None:
    """Decide what the furniture of a document's pages is and of what kind their blocks are, and
    keep it with each of them.

    All pages are read. ``known`` are :func:`shiryokan.paper.furniture.edge_texts` of the last of
    them, by the page's number; those of the pages before are taken from their rows.
    """
    edges = dict(known)
    rows = document.pages.filter(number__lt=min(edges, default=document.page_count + 1))
    for row in rows.order_by("number").iterator(_AT_ONCE):
        edges[row.number] = edge_texts(page_as_read(row))
    numbers = sorted(edges)
    found = dict(zip(numbers, furniture_of([edges[n] for n in numbers]), strict=True))
    changed = []
    for row in document.pages.only("document", "number", "furniture"):
        furniture = [list(span) for span in found.get(row.number, ())]
        if row.furniture != furniture:
            row.furniture = furniture
            changed.append(row)
    models.Page.objects.bulk_update(changed, ["furniture"], batch_size=_AT_ONCE)
    _keep_kinds(document)


def _keep_kinds(document: models.Document) -> None:
    rows = document.pages.order_by("number").iterator(_AT_ONCE)
    found = kinds_of([signs_of(_with_furniture(row)) for row in rows])
    changed = []
    for row, changes in zip(
        document.pages.order_by("number").defer("layout", "text"), found, strict=True
    ):
        kinds = [list(change) for change in changes]
        if row.kinds != kinds:
            row.kinds = kinds
            changed.append(row)
    models.Page.objects.bulk_update(changed, ["kinds"], batch_size=_AT_ONCE)


def _without_nul(page: Page) -> Page:
    """The page without U+0000, which PostgreSQL takes in no text; mostly the same one."""
    if "\x00" not in page.text:
        return page
    blocks = tuple(
        msgspec.structs.replace(
            block,
            lines=tuple(
                msgspec.structs.replace(line, text=without_nul(line.text), edges=())
                if "\x00" in line.text
                else line
                for line in block.lines
            ),
        )
        for block in page.blocks
    )
    return msgspec.structs.replace(page, text=without_nul(page.text), blocks=blocks)


def page_as_read(row: models.Page) -> Page:
    """The page as it was read, its furniture not marked: what is kept again when it changes."""
    return Page(
        page=row.number,
        width=row.width,
        height=row.height,
        text=row.text,
        blocks=_blocks.decode(zlib.decompress(bytes(row.layout))) if row.layout else (),
        warnings=tuple(Warning(w["code"], w.get("message", "")) for w in row.warnings),
    )
