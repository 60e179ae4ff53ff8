"""Widths of columns and heights of rows, so that wrapped text is seen whole and prints well.

Excel finds a row's height itself when it opens a file, LibreOffice does not, so it is given.
Sizes are those of a screen of 96 dots an inch, where the format's unit of width, a digit of
the workbook's first font, has seven dots.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from shiryokan.registers.export.table import Column

_DIGIT, _WIDE, _NARROW = 7.0, 13.4, 7.4
"""Dots of a unit of width, of a full-width letter and of another, at 10 points."""
_LINE, _PADDING, HIGHEST = 17.0, 4.0, 409.0
"""Points of a line (Yu Gothic is set wide), of a cell's padding, and of the highest row."""
_WORD = 26.0
"""Units up to which a text is a word or a name, and is not wrapped."""
_NARROWEST, _WIDE_ENOUGH, _WIDEST = 6.0, 44.0, 70.0
_BY_LENGTH = ((60, 20.0), (160, 28.0), (400, 36.0))
"""Widths of columns of sentences by the units that nine of ten cells do not exceed."""
_FIXED = {"number": 8.0, "decimal": 8.0, "flag": 6.0, "date": 11.0}


def units(text: str) -> float:
    """The width of a line of text, in units of columns."""
    return sum(_dots(letter) for letter in text) / _DIGIT


def _dots(letter: str) -> float:
    return _WIDE if unicodedata.east_asian_width(letter) in "WFA" else _NARROW


def width_of(column: Column, texts: Sequence[str]) -> float:
    """The width of a column with ``texts`` in its cells, without its title.

    Words and names are not wrapped; sentences get the more room the longer they are.
    """
    title = min(units(column.title), 10.0) + 3.0
    lines = [units(line) for text in texts for line in text.split("\n")]
    longest = max(lines, default=0.0) + 1.5
    if column.kind in _FIXED:
        return max(_FIXED[column.kind], min(longest, 16.0), min(title, 12.0))
    if column.kind == "address":
        return min(max(longest, _NARROWEST), 18.0)
    if longest <= _WORD:
        return max(longest, title, _NARROWEST)
    sizes = sorted(sum(units(line) for line in text.split("\n")) for text in texts)
    usual = sizes[min(len(sizes) - 1, len(sizes) * 9 // 10)]
    # the highest row has two dozen lines
    wide = min(max(_WIDE_ENOUGH, usual / 20), _WIDEST)
    return max(title, next((fit for most, fit in _BY_LENGTH if usual <= most), wide))


def height_of(cells: Sequence[str], widths: Sequence[float]) -> float:
    """The height of a row, in points, that shows the wrapped text of every cell."""
    lines = max(map(wrapped_lines, cells, widths), default=1)
    return min(max(lines, 1) * _LINE + _PADDING, HIGHEST)


def wrapped_lines(text: str, width: float) -> int:
    """Into how many lines a text is wrapped; a line may end a letter early, before 。 and the
    like."""
    room = max(width - 0.7 - _WIDE / _DIGIT, 2.0)
    return sum(max(1, -int(-units(line) // room)) for line in text.split("\n"))
