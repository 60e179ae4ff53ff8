"""How much of a generated page a reader's text and cells have right. Works on any reader's answer.

Texts are compared after NFKC and without white space; fields shorter than two characters are not
counted, since a single character stands almost anywhere.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tools.office_pages.truth import Field, Page

LEAST = 2
LEADERS = re.compile(r"[.・]{4,}")


def squeezed(text: str) -> str:
    """Text after NFKC without white space and without the leaders of tables of contents."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    return LEADERS.sub("", text)


@dataclass(frozen=True)
class Score:
    """What of a page, or of many, is right: each pair is (right, of how many)."""

    fields: tuple[int, int] = (0, 0)
    pairs: tuple[int, int] = (0, 0)
    cells: tuple[int, int] | None = None

    def __add__(self, other: Score) -> Score:
        cells = self.cells
        if other.cells is not None:
            mine = self.cells or (0, 0)
            cells = (mine[0] + other.cells[0], mine[1] + other.cells[1])
        return Score(
            (self.fields[0] + other.fields[0], self.fields[1] + other.fields[1]),
            (self.pairs[0] + other.pairs[0], self.pairs[1] + other.pairs[1]),
            cells,
        )


def share(pair: tuple[int, int] | None) -> float | None:
    """The share of a pair; None of nothing."""
    return pair[0] / pair[1] if pair and pair[1] else None


def mean_share(pairs: Iterable[tuple[int, int] | None]) -> float | None:
    """The mean of the shares of many documents, so that a long one counts no more than another."""
    shares = [value for pair in pairs if (value := share(pair)) is not None]
    return sum(shares) / len(shares) if shares else None


def scored(page: Page, text: str, cells: Iterable[str] | None = None) -> Score:
    """The score of a reader's text of a page, and of its cells where it gives tables."""
    text = squeezed(text)
    found = [_whole(field, text) for field in page.fields if _counts(field)]
    pairs = [right for _, _, right in _pairs(page, text)]
    return Score(
        (sum(found), len(found)),
        (sum(pairs), len(pairs)),
        None if cells is None else _cells(page, cells),
    )


def wrong_fields(page: Page, text: str) -> list[Field]:
    """The fields that do not stand whole in a reader's text."""
    text = squeezed(text)
    return [f for f in page.fields if _counts(f) and not _whole(f, text)]


def _whole(field: Field, text: str) -> bool:
    """Whether a field stands whole, with its struck words or without.

    Items of a cell that are a line each may be read beside those of the next cell.
    """
    if any(each in text for each in _readings(field)):
        return True
    items = field.text.split("\n")
    return 1 < len(items) == len(field.lines) and all(squeezed(item) in text for item in items)


def _readings(field: Field) -> set[str]:
    kept = list(field.text)
    for mark in field.marks:
        if mark.kind == "struck":
            kept[mark.start : mark.end] = " " * (mark.end - mark.start)
    return {squeezed(field.text), squeezed("".join(kept))}


def _counts(field: Field) -> bool:
    return len(squeezed(field.text)) >= LEAST


def wrong_pairs(page: Page, text: str) -> list[tuple[Field, Field]]:
    """The neighbours in reading order that do not stand one right after the other."""
    text = squeezed(text)
    return [(first, second) for first, second, right in _pairs(page, text) if not right]


def _pairs(page: Page, text: str) -> Iterator[tuple[Field, Field, bool]]:
    """Each two neighbours in reading order, and whether the second stands right after the first.

    Fields too short to count may stand between, and so may fields whose order is free.
    """
    # the longest first: 0 stands in 12,000 as well
    free = sorted((squeezed(f.text) for f in page.fields if f.order is None), key=len, reverse=True)
    ordered = sorted((f for f in page.fields if f.order is not None), key=lambda f: f.order or 0)
    before: Field | None = None
    between = 0
    for field in ordered:
        if not _counts(field):
            between += len(squeezed(field.text))
            continue
        if before is not None:
            right = any(
                _follows(first, second, text, between, free)
                for first in _readings(before)
                for second in _readings(field)
            )
            yield before, field, right
        before, between = field, 0


def _follows(first: str, second: str, text: str, between: int, free: list[str]) -> bool:
    reach = between + sum(map(len, free))
    at = text.find(first)
    while at >= 0:
        end = at + len(first)
        found = text.find(second, end, end + reach + len(second))
        while found >= 0:
            if _rest(text[end:found], free) <= between:
                return True
            found = text.find(second, found + 1, end + reach + len(second))
        at = text.find(first, at + 1)
    return False


def _rest(gap: str, free: list[str]) -> int:
    """How many characters a gap has beside fields of free order."""
    for each in free if gap else ():
        gap = gap.replace(each, "", 1)
    return len(gap)


def _cells(page: Page, given: Iterable[str]) -> tuple[int, int]:
    cells = [_readings(f) for f in page.fields if f.table is not None and squeezed(f.text)]
    left = Counter(map(squeezed, given))
    right = 0
    # those with one reading first: what is left of another's may be theirs
    for readings in sorted(cells, key=len):
        found = next((each for each in sorted(readings) if left[each] > 0), None)
        if found is not None:
            left[found] -= 1
            right += 1
    return right, len(cells)
