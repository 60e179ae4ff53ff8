"""How far the pictures are: of one document and of all, how fast, and what share of lines is
known."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec
from django.db import transaction
from django.db.models import Avg, Count, F, Q, QuerySet, Sum
from django.utils import timezone

from shiryokan.audit.actor import actor
from shiryokan.audit.record import record
from shiryokan.documents.models import Document
from shiryokan.scans import audit_kinds, availability
from shiryokan.scans.models import PagePicture, Pause
from shiryokan.scans.planning import is_paused, plan_all, queue, want_checked, without_text

LATELY = datetime.timedelta(hours=1)
"""The rate is that of so long: longer would tell of pauses, shorter of single pages."""
_WAITING, _DONE, _FAILED = (
    PagePicture.State.WAITING, PagePicture.State.DONE, PagePicture.State.FAILED,
)  # fmt: skip


class Counted(msgspec.Struct, frozen=True):
    """Pages of one task: how many wait, are done, and could not be done."""

    waiting: int = 0
    done: int = 0
    failed: int = 0

    @property
    def all(self) -> int:
        """All of them."""
        return self.waiting + self.done + self.failed


class Progress(msgspec.Struct, frozen=True):
    """How far all pictures are."""

    reading: Counted
    checking: Counted
    installed: bool
    paused: Pause | None
    lately: int
    """Pages that were done within :data:`LATELY`."""
    seconds: float
    """What a page took on the mean, of those; 0 where there was none."""
    last: datetime.datetime | None

    @property
    def waiting(self) -> int:
        """Pages that wait, of both kinds."""
        return self.reading.waiting + self.checking.waiting

    @property
    def minutes_left(self) -> int | None:
        """About how long what waits takes, in minutes; None where that is not known."""
        if not self.seconds:
            return None
        return max(round(self.waiting * self.seconds / 60), 1) if self.waiting else 0


def progress() -> Progress:
    """How far all pictures are, whoever asks."""
    rows = PagePicture._base_manager.filter(document__binned_at=None)
    lately = rows.filter(state=_DONE, at__gt=timezone.now() - LATELY)
    mean = lately.aggregate(mean=Avg("seconds"))["mean"]
    last = rows.exclude(at=None).order_by("-at").values_list("at", flat=True).first()
    counted = _counted(rows)
    return Progress(
        counted.get(PagePicture.Task.READ, Counted()),
        counted.get(PagePicture.Task.CHECK, Counted()),
        availability.installed(),
        Pause.objects.first(),
        lately.count(),
        round(mean or 0.0, 2),
        last,
    )


def _counted(rows: QuerySet[PagePicture]) -> dict[str, Counted]:
    numbers = rows.order_by().values("task").annotate(
        waiting=Count("pk", filter=Q(state=_WAITING)),
        done=Count("pk", filter=Q(state=_DONE)),
        failed=Count("pk", filter=Q(state=_FAILED)),
    )  # fmt: skip
    return {row["task"]: Counted(row["waiting"], row["done"], row["failed"]) for row in numbers}


class Share(msgspec.Struct, frozen=True):
    """How many lines of a document are known how well, on ``pages`` whose pictures were looked
    at."""

    pages: int = 0
    verified: int = 0
    read: int = 0
    doubtful: int = 0
    unchecked: int = 0

    @property
    def lines(self) -> int:
        """Lines of these pages."""
        return self.verified + self.read + self.doubtful + self.unchecked

    @property
    def percent(self) -> str:
        """The share of verified lines, to a tenth of a percent and never rounded up to all."""
        if not self.lines:
            return "0"
        tenths = self.verified * 1000 // self.lines
        return f"{tenths / 10:g}"


def share_of(document: Document) -> Share:
    """The share of one document."""
    return shares([document.pk]).get(document.pk, Share())


def shares(documents: Iterable[str] | None = None) -> dict[str, Share]:
    """The shares of documents that are seen, by their ids; of all without ``documents``."""
    rows = PagePicture.objects.filter(state=_DONE)
    if documents is not None:
        rows = rows.filter(document__in=list(documents))
    found = rows.order_by().values("document").annotate(
        pages=Count("pk"),
        verified_lines=Sum("verified"),
        read_lines=Sum("read"),
        doubtful_lines=Sum("doubtful"),
        unchecked_lines=Sum("unchecked"),
    )  # fmt: skip
    return {
        row["document"]: Share(
            row["pages"], row["verified_lines"], row["read_lines"], row["doubtful_lines"],
            row["unchecked_lines"],
        )
        for row in found
    }  # fmt: skip


class OfDocument(msgspec.Struct, frozen=True):
    """How far the pictures of one document are."""

    reading: Counted
    checking: Counted
    share: Share
    without_text: int
    """Pages that have no text and wait for nothing: because what reads pictures is not installed,
    is switched off, or could not read them."""


def progress_of(document: Document) -> OfDocument:
    """How far the pictures of a document are."""
    counted = _counted(PagePicture.objects.filter(document=document))
    reading = counted.get(PagePicture.Task.READ, Counted())
    known = PagePicture.objects.filter(document=document).exclude(state=_FAILED)
    texts = without_text(document.pages.filter(unreadable=False))
    bare = set(texts) - set(known.values_list("number", flat=True))
    return OfDocument(
        reading, counted.get(PagePicture.Task.CHECK, Counted()), share_of(document), len(bare)
    )


@transaction.atomic
def pause() -> None:
    """Read no further pictures, after the page that is being read."""
    if not is_paused():
        Pause.objects.create(by=actor())
        record(audit_kinds.PAUSED, "instance")


def resume() -> int:
    """Read pictures again; the number of documents that wait."""
    with transaction.atomic():
        if Pause.objects.exists():
            Pause.objects.all().delete()
            record(audit_kinds.RESUMED, "instance")
    return plan_all()


@transaction.atomic
def try_again(documents: Iterable[str] | None = None) -> int:
    """Have what could not be done tried again, of some documents or of all; the number of pages."""
    failed = PagePicture.objects.filter(state=_FAILED)
    if documents is not None:
        failed = failed.filter(document__in=list(documents))
    ids = set(failed.values_list("document", flat=True))
    count = failed.update(state=_WAITING, attempts=0, error="")
    for document_id in ids:
        queue(document_id)
    if count:
        record(audit_kinds.AGAIN, "instance", pages=count)
    return count


@transaction.atomic
def check_whole(document: Document) -> int:
    """Have every page of a document held against its picture, and not only some; how many more."""
    count = want_checked(document, range(1, document.page_count + 1), document.page_count)
    queue(document.pk)
    return count


def failed_pages(most: int) -> QuerySet[PagePicture]:
    """Pages that could not be done, the newest first."""
    rows = PagePicture.objects.filter(state=_FAILED).select_related("document")
    return rows.order_by(F("at").desc(nulls_last=True))[:most]
