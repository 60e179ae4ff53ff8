"""Figures: what is drawn with curves and slanted lines, and the labels that stand in it.

The labels of a chart are no columns and no rows: each is whole by itself, its lines one below the
other.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.paper.glyphs import Floats
from shiryokan.paper.layout.chunks import Chunk
from shiryokan.paper.layout.lines import PAIRS, rows_of
from shiryokan.paper.layout.nodes import Item, Node, Table, TableCell, leaf_of
from shiryokan.paper.layout.params import PARAMS

_AREA = PARAMS.figures.area
_MOST = PARAMS.figures.most
_SHAPES = PARAMS.figures.shapes
_LABELS = PARAMS.figures.labels
_LONGEST = PARAMS.figures.longest
_PROSE = PARAMS.figures.prose
_LARGEST = PARAMS.figures.largest
_INSIDE = PARAMS.figures.inside
_STACKED = PARAMS.figures.stacked
_CENTRED = PARAMS.figures.centred
_BESIDE = PARAMS.figures.beside
_AROUND = PARAMS.figures.around
_HALO = PARAMS.figures.halo
_LED = PARAMS.figures.led
_LABELS_AROUND = PARAMS.figures.labels_around
_WITH_FIGURES = PARAMS.figures.with_figures
_CAPTION = PARAMS.figures.caption
_ROW_LEVEL = PARAMS.figures.level
_ROWS = PARAMS.figures.rows
_LINES = PARAMS.figures.lines
_SAME_TOP = PARAMS.figures.same_top
_LAST_NAMED = PARAMS.figures.last_named
_SAME_SIZE = PARAMS.figures.same_size
_HANGS = PARAMS.figures.hangs
_STEP_ON = PARAMS.figures.step_on
_FILLS = PARAMS.figures.fills
_FILLS_TO = PARAMS.figures.fills_to
_OVER = PARAMS.figures.over
_OF_NUMBERS = "0123456789０１２３４５６７８９.．,，％%-－−▲△ 　"
_FAR = float("inf")
_FIGURE = re.compile("[0-9０-９]")
_PERCENT = re.compile("[0-9０-９]{1,3}(?:[.．][0-9０-９]{1,2})?[ 　]?[%％]")
NO_LABEL = re.compile(
    "[(（【［〔<＜]?(?:(?:図表|図|表|Fig|Table)(?:$|[.．\\s0-9０-９一二三四五六七八九十－―-])"
    "|(?:資料|出典|出所|注|備考|Source)(?:$|[:：.．\\s0-9０-９)）】］〕>＞])|※)"
)
"""What a caption, a source or a note begins with."""

_Box = tuple[float, float, float, float]


def figures_of(
    items: list[Item], shapes: Floats, size: tuple[float, float]
) -> tuple[list[Item], list[Table]]:
    """``items`` that are not of a figure, and the figures with their labels.

    ``shapes`` (n, 4) are boxes of what is drawn, ``size`` is the frame's width and height.
    """
    if len(shapes) < _SHAPES:
        return items, []
    figures: list[Table] = []
    page = size[0] * size[1]
    for box, count in clusters([(a, b, c, d) for a, b, c, d in shapes.tolist()]):
        area = (box[2] - box[0]) * (box[3] - box[1])
        if count < _SHAPES or not _AREA * page < area < _MOST * page:
            continue
        inside = [i for i in items if isinstance(i, Chunk) and _stands_in(i, box)]
        drawn = [s for s in shapes.tolist() if _within(s, box)]
        if not _is_large(drawn, area) or are_heads(drawn, items):
            continue
        if not _is_drawing(inside, drawn):
            if any(len(chunk.text) > _LONGEST for chunk in inside):
                continue
            inside = _around(items, box)
            if not _is_labelled(inside):
                continue
            inside += _led_to(items, inside, box)
        figures.append(figure_of(inside, box))
        gone = {id(c) for c in inside}
        items = [i for i in items if id(i) not in gone]
    return items, figures


def clusters(boxes: list[_Box], reach: float = 2.0) -> list[tuple[_Box, int]]:
    """Boxes no further than ``reach`` points from each other as one, and of how many each is."""
    found: list[tuple[_Box, int]] = []
    for x0, y0, x1, y1 in sorted(boxes):
        box, count = (x0, y0, x1, y1), 1
        merged = True
        while merged:
            merged = False
            for other in found:
                (a, b, c, d), number = other
                across = a <= box[2] + reach and box[0] <= c + reach
                if across and b <= box[3] + reach and box[1] <= d + reach:
                    box = min(a, box[0]), min(b, box[1]), max(c, box[2]), max(d, box[3])
                    count += number
                    found.remove(other)
                    merged = True
                    break
        found.append((box, count))
    return found


def _within(shape: list[float], box: _Box) -> bool:
    return shape[0] >= box[0] and shape[1] >= box[1] and shape[2] <= box[2] and shape[3] <= box[3]


def _around(items: list[Item], box: _Box) -> list[Chunk]:
    """Short texts in a drawing and around it, but its caption and its source; one of which a part
    is near is whole."""
    chunks = [item for item in items if isinstance(item, Chunk)]
    long = [chunk for chunk in chunks if len(chunk.text) > _LONGEST]
    labels = [
        label
        for label in labels_of(chunks)
        if all(len(c.text) <= _LONGEST and not NO_LABEL.match(c.text) for c in label)
        and not any(is_beside(c, other) for c in label for other in long)
        and any(_distance(c, box) < _HALO * c.size for c in label)
    ]
    return [chunk for label in labels for chunk in label]


def _led_to(items: list[Item], known: list[Chunk], box: _Box) -> list[Chunk]:
    """Names above their percentages further away from a drawing than ``known``, its labels: at the
    ends of leading lines."""
    mine = {id(chunk) for chunk in known}
    sizes = {round(chunk.size, 1) for chunk in known}
    free = [i for i in items if isinstance(i, Chunk) and id(i) not in mine]
    return [
        chunk
        for label in labels_of([c for c in free if round(c.size, 1) in sizes])
        if len(label) > 1
        and _PERCENT.fullmatch(max(label, key=lambda c: c.middle).text)
        and all(len(c.text) <= _LONGEST and not NO_LABEL.match(c.text) for c in label)
        and any(_distance(c, box) < _LED * c.size for c in label)
        for chunk in label
    ]


def is_beside(chunk: Chunk, other: Chunk) -> bool:
    """Whether a text goes on with the other on its line, as a raised figure does in prose."""
    white = max(other.x0 - chunk.x1, chunk.x0 - other.x1)
    return other.y0 < chunk.middle < other.y1 and white < _BESIDE * other.size


def _distance(chunk: Chunk, box: _Box) -> float:
    """Points from a chunk to a box, across and down whichever is more; 0 if it stands in it."""
    across = max(box[0] - chunk.x1, chunk.x0 - box[2], 0.0)
    return max(across, box[1] - chunk.y1, chunk.y0 - box[3])


def _is_labelled(labels: list[Chunk]) -> bool:
    """Whether texts around a drawing are its labels: as those of a chart, with figures."""
    if len(labels) < _LABELS_AROUND:
        return False
    return sum(_FIGURE.search(c.text) is not None for c in labels) >= _WITH_FIGURES * len(labels)


def are_heads(shapes: list[list[float]], items: Sequence[Item]) -> bool:
    """Whether shapes beside each other are grounds of the heads of a table: in rows below, short
    texts stand below one of them each."""
    if not shapes:
        return False
    tops, lows = [s[1] for s in shapes], [s[3] for s in shapes]
    if max(tops) - min(tops) > _ROW_LEVEL or max(lows) - min(lows) > _ROW_LEVEL:
        return False
    rows = 0
    for row in rows_of([i for i in items if isinstance(i, Chunk) and i.middle > max(lows)]):
        over = [
            [at for at, s in enumerate(shapes) if chunk.x0 < s[2] and chunk.x1 > s[0]]
            for chunk in row.items
        ]
        long = any(len(chunk.text) > _LONGEST for chunk in row.items)
        if long or any(len(at) != 1 for at in over) or len({at[0] for at in over}) == 1:
            break
        rows += 1
    return rows >= _ROWS


def _is_large(shapes: list[list[float]], area: float) -> bool:
    """Whether the largest of the shapes is a good part of the drawing: letters drawn as outlines
    are none."""
    return max((s[2] - s[0]) * (s[3] - s[1]) for s in shapes) >= _LARGEST * area


def _is_drawing(labels: list[Chunk], shapes: list[list[float]]) -> bool:
    """Whether what is written is labels of what is drawn."""
    if len(labels) < _LABELS:
        return False
    inside = sum(
        any(s[0] < (c.x0 + c.x1) / 2 < s[2] and s[1] < c.middle < s[3] for s in shapes)
        for c in labels
    )
    long = sum(len(c.text) > _LONGEST for c in labels)
    return inside >= _INSIDE * len(labels) and long <= _PROSE * len(labels)


def _stands_in(chunk: Chunk, box: _Box) -> bool:
    reach = _AROUND * chunk.size
    x, y = (chunk.x0 + chunk.x1) / 2, chunk.middle
    return box[0] - reach < x < box[2] + reach and box[1] - reach < y < box[3] + reach


def figure_of(chunks: list[Chunk], box: _Box) -> Table:
    """A figure of what is drawn in ``box``, with ``chunks``, one at least, as its labels."""
    return labelled_with(
        sorted(labels_of(chunks), key=lambda label: (min(c.y0 for c in label), label[0].x0)), box
    )


def labelled_with(labels: list[list[Chunk]], box: _Box) -> Table:
    """A figure of what is drawn in ``box``, with ``labels``, one at least, in reading order."""
    cells: list[TableCell] = []
    for number, label in enumerate(labels):
        x0, y0 = min(c.x0 for c in label), min(c.y0 for c in label)
        x1, y1 = max(c.x1 for c in label), max(c.y1 for c in label)
        cells.append(TableCell(number, 0, 1, 1, (x0, y0, x1, y1), [leaf_of(rows_of(label))]))
    x0 = min(box[0], *(c.box[0] for c in cells))
    y0 = min(box[1], *(c.box[1] for c in cells))
    x1 = max(box[2], *(c.box[2] for c in cells))
    y1 = max(box[3], *(c.box[3] for c in cells))
    return Table(x0, y0, x1, y1, cells, ruled=False, figure=True)


def with_captions(items: list[Item], figures: list[Table]) -> tuple[list[Item], list[Table]]:
    """``figures``, those that stand beside another with their captions and sources, and the other
    ``items``.

    What stands beside a figure's caption is another caption: each is read with its own figure.
    """
    found: list[Table] = []
    for figure in figures:
        beside = [f for f in figures if f is not figure and _is_level(f, figure)]
        if not beside:
            found.append(figure)
            continue
        left = max((f.x1 for f in beside if f.x1 < figure.x1), default=-_FAR)
        right = min((f.x0 for f in beside if f.x0 > figure.x0), default=_FAR)
        wide = figure.x1 - figure.x0
        first = max((left + figure.x0) / 2, figure.x0 - wide)
        last = min((right + figure.x1) / 2, figure.x1 + wide)
        pane = [
            chunk
            for piece in pieces_of([i for i in items if isinstance(i, Chunk)])
            if left < piece[0].x0 and piece[-1].x1 < right
            and first < (piece[0].x0 + piece[-1].x1) / 2 < last
            for chunk in piece
        ]  # fmt: skip
        above, below = _caption(pane, figure), _sources(pane, figure, figures)
        gone = {id(c) for c in (*above, *below)}
        items = [i for i in items if id(i) not in gone]
        found.append(_panel(figure, above, below) if gone else figure)
    return items, _in_rows(found)


def _in_rows(panels: list[Table]) -> list[Table]:
    """``panels``, those whose tops or ends are level read from the left as one: a page of charts is
    read row by row."""
    rows: list[list[Table]] = []
    for panel in sorted(panels, key=lambda p: (p.y0, p.x0)):
        row = rows[-1] if rows else None
        level = row and (
            min(abs(panel.y0 - row[0].y0), abs(panel.y1 - row[0].y1)) < _SAME_TOP
            and all(_is_level(panel, p) for p in row)
        )
        if row and level:
            row.append(panel)
        else:
            rows.append([panel])
    return [_row(row) if len(row) > 1 else row[0] for row in rows]


def _row(panels: list[Table]) -> Table:
    ordered = sorted(panels, key=lambda p: p.x0)
    x0, y0 = ordered[0].x0, min(p.y0 for p in ordered)
    x1, y1 = max(p.x1 for p in ordered), max(p.y1 for p in ordered)
    cell = TableCell(0, 0, 1, 1, (x0, y0, x1, y1), list[Node](ordered))
    return Table(x0, y0, x1, y1, [cell], ruled=True)


def pieces_of(chunks: list[Chunk]) -> list[list[Chunk]]:
    """What stands on a line with little white between, from the left."""
    found: list[list[Chunk]] = []
    for row in rows_of(chunks):
        for chunk in sorted(row.items, key=lambda c: c.x0):
            # brackets are set into the white of those before them
            white = chunk.x0 - found[-1][-1].x1 if found else _FAR
            least = -_OVER * chunk.size if chunk.text[:1] in PAIRS else 0.0
            near = least <= white < _CAPTION * chunk.size
            if found and near and abs(found[-1][-1].middle - chunk.middle) < 0.5 * chunk.size:
                found[-1].append(chunk)
            else:
                found.append([chunk])
    return found


def said_of_figures(chunks: list[Chunk], *, also: re.Pattern[str] | None = None) -> list[Chunk]:
    """Captions, sources and notes among ``chunks``, with the lines that go on below their first,
    and the lines that begin as ``also`` says."""
    found: list[Chunk] = []
    named: list[list[Chunk]] = []
    for piece in pieces_of(chunks):
        goes_on = any(_goes_on(piece, above) for above in named[-_LAST_NAMED:])
        if goes_on or NO_LABEL.match(piece[0].text):
            named.append(piece)
            found += piece
        elif also and also.match("".join(chunk.text for chunk in piece)):
            found += piece
    return found


def _goes_on(piece: list[Chunk], above: list[Chunk]) -> bool:
    """Whether a piece is the line of a source or a note below ``above``, which fills its own."""
    first, last = above[0], above[-1]
    em = first.size
    return (
        any(chunk.text.strip(_OF_NUMBERS) for chunk in piece)
        and abs(piece[0].size - em) < _SAME_SIZE * em
        and -em < piece[0].x0 - first.x0 < _HANGS * em
        and 0 < piece[0].y0 - first.y0 < _STEP_ON * em
        and last.x1 - first.x0 > _FILLS * em
        and last.x1 > piece[-1].x1 - _FILLS_TO * em
    )


def _is_level(one: Table, other: Table) -> bool:
    """Whether two figures stand beside each other, by half of the lower one."""
    shared = min(one.y1, other.y1) - max(one.y0, other.y0)
    apart = one.x1 <= other.x0 + 1 or other.x1 <= one.x0 + 1
    return apart and shared > 0.5 * min(one.y1 - one.y0, other.y1 - other.y0)


def _caption(pane: list[Chunk], figure: Table) -> list[Chunk]:
    """The lines just above a figure; none where these are the end of a longer text."""
    rows = rows_of([c for c in pane if c.middle < figure.y0])
    taken: list[list[Chunk]] = []
    low = figure.y0
    for row in reversed(rows):
        white = low - row.y1
        if white > (_CAPTION if not taken else _STACKED) * row.size:
            break
        taken.insert(0, list(row.items))
        low = row.y0
    if len(taken) > _LINES:
        return []
    return [c for row in taken for c in row]


def _sources(pane: list[Chunk], figure: Table, figures: list[Table]) -> list[Chunk]:
    """The lines just below a figure that name it, or where it is from."""
    taken: list[Chunk] = []
    low = figure.y1
    for row in rows_of([c for c in pane if c.middle > figure.y1]):
        named = NO_LABEL.match(row.text) is not None
        near = row.y0 - low < (_CAPTION if not taken else _STACKED) * row.size
        under = [f for f in figures if f.y0 > row.y0 and f.x0 < row.x1 and row.x0 < f.x1]
        if not near or not (named or taken) or any(f.y0 - row.y1 < row.y0 - low for f in under):
            break
        taken += row.items
        low = row.y1
    return taken


def _panel(figure: Table, above: list[Chunk], below: list[Chunk]) -> Table:
    parts: list[Node] = [figure]
    if above:
        parts.insert(0, leaf_of(rows_of(above)))
    if below:
        parts.append(leaf_of(rows_of(below)))
    held: list[Item] = [figure, *above, *below]
    x0, y0 = min(i.x0 for i in held), min(i.y0 for i in held)
    x1, y1 = max(i.x1 for i in held), max(i.y1 for i in held)
    return Table(x0, y0, x1, y1, [TableCell(0, 0, 1, 1, (x0, y0, x1, y1), parts)], ruled=True)


def labels_of(chunks: list[Chunk]) -> list[list[Chunk]]:
    """Chunks that are one label: beside each other, or centred below each other."""
    labels: list[list[Chunk]] = []
    reach = _STACKED * max((c.size for c in chunks), default=0.0)
    # what ends further above joins nothing any more
    near: list[list[Chunk]] = []
    for chunk in sorted(chunks, key=lambda c: (c.y0, c.x0)):
        near = [label for label in near if any(c.y1 > chunk.y0 - reach for c in label)]
        label = next((label for label in near if _joins(label, chunk)), None)
        if label is None:
            labels.append([chunk])
            near.append(labels[-1])
        else:
            label.append(chunk)
    return labels


def _joins(label: list[Chunk], chunk: Chunk) -> bool:
    em = chunk.size
    for other in label:
        if abs(other.middle - chunk.middle) < 0.3 * em:
            white = max(other.x0 - chunk.x1, chunk.x0 - other.x1)
            if -0.1 * em < white < _BESIDE * em:
                return True
    last = max(label, key=lambda c: c.y1)
    line = [c for c in label if abs(c.middle - last.middle) < 0.3 * em]
    x0, x1 = min(c.x0 for c in line), max(c.x1 for c in line)
    if not 0.8 * em < last.size < 1.25 * em:
        return False
    below = -0.3 * em < chunk.y0 - last.y1 < _STACKED * em
    centred = abs((x0 + x1) / 2 - (chunk.x0 + chunk.x1) / 2) < _CENTRED * em
    level = min(abs(x0 - chunk.x0), abs(x1 - chunk.x1)) < 0.2 * em
    return below and (centred or level)
