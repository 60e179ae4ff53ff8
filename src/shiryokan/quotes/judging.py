"""Judges quotes anew when something came, went or was said that may have changed how they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task

from shiryokan.access.readers import reading_as
from shiryokan.documents.models import Document
from shiryokan.i18n import message as _
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.quotes.library import Library
from shiryokan.quotes.models import Quote, QuoteStanding
from shiryokan.quotes.rows import quote_from
from shiryokan.quotes.watching import Watched, batches

WATCHED = Watched(lambda: Quote.objects.all(), "standing__cause_document", lambda: _job())
"""All quotes."""


def document_removed(document_id: str, **_signal: object) -> None:
    """Forget the words that were quoted out of a document that is purged, and queue its quotes. One
    in the bin may come back."""
    if not Document.everything.filter(pk=document_id).exists():
        Quote.objects.filter(document_id=document_id).update(words="", before="", after="")
        QuoteStanding.objects.filter(cause_document=document_id).update(cause_words="")
    WATCHED.document_changed(document_id)


@titled(_("引用箇所の効力の判定"))
@task(priority=-2)
def judge_quotes_of(document_id: str, attempt: int = 1) -> None:
    """Judge the quotes that a document may have changed."""
    with retried(judge_quotes_of, document_id, attempt, lambda refusal: _give_up(refusal)):
        judge(WATCHED.touched_by(document_id))


def _job() -> Any:
    return judge_quotes_of


def _give_up(refusal: Refusal) -> None:
    """The standings stay as they were; the next change of the document judges them anew."""


def judge(quotes: QuerySet[Quote]) -> int:
    """Judge quotes as their owners see the library, and keep what comes of it. Returns how many
    stand otherwise than before."""
    changed = 0
    owners = User.objects.filter(pk__in=quotes.order_by().values("owner"))
    for owner in owners:
        with reading_as(owner):
            library = Library()
            own = quotes.filter(owner=owner).select_related("standing")
            # one document after the other, so that each is compared once
            keys = list(own.order_by("document_id", "register").values_list("pk", flat=True))
            for some in batches(keys):
                changed += _judge(library, own.filter(pk__in=some))
    return changed


@transaction.atomic
def _judge(library: Library, rows: Iterable[Quote]) -> int:
    now = timezone.now()
    fresh, kept = [], []
    changed = 0
    for row in rows:
        if not row.words and _is_forgotten(row):
            continue
        found = library.standing_of(quote_from(row))
        if found is None:
            continue
        standing = getattr(row, "standing", None)
        if standing is None:
            standing = QuoteStanding(quote=row, since=now, judged_at=now)
            fresh.append(standing)
        else:
            kept.append(standing)
        before = standing.state
        standing.take(found)
        standing.judged_at = now
        if before != standing.state:
            standing.since = now
            changed += 1
    # of two workers that judge a new quote, one is the first
    QuoteStanding.objects.bulk_create(fresh, ignore_conflicts=True)
    QuoteStanding.objects.bulk_update(kept, [*QuoteStanding.JUDGED, "judged_at", "since"])
    return changed


def _is_forgotten(row: Quote) -> bool:
    """Whether the words went with their document: should it come back, nobody knows what they
    were."""
    return QuoteStanding.objects.filter(quote=row, state="gone", cause_kind="removal").exists()
