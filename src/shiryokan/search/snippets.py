"""Where a query's words stand in a text, and the piece of the text to show."""

from __future__ import annotations

import re
from collections import Counter

import msgspec

from shiryokan.japanese.codepoints import fold
from shiryokan.search.grams import atoms
from shiryokan.search.query_language import Query

Span = tuple[int, int]

_BREAK = re.compile(r"\s*\n\s*")
_LATIN = re.compile(r"[!-~]")


class Snippet(msgspec.Struct, frozen=True):
    """A piece of text in parts, each marked whether it is a hit."""

    parts: tuple[tuple[str, bool], ...]


def highlights(text: str, query: Query) -> list[Span]:
    """Every place in ``text`` that a term of ``query`` matches, in order, not overlapping.

    A place may run over line ends.
    """
    row = atoms(text)
    texts = [atom.text for atom in row]
    places: dict[str, list[int]] = {}
    for i, word in enumerate(texts):
        places.setdefault(word, []).append(i)
    spans: list[Span] = []
    for term in query.shown():
        for wanted in map(list, term.rows()):
            for i in places.get(wanted[0], ()):
                last = i + len(wanted)
                if texts[i:last] == wanted:
                    spans.append((row[i].start, row[last - 1].end))
    return _merged(sorted(spans))


def snippet(text: str, spans: list[Span], width: int = 140) -> Snippet:
    """The piece of ``text``, about ``width`` characters, that holds the most different hits, and
    of such pieces the one with the most hits, the first one."""
    if not spans:
        return Snippet(_parts(text[:width], []) + ((("…", False),) if len(text) > width else ()))
    first = _best(text, spans, width * 3 // 4)
    begin = max(0, spans[first][0] - width // 4)
    end = min(len(text), max(begin + width, spans[first][1]))
    inside = [(max(a, begin) - begin, min(b, end) - begin) for a, b in spans]
    parts = _parts(text[begin:end], [(a, b) for a, b in inside if a < b])
    before = (("…", False),) if begin else ()
    after = (("…", False),) if end < len(text) else ()
    return Snippet(before + parts + after)


def _parts(text: str, spans: list[Span]) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    parts.append((text[at:], False))
    joined, at = [], 0
    for part, hit in parts:
        shown = _joined(text, at, at + len(part))
        at += len(part)
        if shown:
            joined.append((shown, hit))
    return tuple(joined)


def _joined(text: str, start: int, end: int) -> str:
    """``text[start:end]``, its line ends gone beside Japanese and a space between Latin words."""
    pieces, at = [], start
    for gap in _BREAK.finditer(text):
        if gap.end() <= start or gap.start() >= end:
            continue
        pieces.append(text[at : max(gap.start(), start)])
        latin = _LATIN.match(text, gap.start() - 1) and _LATIN.match(text, gap.end())
        if latin and gap.start() >= start:
            pieces.append(" ")
        at = min(gap.end(), end)
    pieces.append(text[at:end])
    return "".join(pieces)


def _best(text: str, spans: list[Span], reach: int) -> int:
    """The first span of the best window of ``reach`` characters; two pointers, each span once."""
    words = [fold(text[start:end]).text for start, end in spans]
    inside: Counter[str] = Counter()
    best, at, last = (0, 0), 0, 0
    for i, (start, _) in enumerate(spans):
        while last < len(spans) and (last <= i or spans[last][1] <= start + reach):
            inside[words[last]] += 1
            last += 1
        worth = (len(inside), last - i)
        if worth > best:
            best, at = worth, i
        inside[words[i]] -= 1
        if not inside[words[i]]:
            del inside[words[i]]
    return at


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
