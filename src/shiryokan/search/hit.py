"""What was found: one type for everyone who asks the search."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable
from functools import reduce
from operator import or_

import msgspec
from django.db.models import Q

from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.records.headings import heading
from shiryokan.records.models import Record
from shiryokan.records.rows import texts_of
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.scans.other_readings import other_readings_of, pictured_lines_of
from shiryokan.search.engine import Match
from shiryokan.search.kinds import PAGE, STRUCK
from shiryokan.search.query import Query
from shiryokan.search.snippets import highlights, highlights_across, snippet

_Parts = tuple[tuple[str, bool], ...]


class Hit(msgspec.Struct, frozen=True):
    """A page, or a record on it, that was found. ``snippet`` is text in parts, each marked whether
    it is a hit; ``record`` and its ``heading`` are empty for a page. ``semantic_only`` is a page
    that was found by its meaning only."""

    document: Document
    page: int
    score: float
    snippet: tuple[tuple[str, bool], ...]
    kind: str = PAGE
    record: Record | None = None
    heading: str = ""
    semantic_only: bool = False
    from_picture: bool = False
    """Whether the text of its page was read from a picture."""
    other_reading: bool = False
    """Whether only another reading of the picture than the one that is shown has the words."""

    @property
    def record_id(self) -> str:
        """The record's id (a UUID), or nothing."""
        return str(self.record.pk) if self.record else ""

    @property
    def text(self) -> str:
        """The snippet as plain text."""
        return "".join(text for text, _is_hit in self.snippet)

    @property
    def publisher(self) -> str:
        """The document's publisher, as its first origin names it, or nothing."""
        origin = self.document.origin
        return str(origin.publisher or "") if origin else ""

    @property
    def date(self) -> datetime.date | None:
        """The document's date, as its first origin has it."""
        origin = self.document.origin
        return origin.date if origin else None


def hits_of(matches: Iterable[Match], query: Query) -> list[Hit]:
    """The matches as they are shown, in order; what the database no longer has is left out."""
    wanted = list(matches)
    documents = documents_shown({match.document for match in wanted})
    texts = _texts([match for match in wanted if match.kind == PAGE])
    pictures = _pictures(wanted)
    pictured = pictured_lines_of((match.document, match.page) for match in wanted)
    struck = _struck([match for match in wanted if match.kind == STRUCK])
    records = {
        str(row.pk): row
        for row in Record.objects.filter(
            pk__in=[m.record for m in wanted if m.record], register__in=list(REGISTERS)
        ).defer("extracted", "text")
    }
    found = []
    for match in wanted:
        document = documents.get(match.document)
        if document is None:
            continue
        picture = (match.document, match.page) in pictures
        if match.kind == STRUCK:
            gone = struck.get((match.document, match.page), "").replace("\n", "　")
            if gone:
                shown = snippet(gone, highlights(gone, query)).parts
                found.append(
                    Hit(document, match.page, match.score, shown, STRUCK, from_picture=picture)
                )
        elif not match.record:
            text = texts.get((match.document, match.page))
            if text is not None:
                following = texts.get((match.document, match.page + 1), "")
                shown = _snippet_of_page(text, following, query)
                line: _Parts = ()
                if not any(is_hit for _text, is_hit in shown):
                    line = _snippet_of_line(document, match.page, query)
                found.append(
                    Hit(
                        document,
                        match.page,
                        match.score,
                        line or shown,
                        from_picture=picture
                        or bool(line)
                        or _is_in_picture(pictured.get((document.pk, match.page), ()), query),
                        other_reading=bool(line),
                    )
                )
        elif row := records.get(match.record):
            # fields stay apart, where the lines of a page are joined
            text = texts_of(row.register, row.data).replace("\n", "　")
            shown = snippet(text, highlights(text, query)).parts
            found.append(
                Hit(
                    document,
                    match.page,
                    match.score,
                    shown,
                    match.kind,
                    row,
                    heading(row),
                    from_picture=picture,
                )
            )
    return found


def documents_shown(ids: Collection[str]) -> dict[str, Document]:
    """The documents with all that is shown of them beside a hit, by id."""
    return {
        document.pk: document
        for document in Document.objects.filter(pk__in=ids)
        .defer("outline")
        .prefetch_related("origins__publisher", "origins__council", "origins__meeting")
    }


def _snippet_of_page(text: str, following: str, query: Query) -> tuple[tuple[str, bool], ...]:
    spans = highlights(text, query)
    if not spans and following:
        spans = highlights_across(text, following, query)[0]
    return snippet(text, spans).parts


def _snippet_of_line(document: Document, number: int, query: Query) -> tuple[tuple[str, bool], ...]:
    """The line of a page of which another reading has the words; nothing where none has them."""
    for line, reading in other_readings_of(document.pk, [number]).get(number, ()):
        if highlights(reading, query):
            return ((line, False),)
    return ()


def _is_in_picture(lines: Iterable[str], query: Query) -> bool:
    """Whether a line that a picture in a page shows has the words."""
    return any(highlights(line, query) for line in lines)


def _pictures(matches: list[Match]) -> set[tuple[str, int]]:
    """Those of the pages, by document and number, whose text was read from a picture."""
    ids = {match.document for match in matches}
    rows = Page.objects.filter(
        document__in=ids, number__in={match.page for match in matches},
        source=Page.Source.PICTURE,
    )  # fmt: skip
    return set(rows.values_list("document_id", "number"))


def _struck(matches: list[Match]) -> dict[tuple[str, int], str]:
    """What is struck out on the pages, by document and page."""
    if not matches:
        return {}
    wanted = (Q(document_id=match.document, number=match.page) for match in matches)
    rows = Page.objects.filter(reduce(or_, wanted))
    return {(row.document_id, row.number): page_from_row(row).struck_text() for row in rows}


def _texts(matches: list[Match]) -> dict[tuple[str, int], str]:
    """Texts of the pages and of those that follow them, by document and page."""
    numbers: dict[str, set[int]] = {}
    for match in matches:
        numbers.setdefault(match.document, set()).update((match.page, match.page + 1))
    if not numbers:
        return {}
    wanted = (Q(document_id=document, number__in=own) for document, own in numbers.items())
    rows = Page.objects.filter(reduce(or_, wanted)).values_list("document_id", "number", "text")
    return {(document, number): text for document, number, text in rows}
