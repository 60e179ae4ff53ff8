"""Draws a page's lines, rules and figures as a content stream, in the order its style asks for."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tools.office_pages.fonts import Font
from tools.office_pages.pdf import PdfWriter
from tools.office_pages.setting import BASELINE, SetLine
from tools.office_pages.style import Style

# a difference in points that is not worth a string of its own
EVEN = 0.004
LONGEST_RUN = 12


@dataclass
class Canvas:
    """A page: what is drawn below the text, the text, and what is drawn above it."""

    width: float
    height: float
    below: list[str] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    lines: list[SetLine] = field(default_factory=list)

    def rule(
        self, x0: float, y0: float, x1: float, y1: float, weight: float, dash: str, filled: bool
    ) -> None:
        """A rule across or upright, stroked or as a thin filled box."""
        if filled and dash == "solid":
            half = weight / 2
            wide = max(x1 - x0, 0) + (weight if x0 == x1 else 0)
            high = max(y1 - y0, 0) + (weight if y0 == y1 else 0)
            left = x0 - (half if x0 == x1 else 0)
            low = self.height - y1 - (half if y0 == y1 else 0)
            self.below.append(f"{left:.2f} {low:.2f} {wide:.2f} {high:.2f} re f")
            return
        pattern = {"dashed": "[3 2] 0 d", "dotted": "[0.8 1.6] 0 d"}.get(dash, "[] 0 d")
        self.below.append(
            f"{weight:.2f} w {pattern} {x0:.2f} {self.height - y0:.2f} m "
            f"{x1:.2f} {self.height - y1:.2f} l S"
        )

    def fill(
        self, x0: float, y0: float, x1: float, y1: float, colour: tuple[float, float, float]
    ) -> None:
        """A filled box."""
        red, green, blue = colour
        self.below.append(
            f"q {red:.3f} {green:.3f} {blue:.3f} rg {x0:.2f} {self.height - y1:.2f} "
            f"{x1 - x0:.2f} {y1 - y0:.2f} re f Q"
        )

    def outline(self, x0: float, y0: float, x1: float, y1: float, weight: float) -> None:
        """A box drawn round."""
        self.below.append(
            f"{weight:.2f} w [] 0 d {x0:.2f} {self.height - y1:.2f} "
            f"{x1 - x0:.2f} {y1 - y0:.2f} re S"
        )

    def path(
        self,
        points: list[tuple[float, float]],
        *,
        weight: float = 0.6,
        colour: tuple[float, float, float] | None = None,
        closed: bool = False,
    ) -> None:
        """A line through points, or a filled shape with its outline."""
        ops = [
            f"{x:.2f} {self.height - y:.2f} {'l' if i else 'm'}" for i, (x, y) in enumerate(points)
        ]
        if colour:
            red, green, blue = colour
            self.below.append(
                f"q {red:.3f} {green:.3f} {blue:.3f} rg {weight:.2f} w {' '.join(ops)} h B Q"
            )
        else:
            self.below.append(f"{weight:.2f} w [] 0 d {' '.join(ops)} {'h S' if closed else 'S'}")

    def content(self, pdf: PdfWriter, style: Style, chance: random.Random) -> str:
        """The content stream."""
        parts = [*self.below]
        parts += (
            _drawn(line, pdf, style, self.height) for line in _ordered(self.lines, style, chance)
        )
        return "\n".join([*parts, *self.above])


def _ordered(lines: list[SetLine], style: Style, chance: random.Random) -> Iterable[SetLine]:
    match style.drawing:
        case "by line":
            return sorted(
                lines, key=lambda line: (line.vertical, round(line.at, 1), line.starts[0])
            )
        case "merged":
            return _merged(lines)
        case "by column":
            return _by_column(lines)
        case "shuffled lines":
            return chance.sample(lines, len(lines))
        case "shuffled runs":
            pieces = [p for line in lines for p in _pieces(line, LONGEST_RUN, chance)]
            return chance.sample(pieces, len(pieces))
        case "shuffled glyphs":
            pieces = [p for line in lines for p in _pieces(line, 1, chance)]
            return chance.sample(pieces, len(pieces))
        case "glyphs":
            return [p for line in lines for p in _pieces(line, 1, chance)]
        case _:
            return lines


def _by_column(lines: list[SetLine]) -> list[SetLine]:
    """Each table column by column; all else as it comes."""
    out: list[SetLine] = []
    for table, group in itertools.groupby(lines, key=lambda line: line.table):
        held = list(group)
        out += sorted(held, key=lambda line: line.col) if table >= 0 else held
    return out


def _pieces(line: SetLine, longest: int, chance: random.Random) -> Iterator[SetLine]:
    at = 0
    while at < len(line.text):
        end = min(len(line.text), at + chance.randint(1, longest))
        if line.text[at:end].strip():
            yield line.part(at, end)
        at = end


def _merged(lines: list[SetLine]) -> Iterator[SetLine]:
    """Lines on one baseline as one string, spaces between them."""
    ordered = sorted(lines, key=lambda line: (*_baseline(line), line.starts[0]))
    for _, group in itertools.groupby(ordered, key=_baseline):
        row = list(group)
        line = row[0]
        for other in row[1:]:
            gap = other.starts[0] - line.end
            if (
                line.vertical
                or other.letters != line.letters
                or gap < 0
                or other.colour != line.colour
            ):
                yield line
                line = other
                continue
            line = _joined(line, other, gap)
        yield line


def _baseline(line: SetLine) -> tuple[bool, float, float]:
    return (line.vertical, round(line.at, 1), line.letters.size)


def _joined(line: SetLine, other: SetLine, gap: float) -> SetLine:
    space = line.letters.width(" ")
    count = int(gap / space)
    step = gap / count if count else 0.0
    spaces = [line.end + number * step for number in range(count)]
    return SetLine(
        line.text + " " * count + other.text,
        line.letters,
        [*line.starts, *spaces, *other.starts],
        other.end,
        line.at,
        colour=line.colour,
    )


def _drawn(line: SetLine, pdf: PdfWriter, style: Style, height: float) -> str:
    out = []
    at = 0
    for font, run in itertools.groupby(line.text, key=line.letters.font_of):
        count = len(list(run))
        out.append(_string(line.part(at, at + count), font, pdf, style, height))
        at += count
    text = "\n".join(part for part in out if part)
    if line.colour:
        red, green, blue = line.colour
        return f"q {red:.3f} {green:.3f} {blue:.3f} rg\n{text}\nQ"
    return text


def _string(line: SetLine, font: Font, pdf: PdfWriter, style: Style, height: float) -> str:
    if line.vertical and style.upright_by == "letters":
        return _upright_letters(line, font, pdf, height)
    used = pdf.font(font, vertical=line.vertical)
    size, scale = line.letters.size, line.letters.scale
    by_matrix = style.size_by == "matrix"
    head = f"BT /{used.name} {1 if by_matrix else size:.5g} Tf"
    if scale != 1:
        head += f" {scale * 100:.1f} Tz"
    matrix = f"{size:.5g} 0 0 {size:.5g}" if by_matrix else "1 0 0 1"
    if line.vertical:
        # the origin of an upright glyph is the middle of its top, 0.88 em above the baseline
        place = f"{matrix} {line.at:.3f} {height - line.starts[0]:.3f} Tm"
        advances = [size] * len(line.text)
    else:
        place = f"{matrix} {line.starts[0]:.3f} {height - line.at:.3f} Tm"
        advances = [font.width(c) * size * scale / 1000 for c in line.text]
    after = [*line.starts[1:], line.end]
    extras = [after[i] - line.starts[i] - advances[i] for i in range(len(line.text) - 1)]
    tail = " 100 Tz ET" if scale != 1 else " ET"
    if not any(abs(extra) > EVEN for extra in extras):
        return f"{head} {place} <{used.encoded(line.text)}> Tj{tail}"
    if style.spacing_by == "glyph" and not line.vertical:
        return "\n".join(
            _string(line.part(i, i + 1), font, pdf, style, height)
            for i, character in enumerate(line.text)
            if not character.isspace() or style.real_spaces
        )
    even = max(extras) - min(extras) < EVEN
    if style.spacing_by == "tc" and even:
        spacing = extras[0] / scale
        if line.vertical:
            spacing = -extras[0]
        if by_matrix:
            spacing /= size
        return f"{head} {spacing:.4f} Tc {place} <{used.encoded(line.text)}> Tj 0 Tc{tail}"
    return f"{head} {place} [{_adjusted(line, used.encoded, extras)}] TJ{tail}"


def _upright_letters(line: SetLine, font: Font, pdf: PdfWriter, height: float) -> str:
    """Each letter of an upright line in a place of its own, by a font for lines across."""
    used, size = pdf.font(font), line.letters.size
    out = []
    for character, start in zip(line.text, line.starts, strict=True):
        if character.isspace():
            continue
        code = used.encoded(character, upright=True)
        x = line.at - font.width(character) * size / 2000
        y = height - start - BASELINE * size
        out.append(f"BT /{used.name} {size:.5g} Tf 1 0 0 1 {x:.3f} {y:.3f} Tm <{code}> Tj ET")
    return "\n".join(out)


def _adjusted(line: SetLine, encoded: object, extras: list[float]) -> str:
    """The array of TJ: a negative number moves on, or up, by thousandths of an em."""
    assert callable(encoded)
    unit = line.letters.size * (-1.0 if line.vertical else line.letters.scale) / 1000
    parts, run = [], ""
    for character, extra in zip(line.text, [*extras, 0.0], strict=True):
        run += character
        if abs(extra) > EVEN / 4:
            parts.append(f"<{encoded(run)}> {-extra / unit:.2f}")
            run = ""
    if run:
        parts.append(f"<{encoded(run)}>")
    return " ".join(parts)
