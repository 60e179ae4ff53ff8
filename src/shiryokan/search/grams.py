"""The analyser: text as atoms, and atoms as pairs.

An atom is one Japanese character, or a whole run of Latin letters or digits, or one of the signs
that make a difference in a word (C++, Q&A); a degree of temperature is one atom, and no letter;
and a number is one atom with the sign before it, so that △43,300 is not 43,300.
The index holds single atoms, and pairs of
neighbours with their positions: whatever is written can be found as a row of pairs, exactly,
without a dictionary. (Overlapping character pairs are the usual way to index Japanese without
one; taking Latin words as single units keeps 12 from matching 2012.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from shiryokan.japanese.codepoints import CJK_CLASS, fold

VERSION = 5
"""Version of the analysis; an index made by another one must be built anew."""

ACROSS = "¦"
"""Between the atoms of a pair whose second atom stands on the next page."""
NEGATIVE = "△▲"
"""Signs of a negative amount in Japanese accounts, which blanks may part from their number."""
_SIGN = rf"[{NEGATIVE}] ?|±|(?<![^\W_ぁ-ゖ)\]+])[-+]"
"""A hyphen behind kanji is that of a label (別紙-1), and behind hiragana a minus (差は-1)."""
_ATOM = re.compile(
    # what nearly all are stands first
    rf"[{CJK_CLASS}]"
    rf"|(?:{_SIGN})?(?:\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+)|°[cf](?![^\W\d_{CJK_CLASS}])"
    rf"|[^\W\d_{CJK_CLASS}]+"
    r"|[+#&%@]|(?<=[^\W_])[./_:\-](?=[^\W_])"
)
_PARTED_SIGNS = tuple(f"{sign} " for sign in NEGATIVE)
_ABBREVIATION = re.compile(r"\([\u4e00-\u9fff]{1,2}\)")
_SINGLE = re.compile(f"[{CJK_CLASS}]")
_ALL_SINGLE = re.compile(f"[{CJK_CLASS}]+")


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
        found.append(Atom(_plain(match.group()), start, end))
    return found


def _plain(atom: str) -> str:
    return atom.replace(",", "").replace(" ", "")


def abbreviations(folded: str) -> list[str]:
    """Words that a folded text has in brackets, such as (株): terms of single atoms beside those
    atoms themselves, so that who looks for it does not get every 株."""
    return list(dict.fromkeys(_ABBREVIATION.findall(folded)))


def row_of(folded: str) -> list[str]:
    """The atoms that a folded text to look for stands for; an abbreviation alone is one."""
    return [folded] if _ABBREVIATION.fullmatch(folded) else words_of_folded(folded)


def places(folded: str, row: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where a folded text has the atoms ``row`` one after the other: what a look at all of
    :func:`atoms` would find, in a tenth of the time."""
    if not row:
        return
    first, whole = row[0], "".join(row)
    if _ABBREVIATION.fullmatch(whole):
        yield from (match.span() for match in re.finditer(re.escape(whole), folded))
        return
    single = _SINGLE.fullmatch(first) is not None
    plain = _ALL_SINGLE.fullmatch(whole) is not None
    # a number may be written with commas, so that only its beginning is sure to stand there
    needle = first[0] if first[-1].isdigit() else first
    at = folded.find(needle)
    while at >= 0:
        if plain and folded.startswith(whole, at):
            yield at, at + len(whole)
        elif single or _begins_atom(folded, at):
            end = _end_of(folded, at, row)
            if end:
                yield at, end
        at = folded.find(needle, at + 1)


def _begins_atom(folded: str, at: int) -> bool:
    """Whether an atom begins at ``at``: reading begins where Latin text or a number does."""
    start = at
    while start and not _SINGLE.match(folded, start - 1) and not folded[start - 1].isspace():
        start -= 1
    if folded[max(start - 2, 0) : start] in _PARTED_SIGNS:
        start -= 2
    while start < at:
        match = _ATOM.search(folded, start)
        if match is None or match.end() > at:
            return match is not None and match.start() == at
        start = match.end()
    return True


def _end_of(folded: str, at: int, row: Sequence[str]) -> int:
    """Where the row ends that begins at ``at``, or 0."""
    end = at
    for wanted in row:
        match = _ATOM.search(folded, end)
        if match is None or _plain(match.group()) != wanted:
            return 0
        if end == at and match.start() != at:
            return 0
        end = match.end()
    return end


def words(text: str) -> list[str]:
    """The atoms of a text without their spans: what the index needs, in a third of the time."""
    return words_of_folded(fold(text).text)


def words_of_folded(folded: str) -> list[str]:
    """The atoms of a text that is folded already."""
    found = _ATOM.findall(folded)
    parted = any(sign in folded for sign in _PARTED_SIGNS)
    return [_plain(word) for word in found] if parted or "," in folded else found


def pairs(row: Sequence[str]) -> list[str]:
    """Neighbouring atoms as terms of the index."""
    return [f"{a}|{b}" for a, b in pairwise(row)]


def holds(row: Sequence[str], part: Sequence[str]) -> bool:
    """Whether the atoms ``part`` stand in ``row`` one after the other."""
    wanted, size = list(part), len(part)
    return any(list(row[i : i + size]) == wanted for i in range(len(row) - size + 1))


def pair(first: str, second: str) -> str:
    """Two neighbouring atoms as one term, as :func:`pairs` has them; the bar keeps ab+c apart from
    a+bc."""
    return f"{first}|{second}"


def pairs_across(ends: Sequence[str], begins: Sequence[str]) -> list[str]:
    """The pairs of a row that runs from the end of one page to the beginning of the next."""
    if not ends or not begins:
        return []
    return [*pairs(ends), f"{ends[-1]}{ACROSS}{begins[0]}", *pairs(begins)]
