"""What a quote is: a place on a page and the words in it; and how it is found in the same bytes."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from shiryokan.paper.model import Box, Page
from shiryokan.paper.places import TextSpan, boxes_of, spans_in, words_of
from shiryokan.quotes.squeezing import Squeezed, squeezed

AROUND = 32
"""Characters before and after a quote's words that are kept, as the W3C's TextQuoteSelector has
them: they confirm a place, and tell two places of the same words apart."""


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a document, and where they stand. Never changed.

    ``document`` is its SHA-256 or the name it goes by, ``page`` from 1, ``boxes`` in points from
    the upper left corner, one a line. ``before`` and ``after`` are what stands around the words on
    the page. ``register``, ``key`` and ``field`` name the record and the field the words stand in;
    empty where there is none.
    """

    document: str
    page: int
    boxes: tuple[Box, ...]
    words: str
    before: str = ""
    after: str = ""
    register: str = ""
    key: str = ""
    field: str = ""


def quote_of(page: Page, spans: Sequence[TextSpan], document: str) -> Quote:
    """The quote of the parts ``spans`` of a page's text, which is not empty."""
    return Quote(
        document=document,
        page=page.page,
        boxes=tuple(boxes_of(page, [spans])[0]),
        words=words_of(page, spans),
        before=page.text[max(spans[0][0] - AROUND, 0) : spans[0][0]],
        after=page.text[spans[-1][1] : spans[-1][1] + AROUND],
    )


def found_again(page: Page, quote: Quote) -> list[TextSpan]:
    """Where a quote's words stand on its page as it is read now: in its boxes, or else in the place
    of the page that has the most of what stood around them; nothing where they stand nowhere."""
    wanted = squeezed(quote.words)
    spans = spans_in(page, quote.boxes)
    if squeezed("".join(page.text[start:end] for start, end in spans)) == wanted:
        return spans
    text = Squeezed(page.text)
    places = text.starts_of(wanted)
    if not places:
        return []
    before, after = squeezed(quote.before), squeezed(quote.after)

    def around(at: int) -> int:
        return common_end(text.text[:at], before) + common_start(
            text.text[at + len(wanted) :], after
        )

    best = max(places, key=around)
    start, end = text.span(best, best + len(wanted))
    parts = (
        (max(start, begin), min(end, begin + len(line.text))) for _, begin, line in page.lines()
    )
    return [(a, b) for a, b in parts if a < b]


def common_start(a: str, b: str) -> int:
    """Characters with which both begin."""
    return next(
        (n for n, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), min(len(a), len(b))
    )


def common_end(a: str, b: str) -> int:
    """Characters with which both end."""
    return common_start(a[::-1], b[::-1])
