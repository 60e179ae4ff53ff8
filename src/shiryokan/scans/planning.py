"""Which pictures are wanted: those of pages without text, to be read, and those of digital pages,
to be held against their text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from shiryokan.documents.models import Document
from shiryokan.documents.models import Page as PageRow
from shiryokan.instance import current
from shiryokan.jobs.queues import behind, enqueue_unless_waiting
from shiryokan.paper.legible import is_readable
from shiryokan.paper.model import UNREADABLE, Page
from shiryokan.scans import availability
from shiryokan.scans.models import PagePicture, Pause

SAMPLE = 3
"""Pages of a document that stand for the others: of a thousand documents, three hours of
reading."""


def is_picture_only(page: Page) -> bool:
    """Whether a page as it was read from the file has no text, or fonts that do not tell it."""
    return not is_readable(page.text)


def without_text(pages: QuerySet[PageRow]) -> list[int]:
    """The numbers of those of a document's pages of which the file does not tell the text."""
    told = pages.filter(_UNTOLD).values_list("number", "text")
    return sorted(number for number, text in told.iterator(100) if not is_readable(text))


_UNTOLD = Q(text="") | Q(text__contains=UNREADABLE)
"""Pages of which the file may not tell the text."""


def plan(document_id: str) -> None:
    """Within a transaction: note which pictures of a document are wanted that nobody wanted yet,
    and have them read."""
    if not availability.reads_pictures():
        return
    document = Document.objects.filter(pk=document_id).first()
    if document is None:
        return
    known = PagePicture.objects.filter(document=document)
    unknown = PageRow.objects.filter(document=document, unreadable=False).exclude(
        number__in=known.values("number")
    )
    reading = without_text(unknown)
    wanted = [_wanted(document, number, PagePicture.Task.READ) for number in reading]
    if availability.checks_pictures():
        checking = unknown.exclude(number__in=reading).order_by("number")
        sampled = known.filter(task=PagePicture.Task.CHECK).exists()
        numbers = list(checking.values_list("number", flat=True))
        wanted += _to_check(document, numbers, sampled=sampled)
    PagePicture.objects.bulk_create(wanted, ignore_conflicts=True)
    queue(document.pk)


def _to_check(document: Document, numbers: Sequence[int], *, sampled: bool) -> list[PagePicture]:
    """Digital pages to be checked; ``sampled`` says that some stand for the others already."""
    sample = set() if sampled else set(spread(numbers, SAMPLE))
    whole = current.config().verification == "whole"
    return [
        _wanted(document, number, PagePicture.Task.CHECK, sampled=number in sample)
        for number in numbers
        if whole or number in sample
    ]


MOST_BESIDES = 400
"""Pages of a document that are checked besides those that stand for the others, because a picture
is in them or the fonts are wrong: half an hour of reading."""


def want_checked(document: Document, numbers: Sequence[int], most: int = MOST_BESIDES) -> int:
    """Within a transaction: note that the first so many of some digital pages are to be checked,
    but for those that somebody wanted already; how many were noted."""
    known = PagePicture.objects.filter(document=document).values("number")
    pages = document.pages.filter(number__in=list(numbers)[:most], unreadable=False)
    unknown = pages.exclude(number__in=known)
    told = unknown.exclude(number__in=without_text(unknown)).order_by("number")
    rows = [
        _wanted(document, number, PagePicture.Task.CHECK)
        for number in told.values_list("number", flat=True)
    ]
    PagePicture.objects.bulk_create(rows, ignore_conflicts=True)
    return len(rows)


def _wanted(
    document: Document, number: int, task: PagePicture.Task, *, sampled: bool = False
) -> PagePicture:
    return PagePicture(document=document, number=number, task=task, sampled=sampled, lines=b"")


def spread(numbers: Sequence[int], most: int) -> list[int]:
    """At most ``most`` of the numbers, evenly over all of them."""
    if len(numbers) <= most:
        return list(numbers)
    return [numbers[(2 * n + 1) * len(numbers) // (2 * most)] for n in range(most)]


def queue(document_id: str) -> None:
    """Within a transaction: queue what waits of a document, unless it is in the queue, or pictures
    are not to be read now."""
    from shiryokan.scans.jobs import check_pictures, read_pictures  # noqa: PLC0415  these plan too

    if is_paused():
        return
    waiting = PagePicture.objects.filter(document=document_id, state=PagePicture.State.WAITING)
    found = waiting.order_by().values_list("task", "document__home").distinct()
    steps = {PagePicture.Task.READ: read_pictures, PagePicture.Task.CHECK: check_pictures}
    for task, home in found:
        enqueue_unless_waiting(behind(steps[PagePicture.Task(task)], home), document_id)


def is_paused() -> bool:
    """Whether pictures are not to be read now."""
    return Pause.objects.exists()


def plan_all(documents: Sequence[str] | None = None) -> int:
    """Note what is wanted of all documents, or of those with these ids, as after the extra was
    installed, a setting changed or a home was restored, and have it read; the number of documents
    that wait."""
    if not availability.reads_pictures():
        return 0
    for document_id in _unplanned() if documents is None else documents:
        with transaction.atomic():
            plan(document_id)
    waiting = PagePicture.objects.filter(state=PagePicture.State.WAITING)
    if documents is not None:
        waiting = waiting.filter(document__in=documents)
    found = list(waiting.order_by().values_list("document", flat=True).distinct())
    for document_id in found:
        with transaction.atomic():
            queue(document_id)
    return len(found)


def _unplanned() -> Iterable[str]:
    """Documents of which some page may be wanted that nobody wanted yet."""
    of_page = PagePicture.objects.filter(document=OuterRef("document"), number=OuterRef("number"))
    unknown = PageRow.objects.filter(document=OuterRef("pk"), unreadable=False).exclude(
        Exists(of_page)
    )
    amiss = Q(Exists(unknown.filter(_UNTOLD)))
    if availability.checks_pictures():
        digital = Exists(unknown.exclude(text=""))
        checked = PagePicture.objects.filter(document=OuterRef("pk"), task=PagePicture.Task.CHECK)
        whole = current.config().verification == "whole"
        amiss |= Q(digital) if whole else Q(digital) & ~Q(Exists(checked))
    read = Document.objects.filter(binned_at=None).exclude(state=Document.State.STORED)
    return list(read.filter(amiss).values_list("pk", flat=True))
