"""Which rows that quote a place a document may have changed."""

from __future__ import annotations

from django.db.models import Q

from shiryokan.quotes.library import rewording_registers
from shiryokan.records.models import Extraction
from shiryokan.registers.base import Register
from shiryokan.registers.catalogue import REGISTERS


def touched(document_id: str, cause: str) -> Q:
    """The rows, with ``document_id`` and ``register``, that a document may have changed: its own,
    those of its series, those that stand as they do by it (``cause`` names the field that says so);
    and all that a letter may correct or end, if it is one."""
    found = list(
        Extraction.objects.filter(document=document_id, state=Extraction.State.FOUND)
        .values_list("register", "series")
    )  # fmt: skip
    series = {each for _, each in found if each is not None}
    others = Extraction.objects.filter(series__in=series).values("document")
    rows = Q(document_id=document_id) | Q(document_id__in=others) | Q(**{cause: document_id})
    rewording = rewording_registers()
    for register, _ in found:
        if register in rewording:
            rows |= ~Q(register="")
        elif type(REGISTERS[register]).standings is not Register.standings:
            rows |= Q(register=register)
    return rows
