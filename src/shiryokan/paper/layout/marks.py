"""Marks: the glyphs that a reader of the page sees, each once, with one character each.

PDFium's own spaces and line breaks are left out: they come from the order of the content stream.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from shiryokan.japanese.codepoints import readable
from shiryokan.paper.glyphs import INVISIBLE_MODE, Bools, Floats, FontFace, Glyphs, Ints
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.model import UNREADABLE

_LEAST_SIZE = PARAMS.marks.least_size
_LARGEST_SIZE = PARAMS.marks.largest_size

Codes = npt.NDArray[np.int32]

ASCENT = PARAMS.marks.ascent

_DOUBLE = PARAMS.marks.double

_HYPHEN_CODES = frozenset((0x02, 0xAD))
_SPACES = frozenset((0x09, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F))
_NOTHING = frozenset(
    (
        0x061C,
        0xFEFF,
        *range(0x200B, 0x2010),
        *range(0x202A, 0x202F),
        *range(0x2060, 0x2070),
        *range(0xFE00, 0xFE10),
        *range(0xE0100, 0xE01F0),
    )
)
"""Code points without a width of their own: directions, joiners, selectors of a variant."""
_SYMBOLS = {
    0xA7: "▪", 0xA8: "◻", 0xB7: "•", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆",
    0x76: "❖", 0x9E: "·", 0x9F: "•", 0xD8: "➢", 0xDC: "➲", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
"""Signs of the symbol fonts, which stand at U+F000 and their own code; facts of the fonts'
published character charts."""

_NATIVE_UTF32 = f"utf-32-{sys.byteorder[0]}e"
_UNREADABLE = ord(UNREADABLE)
_NO_MARK = -1
"""Stands for the character of a glyph that shows nothing."""
_UNSEEN = -2
_BASIC = 0x10000
_known: Codes = np.full(_BASIC + 1, _UNSEEN, np.int32)
"""The characters of all code points of the basic plane met so far; the last place stays unseen."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is seen of a page, *n* marks; positions in points in some frame, y downwards."""

    character: Codes
    """(n,) the code point of its character; U+FFFD where the font does not say which."""
    box: Floats
    """(n, 4) left, top, right, bottom of the character's cell: its advance by one em."""
    size: Floats
    """(n,) font size in points."""
    quarter: Ints
    """(n,) direction of the baseline in clockwise quarter turns."""
    space: Bools
    """(n,) true for a space that is in the file."""
    bold: Bools
    """(n,) true where the font is heavy."""
    invisible: Bools
    """(n,) true for what is neither filled nor stroked."""
    suspect: Bools
    """(n,) true where the code point is unknown, or a guess."""
    covered: Bools
    """(n,) true where a picture lies over it."""

    def __len__(self) -> int:
        return len(self.character)

    def take(self, chosen: Ints) -> Marks:
        """The chosen marks, in the order given."""
        return Marks(
            self.character[chosen],
            self.box[chosen],
            self.size[chosen],
            self.quarter[chosen],
            self.space[chosen],
            self.bold[chosen],
            self.invisible[chosen],
            self.suspect[chosen],
            self.covered[chosen],
        )

    def at(self, box: Floats) -> Marks:
        """The same marks at other places."""
        return Marks(
            self.character, box, self.size, self.quarter, self.space, self.bold, self.invisible,
            self.suspect, self.covered,
        )  # fmt: skip

    def text(self, chosen: Ints) -> str:
        """The characters of the chosen marks, in the order given."""
        return self.character[chosen].tobytes().decode(_NATIVE_UTF32)


def marks_of(glyphs: Glyphs, frame_size: tuple[float, float]) -> Marks:
    """The marks of a page of ``frame_size`` (width, height), as the page is seen.

    Their order follows from their places and characters alone, not from the content stream.
    """
    finite = np.isfinite(glyphs.origin[:, 0]) & np.isfinite(glyphs.origin[:, 1])
    placed = _on_page(glyphs.box, frame_size) & finite
    keep = np.flatnonzero(~glyphs.generated & placed)
    shown = _characters(glyphs.code[keep], glyphs.unmapped[keep], _symbolic(glyphs, keep))
    shown[glyphs.inked[keep]] = _UNREADABLE
    keep, shown = keep[shown != _NO_MARK], shown[shown != _NO_MARK]
    code = glyphs.code[keep]
    size = _sizes(glyphs, keep)
    quarter = np.mod(np.rint(glyphs.angle[keep] / (np.pi / 2)).astype(np.int64), 4)
    marks = Marks(
        character=shown,
        box=_cells(glyphs.box[keep], glyphs.origin[keep], size, quarter),
        size=size,
        quarter=quarter,
        space=(shown == 0x20) | (shown == 0x3000),
        bold=_heavy(glyphs.fonts)[glyphs.font[keep]],
        invisible=glyphs.mode[keep] == INVISIBLE_MODE,
        suspect=(shown == _UNREADABLE) | glyphs.unmapped[keep],
        covered=glyphs.covered[keep],
    )
    return marks.take(_once(marks, _ordered(marks, code), code))


def _ordered(marks: Marks, code: Ints) -> Ints:
    """(n,) the marks from the top and from the left; of several at one place by their ``code``,
    invisible ones last of all."""
    x, y = marks.box[:, 0], marks.box[:, 1]
    order = by_two(y, x)
    same = (y[order][1:] == y[order][:-1]) & (x[order][1:] == x[order][:-1])
    if same.any() or marks.invisible.any():
        order = np.lexsort((code, x, y, marks.invisible))
    return order


def by_two(major: Floats | Ints, minor: Floats) -> Ints:
    """(n,) the stable order by ``major``, then by ``minor``.

    So complex numbers are ordered, and to sort these takes a quarter of the time of two keys where
    most stand in order, as they do in a file.
    """
    both = np.stack((major, minor), axis=1, dtype=np.float64).view(np.complex128)
    return np.argsort(both[:, 0], kind="stable")


def median_of(values: Floats) -> float:
    """The median; numpy's own, as its ``unique``, first loads what takes as long as two pages."""
    ordered, half = np.sort(values), len(values) // 2
    return float(ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2)


def _on_page(box: Floats, size: tuple[float, float]) -> Bools:
    x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    seen: Bools = (x > -1) & (y > -1) & (x < size[0] + 1) & (y < size[1] + 1)
    return seen


def _sizes(glyphs: Glyphs, keep: Ints) -> Floats:
    """Font sizes; the height of the cell where the file gives none that can be true."""
    size = np.abs(glyphs.size[keep])
    box = glyphs.box[keep]
    height = np.minimum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    return np.where((size > _LEAST_SIZE) & (size < _LARGEST_SIZE), size, np.maximum(height, 1.0))


def _cells(box: Floats, origin: Floats, size: Floats, quarter: Ints) -> Floats:
    """Cells one em high about the baseline: fonts' own ascents differ within one line."""
    up, down = ASCENT * size, (1 - ASCENT) * size
    ox, oy = origin[:, 0], origin[:, 1]
    if not quarter.any():
        low = oy - up
        return np.stack((box[:, 0], low, box[:, 2], low + size), axis=1)
    low = np.select([quarter == 0, quarter == 2, quarter == 1], [oy - up, oy - down, ox - down],
                    ox - up)  # fmt: skip
    cell = box.copy()
    across = quarter % 2 == 0
    cell[across, 1], cell[across, 3] = low[across], (low + size)[across]
    cell[~across, 0], cell[~across, 2] = low[~across], (low + size)[~across]
    return cell


def _heavy(fonts: tuple[FontFace, ...]) -> Bools:
    """For each font whether it is heavy; one more for the unknown font, index -1."""
    return np.array(
        [f.weight >= 600 or any(w in f.name for w in ("Bold", "Heavy", "Black")) for f in fonts]
        + [False],
        np.bool_,
    )


def _symbolic(glyphs: Glyphs, keep: Ints) -> Bools:
    names = [
        any(w in face.name.lower() for w in ("wingding", "symbol", "webding"))
        for face in glyphs.fonts
    ]
    return np.array([*names, False], np.bool_)[glyphs.font[keep]]


def _characters(code: Ints, unmapped: Bools, symbolic: Bools) -> Codes:
    """(n,) the code point of each glyph's character; ``_NO_MARK`` for what is no mark at all."""
    basic = np.minimum(code, _BASIC)
    unseen = _known[basic] == _UNSEEN
    for point in set(code[unseen].tolist()):
        if point < _BASIC:
            _known[point] = _character(point, False, False)
    shown = _known[basic]
    for i in np.flatnonzero(unmapped | symbolic | (code >= _BASIC)).tolist():
        shown[i] = _character(int(code[i]), bool(unmapped[i]), bool(symbolic[i]))
    return shown


def _character(code: int, unmapped: bool, symbolic: bool) -> int:
    if code in _HYPHEN_CODES:
        return ord("-")
    if code in _SPACES:
        return code if code == 0x3000 else ord(" ")
    if symbolic and 0xF020 <= code <= 0xF0FF:
        return ord(_SYMBOLS.get(code - 0xF000, UNREADABLE))
    if code in _NOTHING:
        return _NO_MARK
    if unmapped and code < 0x20:
        return _UNREADABLE
    if code < 0x20 or 0x7F <= code < 0xA0:
        return _UNREADABLE if code == 0 else _NO_MARK
    if _no_character(code):
        return _UNREADABLE
    text = readable(chr(code))
    return ord(text) if len(text) == 1 else code


def _no_character(code: int) -> bool:
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return private or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE


def _once(marks: Marks, order: Ints, code: Ints) -> Ints:
    """``order`` without the second painting of a mark at the same place.

    Equal characters are ordered along a slanted axis, on which two at different places rarely
    fall together, so each needs to be compared with the next few only.
    """
    if len(order) < 2:
        return order
    x, y = marks.box[order, 0], marks.box[order, 1]
    code, size = code[order], marks.size[order]
    along = np.lexsort((x + 1.618 * y, code))
    code, x, y, size = code[along], x[along], y[along], size[along]
    double = np.zeros(len(order), np.bool_)
    for step in (1, 2, 3):
        if len(order) <= step:
            break
        near = _DOUBLE * size[:-step]
        same = (
            (code[step:] == code[:-step])
            & (np.abs(x[step:] - x[:-step]) < near)
            & (np.abs(y[step:] - y[:-step]) < near)
            & (size[step:] < 1.2 * size[:-step])
            & (size[:-step] < 1.2 * size[step:])
        )
        double[step:] |= same
    keep = np.ones(len(order), np.bool_)
    keep[along[double]] = False
    return order[keep]
