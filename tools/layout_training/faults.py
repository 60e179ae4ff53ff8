"""What is wrong with the lines of a generated page as it was read, beside its truth.

What counts is what a reader of the text would call wrong:

- ``text``: the line holds other characters than are printed where it stands;
- ``cut``: a printed line goes on in another line, though no white is printed there;
- ``glued``: it holds texts that do not follow each other;
- ``broken``: the text that it holds a part of goes on elsewhere than behind it, or began elsewhere
  than before it;
- ``parted``: what belongs to its text stands elsewhere: the next cell of its row, the next
  paragraph of running text, the text of its label or heading.

Other orders of independent texts (blocks of an address, rows of a table, boxes of a chart,
sections) harm no reader, and are not wrong.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from shiryokan.paper.model import Line, Page

Fault = Literal["text", "cut", "glued", "broken", "parted"]

_OPENS = ("title", "heading", "label")
"""Kinds of fields with which something new begins: what stands before them is free."""
_BINDS = ("heading", "label", "paragraph", "item", "note")
"""Kinds of fields that belong to what follows them in running text."""
_REACH = 0.6
"""A character is of a printed line whose box is no further from its middle, in points."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A field of the truth: its characters without white space and without what is struck out."""

    number: int
    order: int | None
    kind: str
    row: tuple[int, int] | None
    length: int
    items: frozenset[int]
    """Places between its items, where each printed line of it is one."""


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed line: its field, where its characters begin in it, and the places of white."""

    field: int
    start: int
    text: str
    white: frozenset[int]


@dataclass(frozen=True, slots=True)
class _Run:
    """Characters ``start:end`` of a field, as they stand in read line ``line``."""

    line: int
    field: int
    start: int
    end: int
    white_before: bool
    white_behind: bool
    """Whether white is printed there, or a printed line begins or ends."""


def squeezed(text: str) -> str:
    """Text after NFKC without white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


class TruthOfPage:
    """The fields of a page of a truth file (docs/office-pages.md)."""

    def __init__(self, page: dict[str, Any]) -> None:
        self.fields: dict[int, _Field] = {}
        self.printed: list[_Printed] = []
        boxes: list[list[float]] = []
        for each in page["fields"]:
            kept = _kept_lines(each)
            start = 0
            ends = []
            for (text, white), line in zip(kept, each["lines"], strict=True):
                self.printed.append(_Printed(each["id"], start, text, white))
                boxes.append(list(line["bbox"]))
                start += len(text)
                ends.append(start)
            authored = (each["text"] or "").split("\n")
            itemised = 1 < len(authored) == len(each["lines"])
            row = None
            if each["table"] is not None and each["row"] is not None:
                row = each["table"], each["row"]
            self.fields[each["id"]] = _Field(
                each["id"], each["order"], each.get("kind", "cell"), row, start,
                frozenset(ends) if itemised else frozenset(),
            )  # fmt: skip
        self.boxes = np.array(boxes, np.float64).reshape(-1, 4)
        ordered = sorted(
            (f for f in self.fields.values() if f.order is not None), key=lambda f: f.order or 0
        )
        self.after = {a.number: b.number for a, b in pairwise(ordered)}
        self.before = {b: a for a, b in self.after.items()}

    def bound(self, a: int, b: int) -> bool:
        """Whether field ``b``, which follows ``a``, belongs right behind it."""
        one, two = self.fields[a], self.fields[b]
        if one.items and two.items and one.row == two.row:
            return False  # items of cells side by side, a line each, may be read item by item
        if one.row or two.row:
            return one.row == two.row
        return one.kind in _BINDS and two.kind in _BINDS and two.kind not in _OPENS

    def runs(self, lines: list[Line]) -> tuple[list[_Run], set[int]]:
        """The runs of ``lines`` in their order, and the lines that hold other characters."""
        runs: list[_Run] = []
        wrong: set[int] = set()
        for number, line in enumerate(lines):
            mine = self._runs(number, line)
            if mine is None:
                wrong.add(number)
            else:
                runs += mine
        return runs, wrong

    def _runs(self, number: int, line: Line) -> list[_Run] | None:
        """None where its characters are not those printed there."""
        found: list[tuple[int, str, float]] = []
        for place, shown in enumerate(line.text):
            text = squeezed(shown)
            if not text:
                continue
            x0, y0, x1, y1 = line.part_box(place, place + 1)
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            holds = self._holding(x, y)
            if not len(holds):
                return None
            at = found[-1][0] if found and found[-1][0] in holds else int(holds[0])
            if found and found[-1][0] == at:
                found[-1] = at, found[-1][1] + text, found[-1][2]
            else:
                found.append((at, text, self._share(at, line, x, y)))
        runs = []
        for at, text, share in found:
            printed = self.printed[at]
            start = _nearest(printed.text, text, share * len(printed.text))
            if start is None:
                return None
            end = start + len(text)
            runs.append(
                _Run(
                    number, printed.field, printed.start + start, printed.start + end,
                    start == 0 or start in printed.white,
                    end == len(printed.text) or end in printed.white,
                )
            )  # fmt: skip
        return runs

    def _holding(self, x: float, y: float) -> Any:
        box = self.boxes
        return np.flatnonzero(
            (box[:, 0] - _REACH <= x) & (x <= box[:, 2] + _REACH)
            & (box[:, 1] - _REACH <= y) & (y <= box[:, 3] + _REACH)
        )  # fmt: skip

    def _share(self, at: int, line: Line, x: float, y: float) -> float:
        x0, y0, x1, y1 = self.boxes[at].tolist()
        if line.direction in ("ttb", "btt"):
            return float((y - y0) / max(y1 - y0, 0.1))
        return float((x - x0) / max(x1 - x0, 0.1))


def _kept_lines(each: dict[str, Any]) -> list[tuple[str, frozenset[int]]]:
    """For each printed line of a field its characters, and the places between which is white."""
    struck: set[int] = set()
    for mark in each.get("marks", ()):
        if mark["kind"] == "struck":
            struck.update(range(mark["start"], mark["end"]))
    whole = each["text"] or ""
    kept = []
    at = 0
    for line in each["lines"]:
        shown = line["text"].strip()
        found = whole.find(shown, at)
        if found < 0:
            found = at
        at = found + len(shown)
        text, white = "", set()
        for place, character in enumerate(shown, found):
            if place in struck:
                white.add(len(text))
                continue
            piece = squeezed(character)
            if not piece:
                white.add(len(text))
            text += piece
        kept.append((text, frozenset(white)))
    return kept


def _nearest(text: str, part: str, wanted: float) -> int | None:
    """Where ``part`` begins in ``text``, nearest to ``wanted``."""
    best: int | None = None
    at = text.find(part)
    while at >= 0:
        if best is None or abs(at - wanted) < abs(best - wanted):
            best = at
        at = text.find(part, at + 1)
    return best


def faults(page: Page, truth: dict[str, Any]) -> list[set[Fault]]:
    """For each line of ``page``, in reading order, what is wrong with it.

    ``truth`` is the page of a truth file.
    """
    lines = [line for block in page.blocks for line in block.lines]
    placed = TruthOfPage(truth)
    runs, wrong = placed.runs(lines)
    found: list[set[Fault]] = [set() for _ in lines]
    for number in wrong:
        found[number].add("text")
    for at, run in enumerate(runs):
        found[run.line] |= _faults_behind(placed, runs, at) | _faults_before(placed, runs, at)
    return found


def _faults_behind(placed: TruthOfPage, runs: list[_Run], at: int) -> set[Fault]:
    """What is wrong with what stands behind run ``at``."""
    run, behind = runs[at], runs[at + 1] if at + 1 < len(runs) else None
    field = placed.fields[run.field]
    found: set[Fault] = set()
    if behind and behind.line == run.line and not _follows(placed, run, behind):
        found.add("glued")
    if run.end < field.length and run.end not in field.items:
        if not (behind and behind.field == run.field and behind.start == run.end):
            found.add("broken")
        elif behind.line != run.line and _is_cut(run, behind):
            found.add("cut")
    other = placed.after.get(run.field)
    if run.end == field.length and other is not None and placed.bound(run.field, other):
        after = _skipping_free(placed, runs, at, 1)
        if not (after and after.field == other and after.start == 0):
            found.add("parted")
    return found


def _faults_before(placed: TruthOfPage, runs: list[_Run], at: int) -> set[Fault]:
    """What is wrong with what stands before run ``at``."""
    run, before = runs[at], runs[at - 1] if at else None
    field = placed.fields[run.field]
    found: set[Fault] = set()
    if run.start > 0 and run.start not in field.items:
        if not (before and before.field == run.field and before.end == run.start):
            found.add("broken")
        elif before.line != run.line and _is_cut(before, run):
            found.add("cut")
    other = placed.before.get(run.field)
    if run.start == 0 and other is not None and placed.bound(other, run.field):
        prior = _skipping_free(placed, runs, at, -1)
        if not (prior and prior.field == other and prior.end == placed.fields[other].length):
            found.add("parted")
    return found


def _is_cut(one: _Run, two: _Run) -> bool:
    """Whether two runs that follow each other on two lines are printed on one, with no white
    between. Characters set apart, each by itself, may be a line each: a digit in each box."""
    apart = one.end - one.start == 1 and two.end - two.start == 1
    return not (apart or one.white_behind or two.white_before)


def _follows(placed: TruthOfPage, one: _Run, two: _Run) -> bool:
    """Whether two runs of one line are texts that follow each other."""
    if one.field == two.field:
        return one.end == two.start
    a, b = placed.fields[one.field], placed.fields[two.field]
    whole = one.end in (a.length, *a.items) and two.start in (0, *b.items)
    if not whole:
        return False
    if a.items and b.items and a.row == b.row:
        return True
    return placed.after.get(one.field) == two.field or (a.order is None and b.order is None)


def _skipping_free(placed: TruthOfPage, runs: list[_Run], at: int, step: int) -> _Run | None:
    """The next run, or the one before, of a field that has a place in the order."""
    at += step
    while 0 <= at < len(runs):
        if placed.fields[runs[at].field].order is not None:
            return runs[at]
        at += step
    return None
