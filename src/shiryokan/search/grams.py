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
from itertools import pairwise

import msgspec

from shiryokan.japanese.codepoints import CJK_CLASS, fold

VERSION = 3
"""Version of the analysis; an index made by another one must be built anew."""

ACROSS = "¦"
"""Between the atoms of a pair whose second atom stands on the next page."""
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
    return words_of_folded(fold(text).text)


def words_of_folded(folded: str) -> list[str]:
    """The atoms of a text that is folded already."""
    found = _ATOM.findall(folded)
    return [word.replace(",", "") for word in found] if "," in folded else found


def pairs(row: Sequence[str]) -> list[str]:
    """Neighbouring atoms as terms of the index."""
    return [pair(a, b) for a, b in pairwise(row)]


def pair(first: str, second: str) -> str:
    """Two neighbouring atoms as one term; the bar keeps ab+c apart from a+bc."""
    return f"{first}|{second}"


def pairs_across(ends: Sequence[str], begins: Sequence[str]) -> list[str]:
    """The pairs of a row that runs from the end of one page to the beginning of the next."""
    if not ends or not begins:
        return []
    return [*pairs(ends), f"{ends[-1]}{ACROSS}{begins[0]}", *pairs(begins)]
