"""Pictures within pages that have text of their own: a half that was scanned, a figure with words.

What the text layer does not have there is read, and put in the order in which it is read within its
picture.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium

from shiryokan.paper.model import Box
from shiryokan.paper.ocr.laying_out import laid_out
from shiryokan.paper.ocr.model import SURE, OcrLine, OcrPage

_SMALLEST = 36.0
"""Points: a picture of which a side is shorter is a sign or a rule."""
_LEAST = 0.03
"""Share of its page that a picture covers at least: logos and seals are not read."""
_MOST = 60
"""Pictures of a page that are looked at, the largest: more are the pieces of a drawing."""
_SURE = 0.6
"""Share of a line's characters of which the engine must be sure: texture reads as letters too."""
_WORDS = 4
"""Sure characters that a picture shows at least; fewer are found where nothing is written."""
_FINE = 10
"""Steps of a point, in which PDFium tells places."""


def pictures_in(page: pypdfium2.PdfPage) -> list[Box]:
    """The pictures of an open page in which words may stand, in points of the page as shown, the
    largest first."""
    width, height = page.get_size()
    found = []
    for each in page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_IMAGE,), max_depth=3):
        try:
            box = _shown(page, each.get_bounds(), (width, height))
        except pypdfium2.PdfiumError:
            continue
        wide, high = box.x1 - box.x0, box.y1 - box.y0
        if min(wide, high) >= _SMALLEST and wide * high >= _LEAST * width * height:
            found.append(box)
    found.sort(key=lambda box: -(box.x1 - box.x0) * (box.y1 - box.y0))
    return found[:_MOST]


def _shown(
    page: pypdfium2.PdfPage, bounds: tuple[float, float, float, float], size: tuple[float, float]
) -> Box:
    """``bounds`` (left, bottom, right, top) of an object, cut to the page, as it is shown."""
    wide, high = (round(side * _FINE) for side in size)
    x, y = ctypes.c_int(), ctypes.c_int()
    places = []
    for across, up in ((bounds[0], bounds[1]), (bounds[2], bounds[3])):
        pdfium.FPDF_PageToDevice(
            page.raw, 0, 0, wide, high, 0, across, up, ctypes.byref(x), ctypes.byref(y)
        )
        places.append((
            min(max(x.value / _FINE, 0.0), size[0]), min(max(y.value / _FINE, 0.0), size[1]),
        ))  # fmt: skip
    (x0, y0), (x1, y1) = places
    return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def with_pictured(read: OcrPage, claimed: int, pictures: Sequence[Box], number: int) -> OcrPage:
    """``read``, of which the first ``claimed`` lines are those of the text layer, with what stands
    in ``pictures`` marked and set behind them in its order; the rest follows."""
    rest = list(read.lines[claimed:])
    ordered: list[OcrLine] = []
    # what lies in two pictures belongs to the smaller one
    for picture in sorted(pictures, key=lambda box: (box.x1 - box.x0) * (box.y1 - box.y0)):
        inside = [line for line in rest if _is_in(line.box, picture) and _is_sure(line)]
        if sum(_sure_in(line) for line in inside) < _WORDS:
            continue
        rest = [line for line in rest if all(line is not each for each in inside)]
        ordered += [
            msgspec.structs.replace(line, pictured=True) for line in _in_order(inside, read, number)
        ]
    return msgspec.structs.replace(read, lines=(*read.lines[:claimed], *ordered, *rest))


def _in_order(lines: list[OcrLine], read: OcrPage, number: int) -> list[OcrLine]:
    """Lines in the order in which our layout reads them, those of each turn together."""
    turns = sorted({line.turn for line in lines})
    return [
        line
        for turn in turns
        for line in _in_order_of(turn, [line for line in lines if line.turn == turn], read, number)
    ]


def _in_order_of(turn: int, lines: list[OcrLine], read: OcrPage, number: int) -> list[OcrLine]:
    # what leads from an upright page to one that was turned the other way turns it
    back = OcrPage((), read.size, -turn % 360)
    upright = [_turned(line, back) if turn else line for line in lines]
    alone = msgspec.structs.replace(
        read, lines=tuple(upright), size=back.seen_size, rotation=0, skew=0.0
    )
    places = [line.bbox for _, _, line in laid_out(alone, number).lines()]

    def order(at: int) -> tuple[int, float, float]:
        box = upright[at].box
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        place = next((n for n, place in enumerate(places) if _holds(place, x, y)), len(places))
        return place, box.y0, box.x0

    return [lines[at] for at in sorted(range(len(lines)), key=order)]


def _turned(line: OcrLine, back: OcrPage) -> OcrLine:
    """A line that was turned as it stands when its page is turned so that it is upright."""
    characters = tuple(
        msgspec.structs.replace(each, box=back.seen(each.box)) for each in line.characters
    )
    return msgspec.structs.replace(
        line, box=back.seen(line.box), characters=characters, vertical=False
    )


def _holds(box: Box, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _is_in(box: Box, picture: Box) -> bool:
    return _holds(picture, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)


def _sure_in(line: OcrLine) -> int:
    return sum(c.confidence >= SURE and c.text.isalnum() for c in line.characters)


def _is_sure(line: OcrLine) -> bool:
    sure = sum(c.confidence >= SURE for c in line.characters)
    return len(line.text.strip()) > 1 and sure >= _SURE * len(line.characters)
