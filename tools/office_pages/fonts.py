"""The fonts that pages are set in: files of Debian's packages, each with the name it goes by.

``tools/system-packages.sh test`` installs them. Latin letters may be set in a font of their own,
as office programs do.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tools.office_pages.truetype import TrueType

FOLDER = Path("/usr/share/fonts")
FILES = {
    "IPAexMincho": "opentype/ipaexfont-mincho/ipaexm.ttf",
    "IPAexGothic": "opentype/ipaexfont-gothic/ipaexg.ttf",
    "IPAMincho": "opentype/ipafont-mincho/ipam.ttf",
    "IPAPMincho": "opentype/ipafont-mincho/ipamp.ttf",
    "IPAGothic": "opentype/ipafont-gothic/ipag.ttf",
    "IPAPGothic": "opentype/ipafont-gothic/ipagp.ttf",
    "BIZUDMincho": "truetype/bizud-mincho/BIZUDMincho-Regular.ttf",
    "BIZUDPMincho": "truetype/bizud-mincho/BIZUDPMincho-Regular.ttf",
    "BIZUDGothic": "truetype/bizud-gothic/BIZUDGothic-Regular.ttf",
    "BIZUDPGothic": "truetype/bizud-gothic/BIZUDPGothic-Regular.ttf",
    "BIZUDGothic-Bold": "truetype/bizud-gothic/BIZUDGothic-Bold.ttf",
    "VLGothic": "truetype/vlgothic/VL-Gothic-Regular.ttf",
    "VLPGothic": "truetype/vlgothic/VL-PGothic-Regular.ttf",
    "DejaVuSerif": "truetype/dejavu/DejaVuSerif.ttf",
    "DejaVuSans": "truetype/dejavu/DejaVuSans.ttf",
}
LAST_RESORT = "IPAexMincho"


class MissingFontError(FileNotFoundError):
    """A font file is not installed."""


class Font:
    """A font with the widths of its characters in thousandths of an em."""

    def __init__(self, name: str) -> None:
        path = FOLDER / FILES[name]
        if not path.exists():
            message = f"{path.name}: run tools/system-packages.sh test"
            raise MissingFontError(message)
        self.name = name
        self.file = TrueType(path)
        self._glyphs = self.file.characters
        self._widths: dict[str, int] = {}

    def has(self, character: str) -> bool:
        """Whether the font draws this character."""
        return ord(character) in self._glyphs

    def glyph(self, character: str, *, vertical: bool = False) -> int:
        """The number of the glyph of a character."""
        glyph = self._glyphs.get(ord(character), 0)
        return self.file.upright.get(glyph, glyph) if vertical else glyph

    def width(self, character: str) -> int:
        """The width of a character in thousandths of an em."""
        width = self._widths.get(character)
        if width is None:
            width = self._widths[character] = self.file.advance(self.glyph(character))
        return width


@cache
def font(name: str) -> Font:
    """The font of a name; raises :class:`MissingFontError` where its file is not installed."""
    return Font(name)
