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

MOST_WORDS = 2000
"""Characters of a quote, at most, and of its cause: more is a page."""

_SLACK = 1.5
"""Points by which what is read anew may stand elsewhere."""


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
    """Where a quote's words stand on its page as it is read now: the same bytes have them in the
    same boxes, be they read in another order or cut into other lines. Nothing where they do not
    stand there, or where the same words beside them may be those that were meant. A quote without
    boxes may stand anywhere on the page."""
    wanted = squeezed(quote.words)
    text = Squeezed(page.text)
    before, after = squeezed(quote.before), squeezed(quote.after)

    def around(start: int, end: int) -> int:
        return common_end(text.text[:start], before) + common_start(text.text[end:], after)

    found = [(around(at, at + len(wanted)), at) for at in text.starts_of(wanted)]
    spans = spans_in(page, quote.boxes)
    if squeezed("".join(page.text[start:end] for start, end in spans)) == wanted:
        start, end = (len(squeezed(page.text[:at])) for at in (spans[0][0], spans[-1][1]))
        elsewhere = [score for score, at in found if at != start]
        return spans if not elsewhere or around(start, end) >= max(elsewhere) else []
    here = []
    for score, at in found:
        parts = lines_of(page, *text.span(at, at + len(wanted)))
        if not quote.boxes or _cover(boxes_of(page, [parts])[0], quote.boxes):
            here.append((score, parts))
    here.sort(key=lambda each: each[0], reverse=True)
    if not here or (len(here) > 1 and here[0][0] == here[1][0]):
        return []
    return here[0][1]


def _cover(boxes: Sequence[Box], others: Sequence[Box]) -> bool:
    """Whether boxes stand where the others do: each has its middle in one of them."""
    return bool(boxes) and all(
        any(
            b.x0 - _SLACK <= (a.x0 + a.x1) / 2 <= b.x1 + _SLACK
            and b.y0 - _SLACK <= (a.y0 + a.y1) / 2 <= b.y1 + _SLACK
            for b in others
        )
        for a in boxes
    )


def lines_of(page: Page, start: int, end: int) -> list[TextSpan]:
    """Characters ``start:end`` of a page's text, one part a line."""
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
