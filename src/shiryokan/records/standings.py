"""How records stand beside all papers of their register that the reader sees."""

from __future__ import annotations

import zlib

import msgspec
from django.core.cache import cache

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
    stamps = "".join(str(stamp) for stamp in found.values_list("stamp", flat=True))
    whole = f"{zlib.crc32(stamps.encode()):08x}{zlib.adler32(stamps.encode()):08x}{len(stamps)}"
    key = f"standings-{register}-{METHOD}.{REGISTERS[register].version}-{whole}"
    kept = cache.get(key)
    if kept is not None:
        return msgspec.msgpack.decode(zlib.decompress(kept), type=_Kept)
    made = _made(register, list(found.values_list("pk", flat=True)))
    cache.set(key, zlib.compress(msgspec.msgpack.encode(made), 1), timeout=None)
    return made


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
