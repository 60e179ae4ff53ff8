"""A small typesetter of Japanese text on reportlab: lines broken by the rules of kinsoku."""

from __future__ import annotations

from pathlib import Path

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path("/usr/share/fonts")
MINCHO, GOTHIC = "IPAexMincho", "IPAexGothic"
NOT_FIRST = "、。，．・：；？！）」』】〕〉》ーァィゥェォッャュョヮぁぃぅぇぉっゃゅょゎ%％々"
NOT_LAST = "（「『【〔〈《"

rl_config.invariant = 1


def register_fonts() -> None:
    """Make the IPAex fonts (IPA Font License) known; raises when they are not installed."""
    for name, file in ((MINCHO, "ipaexm.ttf"), (GOTHIC, "ipaexg.ttf")):
        found = sorted(FONTS.rglob(file))
        if not found:
            raise FileNotFoundError(f"{file}: install the IPAex fonts (Debian: fonts-ipaexfont)")
        pdfmetrics.registerFont(TTFont(name, str(found[0])))


def width_of(text: str, font: str, size: float) -> float:
    """Width in points."""
    return float(pdfmetrics.stringWidth(text, font, size))


def broken(text: str, font: str, size: float, width: float) -> list[str]:
    """``text`` in lines no wider than ``width`` points.

    No line begins with a closing mark or ends with an opening one; Latin words and numbers are
    not broken.
    """
    lines: list[str] = []
    line = ""
    for unit in _units(text):
        if line and width_of(line + unit, font, size) > width + 0.01:
            carried = ""
            while unit[0] in NOT_FIRST and line and not carried:
                line, carried = line[:-1], line[-1]
            while line and line[-1] in NOT_LAST:
                line, carried = line[:-1], line[-1] + carried
            lines.append(line.rstrip())
            line = (carried + unit).lstrip()
        else:
            line += unit
    return [*lines, line] if line else lines


def _units(text: str) -> list[str]:
    units: list[str] = []
    for character in text:
        last = units[-1][-1] if units else ""
        in_word = last.isascii() and last.isalnum()
        if in_word and character.isascii() and (character.isalnum() or character in ".,"):
            units[-1] += character
        else:
            units.append(character)
    return units


class Sheet:
    """A canvas whose origin is the top-left corner."""

    def __init__(self, path: Path, size: tuple[float, float], title: str) -> None:
        self.width, self.height = size
        self.canvas = Canvas(str(path), pagesize=size, pageCompression=1)
        self.canvas.setTitle(title)
        self.canvas.setAuthor("水鏡市（架空の市）")
        self.canvas.setSubject("資料館の見本。架空の市の文書です。")
        self.canvas.setCreator("samples/build.py")

    def text(self, x: float, y: float, text: str, font: str = MINCHO, size: float = 10) -> None:
        """One line with its baseline at ``y`` points from the top."""
        self.canvas.setFont(font, size)
        self.canvas.drawString(x, self.height - y, text)

    def centred(self, y: float, text: str, font: str = GOTHIC, size: float = 10) -> None:
        """One line in the middle of the page."""
        self.text((self.width - width_of(text, font, size)) / 2, y, text, font, size)

    def line(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5) -> None:
        """A rule."""
        self.canvas.setLineWidth(thick)
        self.canvas.line(x0, self.height - y0, x1, self.height - y1)

    def box(
        self, x: float, y: float, width: float, height: float, fill: tuple[float, float, float]
    ) -> None:
        """A filled box with a thin edge."""
        self.canvas.setFillColorRGB(*fill)
        self.canvas.setStrokeColorRGB(0.35, 0.35, 0.35)
        self.canvas.rect(x, self.height - y - height, width, height, fill=1, stroke=1)
        self.canvas.setFillColorRGB(0, 0, 0)
        self.canvas.setStrokeColorRGB(0, 0, 0)

    def bookmark(self, title: str, level: int, y: float) -> None:
        """An entry of the outline that leads here."""
        key = f"b{self.canvas.getPageNumber()}-{y:.0f}-{level}"
        self.canvas.bookmarkHorizontalAbsolute(key, self.height - y)
        self.canvas.addOutlineEntry(title, key, level, closed=False)

    def next_page(self) -> None:
        """Begin a new page."""
        self.canvas.showPage()

    def save(self) -> None:
        """Write the file."""
        self.canvas.save()
