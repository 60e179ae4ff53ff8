"""Comparisons of a register's documents, kept as long as they hold, and the lives they tell."""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence

import msgspec

from shiryokan.records import models
from shiryokan.records.editions import age, year_of_edition
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import Comparison, Stage, compare, joining, life

METHOD = 1
"""Version of the method; a stored comparison of another one is made anew."""


def comparison(old: models.Extraction, new: models.Extraction) -> Comparison:
    """What became of the records of ``old`` in ``new``, with the links that editors confirmed."""
    links = _links(old, new)
    stamp = _stamp(old, new, links)
    stored = models.StoredComparison.objects.filter(old=old, new=new).first()
    if stored and stored.stamp == stamp:
        return msgspec.msgpack.decode(zlib.decompress(bytes(stored.data)), type=Comparison)
    befores, afters = ([record_of(row) for row in _rows(each)] for each in (old, new))
    same = [(link.old_key, link.new_key) for link in links if link.same]
    apart = [(link.old_key, link.new_key) for link in links if not link.same]
    made = compare(old.register, befores, afters, same=same, apart=apart)
    models.StoredComparison.objects.update_or_create(
        old=old, new=new,
        defaults={
            "stamp": stamp, "data": zlib.compress(msgspec.msgpack.encode(made), 1), "joins": None,
        },
    )  # fmt: skip
    return made


def stamp_of(old: models.Extraction, new: models.Extraction) -> str:
    """What :func:`comparison` depends on and how it is made, as a short text."""
    return _stamp(old, new, _links(old, new))


def _stamp(old: models.Extraction, new: models.Extraction, links: Sequence[models.Link]) -> str:
    return f"{REGISTERS[old.register].version}.{METHOD}.{hash_of(old, new, links)}"


def joins(old: models.Extraction, new: models.Extraction) -> dict[str, str]:
    """By the keys of records of ``old`` those of ``new`` that are surely about the same."""
    compared = comparison(old, new)
    stored = models.StoredComparison.objects.filter(old=old, new=new)
    known = kept_joins(stored.first())
    if known is not None:
        return known
    befores, afters = ([record_of(row) for row in _rows(each)] for each in (old, new))
    same = [(link.old_key, link.new_key) for link in _links(old, new) if link.same]
    made = joining.joined(old.register, befores, afters, compared, same)
    stored.update(joins=zlib.compress(msgspec.msgpack.encode((joining.METHOD, made)), 1))
    return made


def kept_joins(stored: models.StoredComparison | None) -> dict[str, str] | None:
    """The joins that were kept with a comparison; None where there are none."""
    if stored is None or stored.joins is None:
        return None
    method, made = msgspec.msgpack.decode(
        zlib.decompress(bytes(stored.joins)), type=tuple[int, dict[str, str]]
    )
    return made if method == joining.METHOD else None


def hash_of(old: models.Extraction, new: models.Extraction, links: Sequence[models.Link]) -> str:
    """What a comparison depends on, as a short text."""
    stamps = "".join(f"{link.pk}:{link.at.isoformat()};" for link in links)
    whole = f"{old.stamp}{new.stamp}{stamps}".encode()
    return f"{zlib.crc32(whole):08x}{zlib.adler32(whole):08x}"


def editions(extraction: models.Extraction) -> list[models.Extraction]:
    """The documents of a series that hold the register, from the oldest to the newest: by year,
    the draft before the final."""
    if extraction.series_id is None:
        return [extraction]
    found = models.Extraction.objects.filter(
        series=extraction.series_id,
        register=extraction.register,
        state=models.Extraction.State.FOUND,
    ).select_related("document")
    # what was left over of a paper and its outline may be as large as all its records
    found = found.defer("unplaced", "document__outline")
    return sorted(found.prefetch_related("document__origins"), key=age)


def neighbours(
    found: Sequence[models.Extraction],
    old: models.Extraction | None,
    new: models.Extraction | None,
) -> tuple[models.Extraction | None, models.Extraction | None]:
    """Two different ones of ``found`` that are worth comparing: ``old`` and ``new`` where they are
    given and differ, and beside one of them the edition of its series that comes before it or after
    it. Where neither is given, the newest that has an edition before it. Where no series has two,
    any two; None where ``found`` holds fewer."""
    if old is not None and new is not None and old.pk != new.pk:
        return old, new
    rows = sorted(found, key=age)
    if len(rows) < 2:
        return None, None
    of_series: dict[int, list[models.Extraction]] = {}
    for row in rows:
        if row.series_id is not None:
            of_series.setdefault(row.series_id, []).append(row)
    pairs = [pair for own in of_series.values() for pair in itertools.pairwise(own)]
    if new is not None:
        fit = [pair for pair in pairs if pair[1].pk == new.pk]
        others = [(each, new) for each in rows if each.pk != new.pk]
    elif old is not None:
        fit = [pair for pair in pairs if pair[0].pk == old.pk]
        others = [(old, each) for each in rows if each.pk != old.pk]
    else:
        fit = sorted(pairs, key=lambda pair: rows.index(pair[1]))
        others = [(rows[-2], rows[-1])]
    return (fit or others)[-1]


def outdated(register: str) -> set[int]:
    """The extractions of a register that a newer edition of their series has followed: by year, a
    draft by its final."""
    found = models.Extraction.objects.filter(
        register=register, state=models.Extraction.State.FOUND, series__isnull=False
    )
    newest: dict[int, tuple[tuple[int, bool], int]] = {}
    old: set[int] = set()
    columns = ("pk", "series_id", "year", "draft", "document__file_name")
    for pk, series, year, draft, file_name in found.values_list(*columns):
        placed = (year_of_edition(year, file_name), not draft)
        last = newest.get(series)
        if last is None or placed > last[0]:
            old |= {last[1]} if last is not None else set()
            newest[series] = placed, pk
        elif placed < last[0]:
            old.add(pk)
    return old


class Lifetime(msgspec.Struct, frozen=True):
    """A record's life: the editions, and its stages in them."""

    editions: list[models.Extraction]
    stages: list[Stage]


def lifetime(record: models.Record) -> Lifetime:
    """The life of a record through the editions of its series."""
    own = record.extraction
    found = editions(own)
    if len(found) < 2:
        return Lifetime(found, [Stage(0, (record.key,), None)])
    made = [comparison(a, b) for a, b in itertools.pairwise(found)]
    at = next(n for n, edition in enumerate(found) if edition.pk == own.pk)
    return Lifetime(found, life(at, record.key, made))


def _rows(extraction: models.Extraction) -> list[models.Record]:
    return list(models.Record.objects.filter(extraction=extraction).order_by("position"))


def _links(old: models.Extraction, new: models.Extraction) -> list[models.Link]:
    found = models.Link.objects.filter(
        register=old.register, old_document=old.document_id, new_document=new.document_id
    )
    return list(found.order_by("pk"))
