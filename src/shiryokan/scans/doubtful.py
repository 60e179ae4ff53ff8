"""The doubtful lines of a document, one after the other, as an editor goes through them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from shiryokan.documents.models import Document
from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.line_states import LineState
from shiryokan.paper.model import Line
from shiryokan.paper.ocr.model import State
from shiryokan.scans.line_rows import states_of
from shiryokan.scans.models import PagePicture


class Place(NamedTuple):
    """A line of a page: the page's number from 1, the line's from 0."""

    page: int
    line: int


class DoubtfulLine(NamedTuple):
    """A line that is to be looked at, and what else it may say."""

    place: Place
    line: Line
    state: LineState


def doubtful_lines(
    document: Document, *, first: Place | None = None, back: bool = False
) -> Iterator[DoubtfulLine]:
    """The doubtful lines from ``first`` on, or from it back to the beginning, it too."""
    rows = PagePicture.objects.filter(document=document, doubtful__gt=0)
    if first is not None:
        rows = rows.filter(number__lte=first.page) if back else rows.filter(number__gte=first.page)
    for row in rows.order_by("-number" if back else "number").iterator(20):
        found = list(_of_page(document, row))
        for each in reversed(found) if back else found:
            if first is None or (each.place <= first if back else each.place >= first):
                yield each


def following(document: Document, place: Place) -> DoubtfulLine | None:
    """The next doubtful line after a place."""
    after = Place(place.page, place.line + 1)
    return next(doubtful_lines(document, first=after), None)


def preceding(document: Document, place: Place) -> DoubtfulLine | None:
    """The last doubtful line before a place."""
    before = Place(place.page, place.line - 1)
    return next(doubtful_lines(document, first=before, back=True), None)


def line_at(document: Document, place: Place) -> DoubtfulLine | None:
    """A line, doubtful or not, with what is known of it."""
    page = PageRow.objects.filter(document=document, number=place.page).first()
    row = PagePicture.objects.filter(document=document, number=place.page).first()
    if page is None:
        return None
    read = page_from_row(page)
    lines = [line for _, _, line in read.lines()]
    if not 0 <= place.line < len(lines):
        return None
    return DoubtfulLine(place, lines[place.line], states_of(row, read)[place.line])


def _of_page(document: Document, row: PagePicture) -> Iterator[DoubtfulLine]:
    page = PageRow.objects.filter(document=document, number=row.number).first()
    if page is None:
        return
    read = page_from_row(page)
    states = states_of(row, read)
    for number, ((_, _, line), state) in enumerate(zip(read.lines(), states, strict=True)):
        if state.state is State.DOUBTFUL:
            yield DoubtfulLine(Place(row.number, number), line, state)
