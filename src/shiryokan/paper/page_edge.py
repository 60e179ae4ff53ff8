"""The edge of a page, where running headers, footers and printed page labels stand.

One measure of how deep the edge is, and one description of what a label looks like, for all who
ask: the layout, which sets what stands there before and after the text; the document, which marks
it as furniture; and the grammars of registers, which leave it out.
"""

from __future__ import annotations

import re
import unicodedata

EDGE = 0.13
"""Share of a page's height that its top and its bottom edge take up, where furniture may stand. The
page labels of the corpora begin above 0.124 of it from below; deeper stands text."""
SURE_EDGE = 0.11
"""The same where a line is judged by its own page alone, before it is seen to come back. At 0.12
the first row of tables is taken for a header: records of three plans of the corpora change."""
SIDE = 0.05
"""Share of a page's width at its left and right where index tabs and vertical headers stand. At
0.065 the labels in the first column of tables are taken for tabs."""
LONGEST_LABEL = 14
"""Characters of a page number with its ornaments, at most: ``－ 123／456 －``."""

_ORNAMENT = r"-‐‑‒–—―－─~～・/ 　"
_DASHES = frozenset("-‐‑‒–—―－─")
_PAGE_NUMBER = re.compile(
    rf"[{_ORNAMENT}〔\[(（<＜p.P頁ページ]*[0-9０-９ivxlcIVXLCⅰ-ⅿ一二三四五六七八九十]{{1,7}}"
    r"(?:[ 　]?[/／][ 　]?[0-9０-９]{1,4})?(?:[-‐–－][0-9０-９]{1,4})?"
    rf"[{_ORNAMENT}〕\])）>＞頁ページ]*"
)
_PART_LABEL = re.compile(
    r"[^\W\d_]{0,8}\s*[-－‐‑‒–—―ー]\s*[\d０-９]{1,4}\s*[-－‐‑‒–—―]?"
    r"|[\d０-９]{1,4}(?:\s*[/／]\s*[\d０-９]{1,4})?"
    r"|(?:別紙|別添|別表|参考|資料)\s*[\d０-９]{1,3}"
)

_AROUND = re.compile(
    rf"^(?:[{_ORNAMENT}〔\[(（<＜]|[pP]\.?|頁|ページ|\s)+"
    rf"|(?:[{_ORNAMENT}〕\])）>＞]|頁|ページ|\s)+$"
)
"""The ornaments around a label: ``- 88 -``, ``p. 12``, ``（３頁）``."""
_OF_ALL = re.compile(r"([0-9]+)\s*/\s*([0-9]+)")


def is_page_number(text: str) -> bool:
    """Whether a line is but a page's number, as in ``- 53 -``, ``12/47`` or ``p. iv``."""
    return len(text) <= LONGEST_LABEL and _PAGE_NUMBER.fullmatch(text) is not None


def is_foot_label(text: str, y0: float, height: float) -> bool:
    """Whether the lowest line of a page of ``height`` points, whose top is at ``y0``, is its label
    within a part of the document.

    A document of several parts numbers the pages of each anew (``医科－1``, ``訪看－2``), and one
    that is handed out with others has a number among them (``別紙 1``). Elsewhere than at the foot
    the same words are a title.
    """
    return y0 > (1 - EDGE) * height and _PART_LABEL.fullmatch(text.strip()) is not None


def edge_of(y0: float, y1: float, height: float) -> int:
    """-1 for what surely stands at the top edge of a page of ``height`` points, 1 for the bottom
    edge, 0 elsewhere; ``y0`` and ``y1`` are its top and bottom."""
    middle = (y0 + y1) / 2
    if middle < SURE_EDGE * height:
        return -1
    return 1 if middle > (1 - SURE_EDGE) * height else 0


def is_page_label(text: str) -> bool:
    """Whether furniture is a page's printed label, be it of the whole document or of a part."""
    return is_page_number(text) or _PART_LABEL.fullmatch(text.strip()) is not None


def is_dashed_label(text: str) -> bool:
    """Whether a line is a page's number between dashes, as ``- 53 -``, which nothing else is."""
    text = text.strip()
    return len(text) > 2 and {text[0], text[-1]} <= _DASHES and is_page_number(text)


def is_sure_label(text: str, y0: float, y1: float, height: float) -> bool:
    """Whether a line is surely a page's number, whatever stands beside it on the pages before and
    after: one between dashes, or ``12/47`` at the edge of a page of ``height`` points; ``y0`` and
    ``y1`` are its top and bottom."""
    if is_dashed_label(text):
        return True
    match = _OF_ALL.fullmatch(unicodedata.normalize("NFKC", text.strip()))
    return match is not None and edge_of(y0, y1, height) != 0 and int(match[1]) <= int(match[2])


def bare_label(text: str) -> str:
    """A printed label as one cites it, without its ornaments and without the number of all pages:
    ``88`` of ``- 88 -``, ``12`` of ``12/47``, ``医科－12`` as it is."""
    bare = _AROUND.sub("", text.strip())
    if bare.isdecimal() or _OF_ALL.fullmatch(unicodedata.normalize("NFKC", bare)):
        bare = unicodedata.normalize("NFKC", bare)
    of_all = _OF_ALL.fullmatch(bare)
    return of_all[1] if of_all else bare
