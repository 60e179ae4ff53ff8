"""Where a query's words stand in a text, and the piece of the text to show.

The text is folded again for this, which takes a quarter of a millisecond a page and needs no
dictionary; the same folding made the index, whose folder is named by its version.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from shiryokan.japanese.codepoints import Folded, fold, fold_text
from shiryokan.japanese.eras import mentions
from shiryokan.search.grams import Atom, atoms, places
from shiryokan.search.query import Query, Words
from shiryokan.search.times import terms_of

Span = tuple[int, int]

_BREAK = re.compile(r"\s*\n\s*")
_LATIN = re.compile(r"[!-~]")
_LEADERS = re.compile(r"(?:[.．・･…‥·‧⋯][ \u3000]?){5,}[.．・･…‥·‧⋯]")
"""Dots that lead from a title to its page in a table of contents."""
_FIGURE = re.compile("[0-9０-９点円％%]")
_LABEL = re.compile(r"[0-9０-９]|[^\W\d_]{1,2}[0-9０-９]*[\s　]")
"""How an entry begins: １, 1,306点, イ　, 注２　."""
_FULL = 0.75
"""Part of a full line's characters from which on a line may go on in the next."""
_NO_TEXT = Folded("", array("l"), array("l"))
_NEAR_END = 200
"""Atoms at a page's end (its footer too) and at the next one's beginning that are looked at."""


class Snippet(msgspec.Struct, frozen=True):
    """A piece of text in parts, each marked whether it is a hit."""

    parts: tuple[tuple[str, bool], ...]


def highlights(text: str, query: Query) -> list[Span]:
    """Every place in ``text`` that the words of ``query`` match, in order, not overlapping.

    A place may run over line ends.
    """
    return merged(span for spans in _by_words(text, query.shown()) for span in spans)


def highlights_across(text: str, following: str, query: Query) -> tuple[list[Span], list[Span]]:
    """The same for words of ``query`` that begin at the end of ``text`` and end at the beginning
    of ``following``, the next page's text: the places in both."""
    here: list[Span] = []
    there: list[Span] = []
    ends, begins = atoms(text)[-_NEAR_END:], atoms(following)[:_NEAR_END]
    for words in query.shown():
        for row in words.rows:
            found = _split(row.atoms, ends, begins)
            if found:
                here.append(found[0])
                there.append(found[1])
                break
    return merged(here), merged(there)


def _split(row: tuple[str, ...], ends: list[Atom], begins: list[Atom]) -> tuple[Span, Span] | None:
    last, first = [a.text for a in ends], [a.text for a in begins]
    for at in range(len(row) - 1, 0, -1):
        head, tail = list(row[:at]), list(row[at:])
        i, j = _last_place(last, head), _first_place(first, tail)
        if i is not None and j is not None:
            here = ends[i].start, ends[i + len(head) - 1].end
            return here, (begins[j].start, begins[j + len(tail) - 1].end)
    return None


def _first_place(row: list[str], part: list[str]) -> int | None:
    places = (i for i in range(len(row) - len(part) + 1) if row[i : i + len(part)] == part)
    return next(places, None)


def _last_place(row: list[str], part: list[str]) -> int | None:
    places = range(len(row) - len(part), -1, -1)
    return next((i for i in places if row[i : i + len(part)] == part), None)


def _by_words(text: str, shown: list[Words]) -> Iterator[list[Span]]:
    folded = fold(text) if any(words.rows for words in shown) else _NO_TEXT
    for words in shown:
        spans = [folded.span(*at) for row in words.rows for at in places(folded.text, row.atoms)]
        if words.times:
            spans += _times(text, words.times)
        yield spans


def _times(text: str, wanted: Iterable[str]) -> Iterator[Span]:
    terms = set(wanted)
    for mention in mentions(text):
        if terms.intersection(terms_of(mention.when)):
            yield mention.start, mention.end


def snippet(text: str, spans: list[Span], width: int = 140) -> Snippet:
    """The piece of ``text``, about ``width`` characters, that holds the most different hits, and
    of such pieces the one with the most hits, the first one."""
    text, spans = _leaders_shortened(text, spans)
    if not spans:
        shown = _parts(text[:width], [], _length_of_lines(text))
        return Snippet(shown + ((("…", False),) if len(text) > width else ()))
    first = _best(text, spans, width * 3 // 4)
    begin = max(0, spans[first][0] - width // 4)
    end = min(len(text), max(begin + width, spans[first][1]))
    # a hit at an edge is whole
    begin = min((a for a, b in spans if a < begin < b), default=begin)
    end = max((b for a, b in spans if a < end < b), default=end)
    inside = [(max(a, begin) - begin, min(b, end) - begin) for a, b in spans]
    parts = _parts(text[begin:end], [(a, b) for a, b in inside if a < b], _length_of_lines(text))
    before = (("…", False),) if begin else ()
    after = (("…", False),) if end < len(text) else ()
    return Snippet(before + parts + after)


def _leaders_shortened(text: str, spans: list[Span]) -> tuple[str, list[Span]]:
    """Each run of leaders as one sign, so that a table of contents shows its words; leaders that
    are a hit themselves stay."""
    pieces: list[str] = []
    moved: list[Span] = []
    waiting = iter(spans)
    span = next(waiting, None)
    at = gone = 0
    for leaders in _LEADERS.finditer(text):
        while span and span[1] <= leaders.start():
            moved.append((span[0] - gone, span[1] - gone))
            span = next(waiting, None)
        if span and span[0] < leaders.end():
            continue
        pieces += [text[at : leaders.start()], "…"]
        at = leaders.end()
        gone += leaders.end() - leaders.start() - 1
    if not gone:
        return text, spans
    while span:
        moved.append((span[0] - gone, span[1] - gone))
        span = next(waiting, None)
    return "".join([*pieces, text[at:]]), moved


def _length_of_lines(text: str) -> int:
    """Characters that a text's full lines have."""
    lengths = sorted(map(len, text.split("\n")))
    return lengths[len(lengths) * 9 // 10]


def _parts(text: str, spans: list[Span], full: int) -> tuple[tuple[str, bool], ...]:
    parts: list[tuple[str, bool]] = []
    at = 0
    for start, end in spans:
        parts += [(text[at:start], False), (text[start:end], True)]
        at = end
    parts.append((text[at:], False))
    joined, at = [], 0
    for part, hit in parts:
        shown = _joined(text, at, at + len(part), full)
        at += len(part)
        if shown:
            joined.append((shown, hit))
    return tuple(joined)


def _joined(text: str, start: int, end: int, full: int) -> str:
    """``text[start:end]``, its line ends gone beside Japanese and a space between Latin words, and
    between entries of a list: figures of two that ran together would be another figure."""
    pieces, at = [], start
    for gap in _BREAK.finditer(text):
        if gap.end() <= start or gap.start() >= end:
            continue
        pieces.append(text[at : max(gap.start(), start)])
        latin = _LATIN.match(text, gap.start() - 1) and _LATIN.match(text, gap.end())
        if (latin or _ends_entry(text, gap, full)) and gap.start() >= start:
            pieces.append(" ")
        at = min(gap.end(), end)
    pieces.append(text[at:end])
    return "".join(pieces)


def _ends_entry(text: str, gap: re.Match[str], full: int) -> bool:
    """Whether what stands before a line end is an entry: its line is not ``full``, and a figure
    or a label stands on one side."""
    before = gap.start() - (text.rfind("\n", 0, gap.start()) + 1)
    return before < full * _FULL and bool(
        _FIGURE.match(text, gap.start() - 1) or _LABEL.match(text, gap.end())
    )


def _best(text: str, spans: list[Span], reach: int) -> int:
    """The first span of the best window of ``reach`` characters; two pointers, each span once."""
    words = [fold_text(text[start:end]) for start, end in spans]
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


def merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    found: list[Span] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
