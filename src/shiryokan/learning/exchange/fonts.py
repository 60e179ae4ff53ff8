"""A Japanese font of this machine that can be put into a PDF.

TrueType outlines only (reportlab embeds no others): those of Debian's packages, the first that has
every character that is wanted.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont

FOLDERS = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"))
FILES = (
    "ipaexm.ttf", "ipam.ttf", "ipamjm.ttf", "BIZUDMincho-Regular.ttf", "ipaexg.ttf", "ipag.ttf",
    "BIZUDGothic-Regular.ttf", "VL-Gothic-Regular.ttf",
)  # fmt: skip
"""Mincho before Gothic, as on a certificate; ``ipamjm.ttf`` has the characters of family
registers."""


class NoFont(Exception):  # noqa: N818
    """No font of this machine has all ``characters`` that are wanted; it is empty where there is no
    Japanese font at all."""

    def __init__(self, characters: str) -> None:
        super().__init__(characters)
        self.code = "font_characters" if characters else "font_none"
        self.details = {"characters": characters}


def font_for(texts: Iterable[str], folders: Iterable[Path] = FOLDERS) -> str:
    """The name, known to reportlab, of a font that has all characters. Raises :class:`NoFont`."""
    wanted = {ord(each) for text in texts for each in text if not each.isspace()}
    least: set[int] | None = None
    for name, known in _installed(tuple(folders)):
        missing = wanted - known
        if not missing:
            return name
        if least is None or len(missing) < len(least):
            least = missing
    raise NoFont("".join(map(chr, sorted(least or ()))))


@functools.cache
def _installed(folders: tuple[Path, ...]) -> list[tuple[str, frozenset[int]]]:
    found = []
    for file in FILES:
        place = next((path for folder in folders for path in sorted(folder.rglob(file))), None)
        if place is None:
            continue
        try:
            font = TTFont(f"shiryokan-{place.stem}", str(place))
        except (TTFError, OSError):
            continue
        pdfmetrics.registerFont(font)
        found.append((font.fontName, frozenset(font.face.charToGlyph)))
    return found
