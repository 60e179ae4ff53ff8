"""Builds an index on other machines anew by jobs that any worker takes, a range of documents each.

A range notes how far it is with every few documents, so that a job whose worker was killed goes on
there. Whoever changes a document meanwhile puts it into both indexes (:mod:`.indexing`).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

import msgspec
from django.db import transaction
from django.db.models import F, QuerySet, Sum
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus

from shiryokan.documents.models import Document
from shiryokan.i18n import message as _
from shiryokan.jobs.models import Job, confirm
from shiryokan.jobs.retries import Refusal, Stalled, retried
from shiryokan.jobs.steps import titled
from shiryokan.search.analysis import analysed
from shiryokan.search.document_entries import documents_to_index, entries_of, metadata_of
from shiryokan.search.engine import BuildsInParts, IndexMissing
from shiryokan.search.models import Rebuild, RebuildRange

DOCUMENTS_IN_A_RANGE = 200
"""So that a library of three million documents is fifteen thousand jobs of some minutes each."""
_AT_ONCE = 10
"""Documents after which it is noted how far a range is: a kill costs the work on so many."""
_PATIENCE = 12
OTHER_VERSION = "index_of_other_version"
"""Why a worker waits whose analysis is not that of the index: another one will take the job."""


class Progress(msgspec.Struct, frozen=True):
    """Documents that are in the index that is being built, of how many."""

    done: int
    documents: int


def begin(index: BuildsInParts) -> Rebuild:
    """Begin to build the index anew; one that is being built already goes on."""
    known = Rebuild.objects.filter(ended_at=None, name__startswith=index.building_prefix).last()
    if known is not None and index.is_building(known.name):
        _queue_again(known)
        return known
    Rebuild.objects.filter(ended_at=None, name__startswith=index.building_prefix).update(
        ended_at=timezone.now(), given_up=True
    )
    name = index.begin_building()
    with transaction.atomic():
        rebuild = Rebuild.objects.create(name=name)
        for ids in _ranges():
            made = RebuildRange.objects.create(
                rebuild=rebuild, first=ids[0], last=ids[-1], documents=len(ids)
            )
            index_range.enqueue(str(made.pk))
    if not rebuild.ranges.exists():
        _end_if_done(index, rebuild)
    return rebuild


def _queue_again(rebuild: Rebuild) -> None:
    """Queue the ranges that were given up, or whose job was lost."""
    with transaction.atomic():
        for mine in rebuild.ranges.filter(ended=False):
            waiting = Job.objects.filter(
                task_path=index_range.module_path, args_kwargs__args__0=str(mine.pk),
                status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING),
            )  # fmt: skip
            if not waiting.exists():
                index_range.enqueue(str(mine.pk))


def _ranges() -> Iterator[list[str]]:
    ids = iter(_read().values_list("pk", flat=True).order_by("pk").iterator(10_000))
    while some := list(islice(ids, DOCUMENTS_IN_A_RANGE)):
        yield some


def _read() -> QuerySet[Document]:
    return documents_to_index().exclude(state=Document.State.STORED)


def progress(rebuild: Rebuild) -> Progress:
    """How far it is."""
    sums = rebuild.ranges.aggregate(done=Sum("done"), documents=Sum("documents"))
    return Progress(sums["done"] or 0, sums["documents"] or 0)


def under_way() -> Rebuild | None:
    """The rebuilding that is going on, if one is."""
    return Rebuild.objects.filter(ended_at=None).last()


@titled(_("索引の作り直し"))
@task(priority=-5)
def index_range(range_id: str, attempt: int = 1) -> None:
    """Put the documents of a range into the index that is being built."""
    from shiryokan.search.indexing import engine  # noqa: PLC0415  it begins this

    with retried(index_range, range_id, attempt, _give_up, _PATIENCE):
        mine = RebuildRange.objects.select_related("rebuild").filter(pk=range_id).first()
        if mine is None or mine.ended or mine.rebuild.ended_at:
            return
        index = engine()
        if not isinstance(index, BuildsInParts):
            raise Stalled(OTHER_VERSION)
        if not mine.rebuild.name.startswith(index.building_prefix):
            raise Stalled(OTHER_VERSION)
        try:
            while _some(index, mine):
                pass
            _end_if_done(index, mine.rebuild)
        except IndexMissing:
            # another one was begun in its place
            if index.is_building(mine.rebuild.name):
                raise
            _abandon(mine.rebuild)


def _some(index: BuildsInParts, mine: RebuildRange) -> bool:
    """Put in the next documents of the range; whether there were any."""
    with index.building(mine.rebuild.name) as writing:
        # only now: what is changed later is put in later, too
        rest = _read().filter(pk__gte=mine.first, pk__lte=mine.last, pk__gt=mine.done_to)
        documents = list(rest.order_by("pk")[:_AT_ONCE])
        for document in documents:
            writing.replace(document.pk, metadata_of(document), analysed(entries_of(document)))
    ids = [document.pk for document in documents]
    still = set(_read().filter(pk__in=ids).values_list("pk", flat=True))
    if gone := [each for each in ids if each not in still]:
        with index.building(mine.rebuild.name) as writing:
            for each in gone:
                writing.remove(each)
    with transaction.atomic():
        confirm()
        if ids:
            mine.done_to = ids[-1]
            done = F("done") + len(ids)
            RebuildRange.objects.filter(pk=mine.pk).update(done_to=ids[-1], done=done)
        else:
            RebuildRange.objects.filter(pk=mine.pk).update(ended=True)
    return bool(ids)


def _end_if_done(index: BuildsInParts, rebuild: Rebuild) -> None:
    """Have the index answer, once every range is done; of two that end together, either may."""
    if rebuild.ranges.filter(ended=False).exists():
        return
    index.end_building(rebuild.name)
    Rebuild.objects.filter(pk=rebuild.pk, ended_at=None).update(ended_at=timezone.now())
    rebuild.refresh_from_db()


def _abandon(rebuild: Rebuild) -> None:
    Rebuild.objects.filter(pk=rebuild.pk, ended_at=None).update(
        ended_at=timezone.now(), given_up=True
    )


def _give_up(refusal: Refusal) -> None:
    """The ranges that are done stay so; ``shiryokan reindex`` goes on with the others."""
