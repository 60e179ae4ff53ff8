"""The address of a quote: the page, the boxes in which its words stand, and the words themselves.

Its query names the boxes, from which the server marks the words in picture and text; its fragment
is a text directive (``#quote:~:text=``, WICG Scroll to Text Fragment), by which a browser finds
the words also in a page that was laid out anew.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext

from shiryokan.documents.page_places import FRAGMENT, MOST_BOXES, PARAMETER, named
from shiryokan.instance.public_address import public_address
from shiryokan.paper.model import Box, Page
from shiryokan.paper.places import TextSpan, boxes_of, spans_in, spans_of_words, words_of

LONGEST_WORDS = 2000
"""Characters of a quote, at most: more is a page."""
_FARTHEST = 20_000.0
"""Points: no page of a PDF is larger (14,400)."""
_WHOLE, _ENDS = 24, 10
"""Characters of words that stand in a fragment whole, and of both ends of longer ones."""
_AROUND = 8
"""Characters before and after the words by which a browser knows them from the same words in the
page's title, in a list of records or over the picture."""
_SPACES = re.compile(r"\s+")


class QuoteError(ValueError):
    """An address that names no boxes."""


def boxes_in(text: str) -> list[Box]:
    """The boxes that an address names; :class:`QuoteError` where they cannot be read."""
    parts = text.split("_")
    if len(parts) > MOST_BOXES:
        raise QuoteError
    found = []
    for part in parts:
        try:
            numbers = [float(number) for number in part.split(",")]
        except ValueError as error:
            raise QuoteError from error
        if len(numbers) != len(Box._fields) or not all(map(_is_on_paper, numbers)):
            raise QuoteError
        box = Box(*numbers)
        if box.x0 > box.x1 or box.y0 > box.y1:
            raise QuoteError
        found.append(box)
    return found


def address_of(path: str, boxes: Iterable[Box], read: Page, spans: Sequence[TextSpan]) -> str:
    """The address of the words ``spans`` of a page, which is at ``path``, that stand in
    ``boxes``."""
    words = words_of(read, spans)
    before = _SPACES.split(read.text[: spans[0][0]].rstrip())[-1][-_AROUND:]
    after = _SPACES.split(read.text[spans[-1][1] :].lstrip())[0][:_AROUND]
    directive = (
        (f"{_escaped(before)}-," if before else "")
        + _directive(words)
        + (f",-{_escaped(after)}" if after else "")
    )
    return f"{path}?{PARAMETER}={named(boxes)}#{FRAGMENT}:~:text={directive}"


def place_of(read: Page, words: str, line: str = "") -> list[Box] | None:
    """The boxes in which ``words`` stand on a page: of several places, the one nearest to the line
    of that number, from 0; nothing if they do not stand there."""
    if len(words) > LONGEST_WORDS:
        return None
    begins = [begin for _, begin, _ in read.lines()]
    known = line.isdecimal() and len(line) < 7 and int(line) < len(begins)
    spans = spans_of_words(read, words, begins[int(line)] if known else 0)
    return boxes_of(read, [spans])[0] if spans else None


def words_problem(words: str) -> str:
    """Why there is no address of ``words``."""
    if not words:
        return gettext("引用する文を入れてください。")
    if len(words) > LONGEST_WORDS:
        return gettext("引用する文が長すぎます。%(most)s文字までにしてください。") % {
            "most": LONGEST_WORDS
        }
    return gettext("この文はここに見つかりません。書いてあるとおりに入れてください。")


def wants_json(request: HttpRequest) -> bool:
    """Whether a script asks."""
    return request.headers.get("accept") == "application/json"


def quote_answer(request: HttpRequest, path: str, read: Page, boxes: list[Box]) -> HttpResponse:
    """The address of a quote for a script, or the way there for a reader."""
    spans = spans_in(read, boxes)
    if wants_json(request):
        address = address_of(public_address(request, path), boxes, read, spans)
        return JsonResponse({"address": address, "words": words_of(read, spans)})
    return HttpResponseRedirect(address_of(path, boxes, read, spans))


def _directive(words: str) -> str:
    """Short words whole; of others their beginning and end, which may stand in two paragraphs."""
    if len(words) <= _WHOLE:
        return _escaped(words)
    return f"{_escaped(words[:_ENDS].strip())},{_escaped(words[-_ENDS:].strip())}"


def _escaped(text: str) -> str:
    # a dash would begin or end the words that stand around
    return quote(text, safe="").replace("-", "%2D")


def _is_on_paper(number: float) -> bool:
    return math.isfinite(number) and -_FARTHEST <= number <= _FARTHEST
