"""How the places that published articles cite stand, judged anew when a document may have changed
that.

They are judged as the house sees the library, but for what is in the bin: of a cause that a reader
may not see the page tells the state alone.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django_tasks import task

from shiryokan.access.readers import reading_all_but_the_bin
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.news import content, models
from shiryokan.quotes.judged_rows import judge_rows
from shiryokan.quotes.library import Library
from shiryokan.quotes.quote import Quote
from shiryokan.quotes.watching import Watched, batches

WATCHED = Watched(lambda: _of_public_editions(), "cause_document", lambda: _job())
"""What published articles cite."""


@titled(_("記事と講座の引用の確かめ"))
@task(priority=-2)
def judge_citations_of(document_id: str, attempt: int = 1) -> None:
    """Judge the citations that a document may have changed."""
    with retried(judge_citations_of, document_id, attempt, _give_up):
        judge(WATCHED.touched_by(document_id))


@titled(_("記事の引用の確かめ"))
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

            def quote_of(row: models.EditionCitation, blocks: Any = blocks) -> Quote | None:
                place = blocks[row.block].citations[row.place]
                return place.quote() if place.words else None

            for some in batches(list(wanted.filter(edition=edition))):
                changed += len(judge_rows(library, some, quote_of))
    return changed
