"""How the quotes of exercises and lessons stand, judged anew when a document may have changed that.

They are judged as the house sees the library, but for what is in the bin. An exercise of which a
quote no longer holds is asked no more, and its cards start anew
(:func:`shiryokan.learning.reviewing.start_anew`).
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import task

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.learning import content, models
from shiryokan.learning.reviewing import start_anew
from shiryokan.quotes.judged_rows import judge_rows
from shiryokan.quotes.library import Library
from shiryokan.quotes.quote import Quote
from shiryokan.quotes.watching import Watched, batches

WATCHED = Watched(lambda: _in_use(), "cause_document", lambda: _job())
"""The quotes that are in use."""


@titled(_("記事と講座の引用の確かめ"))
@task(priority=-2)
def judge_citations_of(document_id: str, attempt: int = 1) -> None:
    """Judge the quotes that a document may have changed."""
    with retried(judge_citations_of, document_id, attempt, _give_up):
        judge(WATCHED.touched_by(document_id))


@titled(_("講座の引用の確かめ"))
@task(priority=4)
def judge_course(course_id: int, attempt: int = 1) -> None:
    """Judge the quotes of a course of which something was just written or passed."""
    with retried(judge_course, str(course_id), attempt, _give_up):
        own = Q(lesson__course=int(course_id)) | Q(version__exercise__course=int(course_id))
        judge(_in_use().filter(own, state=""))


def _job() -> Any:
    return judge_citations_of


def _give_up(refusal: Refusal) -> None:
    """The standings stay as they were; the next change of the document judges them anew."""


def _in_use() -> QuerySet[models.Citation]:
    """The quotes of lessons, and of the newest and the current versions of exercises."""
    current = models.ExerciseItem.objects.exclude(current=None).values("current")
    return models.Citation.objects.filter(
        Q(lesson__isnull=False) | Q(version__in=current) | Q(version__passed_at=None), judged=True
    )


def judge(citations: QuerySet[models.Citation]) -> int:
    """Judge quotes and keep what comes of it. Returns how many stand otherwise than before."""
    changed = 0
    with reading_all_but_the_bin():
        library = Library()
        # one document after the other, so that each is compared once
        keys = list(citations.order_by("document_id", "pk").values_list("pk", flat=True))
        for some in batches(keys):
            rows = models.Citation.objects.filter(pk__in=some)
            changed += _judge(library, rows.select_related("version", "lesson"))
    return changed


@transaction.atomic
def _judge(library: Library, rows: QuerySet[models.Citation]) -> int:
    changed = judge_rows(library, rows, _quote_of)
    stopped = [row.version_id for row in changed if row.version_id and row.state != "holds"]
    start_anew(models.ExerciseItem.objects.filter(current__in=stopped))
    return len(changed)


def _quote_of(row: models.Citation) -> Quote | None:
    place = content.place_of(row)
    return place.quote(row.document_id) if place is not None and place.words else None
