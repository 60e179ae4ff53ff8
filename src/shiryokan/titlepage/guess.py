"""All guesses of a document's first pages at once, each with a confidence from 0 to 1."""

from __future__ import annotations

import datetime
import math
from collections.abc import Sequence
from typing import Literal

import msgspec

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.eras import FiscalYear, Month, When
from shiryokan.paper.model import Box, Page
from shiryokan.titlepage import dates, publishers, titles
from shiryokan.titlepage.councils import council_of
from shiryokan.titlepage.made_up import is_made_up, without_program
from shiryokan.titlepage.publishers import PublisherFound, publisher_of
from shiryokan.titlepage.roles import without_mark
from shiryokan.titlepage.rows import Row, body_size, rows_of
from shiryokan.titlepage.titles import TitleFound, titles_of

PAGES = 3
"""Pages from the first on that are looked at: the first, and what follows an empty cover."""
PROPOSED = 0.5
"""Confidence from which a guess is proposed."""
_STEEPNESS = 1.1
"""How fast confidence grows with weight over the least."""
_PDF_TITLE = 0.65
"""Confidence of the PDF's own title where the pages name none."""
_COUNCIL = 0.8
"""Confidence of a council and its meeting, which a line alone names or does not."""

Source = Literal["page", "pdf"]
Precision = Literal["day", "month", "year"]


class Guess(msgspec.Struct, frozen=True):
    """What was found, how sure it is, and where it stands: the page and the boxes, in points, of
    the lines; ``source`` is ``pdf`` where the file's own particulars say so."""

    value: str
    confidence: float
    source: Source = "page"
    page: int = 0
    boxes: tuple[Box, ...] = ()


class DateGuess(msgspec.Struct, frozen=True):
    """A date, of which no more holds than ``precision`` says: the first day of its month or year
    stands for one whose day is not told."""

    day: datetime.date
    precision: Precision
    confidence: float
    page: int = 0
    boxes: tuple[Box, ...] = ()


class Guesses(msgspec.Struct, frozen=True):
    """What a document says of itself; None where it says nothing that can be told."""

    title: Guess | None = None
    publisher: Guess | None = None
    council: Guess | None = None
    meeting: Guess | None = None
    date: DateGuess | None = None


_LONGEST = 1000
"""Characters of the file's own particulars that are looked at."""


def guess(
    pages: Sequence[Page],
    pdf_title: str = "",
    pdf_author: str = "",
    file_name: str = "",
    last: Page | None = None,
    source_url: str = "",
    drawn: Sequence[str] = (),
) -> Guesses:
    """What the first pages of a document say of it. ``pages`` are the first of it, in order;
    ``pdf_title`` and ``pdf_author`` are the file's own; ``file_name`` is never taken for a title.
    ``last`` is the last page of a longer one, which may tell who publishes it, as ``source_url``,
    the address where it was published, may. ``drawn`` are lines that the pictures of the pages show
    and their text layers do not have, as logos.
    """
    pdf_title, pdf_author = pdf_title[:_LONGEST], pdf_author[:_LONGEST]
    looked_at = pages[:PAGES]
    usual = body_size(looked_at)
    own = "" if is_made_up(pdf_title, file_name) else without_mark(without_program(pdf_title))
    page_rows = [rows_of(page, usual) for page in looked_at]
    running = _running(page_rows)
    title, rows = _title(page_rows, own, running)
    title_rows = title.rows if title else ()
    council = council_of(rows, title_rows)
    ending = rows_of(last, usual) if last is not None else page_rows[-1] if page_rows else ()
    publisher = publisher_of(
        rows, title_rows, council=council.name if council else "", author=pdf_author,
        source_url=source_url, last=ending,
        later=[row for each in page_rows[1:] for row in each if _is_at_edge(row)], drawn=drawn,
    )  # fmt: skip
    date = dates.date_of(rows, title.text if title else own)
    return Guesses(
        title=_title_guess(title, own),
        publisher=_publisher_guess(publisher) if publisher else None,
        council=_of_rows(council.name, _COUNCIL, council.rows) if council else None,
        meeting=_of_rows(council.meeting, _COUNCIL, council.rows)
        if council and council.meeting
        else None,
        date=_date_guess(*date) if date else None,
    )


def _is_at_edge(row: Row) -> bool:
    return row.furniture or not _HEAD < row.down < _FOOT


_HEAD, _FOOT = 0.08, 0.92
"""How far down a page its head ends and its foot begins, as shares of it."""


def _publisher_guess(found: PublisherFound) -> Guess:
    confidence = _sure(found.weight - publishers.LEAST)
    if found.row is None:
        return Guess(found.name, confidence, "pdf")
    return _of_rows(found.name, confidence, (found.row,))


def _title(
    page_rows: Sequence[Sequence[Row]], own: str, running: Sequence[str]
) -> tuple[TitleFound | None, Sequence[Row]]:
    """The title, and the lines of the page on which it stands and of those before it."""
    before: list[Row] = []
    for rows in page_rows:
        found = titles_of(rows, own, running)
        before += rows
        if found and found[0].weight >= titles.LEAST:
            return found[0], before
        if sum(len(row.text) for row in rows) > _MUCH_TEXT:
            break
    for rows in page_rows[:1]:
        found = titles_of(rows, own, running, furniture=True)
        if found and found[0].weight >= titles.LEAST:
            return found[0], before
    return None, before


_MUCH_TEXT = 300
"""Letters of a page that is no cover: behind it no title is looked for."""


def _title_guess(found: TitleFound | None, own: str) -> Guess | None:
    if found is None:
        return Guess(own, _PDF_TITLE, "pdf") if own else None
    return _of_rows(found.text, _sure(found.weight - titles.LEAST), found.rows)


def _of_rows(value: str, confidence: float, rows: Sequence[Row]) -> Guess:
    return Guess(value, confidence, "page", rows[0].page, tuple(row.bbox for row in rows))


def _date_guess(when: When, weight: float, row: Row) -> DateGuess:
    day, precision = first_day(when)
    return DateGuess(day, precision, _sure(weight - dates.LEAST), row.page, (row.bbox,))


def first_day(when: When) -> tuple[datetime.date, Precision]:
    """The first day of a time, and how much of it is told; a fiscal year is told by its year."""
    if isinstance(when, datetime.date):
        return when, "day"
    if isinstance(when, Month):
        return datetime.date(when.year, when.month, 1), "month"
    if isinstance(when, FiscalYear):
        return datetime.date(when.year, 4, 1), "year"
    return datetime.date(when.year, 1, 1), "year"


def _sure(over: float) -> float:
    """Confidence of what weighs so much more than the least."""
    return round(0.5 + 0.49 * math.tanh(_STEEPNESS * max(over, 0.0) / 2), 2)


def _running(page_rows: Sequence[Sequence[Row]]) -> list[str]:
    """Lines at the top edge that come back on a later page."""
    tops = [{fold_text(r.text): r.text for r in rows if r.down < 0.1} for rows in page_rows]
    return [
        text
        for number, own in enumerate(tops)
        for key, text in own.items()
        if len(text) > 5 and any(key in other for other in tops[number + 1 :])
    ]
