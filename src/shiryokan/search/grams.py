"""The analyser: text as atoms, and atoms as pairs.

An atom is one Japanese character, or a whole run of Latin letters or digits, or one of the signs
that make a difference in a word (C++, Q&A). The index holds single atoms, and pairs of
neighbours with their positions: whatever is written can be found as a row of pairs, exactly,
without a dictionary. (Overlapping character pairs are the usual way to index Japanese without
one; taking Latin words as single units keeps 12 from matching 2012.)
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise, product

import msgspec

from shiryokan.japanese.codepoints import CJK_CLASS, KATAKANA_CLASS, fold

VERSION = 2
"""Version of the analysis; an index made by another one must be built anew."""

MOST_LONG_ENDS = 3
_LONG = "ー"
_KATAKANA = re.compile(f"[{KATAKANA_CLASS}]")
_ATOM = re.compile(
    rf"\d{{1,3}}(?:,\d{{3}})+(?!\d)|[{CJK_CLASS}]|[^\W\d_{CJK_CLASS}]+|\d+"
    r"|[+#&%@]|(?<=[^\W_])[./_:\-](?=[^\W_])"
)


class Atom(msgspec.Struct, frozen=True, gc=False):
    """An atom and the span ``start:end`` of the original text that it comes from."""

    text: str
    start: int
    end: int


def atoms(text: str) -> list[Atom]:
    """The atoms of a text, in order."""
    folded = fold(text)
    found: list[Atom] = []
    for match in _ATOM.finditer(folded.text):
        start, end = folded.span(match.start(), match.end())
        found.append(Atom(match.group().replace(",", ""), start, end))
    return found


def words(text: str) -> list[str]:
    """The atoms of a text without their spans: what the index needs, in a third of the time."""
    found = _ATOM.findall(fold(text).text)
    return [word.replace(",", "") for word in found]


def pairs(row: Sequence[str]) -> list[str]:
    """Neighbouring atoms as terms of the index."""
    return [pair(a, b) for a, b in pairwise(row)]


def spellings(row: tuple[str, ...]) -> list[tuple[str, ...]]:
    """The row, and the rows that differ from it in the long-vowel mark that ends a katakana word
    of four letters with it (サーバー室 = サーバ室); the row itself is always the first.

    Only the query is varied, never the text: a text without its marks would lose フリー in
    バリアフリー. A word at the row's end needs no spelling with the mark, since without it it is
    the beginning of both. At most ``MOST_LONG_ENDS`` words are varied.
    """
    ends = _long_ends(row)[-MOST_LONG_ENDS:]
    found = [row]
    for choice in product((False, True), repeat=len(ends)):
        varied: list[str] = []
        at = 0
        for (stem_end, word_end), marked in zip(ends, choice, strict=True):
            varied += row[at:stem_end]
            if marked and word_end < len(row):
                varied.append(_LONG)
            at = word_end
        variant = (*varied, *row[at:])
        if variant not in found:
            found.append(variant)
    return found


def _long_ends(row: tuple[str, ...]) -> list[tuple[int, int]]:
    """Where a katakana word ends without its last long-vowel mark, and with it."""
    found = []
    at = 0
    for is_katakana, letters in groupby(row, key=lambda word: bool(_KATAKANA.fullmatch(word))):
        begin, at = at, at + len(list(letters))
        stem = at - 1 if row[at - 1] == _LONG else at
        if is_katakana and stem - begin >= 3 and row[stem - 1] != _LONG:
            found.append((stem, at))
    return found


def pair(first: str, second: str) -> str:
    """Two neighbouring atoms as one term; the bar keeps ab+c apart from a+bc."""
    return f"{first}|{second}"
