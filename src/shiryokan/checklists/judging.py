"""How the quotes of items and of evidence stand, judged anew when a document may have changed that.

They are judged as the house sees the library, but for what is in the bin.
"""

from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db.models import QuerySet
from django_tasks import task

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.checklists.models import Citation, Evidence, JudgedPlace
from shiryokan.checklists.places import quote_from
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.quotes.judged_rows import judge_rows
from shiryokan.quotes.library import Library
from shiryokan.quotes.quote import Quote
from shiryokan.quotes.watching import Watched, batches

PlaceT = TypeVar("PlaceT", bound=JudgedPlace)
ITEMS = Watched(lambda: Citation.objects.all(), "cause_document", lambda: _items_job())
"""All quotes of items."""
EVIDENCE = Watched(
    lambda: Evidence.objects.filter(kind=Evidence.Kind.QUOTE), "cause_document",
    lambda: _evidence_job(),
)  # fmt: skip
"""All quotes that are shown as evidence."""
WATCHED = (ITEMS, EVIDENCE)


@titled(_("点検項目の引用の確かめ"))
@task(priority=-2)
def judge_items_of(document_id: str, attempt: int = 1) -> None:
    """Judge the quotes that a document may have changed."""
    with retried(judge_items_of, document_id, attempt, _give_up):
        judge(ITEMS.touched_by(document_id))


@titled(_("証跡の引用の確かめ"))
@task(priority=-2)
def judge_evidence_of(document_id: str, attempt: int = 1) -> None:
    """Judge the evidence that a document may have changed."""
    with retried(judge_evidence_of, document_id, attempt, _give_up):
        judge(EVIDENCE.touched_by(document_id))


@titled(_("点検項目の引用の確かめ"))
@task(priority=4)
def judge_checklist(checklist_id: int, attempt: int = 1) -> None:
    """Judge the quotes of a checklist that was just made or changed."""
    with retried(judge_checklist, str(checklist_id), attempt, _give_up):
        judge(Citation.objects.filter(item__checklist=int(checklist_id), state=""))


@titled(_("証跡の引用の確かめ"))
@task(priority=4)
def judge_piece(evidence_id: str, attempt: int = 1) -> None:
    """Judge a quote that was just shown as evidence."""
    with retried(judge_piece, evidence_id, attempt, _give_up):
        judge(Evidence.objects.filter(pk=uuid.UUID(evidence_id), kind=Evidence.Kind.QUOTE))


def _items_job() -> Any:
    return judge_items_of


def _evidence_job() -> Any:
    return judge_evidence_of


def _give_up(refusal: Refusal) -> None:
    """The standings stay as they were; the next change of the document judges them anew."""


def judge(places: QuerySet[PlaceT]) -> int:
    """Judge quotes and keep what comes of it. Returns how many stand otherwise than before."""
    changed = 0
    with reading_all_but_the_bin():
        library = Library()
        # one document after the other, so that each is compared once
        keys = list(places.order_by("document_id", "pk").values_list("pk", flat=True))
        rows: Any = places.model._default_manager
        for some in batches(keys):
            changed += len(judge_rows(library, rows.filter(pk__in=some), _quote_of))
    return changed


def _quote_of(row: JudgedPlace) -> Quote | None:
    return quote_from(row) if row.words else None
