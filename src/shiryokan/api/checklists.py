"""Assessments as the API shows them, to who is in their organisation alone."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from shiryokan.access.policies import AnyUser
from shiryokan.api.addresses import Addresses
from shiryokan.api.paging import Slice, cut
from shiryokan.api.problems import Problem
from shiryokan.api.schemas import checklists as shape
from shiryokan.api.schemas.parameters import Paging
from shiryokan.checklists.carrying import requirement_changed
from shiryokan.checklists.evidence import evidence_changed
from shiryokan.checklists.membership import seen
from shiryokan.checklists.models import Assessment
from shiryokan.checklists.progress import Progress, progress_of
from shiryokan.checklists.words import items_of, whole


def seen_by(user: AnyUser) -> QuerySet[Assessment]:
    """The assessments of somebody's organisations."""
    return seen(Assessment.objects.all(), user).select_related(
        "checklist", "organisation", "facility", "vendor", "system"
    )


def answer(
    rows: QuerySet[Assessment], parameters: Paging, addresses: Addresses
) -> shape.Assessments:
    """Some of the assessments, the oldest first."""
    found: Slice[Assessment] = cut(
        "assessments", rows, ["id"], parameters.model_dump(), lambda row: [row.pk]
    )
    progress = progress_of(found.rows)
    return shape.Assessments(
        items=[shape.Assessment(**_named(row, progress[row.pk], addresses)) for row in found.rows],
        total=found.total,
        next="",
        next_cursor=found.cursor,
    )


def one(
    rows: QuerySet[Assessment], assessment_id: int, addresses: Addresses
) -> shape.WholeAssessment:
    """One of the assessments; :class:`Problem` where there is none."""
    row = rows.filter(pk=assessment_id).first()
    if row is None:
        raise Problem("unknown_assessment", 404, assessment=assessment_id)
    hidden = whole(row.checklist) != "seen"
    results = {each.item_id: each for each in row.results.prefetch_related("evidence")}
    address = addresses.to("checklists:assessment", row.pk)
    return shape.WholeAssessment(
        **_named(row, progress_of([row])[row.pk], addresses),
        results=[
            shape.CheckResult(
                number=each.item.number, section=each.section, words=each.words, hidden=hidden,
                starred=each.item.starred, references=[] if hidden else each.item.references,
                answer=result.answer, checked_on=result.checked_on, target_on=result.target_on,
                remark=result.remark, requirement_changed=requirement_changed(each, result),
                evidence_changed=evidence_changed(result), address=f"{address}#item-{each.item.pk}",
            )
            for each in items_of(row.checklist)
            if (result := results.get(each.item.pk)) is not None
        ],
    )  # fmt: skip


def _named(row: Assessment, progress: Progress, addresses: Addresses) -> dict[str, Any]:
    return {
        "id": row.pk,
        "title": row.checklist.title,
        "series": row.checklist.series,
        "year": row.year,
        "organisation": row.organisation.name,
        "place": row.of.name,
        "system": row.system.name if row.system is not None else "",
        "due": row.due,
        "ended": row.ended_at is not None,
        "total": progress.total,
        "answered": progress.answered,
        "no": progress.no,
        "without_target": progress.without_target,
        "changed": progress.changed,
        "address": addresses.to("checklists:assessment", row.pk),
    }
