"""What pages that were read from pictures may say instead, for the search."""

from __future__ import annotations

from collections.abc import Iterable

from shiryokan.paper.ocr.model import State
from shiryokan.scans.line_rows import kept_states
from shiryokan.scans.models import PagePicture

MOST = 300
"""Other readings of a page that are searched; a page of worse pictures would find everything."""


def pictured_lines_of(pages: Iterable[tuple[str, int]]) -> dict[tuple[str, int], list[str]]:
    """The lines that pictures within pages show and that were put into these, by document and
    number, where there are any."""
    wanted = set(pages)
    rows = PagePicture.objects.filter(
        document__in={document for document, _ in wanted}, number__in={n for _, n in wanted},
        task=PagePicture.Task.CHECK, state=PagePicture.State.DONE,
    ).exclude(lines=b"")  # fmt: skip
    found: dict[tuple[str, int], list[str]] = {}
    for row in rows.iterator(20):
        place = (row.document_id, row.number)
        lines = [state.text for state in kept_states(row) if state.pictured]
        if place in wanted and lines:
            found[place] = lines
    return found


def other_readings_of(
    document_id: str, numbers: Iterable[int] | None = None
) -> dict[int, list[tuple[str, str]]]:
    """For each page, by its number, its doubtful lines with each other reading of them, and what
    its picture shows where the page has no text."""
    rows = PagePicture.objects.filter(document=document_id).exclude(lines=b"")
    if numbers is not None:
        rows = rows.filter(number__in=list(numbers))
    found: dict[int, list[tuple[str, str]]] = {}
    for row in rows.iterator(20):
        kept = kept_states(row)
        readings = [
            (state.text, other)
            for state in kept
            if state.state is State.DOUBTFUL
            for other in state.alternatives
        ] + [(state.text, state.text) for state in kept if state.beside]
        if readings:
            found[row.number] = readings[:MOST]
    return found
