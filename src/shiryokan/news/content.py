"""What an edition keeps of its blocks, as plain data; and the working copy in the same form."""

from __future__ import annotations

from typing import Any, Literal

import msgspec

from shiryokan.news import models
from shiryokan.paper.model import Box
from shiryokan.quotes.quote import Quote

Kind = Literal["heading", "statement", "quotation", "table", "picture", "link"]


class CitedPlace(msgspec.Struct, frozen=True, omit_defaults=True):
    """A citation: its side (``old``, ``new`` or neither) and its quote's values."""

    document: str
    page: int
    boxes: tuple[tuple[float, float, float, float], ...]
    words: str = ""
    side: str = ""
    before: str = ""
    after: str = ""
    register: str = ""
    key: str = ""
    field: str = ""

    def quote(self) -> Quote:
        """As a quote."""
        return Quote(
            document=self.document, page=self.page, boxes=tuple(Box(*box) for box in self.boxes),
            words=self.words, before=self.before, after=self.after, register=self.register,
            key=self.key, field=self.field,
        )  # fmt: skip


class BlockContent(msgspec.Struct, frozen=True, omit_defaults=True):
    """A block: what it says and what it cites. ``id`` is that of the row of the working copy."""

    kind: Kind
    text: str = ""
    data: dict[str, Any] = {}
    about: str = ""
    citations: tuple[CitedPlace, ...] = ()
    id: int = 0


def from_article(article: models.Article) -> list[BlockContent]:
    """The blocks of the working copy, in order."""
    return [from_row(row) for row in article.blocks.prefetch_related("citations")]


def from_row(row: models.Block) -> BlockContent:
    """One block of the working copy, its citations fetched before or now."""
    return BlockContent(
        kind=row.kind,  # type: ignore[arg-type]
        text=row.text,
        data=row.data,
        about=row.about,
        citations=tuple(from_citation(each) for each in row.citations.all()),
        id=row.pk,
    )


def from_citation(row: models.Citation) -> CitedPlace:
    """A citation of the working copy."""
    return CitedPlace(
        document=row.document_id, page=row.page, boxes=tuple(tuple(box) for box in row.boxes),
        words=row.words, side=row.side, before=row.before, after=row.after,
        register=row.register, key=row.key, field=row.field,
    )  # fmt: skip


def from_edition(edition: models.Edition) -> list[BlockContent]:
    """The blocks of an edition."""
    return msgspec.convert(edition.content, list[BlockContent])


def as_data(blocks: list[BlockContent]) -> list[Any]:
    """As an edition keeps them."""
    made: list[Any] = msgspec.to_builtins(blocks)
    return made
