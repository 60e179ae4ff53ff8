"""Parts of the layout that are looked up, against the plain definition of what they find."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from shiryokan.paper.layout.bullets import with_bullets
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.forest import Forest
from shiryokan.paper.layout.frames import _lines_of
from shiryokan.paper.layout.grids import Grid, RuledCell
from shiryokan.paper.layout.lines import Row, rows_of
from shiryokan.paper.layout.marks import by_two
from shiryokan.paper.layout.nesting import Nest
from shiryokan.paper.layout.strips import _left_ends

PLACE = st.integers(0, 30).map(lambda n: n * 2.5)
SIZE = st.sampled_from([6.0, 10.0, 10.4, 24.0])


@st.composite
def chunks(draw: st.DrawFn, most: int = 14) -> list[Chunk]:
    """Chunks of a few sizes, near enough to each other to share lines."""
    made: list[Chunk] = []
    for number in range(draw(st.integers(0, most))):
        x, y, size = draw(PLACE), draw(PLACE), draw(SIZE)
        text = draw(st.sampled_from(["・", "●", "計画を", "1", "Plan", "（1）"]))
        width = size * len(text) * draw(st.sampled_from([0.5, 1.0]))
        made.append(Chunk(x, y, x + width, y + size, size, [number], text, -1))
    return made


def rows_by_definition(items: list[Chunk]) -> list[Row[Chunk]]:
    """Each item, larger and higher ones first, to the row that it overlaps most, by half or
    more."""
    rows: list[Row[Chunk]] = []
    for item in sorted(items, key=lambda i: (-round(i.size), (i.y0 + i.y1) / 2, i.x0)):
        best, most = None, 0.5
        for row in rows:
            over = min(item.y1, row.y1) - max(item.y0, row.y0)
            share = over / max(min(item.y1 - item.y0, row.y1 - row.y0), 0.1)
            if share > most:
                best, most = row, share
        if best is None:
            rows.append(Row([item], item.x0, item.y0, item.x1, item.y1, item.size))
        else:
            best.items.append(item)
            best.x0, best.x1 = min(best.x0, item.x0), max(best.x1, item.x1)
    for row in rows:
        row.items.sort(key=lambda i: i.x0)
    return sorted(rows, key=lambda r: (r.y0 + r.y1, r.x0))


@given(chunks())
def test_rows_are_those_of_the_definition(items: list[Chunk]) -> None:
    found, expected = rows_of(items), rows_by_definition(items)
    # a sign as high as several lines is a line of its own: tests of whole entries have those
    heights = [[i.y1 - i.y0 for i in row.items] for row in expected]
    assume(not any(len(row) > 2 and max(row) > 1.6 * min(row) for row in heights))
    assert [[id(i) for i in r.items] for r in found] == [[id(i) for i in r.items] for r in expected]
    assert [(r.x0, r.y0, r.x1, r.y1, r.size) for r in found] == [
        (r.x0, r.y0, r.x1, r.y1, r.size) for r in expected
    ]


@given(chunks(), st.sampled_from([0.0, 0.6]))
def test_what_stands_to_the_left_is_what_ends_there_on_the_same_level(
    items: list[Chunk], gap: float
) -> None:
    boxes = [(i.x0, i.y0, i.x1, i.y1) for i in items]
    expected = [
        max(
            (
                c
                for a, b, c, d in boxes
                if c <= x0 - gap and min(y1, d) - max(y0, b) > 0.15 * min(y1 - y0, d - b)
            ),
            default=-np.inf,
        )
        for x0, y0, _, y1 in boxes
    ]
    assert _left_ends(boxes, gap) == expected


@given(st.lists(st.tuples(PLACE, PLACE, PLACE, PLACE), max_size=6), chunks())
def test_a_mark_stands_in_the_smallest_cell_around_its_middle(
    corners: list[tuple[float, float, float, float]], items: list[Chunk]
) -> None:
    cells = [
        RuledCell(0, n, 1, 1, (min(a, c), min(b, d), max(a, c), max(b, d)))
        for n, (a, b, c, d) in enumerate(corners)
    ]
    nest = Nest([Grid((0.0, 0.0, 100.0, 100.0), cells)] if cells else [])
    boxes = np.array([(i.x0, i.y0, i.x1, i.y1) for i in items]).reshape(-1, 4)
    for at, (x0, y0, x1, y1) in zip(nest.cells_at(boxes).tolist(), boxes.tolist(), strict=True):
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        around = [
            (c.box[2] - c.box[0]) * (c.box[3] - c.box[1])
            for c in cells
            if c.box[0] < x < c.box[2] and c.box[1] < y < c.box[3]
        ]
        if at == -1:
            assert not around
        else:
            a, b, c, d = cells[at].box
            assert a < x < c and b < y < d
            assert (c - a) * (d - b) == min(around)


@given(chunks())
def test_no_bullet_and_no_text_is_lost_or_doubled(items: list[Chunk]) -> None:
    joined = with_bullets(items)
    assert Counter(m for c in joined for m in c.marks) == Counter(m for c in items for m in c.marks)
    assert Counter("".join(c.text for c in joined)) == Counter("".join(c.text for c in items))


def test_each_bullet_joins_the_text_behind_it_and_one_alone_stays() -> None:
    def chunk(number: int, x: float, y: float, text: str) -> Chunk:
        return Chunk(x, y, x + 10.0 * len(text), y + 10.0, 10.0, [number], text, -1)

    items = [
        chunk(0, 12.0, 0.0, "・"), chunk(1, 0.0, 0.0, "・"), chunk(2, 24.0, 0.0, "監視"),
        chunk(3, 0.0, 40.0, "●"), chunk(4, 12.0, 40.0, "報告"), chunk(5, 0.0, 80.0, "・"),
    ]  # fmt: skip
    joined = with_bullets(items)
    assert sorted(c.text for c in joined) == sorted(["・・監視", "●報告", "・"])
    assert [c.marks for c in joined if c.text == "・・監視"] == [[1, 0, 2]]


TREE_DEPTH, FEATURES = 4, 5
INNER = 2**TREE_DEPTH - 1


def walked(
    feature: list[int], threshold: list[float], leaf: list[float], row: list[float]
) -> float:
    """What one tree speaks of a row, asked question by question."""
    at = 0
    while at < INNER:
        at = 2 * at + 1 + (row[feature[at]] > threshold[at])
    return leaf[at - INNER]


@pytest.mark.parametrize("rows", [1, 7, 600])
def test_trees_asked_at_once_say_what_they_say_walked_down(rows: int) -> None:
    random = np.random.default_rng(rows)
    feature = random.integers(0, FEATURES, (30, INNER))
    threshold = random.integers(0, 5, (30, INNER)).astype(np.float64)
    threshold[random.random(threshold.shape) < 0.1] = np.inf
    leaf = random.normal(size=(30, INNER + 1))
    asked = random.integers(0, 6, (rows, FEATURES)).astype(np.float64).tolist()
    said = Forest(feature, threshold, leaf, TREE_DEPTH).probability(asked)
    odds = [
        sum(
            walked(f, t, v, row)
            for f, t, v in zip(feature.tolist(), threshold.tolist(), leaf.tolist(), strict=True)
        )
        for row in asked
    ]
    assert said == pytest.approx([1 / (1 + np.exp(-each)) for each in odds])


def test_trees_of_another_depth_are_refused() -> None:
    feature, threshold, leaf = np.zeros((1, 7), np.int64), np.zeros((1, 7)), np.zeros((1, 8))
    with pytest.raises(ValueError, match="depth 3"):
        Forest(feature, threshold, leaf, 3)


@given(st.lists(st.tuples(st.integers(-1, 4), PLACE)))
def test_complex_numbers_are_in_the_order_of_two_keys(pairs: list[tuple[int, float]]) -> None:
    major = np.array([pair[0] for pair in pairs], np.int64)
    minor = np.array([pair[1] for pair in pairs], np.float64)
    assert by_two(major, minor).tolist() == np.lexsort((minor, major)).tolist()


@given(st.lists(st.integers(0, 90), min_size=1), st.sampled_from([0.1, 0.3, 1.6, 2.0]))
def test_a_line_begins_below_the_reach_of_the_one_before(tenths: list[int], reach: float) -> None:
    level = np.array([n / 10 for n in tenths])
    line, first, numbers = -1, -np.inf, {}
    for value in sorted(set(level.tolist())):
        if value - first > reach:
            line, first = line + 1, value
        numbers[value] = line
    assert _lines_of(level, reach).tolist() == [numbers[value] for value in level.tolist()]
