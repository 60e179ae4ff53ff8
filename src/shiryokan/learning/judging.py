"""How the quotes of exercises and lessons stand, judged anew when a document may have changed that.

They are judged as the house sees the library, but for what is in the bin. An exercise of which a
quote no longer holds is asked no more, and its cards start anew
(:func:`shiryokan.learning.reviewing.start_anew`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django_tasks import task

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.japanese.codepoints import without_nul
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.learning import content, models
from shiryokan.learning.reviewing import start_anew
from shiryokan.quotes.library import Library
from shiryokan.quotes.models import MOST_WORDS
from shiryokan.quotes.standing import Cause, Standing
from shiryokan.quotes.watching import Watched, batches

WATCHED = Watched(lambda: _in_use(), "cause_document", lambda: _job())
"""The quotes that are in use."""
_FIELDS = [
    "state", "since", "cause_kind", "cause_document", "cause_page", "cause_boxes", "cause_words",
]  # fmt: skip


@task(priority=-2)
def judge_citations_of(document_id: str, attempt: int = 1) -> None:
    """Judge the quotes that a document may have changed."""
    with retried(judge_citations_of, document_id, attempt, _give_up):
        judge(WATCHED.touched_by(document_id))


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
def _judge(library: Library, rows: Iterable[models.Citation]) -> int:
    now = timezone.now()
    changed = []
    for row in rows:
        place = content.place_of(row)
        if place is None or not place.words:
            found: Standing | None = Standing(state="gone", cause=Cause(kind="removal"))
        else:
            found = library.standing_of(place.quote(row.document_id))
        if found is not None and _take(row, found):
            row.since = now
            changed.append(row)
    models.Citation.objects.bulk_update(changed, _FIELDS)
    stopped = [row.version_id for row in changed if row.version_id and row.state != "holds"]
    start_anew(models.ExerciseItem.objects.filter(current__in=stopped))
    return len(changed)


def _take(row: models.Citation, found: Standing) -> bool:
    """Have the values of a standing; whether they are others than before."""
    cause = found.cause if found.state != "holds" else None
    before = [getattr(row, name) for name in _FIELDS if name != "since"]
    row.state = found.state
    row.cause_kind = cause.kind if cause else ""
    row.cause_document = cause.document[:DOCUMENT_ID_LENGTH] if cause else ""
    row.cause_page = cause.page if cause else 0
    row.cause_boxes = [list(box) for box in cause.boxes] if cause else []
    row.cause_words = without_nul(cause.words[:MOST_WORDS]) if cause else ""
    return before != [getattr(row, name) for name in _FIELDS if name != "since"]
