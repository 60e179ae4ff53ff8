"""Keeps what a document's first pages say of it, and gives it the title that they have."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import msgspec

from shiryokan.documents.file_made import MADE, day_of
from shiryokan.documents.models import Document, Origin, Page
from shiryokan.documents.names import tidy, title_from
from shiryokan.documents.pages import page_from_row
from shiryokan.titlepage.guess import PAGES, PROPOSED, Guesses, guess
from shiryokan.titlepage.made_up import is_made_up

METHOD = 2
"""Version of the method; guesses of another one are made anew when they are asked for."""
PDF_TITLE = 0.6
"""Confidence of the PDF's own title where the pages were not asked, or say nothing."""


Drawn = Callable[[Document], Iterable[str]]
_drawn: list[Drawn] = []


def show_drawn_with(drawn: Drawn) -> None:
    """Have ``drawn`` asked for lines that the pictures of a document's first pages show and their
    text does not have, as the names in logos."""
    if drawn not in _drawn:
        _drawn.append(drawn)


def entitle(document: Document, pdf_title: str, pdf_author: str, created: str = "") -> None:
    """Guess what the pages of a document say that was just read, keep it, and take their title,
    unless a person gave one. ``created`` is when its file says that it was made. It tells nobody:
    whoever reads a document does."""
    if made := day_of(created):
        document.guesses = document.guesses | {MADE: made}
    found = _guessed(document, pdf_title, pdf_author)
    if not document.title_given:
        _take_title(document, found, pdf_title)
    Document.everything.filter(pk=document.pk).update(
        guesses=document.guesses, title=document.title, title_confidence=document.title_confidence
    )


def _guessed(document: Document, pdf_title: str, pdf_author: str) -> Guesses:
    wanted = (*range(1, PAGES + 1), document.page_count)
    rows = document.pages.filter(number__in=wanted).order_by("number")
    pages = [page_from_row(row) for row in rows]
    last = pages.pop() if len(pages) > PAGES else None
    urls = Origin._base_manager.filter(document=document).exclude(source_url="")
    found = guess(
        pages, pdf_title, pdf_author, document.file_name, last,
        urls.values_list("source_url", flat=True).first() or "",
        [line for drawn in _drawn for line in drawn(document)],
    )  # fmt: skip
    document.guesses = document.guesses | {"method": METHOD, "found": msgspec.to_builtins(found)}
    return found


def _take_title(document: Document, found: Guesses, pdf_title: str) -> None:
    if found.title and found.title.confidence >= PROPOSED:
        document.title = tidy(found.title.value, _LONGEST)
        document.title_confidence = found.title.confidence
    elif pdf_title:
        document.title = title_from(pdf_title, document.file_name)
        made_up = is_made_up(pdf_title, document.file_name)
        document.title_confidence = 0.0 if made_up else PDF_TITLE


_LONGEST = 500
"""Characters of a title, at most: the width of its column."""


def look_for_publisher(document: Document) -> None:
    """Guess again where no publisher was found, as when more is known of what is drawn. The title
    stays."""
    found = guesses_of(document)
    if not found.publisher or found.publisher.confidence < PROPOSED:
        _guessed(document, "" if document.title_given else document.title, "")
        Document.everything.filter(pk=document.pk).update(guesses=document.guesses)


def guesses_of(document: Document) -> Guesses:
    """What is kept of a document's guesses. Of one that was read before there were any, or by an
    older method, they are made now, from its pages and the title that it has, which stays."""
    if document.guesses.get("method") == METHOD:
        return msgspec.convert(document.guesses["found"], Guesses)
    if document.state == Document.State.STORED or not document.page_count:
        return Guesses()
    if not Page.objects.filter(document=document).exists():
        return Guesses()
    found = _guessed(document, "" if document.title_given else document.title, "")
    Document.everything.filter(pk=document.pk).update(guesses=document.guesses)
    return found
