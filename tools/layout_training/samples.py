"""Samples: the decisions that come up while a generated page is laid out, and what is right.

The page is laid out with the right answer given at each decision, so that each later one is met as
it would be if all before were right.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from shiryokan.paper.layout import assembly, blocks, columns, regions
from shiryokan.paper.layout.columns import Reading, Side
from shiryokan.paper.layout.frames import Turn
from shiryokan.paper.layout.lines import Row
from shiryokan.paper.layout.paragraphs import is_apart, start_features, text_of
from shiryokan.paper.reader import Reader

DECISIONS = ("starts", "columns", "cuts")
_IN = 0.5
"""A piece belongs to a printed line that covers this share of it."""


@dataclass(slots=True)
class Samples:
    """For each decision the features that were met and what was right; the page each is of."""

    features: dict[str, list[list[float]]] = field(
        default_factory=lambda: {d: [] for d in DECISIONS}
    )
    right: dict[str, list[float]] = field(default_factory=lambda: {d: [] for d in DECISIONS})
    source: dict[str, list[int]] = field(default_factory=lambda: {d: [] for d in DECISIONS})
    kinds: list[str] = field(default_factory=list)
    """The kind of each page."""

    def add(self, decision: str, features: list[float], right: float, source: int) -> None:
        """One decision of page ``source``."""
        self.features[decision].append([float(value) for value in features])
        self.right[decision].append(float(right))
        self.source[decision].append(source)


@dataclass(frozen=True, slots=True)
class _Printed:
    """A printed line of a field, and whether a paragraph begins with it; None if not known."""

    field: int
    order: int | None
    row: tuple[int, int] | None
    starts: bool | None
    item: bool
    """Whether each line of the field is an item by itself."""


class PageTruth:
    """What stands where on one generated page.

    ``page`` is the page of a truth file (docs/office-pages.md).
    """

    def __init__(self, page: dict[str, Any]) -> None:
        self.printed: list[_Printed] = []
        boxes: list[list[float]] = []
        for each in page["fields"]:
            row = None
            if each["table"] is not None and each["row"] is not None:
                row = each["table"], each["row"]
            begun = _begun(each)
            for line, starts in zip(each["lines"], begun, strict=True):
                self.printed.append(_Printed(each["id"], each["order"], row, starts, all(begun)))
                boxes.append(line["bbox"])
        self.seen = np.array(boxes, np.float64).reshape(-1, 4)
        self.box = self.seen

    def turn(self, turn: Turn) -> None:
        """Take places in the frame that the page is laid out in."""
        self.box = turn.boxes(self.seen)

    def of(self, item: Any) -> list[_Printed]:
        """The printed lines that ``item`` (of the frame) holds or is of."""
        if not len(self.box):
            return []
        wide = np.minimum(self.box[:, 2], item.x1) - np.maximum(self.box[:, 0], item.x0)
        high = np.minimum(self.box[:, 3], item.y1) - np.maximum(self.box[:, 1], item.y0)
        over = np.clip(wide, 0, None) * np.clip(high, 0, None)
        area = (self.box[:, 2] - self.box[:, 0]) * (self.box[:, 3] - self.box[:, 1])
        mine = max((item.x1 - item.x0) * (item.y1 - item.y0), 0.01)
        chosen = np.flatnonzero((over > _IN * mine) | (over > _IN * np.maximum(area, 0.01)))
        return [self.printed[i] for i in chosen.tolist()]


def _begun(each: dict[str, Any]) -> list[bool | None]:
    """For each printed line of a field whether its author began a line there."""
    if each["text"] is None:
        return [None] * len(each["lines"])
    ends, length = set(), 0
    for part in each["text"].split("\n"):
        length += len("".join(part.split()))
        ends.add(length)
    begun: list[bool | None] = []
    at = 0
    for line in each["lines"]:
        begun.append(at == 0 or at in ends)
        at += len("".join(line["text"].split()))
    return begun


class _Oracle:
    """Gives the right answers, and notes what was asked."""

    def __init__(
        self, truth: PageTruth, samples: Samples, source: int, learnt: frozenset[str]
    ) -> None:
        self.truth = truth
        self.samples = samples
        self.source = source
        self.learnt = learnt

    def starts(self, rows: Sequence[Row[Any]], pitch: float) -> list[float | None]:
        """For each line whether a paragraph begins with it; None where that is not known."""
        found: list[float | None] = [1.0]
        held = [[line for item in row.items for line in self.truth.of(item)] for row in rows]
        for number in range(1, len(rows)):
            above, below = held[number - 1], held[number]
            if is_apart(rows[number - 1], rows[number], pitch) or not above or not below:
                found.append(None)
                continue
            same = {line.field for line in above} & {line.field for line in below}
            if same and below[0].starts is None:
                found.append(None)
            else:
                found.append(float(not same or bool(below[0].starts)))
        return found

    def settled(self, items: Sequence[Sequence[Any]], edges: Sequence[float]) -> list[Side]:
        sides = [Side(mine, edge) for mine, edge in zip(items, edges, strict=True)]
        pitch = min(side.pitch for side in sides)
        for side in sides:
            features = side.features(pitch)
            right = self.starts(side.rows, pitch)
            for row, held in zip(features, right[1:], strict=True):
                if held is not None:
                    self.samples.add("starts", row, held, self.source)
            if "starts" in self.learnt:
                side.settle(columns.forest("starts").probability(features))
            else:
                side.settle([0.5 if held is None else held for held in right[1:]])
        return sides

    def read(
        self, items: Sequence[Sequence[Any]], edges: list[float], *, tiers: bool = False,
        rule: bool = False, as_before: bool = False, ruled: int = 0,
    ) -> Reading:  # fmt: skip
        """What :func:`columns.read_columns` should give."""
        del as_before, ruled  # they weigh what the features say, and are none of them
        sides = self.settled(items, edges)
        levels = columns.levels_of(sides)
        held = [
            [[line for item in row.items for line in self.truth.of(item)] for row in side.rows]
            for side in sides
        ]
        allowed = [_allowed(sides, held, level) for level in levels]
        after = _after(held)
        if any(allowed) == after:
            mode: float | None = None  # one row: both readings are the same; or neither is right
        else:
            mode = float(after)
        if mode is not None:
            features = columns.region_features(sides, levels, tiers=tiers, rule=rule)
            self.samples.add("columns", features, mode, self.source)
        if not after:
            found = columns.cut_features(sides, levels, tiers=tiers, rule=rule)
            for row, right in zip(found, allowed, strict=True):
                self.samples.add("cuts", row, right, self.source)
        if after:
            return Reading("columns")
        em = sides[0].em
        return Reading("rows", [y - 0.05 * em for y, ok in zip(levels, allowed, strict=True) if ok])

    def paragraph_chances(
        self, rows: Sequence[Row[Any]], right: float, pitch: float | None = None,
        limit: float | None = None,
    ) -> list[float]:  # fmt: skip
        """What :func:`paragraphs.start_probabilities` should give."""
        if len(rows) < 2:
            return [1.0] * len(rows)
        pitch = columns.pitch_of(list(rows)) if pitch is None else pitch
        texts = [text_of(row.text) for row in rows]
        features = start_features(rows, texts, right, pitch, right if limit is None else limit)
        truth = self.starts(rows, pitch)
        for row, held in zip(features, truth[1:], strict=True):
            if held is not None:
                self.samples.add("starts", row, held, self.source)
        return [1.0 if held is None else held for held in truth]


def _allowed(sides: list[Side], held: list[list[list[_Printed]]], level: float) -> bool:
    """Whether all that stands above ``level`` is read before all below it, and of other rows."""
    above: list[_Printed] = []
    below: list[_Printed] = []
    for side, rows in zip(sides, held, strict=True):
        at = side.first_below(level)
        above += [line for row in rows[:at] for line in row]
        below += [line for row in rows[at:] for line in row]
    if not above or not below:
        return False
    shared = {line.field for line in above} & {line.field for line in below}
    if shared:
        # items of cells side by side, a line each, are read item by item
        first = {line.field: line for line in reversed(below)}
        return len(shared) > 1 and all(first[each].item for each in shared)
    if {line.row for line in above if line.row} & {line.row for line in below if line.row}:
        return False
    return _before(above, below)


def _after(held: list[list[list[_Printed]]]) -> bool:
    """Whether all of each column is read before all of the next."""
    flat = [[line for row in rows for line in row] for rows in held]
    return all(
        _before(one, two) and not {a.field for a in one} & {b.field for b in two}
        for one, two in itertools.pairwise(flat)
    ) and all(flat)


def _before(one: list[_Printed], two: list[_Printed]) -> bool:
    first = [line.order for line in one if line.order is not None]
    second = [line.order for line in two if line.order is not None]
    return not first or not second or max(first) < min(second)


@contextmanager
def _asked(oracle: _Oracle) -> Iterator[None]:
    begin = assembly._Layout.__init__

    def with_turn(self: Any, *given: Any) -> None:
        begin(self, *given)
        oracle.truth.turn(self.turn)

    with (
        patch.object(assembly._Layout, "__init__", with_turn),
        patch.object(regions, "read_columns", oracle.read),
        patch.object(blocks, "start_probabilities", oracle.paragraph_chances),
    ):
        yield


def sample(
    pdf: Path, truth: dict[str, Any], samples: Samples, source: int, learnt: frozenset[str]
) -> None:
    """Add the decisions of one generated document. ``learnt`` are decisions fitted already."""
    with Reader(pdf) as reader:
        for page in truth["pages"]:
            oracle = _Oracle(PageTruth(page), samples, source, learnt)
            with _asked(oracle):
                reader.page(page["number"])
