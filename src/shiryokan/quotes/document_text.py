"""Where words of one edition stand in the text of another, for words outside of records. Pure."""

from __future__ import annotations

import bisect
from collections.abc import Iterable
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from shiryokan.quotes.squeezing import squeezed

_LANDMARK = 16
"""Characters of a landmark: mostly no others of a document are the same."""
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
"""Of the numbers that stand for landmarks: odd, with its bits spread."""
_AROUND = 32
"""Characters beside the words, on each side, that are looked at."""
_LEAST_WITH_AROUND = 16
"""Characters of the words and of what stands unchanged right beside them, together, that say a
place; what is shorter stands by chance somewhere else too."""
_LEAST_BESIDE = 2
"""Characters on each side that must be as they were, unless the other side has
:data:`_LEAST_ONE_SIDE`, and all of it stands once."""
_LEAST_ONE_SIDE = 8
_BEST = 2
"""Of several places between the same landmarks the neighbours of the right one must be so many
times as much alike as those of every other."""
_MOST_BETWEEN = 3000
"""Characters between two landmarks in which the words are looked for."""
_FAR, _FARTHEST = 130, 900
"""How far from the words, in characters, stand the landmarks that confirm a place: beyond a passage
that may have been copied as a whole, and not in another part of the document."""
_NEAR, _DRIFT = 220, 0.15
"""How many characters farther or nearer such a landmark may stand, at the least and for each
character of its distance: words were put in or taken out between."""
_LEAST_AGREEING = 24
"""Landmarks on a side that must agree (one begins at each character)."""
_LEAST_ROOM = 300
"""Characters on a side: where there are fewer, at the ends of a document, it need not confirm."""


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
        self._beside: tuple[DocumentText, _Alignment] | None = None

    def begin_of(self, number: int) -> int:
        """Where a page begins in :attr:`text`; :class:`ValueError` where it is not there."""
        return self._begins[self._numbers.index(number)]

    def page_at(self, at: int) -> tuple[int, int]:
        """The page of character ``at`` of :attr:`text`, and where it is in the page's words."""
        place = bisect.bisect_right(self._begins, at) - 1
        return self._numbers[place], at - self._begins[place]

    @cached_property
    def landmarks(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The landmarks that the text has once, as sorted numbers, and where each begins."""
        letters = np.array([ord(letter) for letter in self.text], dtype=np.uint64)
        if len(letters) < _LANDMARK:
            return np.zeros(0, np.uint64), np.zeros(0, np.int64)
        count = len(letters) - _LANDMARK + 1
        numbers = np.zeros(count, np.uint64)
        for at in range(_LANDMARK):
            numbers = numbers * _MULTIPLIER + letters[at : at + count]
        found, first, times = np.unique(numbers, return_index=True, return_counts=True)
        return found[times == 1], first[times == 1].astype(np.int64)

    def beside(self, new: DocumentText) -> _Alignment:
        """This edition beside another one; that of the last time is kept."""
        if self._beside is None or self._beside[0] is not new:
            self._beside = (new, _Alignment(self, new))
        return self._beside[1]


class _Alignment:
    """Two editions by their common landmarks. ``old`` and ``new`` say where each begins, in the
    order of the old one: only those that follow each other in both, the most that do so. What was
    moved or copied to elsewhere is not among them."""

    def __init__(self, old: DocumentText, new: DocumentText) -> None:
        ours, our_places = old.landmarks
        theirs, their_places = new.landmarks
        _, first, second = np.intersect1d(ours, theirs, assume_unique=True, return_indices=True)
        order = np.argsort(our_places[first])
        self.all_old = our_places[first][order]
        self.all_new = their_places[second][order]
        chain = _longest_rising(self.all_new.tolist())
        self.old: list[int] = self.all_old[chain].tolist()
        self.new: list[int] = self.all_new[chain].tolist()


def _longest_rising(numbers: list[int]) -> list[int]:
    """Which of numbers make the longest rising row."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        place = bisect.bisect_left(ends, number)
        if place == len(ends):
            ends.append(number)
            places.append(at)
        else:
            ends[place] = number
            places[place] = at
        before.append(places[place - 1] if place else -1)
    found = []
    at = places[-1] if places else -1
    while at >= 0:
        found.append(at)
        at = before[at]
    return found[::-1]


def place_in_newer(old: DocumentText, start: int, end: int, new: DocumentText) -> int | None:
    """Where characters ``start:end`` of an edition begin in the next one; None where that is not
    sure. They must stand between the same landmarks as before, with their own neighbours; and what
    stands farther away must confirm it, for a passage may have been copied and then changed in its
    first place."""
    if start >= end or _in_run(old.text, start) or _in_run(old.text, end):
        return None
    beside = old.beside(new)
    at = _between_landmarks(_Words(old.text, start, end), new.text, beside)
    return at if at is not None and _confirmed(old.text, start, end, beside, at) else None


def _in_run(text: str, at: int) -> bool:
    """Whether a place is within a run of one sign, such as the dots of a table of contents: nobody
    can say which of them is meant."""
    around = text[max(at - 2, 0) : at + 2]
    return len(around) > 2 and len(set(around)) == 1


class _Words:
    """Words in their own edition, with what stands beside them."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self.text, self.start, self.end = text, start, end
        self.words = text[start:end]
        self._before = text[max(start - _AROUND, 0) : start][::-1]
        self._after = text[end : end + _AROUND]

    def beside(self, text: str, at: int) -> tuple[int, int]:
        """How many characters on the left and on the right are the same at another place."""
        behind = at + len(self.words)
        left = _common(self._before, text[max(at - _AROUND, 0) : at][::-1])
        return left, _common(self._after, text[behind : behind + _AROUND])

    def stands_at(self, text: str, at: int) -> bool:
        """Whether the words stand there, and enough of what is right beside them is as it was.

        Where something was put in or taken out right at their edge, words and neighbours must stand
        nowhere else in either edition."""
        if at < 0 or text[at : at + len(self.words)] != self.words:
            return False
        left, right = self.beside(text, at)
        if left + len(self.words) + right < _LEAST_WITH_AROUND:
            return False
        open_left = left < min(_LEAST_BESIDE, self.start)
        open_right = right < min(_LEAST_BESIDE, len(self.text) - self.end)
        if not (open_left or open_right):
            return True
        if (open_left and open_right) or max(left, right) < _LEAST_ONE_SIDE:
            return False
        whole = self.text[self.start - left : self.end + right]
        if not (_once(whole, self.text) and _once(whole, text)):
            return False
        return not self._slides(text, at, on_left=open_left)

    def _slides(self, text: str, at: int, *, on_left: bool) -> bool:
        """Whether an edge of the words may as well be that of others that look the same: what now
        stands beside it stood beside such an edge before, or what stood there still does."""
        behind = at + len(self.words)
        if on_left:
            now = text[max(at - _LEAST_ONE_SIDE, 0) : at] + self.words[0]
            before = self.text[max(self.start - _LEAST_ONE_SIDE, 0) : self.start] + self.words[0]
        else:
            now = self.words[-1] + text[behind : behind + _LEAST_ONE_SIDE]
            before = self.words[-1] + self.text[self.end : self.end + _LEAST_ONE_SIDE]
        return now in self.text or before in text


def _between_landmarks(words: _Words, new: str, beside: _Alignment) -> int | None:
    """Where the words stand between the nearest landmarks of both sides; None where they do not, or
    where it is not plain which of several places is theirs."""
    last = bisect.bisect_right(beside.old, words.start) - 1
    first = bisect.bisect_left(beside.old, words.end - _LANDMARK)
    # a landmark that reaches into the words says where they begin; and so does one behind them
    if last >= 0 and words.start < beside.old[last] + _LANDMARK:
        at = beside.new[last] + words.start - beside.old[last]
        return at if words.stands_at(new, at) else None
    if first < len(beside.old) and beside.old[first] < words.end:
        at = beside.new[first] + words.start - beside.old[first]
        return at if words.stands_at(new, at) else None
    from_old, from_new = (beside.old[last], beside.new[last]) if last >= 0 else (0, 0)
    to_old, to_new = len(words.text), len(new)
    if first < len(beside.old):
        to_old, to_new = beside.old[first] + _LANDMARK, beside.new[first] + _LANDMARK
    if to_old - from_old > _MOST_BETWEEN or to_new - from_new > _MOST_BETWEEN:
        return None
    likeness = {
        at: sum(words.beside(new, at)) for at in _places(words.words, new, from_new, to_new)
    }
    at = max(likeness, key=likeness.__getitem__, default=-1)
    if not words.stands_at(new, at):
        return None
    own = _places(words.words, words.text, from_old, to_old)
    others = [like for place, like in likeness.items() if place != at]
    others += [sum(words.beside(words.text, place)) for place in own if place != words.start]
    return at if all(like * _BEST <= likeness[at] for like in others) else None


def _once(words: str, text: str) -> bool:
    at = text.find(words)
    return at >= 0 and text.find(words, at + 1) < 0


def _places(words: str, text: str, start: int, end: int) -> list[int]:
    """Where words begin within ``start:end`` of a text."""
    found = []
    at = text.find(words, start, end)
    while at >= 0:
        found.append(at)
        at = text.find(words, at + 1, end)
    return found


def _common(a: str, b: str) -> int:
    """How many characters two texts begin with alike."""
    for at, (one, other) in enumerate(zip(a, b, strict=False)):
        if one != other:
            return at
    return min(len(a), len(b))


def _confirmed(old: str, start: int, end: int, beside: _Alignment, at: int) -> bool:
    """Whether the common landmarks farther away, on each side where there is text, stand nearly as
    far from the new place as they do from the old one."""
    for low, high, room in (
        (start - _FARTHEST, start - _FAR - _LANDMARK, start),
        (end + _FAR, end + _FARTHEST, len(old) - end),
    ):
        there = slice(*np.searchsorted(beside.all_old, (low, high)))
        distances = beside.all_old[there] - start
        drift = np.abs(beside.all_new[there] - at - distances)
        agreeing = int((drift <= _NEAR + _DRIFT * np.abs(distances)).sum())
        if agreeing < (_LEAST_AGREEING if room >= _LEAST_ROOM else 0):
            return False
        if len(distances) - agreeing > agreeing:
            return False
    return True
