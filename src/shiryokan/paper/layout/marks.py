"""Marks: the glyphs that a reader of the page sees, each once, with one character each.

PDFium's own spaces and line breaks are left out: they come from the order of the content stream.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from shiryokan.japanese.codepoints import readable
from shiryokan.paper.glyphs import INVISIBLE_MODE, Bools, Floats, FontFace, Glyphs, Ints
from shiryokan.paper.model import UNREADABLE

ASCENT = 0.88
"""Height of the em square above the baseline, in ems: the design of Japanese fonts."""

_DOUBLE = 0.15
"""Two equal glyphs closer than this many ems are one, painted twice for weight."""

_HYPHEN_CODES = frozenset((0x02, 0xAD))
_SPACES = frozenset((0x09, 0x20, 0xA0, 0x3000, *range(0x2000, 0x200B), 0x202F, 0x205F))
_NOTHING = frozenset(
    (0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070))
)
_SYMBOLS = {
    0xA7: "▪", 0xA8: "◻", 0xB7: "•", 0x6C: "●", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆",
    0x76: "❖", 0x9E: "·", 0x9F: "•", 0xD8: "➢", 0xDC: "➲", 0xE0: "→", 0xE8: "➔", 0xF0: "⇨",
    0xFB: "✗", 0xFC: "✓", 0xFE: "☑",
}  # fmt: skip
"""Signs of the symbol fonts, which stand at U+F000 and their own code; facts of the fonts'
published character charts."""


@dataclass(frozen=True, slots=True)
class Marks:
    """What is seen of a page, *n* marks; positions in points in some frame, y downwards."""

    text: list[str]
    """A character each; U+FFFD where the font does not say which."""
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
    """(n,) true where the code point is unknown."""

    def __len__(self) -> int:
        return len(self.text)

    def take(self, chosen: Ints) -> Marks:
        """The chosen marks, in the order given."""
        text = self.text
        return Marks(
            [text[i] for i in chosen.tolist()],
            self.box[chosen],
            self.size[chosen],
            self.quarter[chosen],
            self.space[chosen],
            self.bold[chosen],
            self.invisible[chosen],
            self.suspect[chosen],
        )

    def at(self, box: Floats) -> Marks:
        """The same marks at other places."""
        return Marks(
            self.text, box, self.size, self.quarter, self.space, self.bold, self.invisible,
            self.suspect,
        )  # fmt: skip


def marks_of(glyphs: Glyphs, frame_size: tuple[float, float]) -> Marks:
    """The marks of a page of ``frame_size`` (width, height), as the page is seen.

    Their order follows from their places and characters alone, not from the content stream.
    """
    keep = np.flatnonzero(~glyphs.generated & _on_page(glyphs.box, frame_size))
    code = glyphs.code[keep]
    text = _characters(code, glyphs.unmapped[keep], _symbolic(glyphs, keep))
    solid = np.array([bool(t) for t in text], np.bool_)
    keep, text = keep[solid], [t for t in text if t]
    code = code[solid]
    size = _sizes(glyphs, keep)
    quarter = np.mod(np.rint(glyphs.angle[keep] / (np.pi / 2)).astype(np.int64), 4)
    marks = Marks(
        text=text,
        box=_cells(glyphs.box[keep], glyphs.origin[keep], size, quarter),
        size=size,
        quarter=quarter,
        space=np.array([t in " \u3000" for t in text], np.bool_),
        bold=_heavy(glyphs.fonts)[glyphs.font[keep]] if len(keep) else np.zeros(0, np.bool_),
        invisible=glyphs.mode[keep] == INVISIBLE_MODE,
        suspect=np.array([t == UNREADABLE for t in text], np.bool_),
    )
    order = np.lexsort((code, marks.box[:, 0], marks.box[:, 1], marks.invisible))
    return _once(marks.take(order), code[order])


def _on_page(box: Floats, size: tuple[float, float]) -> Bools:
    x, y = (box[:, 0] + box[:, 2]) / 2, (box[:, 1] + box[:, 3]) / 2
    seen: Bools = (x > -1) & (y > -1) & (x < size[0] + 1) & (y < size[1] + 1)
    return seen


def _sizes(glyphs: Glyphs, keep: Ints) -> Floats:
    """Font sizes; the height of the cell where the file gives none that can be true."""
    size = np.abs(glyphs.size[keep])
    box = glyphs.box[keep]
    height = np.minimum(box[:, 2] - box[:, 0], box[:, 3] - box[:, 1])
    return np.where((size > 0.5) & (size < 2000), size, np.maximum(height, 1.0))


def _cells(box: Floats, origin: Floats, size: Floats, quarter: Ints) -> Floats:
    """Cells one em high about the baseline: fonts' own ascents differ within one line."""
    up, down = ASCENT * size, (1 - ASCENT) * size
    ox, oy = origin[:, 0], origin[:, 1]
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


def _characters(code: Ints, unmapped: Bools, symbolic: Bools) -> list[str]:
    """Each glyph's character; "" for what is no mark at all."""
    known: dict[tuple[int, bool, bool], str] = {}
    out = []
    for key in zip(code.tolist(), unmapped.tolist(), symbolic.tolist(), strict=True):
        text = known.get(key)
        if text is None:
            text = known[key] = _character(*key)
        out.append(text)
    return out


def _character(code: int, unmapped: bool, symbolic: bool) -> str:
    if code in _HYPHEN_CODES:
        return "-"
    if code in _SPACES:
        return "\u3000" if code == 0x3000 else " "
    if symbolic and 0xF020 <= code <= 0xF0FF:
        return _SYMBOLS.get(code - 0xF000, UNREADABLE)
    if code in _NOTHING:
        return ""
    if unmapped and code < 0x20:
        return UNREADABLE
    if code < 0x20 or 0x7F <= code < 0xA0:
        return UNREADABLE if code == 0 else ""
    if _no_character(code):
        return UNREADABLE
    text = readable(chr(code))
    return text if len(text) == 1 else chr(code)


def _no_character(code: int) -> bool:
    private = 0xE000 <= code <= 0xF8FF or code >= 0xF0000
    return private or 0xD800 <= code <= 0xDFFF or code & 0xFFFE == 0xFFFE


def _once(marks: Marks, code: Ints) -> Marks:
    """Without the second painting of a mark at the same place.

    Equal characters are ordered along a slanted axis, on which two at different places rarely
    fall together, so each needs to be compared with the next few only.
    """
    if len(marks) < 2:
        return marks
    x, y = marks.box[:, 0], marks.box[:, 1]
    order = np.lexsort((x + 1.618 * y, code))
    code, x, y, size = code[order], x[order], y[order], marks.size[order]
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
    keep[order[double]] = False
    return marks.take(np.flatnonzero(keep))
