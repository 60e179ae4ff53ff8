"""Pages as rows: a read page's blocks are kept as compressed MessagePack."""

from __future__ import annotations

import zlib

import msgspec

from shiryokan.documents import models
from shiryokan.paper.isolated import is_unreadable
from shiryokan.paper.model import Block, Page, Warning

_blocks = msgspec.msgpack.Decoder(tuple[Block, ...])
_encoder = msgspec.msgpack.Encoder()


def row_from_page(document_id: str, page: Page) -> models.Page:
    """The row, not saved, of a page as read."""
    return models.Page(
        document_id=document_id,
        number=page.page,
        width=page.width,
        height=page.height,
        # PostgreSQL takes no NUL in a text
        text=page.text.replace("\x00", ""),
        layout=zlib.compress(_encoder.encode(page.blocks), 1),
        warnings=[{"code": w.code, "message": w.message} for w in page.warnings],
        unreadable=is_unreadable(page),
    )


def page_from_row(row: models.Page) -> Page:
    """The page as it was read."""
    return Page(
        page=row.number,
        width=row.width,
        height=row.height,
        text=row.text,
        blocks=_blocks.decode(zlib.decompress(bytes(row.layout))) if row.layout else (),
        warnings=tuple(Warning(w["code"], w.get("message", "")) for w in row.warnings),
    )


def pages_of(document: models.Document) -> list[Page]:
    """All pages of a document, in their order."""
    return [page_from_row(row) for row in document.pages.order_by("number").iterator(50)]
