"""Last year beside this year: what became of each item, and whether the answer still holds."""

from __future__ import annotations

from typing import Literal

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.checklists.answering import Given, answer
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.evidence import evidence_changed
from shiryokan.checklists.making import form_of, previous_of
from shiryokan.checklists.models import AnswerKind, Assessment, Checklist, Result
from shiryokan.checklists.words import ItemWords, items_of, whole
from shiryokan.registers.checklists.mapping import ChangeKind, ItemChange, map_forms
from shiryokan.registers.comparison.differences import Piece

Why = Literal["", "reworded", "references", "requirement", "evidence", "unanswered", "first"]
"""Why last year's answer is not offered: the item is worded otherwise, names other requirements,
what it cites or what showed its truth no longer holds, or was not answered; ``first``: there is
none."""


class LastYear(msgspec.Struct, frozen=True):
    """What became of an item since last year's form, and what was answered to it then, where that
    is known. ``why`` is empty where that answer may be offered."""

    kind: ChangeKind
    pieces: tuple[Piece, ...] = ()
    renumbered: bool = False
    references_changed: bool = False
    old_number: str = ""
    result: Result | None = None
    why: Why = "first"

    @property
    def offered(self) -> bool:
        """Whether last year's answer may be taken with a key."""
        return not self.why


class GoneItem(msgspec.Struct, frozen=True):
    """An item of last year's form that this year's has no more."""

    number: str
    words: str
    result: Result | None


class Years(msgspec.Struct, frozen=True):
    """Two years of a form: by the keys of this year's items what became of them, and what is
    gone. ``compared`` is false where the words of one may not be seen, or there is no other."""

    before: Checklist | None
    assessment: Assessment | None
    items: dict[int, LastYear]
    gone: tuple[GoneItem, ...] = ()
    compared: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many items are the same, reworded, new and gone."""
        kinds = [each.kind for each in self.items.values()]
        found = {kind: kinds.count(kind) for kind in ("same", "reworded", "new")}
        return found | {"gone": len(self.gone)}


def last_assessment(assessment: Assessment) -> Assessment | None:
    """The assessment of the same facility or vendor and system the last time before, with the same
    form or one of its series."""
    rows = Assessment.objects.filter(
        checklist__series=assessment.checklist.series, facility=assessment.facility_id,
        vendor=assessment.vendor_id, system=assessment.system_id, year__lt=assessment.year,
    )  # fmt: skip
    return rows.select_related("checklist").order_by("-year", "-pk").first()


def changes_of(checklist: Checklist) -> tuple[Checklist | None, list[ItemChange]]:
    """The version before, and what became of its items; nothing where one's words are not seen."""
    before = previous_of(checklist)
    if before is None or whole(before) != "seen" or whole(checklist) != "seen":
        return None, []
    return before, map_forms(form_of(before), form_of(checklist))


def years_of(assessment: Assessment, items: list[ItemWords] | None = None) -> Years:
    """An assessment beside the one before."""
    last = last_assessment(assessment)
    before = last.checklist if last is not None else previous_of(assessment.checklist)
    if before is None or whole(before) != "seen" or whole(assessment.checklist) != "seen":
        return Years(before, last, {})
    items = items if items is not None else items_of(assessment.checklist)
    known = {each.item.key: each for each in items}
    results = _results(last)
    changes = map_forms(form_of(before), form_of(assessment.checklist))
    found = {
        known[change.new.key].item.pk: _last_year(change, known[change.new.key], results)
        for change in changes
        if change.new is not None and change.new.key in known
    }
    gone = tuple(
        GoneItem(change.old.number, change.old.words, results.get(change.old.key))
        for change in changes
        if change.new is None and change.old is not None
    )
    return Years(before, last, found, gone, compared=True)


def _results(last: Assessment | None) -> dict[str, Result]:
    if last is None:
        return {}
    rows = last.results.select_related("item", "by", "vendor").prefetch_related("evidence")
    return {row.item.key: row for row in rows}


def _last_year(change: ItemChange, item: ItemWords, results: dict[str, Result]) -> LastYear:
    result = results.get(change.old.key) if change.old is not None else None
    why: Why = ""
    if result is None:
        why = "first"
    elif change.kind != "same":
        why = "reworded"
    elif change.references_changed:
        why = "references"
    elif not item.holds:
        why = "requirement"
    elif evidence_changed(result):
        why = "evidence"
    elif result.answer == AnswerKind.UNCHECKED:
        why = "unanswered"
    return LastYear(
        change.kind, change.words if change.kind == "reworded" else (), change.renumbered,
        change.references_changed, change.old.number if change.old is not None else "", result,
        why,
    )  # fmt: skip


@transaction.atomic
def take_last(result: Result, version: int, user: User) -> Result:
    """Answer an item as last year, of today. Raises :class:`ChecklistError` where last year's
    answer does not hold any more."""
    found = years_of(result.assessment).items.get(result.item_id)
    if found is None or not found.offered or found.result is None:
        raise ChecklistError("checklist_not_offered")
    return answer(result, as_today(found.result), version, user=user)


def as_today(last: Result) -> Given:
    """What was answered then, as it is said today: a target that is over is no target."""
    return Given(AnswerKind(last.answer), None, None, last.remark)


def requirement_changed(item: ItemWords, result: Result) -> bool:
    """Whether what an item cites came to stand otherwise after it was answered."""
    if result.answer == AnswerKind.UNCHECKED or result.at is None:
        return False
    return any(
        not place.holds and place.citation.since is not None and place.citation.since > result.at
        for place in item.cited
    )
