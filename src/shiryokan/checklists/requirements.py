"""The requirements that an item names (▶企画管理編 9.1), found in the guidelines of the house."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.db import transaction

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.judging import judge_checklist
from shiryokan.checklists.models import NAME_LENGTH, CheckItem, Checklist, Citation
from shiryokan.checklists.places import columns_of
from shiryokan.quotes.keeping import NotQuotable, quote_in
from shiryokan.quotes.quote import Quote
from shiryokan.records.models import Extraction, Record
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import Code

_REFERENCE = re.compile(r"\s*[▶►⇒→]?\s*(?P<volume>\D*?)\s*(?P<number>\d[\d.\-‐－]*)\s*")
_MOST_BOXES = (60, 20, 5)
"""Lines of a requirement that are quoted; fewer, where those are too many words."""


def volume_and_number(reference: str) -> tuple[str, str] | None:
    """The volume of a guideline and the number in it that a reference names; None for another."""
    match = _REFERENCE.fullmatch(unicodedata.normalize("NFKC", reference))
    return (match["volume"], match["number"].strip(".-")) if match else None


def _code_field(register: str) -> str:
    fields = REGISTERS[register].fields if register in REGISTERS else ()
    return next((field.name for field in fields if isinstance(field.kind, Code)), "")


def records_named(reference: str) -> Iterator[Record]:
    """The records that a reference names, in the newest documents first whose title, or that of
    their series, has the volume's name; of those that are seen."""
    found = volume_and_number(reference)
    if found is None or not found[0]:
        return
    volume, number = found
    rows = Extraction.objects.filter(
        state=Extraction.State.FOUND, document__title__contains=volume
    ).order_by("-year", "draft", "-pk")
    for extraction in rows:
        if not (code := _code_field(extraction.register)):
            continue
        own = Record.objects.filter(extraction=extraction, **{f"data__{code}": number})
        yield from own.order_by("position")


@transaction.atomic
def cite_references(checklist: Checklist) -> int:
    """Have the items of a checklist cite the requirements that they name, where those are found
    and not cited yet. Returns how many were found."""
    made = 0
    for item in checklist.items.prefetch_related("citations"):
        known = {each.reference for each in item.citations.all() if not each.own}
        for position, reference in enumerate(map(str, item.references)):
            if reference not in known and _cite(item, position, reference):
                made += 1
    if made:
        record(
            audit_kinds.CHECKLIST_CHANGED, f"checklist:{checklist.pk}", checklist.title, cited=made
        )
        judge_checklist.enqueue(checklist.pk)
    return made


def _cite(item: CheckItem, position: int, reference: str) -> bool:
    for row in records_named(reference):
        quote = _quote_of(row)
        if quote is None:
            continue
        Citation.objects.create(
            item=item, position=position, reference=reference[:NAME_LENGTH],
            **columns_of(quote, row.document),
        )  # fmt: skip
        return True
    return False


def _quote_of(row: Record) -> Quote | None:
    """The quote of the longest of the record's main texts, or of its beginning."""
    pure = record_of(row)
    names = [field.name for field in REGISTERS[row.register].fields if field.main]
    traced = [pure.provenance.get(name, []) for name in names]
    places = max(
        ([place for trace in traces for place in trace.places] for traces in traced),
        key=lambda found: sum(len(place.text) for place in found),
        default=[],
    )
    if not places:
        return None
    page = places[0].page
    boxes = [box for place in places if place.page == page for box in place.boxes]
    for most in _MOST_BOXES:
        try:
            return quote_in(row.document, page, boxes[:most])
        except NotQuotable:
            continue
    return None
