"""Which rows that quote a place documents may have changed."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from shiryokan.documents.same_address import at_same_addresses
from shiryokan.quotes.library import rewording_registers
from shiryokan.records.models import Extraction
from shiryokan.registers.base import Register
from shiryokan.registers.catalogue import REGISTERS


def touched(documents: list[str] | QuerySet[Any, Any], cause: str) -> Q:
    """The rows, with ``document_id`` and ``register``, that documents (ids, or a question for them)
    may have changed: their own, those of their series, those of documents published under their
    addresses, those that stand as they do by one of them
    (``cause`` names the field that says so); and all that a letter may correct or end, if one is
    among them."""
    found = Extraction.objects.filter(
        document__in=documents, state=Extraction.State.FOUND
    ).order_by()
    series = found.exclude(series=None).values("series")
    others = Extraction.objects.filter(series__in=series).values("document")
    rows = (
        Q(document_id__in=documents)
        | Q(document_id__in=others)
        | Q(**{f"{cause}__in": documents})
        | Q(document_id__in=at_same_addresses(documents))
    )
    rewording = rewording_registers()
    for register in found.values_list("register", flat=True).distinct():
        if register in rewording:
            rows |= ~Q(register="")
        elif type(REGISTERS[register]).standings is not Register.standings:
            rows |= Q(register=register)
    return rows
