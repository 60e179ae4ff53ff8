"""How the places that published articles cite stand, judged anew when a document may have changed
that.

They are judged as the house sees the library, but for what is in the bin: of a cause that a reader
may not see the page tells the state alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.documents.models import DOCUMENT_ID_LENGTH
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.news import content, models
from shiryokan.quotes.library import Library
from shiryokan.quotes.standing import Cause, Standing
from shiryokan.quotes.watching import Watched, batches

WATCHED = Watched(lambda: _of_public_editions(), "cause_document", lambda: _job())
"""What published articles cite."""
_FIELDS = ["state", "since", "cause_kind", "cause_document", "cause_page", "cause_boxes"]


@task(priority=-2)
def judge_citations_of(document_id: str, attempt: int = 1) -> None:
    """Judge the citations that a document may have changed."""
    with retried(judge_citations_of, document_id, attempt, _give_up):
        judge(WATCHED.touched_by(document_id))


@task(priority=4)
def judge_edition(edition_id: int, attempt: int = 1) -> None:
    """Judge the citations of an edition that was just published."""
    with retried(judge_edition, str(edition_id), attempt, _give_up):
        judge(models.EditionCitation.objects.filter(edition=int(edition_id)))


def _job() -> Any:
    return judge_citations_of


def _give_up(refusal: Refusal) -> None:
    """The standings stay as they were; the next change of the document judges them anew."""


def _of_public_editions() -> QuerySet[models.EditionCitation]:
    public = models.Article.objects.exclude(edition=None).values("edition")
    return models.EditionCitation.objects.filter(edition__in=public)


def judge(citations: QuerySet[models.EditionCitation]) -> int:
    """Judge citations and keep what comes of it. Returns how many stand otherwise than before."""
    changed = 0
    wanted = citations.filter(judged=True).order_by("edition_id", "document_id")
    editions = list(dict.fromkeys(wanted.values_list("edition_id", flat=True)))
    with reading_all_but_the_bin():
        library = Library()
        for edition in models.Edition.objects.filter(pk__in=editions):
            blocks = content.from_edition(edition)
            rows = list(wanted.filter(edition=edition))
            for some in batches(rows):
                changed += _judge(library, blocks, some)
    return changed


@transaction.atomic
def _judge(
    library: Library, blocks: list[content.BlockContent], rows: Iterable[models.EditionCitation]
) -> int:
    now = timezone.now()
    changed = []
    for row in rows:
        place = blocks[row.block].citations[row.place]
        if not place.words:
            found: Standing | None = Standing(state="gone", cause=Cause(kind="removal"))
        else:
            found = library.standing_of(place.quote())
        if found is not None and _take(row, found):
            row.since = now
            changed.append(row)
    models.EditionCitation.objects.bulk_update(changed, _FIELDS)
    return len(changed)


def _take(row: models.EditionCitation, found: Standing) -> bool:
    """Have the values of a standing; whether they are others than before."""
    cause = found.cause if found.state != "holds" else None
    before = [getattr(row, name) for name in _FIELDS if name != "since"]
    row.state = found.state
    row.cause_kind = cause.kind if cause else ""
    row.cause_document = cause.document[:DOCUMENT_ID_LENGTH] if cause else ""
    row.cause_page = cause.page if cause else 0
    row.cause_boxes = [list(box) for box in cause.boxes] if cause else []
    return before != [getattr(row, name) for name in _FIELDS if name != "since"]
