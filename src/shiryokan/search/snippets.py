"""Where a query's words stand in a text, and the piece of the text to show."""

from __future__ import annotations

import re

import msgspec

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
    words = [atom.text for atom in row]
    places: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        places.setdefault(word, []).append(i)
    spans: list[Span] = []
    for term in query.shown():
        wanted, length = list(term.atoms), len(term.atoms)
        for i in places.get(wanted[0], ()):
            if words[i : i + length] == wanted:
                end = row[i + length - 1].end
                if text[end : end + 1] == "ー":
                    end += 1
                spans.append((row[i].start, end))
    return _merged(sorted(spans))


def snippet(text: str, spans: list[Span], width: int = 140) -> Snippet:
    """The piece of ``text``, about ``width`` characters, that holds the most hits."""
    if not spans:
        return Snippet(_parts(text[:width], []) + ((("…", False),) if len(text) > width else ()))
    first = max(
        range(len(spans)),
        key=lambda i: sum(end <= spans[i][0] + width * 3 // 4 for _, end in spans[i:]),
    )
    begin = max(0, spans[first][0] - width // 4)
    end = min(len(text), max(begin + width, spans[first][1]))
    inside = [(a - begin, b - begin) for a, b in spans if a >= begin and b <= end]
    parts = _parts(text[begin:end], inside)
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
    return tuple((_joined(part), hit) for part, hit in parts if part)


def _joined(text: str) -> str:
    """Line ends gone between Japanese characters, a space between Latin ones."""

    def join(gap: re.Match[str]) -> str:
        before, after = text[: gap.start()][-1:], text[gap.end() :][:1]
        return " " if _LATIN.match(before) and _LATIN.match(after) else ""

    return _BREAK.sub(join, text)


def _merged(spans: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in spans:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
