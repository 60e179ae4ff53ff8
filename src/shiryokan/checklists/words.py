"""What of a checklist somebody may read: where its document is closed to them, no words of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from shiryokan.checklists.models import CheckItem, Checklist, Citation
from shiryokan.documents.models import Document

Whole = Literal["seen", "closed", "gone"]


class CitedPlace(msgspec.Struct, frozen=True):
    """A requirement that an item names, as it is shown: without words where its document is not
    seen. ``state`` is empty until it was judged."""

    reference: str
    state: str
    seen: bool
    citation: Citation

    @property
    def holds(self) -> bool:
        """Whether nothing is known against it."""
        return self.state in ("", "holds")


class ItemWords(msgspec.Struct, frozen=True):
    """An item as it is shown."""

    item: CheckItem
    section: str
    sub_section: str
    words: str
    hearing: str
    who: str
    own: CitedPlace | None
    cited: tuple[CitedPlace, ...]

    @property
    def holds(self) -> bool:
        """Whether all that it cites holds."""
        return all(place.holds for place in self.cited)


def seen_documents(keys: Iterable[str]) -> dict[str, Document]:
    """Those of documents that whoever reads now may see."""
    return {each.pk: each for each in Document.objects.filter(pk__in=set(filter(None, keys)))}


def whole(checklist: Checklist) -> Whole:
    """Whether the words of a checklist are seen, closed to whoever reads now, or gone with their
    document."""
    if not checklist.document_id:
        return "seen"
    if Document.objects.filter(pk=checklist.document_id).exists():
        return "seen"
    there = Document.everything.filter(pk=checklist.document_id).exists()
    return "closed" if there else "gone"


def items_of(checklist: Checklist) -> list[ItemWords]:
    """The items of a checklist in its own order, as whoever reads now may see them."""
    rows = list(checklist.items.order_by("position").prefetch_related("citations"))
    cited = [citation for row in rows for citation in row.citations.all()]
    seen = set(seen_documents(citation.document_id for citation in cited))
    sees = whole(checklist) == "seen"
    return [_shown(row, sees, seen) for row in rows]


def _shown(row: CheckItem, sees: bool, seen: set[str]) -> ItemWords:
    places = [
        (each, CitedPlace(each.reference, each.state, each.document_id in seen, each))
        for each in row.citations.all()
    ]
    return ItemWords(
        item=row,
        section=row.section if sees else "",
        sub_section=row.sub_section if sees else "",
        words=row.words if sees else "",
        hearing=row.hearing if sees else "",
        who=row.who if sees else "",
        own=next((place for each, place in places if each.own and place.seen), None),
        cited=tuple(place for each, place in places if not each.own),
    )
