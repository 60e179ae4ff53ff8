"""The states of a page's lines as they are kept: compressed MessagePack, and their numbers."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.pages import page_from_row
from shiryokan.paper.line_states import LineState, matched
from shiryokan.paper.model import Page
from shiryokan.paper.ocr.model import State
from shiryokan.scans.models import PagePicture

_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(list[LineState])


def keep_states(row: PagePicture, states: Sequence[LineState]) -> None:
    """Put states into a page's row, which is not saved here."""
    row.lines = zlib.compress(_encoder.encode(states), 1)
    numbers = Counter(state.state for state in states if _counts(state))
    row.verified, row.read = numbers[State.VERIFIED], numbers[State.READ]
    row.doubtful, row.unchecked = numbers[State.DOUBTFUL], numbers[State.UNCHECKED]


def _counts(state: LineState) -> bool:
    return bool(state.text.strip()) and not state.beside


STATE_FIELDS = ("lines", "verified", "read", "doubtful", "unchecked")
"""What :func:`keep_states` changes."""


def kept_states(row: PagePicture) -> list[LineState]:
    """The states that a page's row has."""
    return _decoder.decode(zlib.decompress(bytes(row.lines))) if row.lines else []


def states_of(row: PagePicture | None, page: Page) -> list[LineState]:
    """The state of each line of a page, in reading order."""
    return matched(page, kept_states(row) if row is not None else ())


def beside(row: PagePicture | None) -> list[LineState]:
    """What a page's picture shows where the page has no text."""
    return [state for state in kept_states(row) if state.beside] if row is not None else []


def states_of_pages(rows: Iterable[PageRow]) -> dict[int, list[LineState]]:
    """The states of the lines of pages of one document, by the page's number, where anything is
    known of them."""
    pages = {row.number: row for row in rows}
    if not pages:
        return {}
    document = next(iter(pages.values())).document_id
    known = PagePicture.objects.filter(
        document=document, number__in=pages, state=PagePicture.State.DONE
    )
    return {row.number: states_of(row, page_from_row(pages[row.number])) for row in known}
