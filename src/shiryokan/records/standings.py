"""How records stand beside all papers of their register that the reader sees."""

from __future__ import annotations

import msgspec

from shiryokan.instance.kept import kept, stamp
from shiryokan.records import models
from shiryokan.records.rows import record_of
from shiryokan.registers.base import Record, Register
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.standing import Standing

METHOD = 1
"""Version of the method; what was kept of another one is made anew."""


class KeptStanding(msgspec.Struct, frozen=True):
    """A standing, and the id of the record that says so."""

    standing: Standing
    by: str


_Kept = dict[str, KeptStanding]
"""By the ids of records."""


def standings_in(register: str) -> _Kept:
    """What later papers did to the records of a register; kept until one of its papers changes."""
    if type(REGISTERS[register]).standings is Register.standings:
        return {}
    found = models.Extraction.objects.filter(
        register=register, state=models.Extraction.State.FOUND
    ).order_by("pk")
    whole = stamp(*found.values_list("stamp", flat=True))
    key = f"standings-{register}-{METHOD}.{REGISTERS[register].version}-{whole}"
    return kept(key, _Kept, lambda: _made(register, list(found.values_list("pk", flat=True))))


def _made(register: str, extractions: list[int]) -> _Kept:
    papers: dict[int, list[Record]] = {}
    ids: dict[tuple[str, str], str] = {}
    rows = models.Record.objects.filter(extraction__in=extractions).order_by("position")
    for row in rows.iterator():
        record = record_of(row)
        papers.setdefault(row.extraction_id, []).append(record)
        ids[record.document, record.key] = str(row.pk)
    told = REGISTERS[register].standings(list(papers.values()))
    return {
        ids[place]: KeptStanding(standing, ids.get((standing.document, standing.key), ""))
        for place, standing in told.items()
    }
