"""Items that changed their code between two versions of a schedule."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import msgspec

from shiryokan.instance.kept import kept, stamp
from shiryokan.items.versions import Version, extraction_order, versions_of
from shiryokan.records import models
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import compare

METHOD = 1
"""Version of the method; what was kept of another one is made anew."""
_MOST_STEPS = 20
"""Versions over which an item is followed, at most."""

_Stated = dict[str, str]
"""Codes of a version with their names."""


class Step(msgspec.Struct, frozen=True):
    """From one version of a schedule to the next: their extractions, and the items that have
    another code in the new one."""

    old: int
    new: int
    codes: dict[str, str]


class Lineage(msgspec.Struct, frozen=True):
    """The versions of an item under all its codes, the oldest first; ``before`` and ``after`` are
    the last and the first of them that have another code than the one asked for."""

    versions: Sequence[Version]
    before: Version | None = None
    after: Version | None = None


def lineage_of(schedule: str, code: str, versions: Sequence[Version]) -> Lineage:
    """The versions of an item, with those in which it has another code. ``versions`` are those of
    the code itself."""
    if not versions:
        return Lineage(versions)
    steps = steps_of(versions[0].record.register, schedule)
    first, last = versions[0].record.extraction_id, versions[-1].record.extraction_id
    earlier = _followed(schedule, code, first, steps[::-1], back=True)
    later = _followed(schedule, code, last, steps, back=False)
    return Lineage(
        [*earlier[::-1], *versions, *later],
        earlier[0] if earlier else None, later[0] if later else None,
    )  # fmt: skip


def _followed(
    schedule: str, code: str, extraction: int, steps: Sequence[Step], *, back: bool
) -> list[Version]:
    """The versions before or after one, under the codes that the item had there."""
    found: list[Version] = []
    at, called = extraction, code
    for step in steps[:_MOST_STEPS]:
        here, there = (step.new, step.old) if back else (step.old, step.new)
        if here != at:
            continue
        codes = {new: old for old, new in step.codes.items()} if back else step.codes
        called = codes.get(called, called)
        known = next(
            (each for each in versions_of(schedule, called)
             if each.record.extraction_id == there), None,
        )  # fmt: skip
        if known is None or (not found and called == code):
            break
        found.append(known)
        at = there
    return found


def steps_of(register: str, schedule: str) -> list[Step]:
    """The steps between the versions of a schedule in their order; kept until one of them
    changes."""
    found = models.Extraction.objects.filter(register=register, state=models.Extraction.State.FOUND)
    told = found.order_by("pk").values_list("pk", "stamp", "year", "draft", "document__file_name")
    key = f"item-codes-{schedule}-{METHOD}.{REGISTERS[register].version}-{stamp(*told)}"

    def make() -> list[Step]:
        rows = found.select_related("document").only(
            "year", "draft", "document__added_at", "document__file_name"
        )
        return _made(register, schedule, sorted(rows, key=extraction_order))

    return kept(key, list[Step], make)


def _made(register: str, schedule: str, extractions: Sequence[models.Extraction]) -> list[Step]:
    stated = [(each.pk, _stated(each.pk, schedule)) for each in extractions]
    held = [(pk, codes) for pk, codes in stated if codes]
    return [
        Step(old, new, _changed(register, old, before, new, after))
        for (old, before), (new, after) in itertools.pairwise(held)
    ]


def _stated(extraction: int, schedule: str) -> _Stated:
    rows = models.ItemReference.objects.filter(
        record__extraction=extraction, schedule=schedule, role="states", note=""
    )
    return dict(rows.values_list("code", "name"))


def _changed(register: str, old: int, before: _Stated, new: int, after: _Stated) -> dict[str, str]:
    """The codes of items that have another in the new version. What bears one code and one name in
    both is the same; only the others are compared."""
    same = {code for code, name in before.items() if after.get(code) == name}
    olds, news = (
        [
            (code, record_of(row))
            for code, row in _rows(extraction, stated.keys() - same)
        ]
        for extraction, stated in ((old, before), (new, after))
    )  # fmt: skip
    if not olds or not news:
        return {}
    of_old = {record.key: code for code, record in olds}
    of_new = {record.key: code for code, record in news}
    told = compare(register, [r for _, r in olds], [r for _, r in news])
    return {
        of_old[change.old[0]]: of_new[change.new[0]]
        for change in told.changes
        if len(change.old) == len(change.new) == 1
        and of_old[change.old[0]] != of_new[change.new[0]]
    }


def _rows(extraction: int, codes: set[str]) -> list[tuple[str, models.Record]]:
    found = models.ItemReference.objects.filter(
        record__extraction=extraction, role="states", note=""
    ).select_related("record")
    return [
        (each.code, each.record)
        for each in found.order_by("record__position")
        if each.code in codes
    ]
