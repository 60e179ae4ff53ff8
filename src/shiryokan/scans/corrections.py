"""Lines that editors confirm or put right: kept apart from what was read, put in wherever the page
is kept anew."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from shiryokan.audit.record import record as write_down
from shiryokan.documents.models import Document
from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.pages import page_as_read, row_from_page
from shiryokan.documents.signals import document_read
from shiryokan.i18n import message as _
from shiryokan.japanese.codepoints import without_nul
from shiryokan.jobs.models import confirm
from shiryokan.jobs.queues import enqueue_unless_waiting
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.paper.line_states import (
    SAME_PLACE,
    LineState,
    contradicted,
    place_of_words,
    shared,
    surer_reading,
    with_contradiction,
    with_lines,
)
from shiryokan.paper.model import Box, Page
from shiryokan.paper.ocr.model import State
from shiryokan.scans import audit_kinds
from shiryokan.scans.contradictions import contradicted_pages
from shiryokan.scans.doubtful import DoubtfulLine, Place, doubtful_lines
from shiryokan.scans.line_rows import (
    STATE_FIELDS,
    beside,
    keep_states,
    states_of,
    states_of_pages,
)
from shiryokan.scans.models import LONGEST_LINE, LineCorrection, PagePicture
from shiryokan.scans.planning import queue


class NoSuchLine(ValueError):  # noqa: N818
    """The page does not have the line, or not with the text that the editor saw."""


def corrections_of(document_id: str, numbers: Iterable[int]) -> dict[int, list[LineCorrection]]:
    """The corrections that hold, by page, the oldest first."""
    found: dict[int, list[LineCorrection]] = {}
    rows = LineCorrection.objects.filter(
        document=document_id, number__in=list(numbers), withdrawn_at=None
    )
    for row in rows.order_by("at", "pk"):
        found.setdefault(row.number, []).append(row)
    return found


def box_of(correction: LineCorrection) -> Box:
    """The place of a correction on its page."""
    return Box(correction.x0, correction.y0, correction.x1, correction.y1)


def put_in(
    page: Page, states: Sequence[LineState], corrections: Iterable[LineCorrection]
) -> tuple[Page, list[LineState]]:
    """``page`` with corrections in the lines at whose places they were made, and the states of its
    lines. What has no line any more is passed over: it stays, and is told as such."""
    texts: dict[int, str] = {}
    adopted: dict[int, bool] = {}
    for correction in corrections:
        placed = place_of_words(page, box_of(correction), correction.found, correction.words)
        if placed is not None:
            texts[placed.number] = placed.text
            adopted[placed.number] = correction.adopted
    if not texts:
        return page, list(states)
    page = with_lines(page, texts)
    changed = list(states)
    for number, (*_others, line) in enumerate(page.lines()):
        if number in texts:
            before = changed[number]
            changed[number] = _by_hand(before, line.bbox, line.text, adopted=adopted[number])
    return page, changed


def _by_hand(before: LineState, box: Box, text: str, *, adopted: bool = False) -> LineState:
    # what was taken with others at once nobody has looked at: it was read, and no more
    return LineState(
        box, text, State.READ if adopted else State.VERIFIED, by_hand=not adopted,
        pictured=before.pictured, vertical=before.vertical, turn=before.turn,
    )  # fmt: skip


def unplaced(document_id: str, number: int, page: Page) -> list[LineCorrection]:
    """The corrections of a page that have no line on it any more."""
    return [
        each
        for each in corrections_of(document_id, [number]).get(number, ())
        if place_of_words(page, box_of(each), each.found, each.words) is None
    ]


@transaction.atomic
def correct_line(
    document: Document, number: int, line_number: int, seen: str, words: str, by: User,
    *, adopted: bool = False,
) -> LineCorrection:  # fmt: skip
    """Keep that line ``line_number`` (from 0) of a page, which the editor saw as ``seen``, says
    ``words``: the same are a confirmation. ``adopted`` says that it is one of many that were taken
    from the picture at once. Raises :class:`NoSuchLine`."""
    row = PageRow.objects.select_for_update().filter(document=document, number=number).first()
    known = _picture_of(document, number)
    page = page_as_read(row) if row else None
    lines = [line for _, _, line in page.lines()] if page else []
    words = _tidy(words)
    if row is None or page is None or not 0 <= line_number < len(lines):
        raise NoSuchLine
    line = lines[line_number]
    if line.text != seen or len(words) > LONGEST_LINE or len(line.text) > LONGEST_LINE:
        raise NoSuchLine
    states = states_of(known, page)
    found = _found_before(document, number, line.bbox, by) or line.text
    correction = LineCorrection.objects.create(
        document=document, number=number, x0=line.bbox.x0, y0=line.bbox.y0, x1=line.bbox.x1,
        y1=line.bbox.y1, picture=known.picture if known else "", found=found, words=words, by=by,
        adopted=adopted,
    )  # fmt: skip
    write_down(
        audit_kinds.LINE_CONFIRMED if words == line.text else audit_kinds.LINE_CORRECTED,
        f"document:{document.pk}", document.title, page=number, line=line_number + 1,
        old=line.text, new=words,
    )  # fmt: skip
    states[line_number] = _by_hand(states[line_number], line.bbox, words, adopted=adopted)
    _keep(document, row, with_lines(page, {line_number: words}), states, known)
    if words != line.text:
        _have_indexed(document)
    return correction


EARLIER_LAYER = frozenset({"invisible", "covered"})
"""Reasons of lines that are the text layer of a scan: somebody's earlier recognition."""
MOST_ADOPTED = 1000
"""Lines that are taken from pictures at once; those that are left are taken the next time."""


def surer_lines(document: Document) -> list[tuple[DoubtfulLine, str]]:
    """The doubtful lines of earlier recognition, and of fonts that say other characters, of which
    the picture's reading is surer, with it."""
    found = []
    wrong = set(contradicted_pages([document.pk]).get(document.pk, ()))
    other = _other_words(document, wrong)
    for each in doubtful_lines(document):
        if each.place.page not in wrong and EARLIER_LAYER.isdisjoint(each.line.reasons):
            continue
        words = other.get(each.place) or surer_reading(each.state)
        if words is not None:
            found.append((each, words))
    return found[:MOST_ADOPTED]


def _other_words(document: Document, numbers: Iterable[int]) -> dict[Place, str]:
    """What the picture shows of lines that are of other words, on pages whose fonts are wrong."""
    pages = document.pages.filter(number__in=list(numbers))
    return {
        Place(number, line): words
        for number, states in states_of_pages(pages).items()
        for line, words in contradicted(states).items()
    }


@transaction.atomic
def adopt_surer(document: Document, by: User) -> int:
    """Have the picture's reading stand for lines of earlier recognition, and of wrong fonts, where
    it is surer; how many. Each is a correction of its own, which can be withdrawn: what the layer
    said is kept."""
    found = surer_lines(document)
    for each, words in found:
        correct_line(
            document, each.place.page, each.place.line, each.line.text, words, by, adopted=True
        )
    return len(found)


@transaction.atomic
def withdraw_line(correction: LineCorrection, by: User) -> None:
    """Take a correction back; what was read holds again, once more to be looked at. It stays on
    record."""
    still = LineCorrection.objects.select_for_update().filter(pk=correction.pk, withdrawn_at=None)
    if not still.update(withdrawn_at=timezone.now(), withdrawn_by=by):
        return
    document, number = correction.document, correction.number
    write_down(
        audit_kinds.LINE_WITHDRAWN, f"document:{document.pk}", document.title, page=number,
        old=correction.words, new=correction.found,
    )  # fmt: skip
    row = PageRow.objects.select_for_update().filter(document=document, number=number).first()
    if row is None:
        return
    page, known = page_as_read(row), _picture_of(document, number)
    placed = place_of_words(page, box_of(correction), correction.words, correction.found)
    if placed is None:
        return
    states = states_of(known, page)
    page = with_lines(page, {placed.number: placed.text})
    before = states[placed.number]
    doubted = State.DOUBTFUL if known is not None else State.UNCHECKED
    states[placed.number] = LineState(
        before.box, placed.text, doubted, pictured=before.pictured, vertical=before.vertical,
        turn=before.turn,
    )  # fmt: skip
    _keep(document, row, page, states, known)
    if known is not None and known.task == PagePicture.Task.CHECK:
        # what speaks against the line was let go of when it was put right
        known.state, known.attempts = PagePicture.State.WAITING, 0
        known.save(update_fields=["state", "attempts"])
        queue(document.pk)
    _have_indexed(document)


def _tidy(words: str) -> str:
    """One line, as whoever writes it means it: ends of lines and blanks at its ends say nothing."""
    return without_nul(" ".join(words.splitlines()).strip(" \t"))


def _picture_of(document: Document, number: int) -> PagePicture | None:
    rows = PagePicture.objects.select_for_update().filter(document=document, number=number)
    return rows.first()


def _found_before(document: Document, number: int, box: Box, by: User) -> str:
    """What stood there before anybody put it right; corrections of the same place are withdrawn."""
    found = ""
    for each in corrections_of(document.pk, [number]).get(number, ()):
        if shared(box_of(each), box) >= SAME_PLACE:
            found = found or each.found
            LineCorrection.objects.filter(pk=each.pk).update(
                withdrawn_at=timezone.now(), withdrawn_by=by
            )
    return found


def _keep(
    document: Document, row: PageRow, page: Page, states: Sequence[LineState],
    known: PagePicture | None,
) -> None:  # fmt: skip
    if known is not None and known.task == PagePicture.Task.CHECK:
        page = with_contradiction(page, states)
    fresh = row_from_page(document.pk, page, PageRow.Source(row.source))
    PageRow.objects.filter(pk=row.pk).update(
        text=fresh.text, layout=fresh.layout, warnings=fresh.warnings
    )
    if known is not None:
        keep_states(known, [*states, *beside(known)])
        known.save(update_fields=STATE_FIELDS)


def _have_indexed(document: Document) -> None:
    """Have records, index and quotes follow: once for all lines that are put right meanwhile."""
    enqueue_unless_waiting(follow_corrections, document.pk)


@titled(_("行の訂正の反映"))
@task(priority=3)
def follow_corrections(document_id: str, attempt: int = 1) -> None:
    """Have a document's records taken out and indexed anew after lines were put right."""
    with retried(follow_corrections, document_id, attempt, _give_up), transaction.atomic():
        confirm()
        there = Document.objects.filter(pk=document_id).exclude(state=Document.State.STORED)
        if there.update(state=Document.State.READ):
            document_read.send(Document, document_id=document_id)


def _give_up(refusal: Refusal) -> None:
    """The lines are put right; the index follows when the document is indexed next."""


__all__ = [
    "NoSuchLine",
    "adopt_surer",
    "box_of",
    "correct_line",
    "corrections_of",
    "put_in",
    "surer_lines",
    "unplaced",
    "withdraw_line",
]
