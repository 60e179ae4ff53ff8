"""To which record of a document a quote belongs: the one whose own words they are."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from shiryokan.quotes.parts import part_with
from shiryokan.quotes.quote import Quote
from shiryokan.registers.base import Record


def anchored(quote: Quote, register: str, records: Iterable[Record]) -> Quote | None:
    """The quote with the record and the field in which it stands, out of those of a document; None
    where it stands in none. Of several records the one that says most around it: an item's note
    rather than the addition that is named in it."""
    bare = msgspec.structs.replace(quote, register="", key="", field="")
    found: tuple[int, Record, str] | None = None
    for record in records:
        if not _is_on(record, quote.page):
            continue
        held = part_with(record, register, bare)
        if held is None:
            continue
        part, _ = held
        worth = len(part.words) if part.field else 0
        if found is None or worth > found[0]:
            found = worth, record, part.field
    if found is None:
        return None
    _, record, field = found
    return msgspec.structs.replace(quote, register=register, key=record.key, field=field)


def _is_on(record: Record, page: int) -> bool:
    return any(
        place.page == page
        for traces in record.provenance.values()
        for trace in traces
        for place in trace.places
    )
