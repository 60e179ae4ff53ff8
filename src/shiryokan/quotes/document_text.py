"""Where words of one edition stand in the text of another, for words outside of records. Pure."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Iterator

from rapidfuzz import fuzz

from shiryokan.quotes.quote import AROUND
from shiryokan.quotes.squeezing import squeezed

LEAST_AROUND = 8
"""Characters on one side of the words that, with the words, say their place; what is shorter stands
by chance somewhere else too."""
_OTHER_SIDE = 0.5
"""Likeness (0 to 1) of what stands on the other side from which on a place is the same: below it
the words may be a copy of the place, which itself was changed."""


_LANDMARK = 16
"""Characters of a landmark: mostly no others of a document are the same."""
_DISTANCES = (0, 40, 80, 140, 220, 320, 450, 600, 800, 1050, 1350)
"""Characters from the words to landmarks, before and behind them."""
_NEAR, _DRIFT = 30, 0.15
"""How many characters farther or nearer a landmark may stand, at the least and for each character
of its distance: words were put in or taken out between."""
_LEAST_AGREEING, _MOST_APART = 3, 3
"""Landmarks that must agree; and how many must for each that does not."""


class DocumentText:
    """A document's words without white space, page after page."""

    def __init__(self, pages: Iterable[tuple[int, str]]) -> None:
        whole, at = [], 0
        self._begins: list[int] = []
        self._numbers: list[int] = []
        for number, text in pages:
            words = squeezed(text)
            self._begins.append(at)
            self._numbers.append(number)
            whole.append(words)
            at += len(words)
        self.text = "".join(whole)

    def begin_of(self, number: int) -> int:
        """Where a page begins in :attr:`text`; :class:`ValueError` where it is not there."""
        return self._begins[self._numbers.index(number)]

    def page_at(self, at: int) -> tuple[int, int]:
        """The page of character ``at`` of :attr:`text`, and where it is in the page's words."""
        place = bisect.bisect_right(self._begins, at) - 1
        return self._numbers[place], at - self._begins[place]

    def place_of(self, words: str) -> int | None:
        """Where ``words``, squeezed, stand; None where they do not stand exactly once."""
        at = self.text.find(words) if words else -1
        return at if at >= 0 and self.text.find(words, at + 1) < 0 else None


def place_in_newer(old: DocumentText, start: int, end: int, new: DocumentText) -> int | None:
    """Where characters ``start:end`` of an edition begin in the next one; None where that is not
    sure. What stands around them must say it, in both editions once; and so must what stands
    farther away, for a passage may have been copied and then changed in its first place."""
    if _in_run(old.text, start) or _in_run(old.text, end):
        return None
    for at in _candidates(old, start, end, new):
        if _agreed(old, start, end, new, at):
            return at
    return None


def _in_run(text: str, at: int) -> bool:
    """Whether a place is within a run of one sign, such as the dots of a table of contents: nobody
    can say which of them is meant."""
    around = text[max(at - 2, 0) : at + 2]
    return len(around) > 2 and len(set(around)) == 1


def _candidates(old: DocumentText, start: int, end: int, new: DocumentText) -> Iterator[int]:
    words = old.text[start:end]
    before = old.text[max(start - AROUND, 0) : start]
    after = old.text[end : end + AROUND]
    whole = before + words + after
    if len(whole) >= 2 * LEAST_AROUND and old.place_of(whole) is not None:
        at = new.place_of(whole)
        if at is not None:
            yield at + len(before)
    for left, right in ((before, ""), ("", after)):
        if len(left or right) < LEAST_AROUND or old.place_of(left + words + right) is None:
            continue
        at = new.place_of(left + words + right)
        if at is None:
            continue
        at += len(left)
        other = (
            (after, new.text[at + len(words) : at + len(words) + AROUND])
            if left
            else (before, new.text[max(at - AROUND, 0) : at])
        )
        if fuzz.ratio(*other) / 100 >= _OTHER_SIDE:
            yield at


def _agreed(old: DocumentText, start: int, end: int, new: DocumentText, at: int) -> bool:
    """Whether landmarks on both sides stand as far from the new place as they do from the old one:
    nearly all of those that both editions have once."""
    agreeing = others = 0
    for distance in _DISTANCES:
        for begin in (start - distance - _LANDMARK, end + distance):
            mark = old.text[begin : begin + _LANDMARK] if begin >= 0 else ""
            if len(mark) < _LANDMARK or old.place_of(mark) is None:
                continue
            place = new.place_of(mark)
            if place is None:
                continue
            drift = abs((at - start) - (place - begin))
            if drift <= _NEAR + _DRIFT * distance:
                agreeing += 1
            else:
                others += 1
    return agreeing >= _LEAST_AGREEING and others * _MOST_APART <= agreeing
