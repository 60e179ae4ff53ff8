"""How a page looks: the axes on which office pages differ, and the style of a look and a seed."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from typing import Any

PAGES = {
    "A4": (595.28, 841.89),
    "A4 landscape": (841.89, 595.28),
    "B5": (515.91, 728.5),
    "A3 landscape": (1190.55, 841.89),
    "16:9": (720.0, 405.0),
    "4:3": (720.0, 540.0),
}


@dataclass(frozen=True)
class Style:
    """One concrete look. Lengths are points; ``pitch`` is baseline to baseline, in sizes."""

    font: str
    head_font: str
    latin: str
    size: float
    pitch: float
    page: str
    margins: tuple[float, float, float, float]
    justify: bool
    gutter: float
    shares: float
    rules: str
    rule_weight: float
    rule_dash: str
    rule_as: str
    shaded: bool
    padding: float
    row_gap: float
    cell_middle: bool
    drawing: str
    spacing_by: str
    real_spaces: bool
    full_width_digits: bool
    era: str
    squeeze: bool
    header: str
    footer: str
    head_align: str
    coloured: bool
    upright_by: str
    tracking: float
    size_by: str

    @property
    def page_size(self) -> tuple[float, float]:
        """The width and height of the page."""
        return PAGES[self.page]

    @property
    def line(self) -> float:
        """From one baseline to the next."""
        return self.size * self.pitch

    @property
    def ruled(self) -> bool:
        """Whether tables have any rule at all."""
        return self.rules != "none"


# What a look may leave open. Margins are top, right, bottom, left.
AXES: dict[str, tuple[Any, ...]] = {
    "font": ("IPAMincho", "IPAexMincho", "IPAPMincho", "BIZUDMincho", "IPAGothic", "VLGothic"),
    "head_font": ("IPAGothic", "IPAexGothic", "own"),
    "latin": ("own", "own", "own", "DejaVuSerif"),
    "size": (9.0, 10.0, 10.5, 10.5, 11.0, 12.0),
    "pitch": (1.2, 1.35, 1.5, 1.7, 1.9),
    "page": ("A4", "A4", "A4", "A4 landscape"),
    "margins": ((72, 72, 72, 72), (85, 71, 71, 85), (57, 57, 57, 57), (99, 85, 85, 85)),
    "justify": (True, True, False),
    "gutter": (6.0, 8.0, 12.0, 16.0, 20.0),
    "shares": (0.3, 0.4, 0.5, 0.6),
    "rules": ("full", "full", "full", "horizontal", "vertical", "box", "none"),
    "rule_weight": (0.4, 0.5, 0.75),
    "rule_dash": ("solid",),
    "rule_as": ("lines", "lines", "filled", "cell by cell"),
    "shaded": (False, False, True),
    "padding": (2.0, 3.0, 4.0, 5.4),
    "row_gap": (0.0, 0.15, 0.4, 0.8),
    "cell_middle": (False, True),
    "drawing": ("natural", "natural", "natural", "by line", "by column"),
    "spacing_by": ("tj", "tj", "tc", "glyph"),
    "real_spaces": (True, True, False),
    "full_width_digits": (False, False, True),
    "era": ("era", "era", "western"),
    "squeeze": (False, False, True),
    "header": ("none", "none", "left", "right", "both", "center", "boxed"),
    "footer": ("none", "- 1 -", "1", "1 / 5", "outer", "name"),
    "head_align": ("center", "center", "left", "even"),
    "coloured": (False, False, True),
    "upright_by": ("vertical font", "vertical font", "letters"),
    # white after each letter, as where a word processor sets letters on a grid
    "tracking": (0.0, 0.0, 0.0, 0.0, 0.25, 0.6, 1.4),
    # whether the size stands in the font or, at size 1, in the matrix of the text
    "size_by": ("font", "font", "matrix"),
}  # fmt: skip

# Each look fixes some axes; what is left open is as in AXES.
TRAIN_LOOKS: dict[str, dict[str, tuple[Any, ...]]] = {
    "word-mincho": {
        "font": ("IPAMincho", "IPAexMincho"), "rules": ("full",), "drawing": ("natural",),
        "justify": (True,), "spacing_by": ("tj", "tc"), "real_spaces": (True,),
    },
    "word-proportional": {
        "font": ("IPAPMincho", "IPAPGothic"), "drawing": ("natural",), "justify": (False, True),
    },
    "excel-grid": {
        "font": ("IPAPGothic", "VLPGothic", "IPAGothic"), "rules": ("full",), "squeeze": (True,),
        "rule_as": ("cell by cell", "filled"), "size": (8.0, 9.0, 10.0, 11.0), "justify": (False,),
        "page": ("A4", "A4 landscape", "A3 landscape"), "margins": ((54, 50, 54, 50), (40, 36, 40, 36)),
    },
    "open": {
        "rules": ("none",), "drawing": ("natural", "by line", "by column"), "row_gap": (0.0, 0.15, 0.4, 1.0),
        "gutter": (8.0, 12.0, 16.0, 20.0, 30.0),
    },
    "open-narrow": {
        "rules": ("none",), "gutter": (2.0, 3.0, 4.0, 5.0, 6.0), "justify": (True,),
        "row_gap": (0.0, 0.3, 0.8), "drawing": ("natural", "by line"),
    },
    "open-merged": {
        "rules": ("none", "none", "horizontal"), "drawing": ("merged",), "real_spaces": (True,),
        "font": ("IPAMincho", "IPAGothic", "IPAPMincho"), "row_gap": (0.0, 0.2, 0.5),
    },
    "horizontal": {"rules": ("horizontal", "box"), "rule_weight": (0.3, 0.5, 1.0)},
    "vertical-only": {"rules": ("vertical",), "gutter": (6.0, 10.0)},
    "shaded": {
        "shaded": (True,), "coloured": (True,), "rules": ("full", "none", "horizontal"),
        "font": ("BIZUDGothic", "VLGothic", "IPAexGothic"), "rule_as": ("filled", "lines"),
    },
    "letters": {
        "drawing": ("glyphs",), "spacing_by": ("glyph",), "font": ("IPAMincho", "IPAGothic", "BIZUDMincho"),
        "real_spaces": (False, True),
    },
    "columnwise": {"drawing": ("by column",), "rules": ("none", "horizontal", "full")},
    "shuffled": {"drawing": ("shuffled lines", "shuffled runs")},
    "old-system": {
        "font": ("IPAGothic", "IPAMincho"), "size": (9.0, 10.0), "pitch": (1.0, 1.15, 1.3),
        "full_width_digits": (True,), "rules": ("none", "full"), "row_gap": (0.0,), "justify": (False,),
        "drawing": ("by line", "merged"),
    },
}  # fmt: skip
HELD_LOOKS: dict[str, dict[str, tuple[Any, ...]]] = {
    "held-ud": {
        "font": ("BIZUDPGothic", "BIZUDPMincho"), "head_font": ("BIZUDGothic-Bold",),
        "size": (9.5, 11.5), "gutter": (7.0, 10.0, 14.0), "pitch": (1.25, 1.45, 1.6), "tracking": (0.0, 0.4, 0.9),
    },
    "held-open-tight": {
        "rules": ("none",), "gutter": (2.5, 3.5, 4.5, 7.0), "row_gap": (0.0, 0.2), "pitch": (1.15, 1.3),
        "font": ("BIZUDMincho", "IPAexGothic"), "size": (9.5, 11.5), "drawing": ("by column", "shuffled lines", "natural"),
        "margins": ((64, 60, 64, 60), (90, 66, 80, 66)),
    },
    "held-dashed": {
        "rule_dash": ("dashed", "dotted"), "rule_weight": (0.25, 0.6), "rules": ("full", "horizontal"),
        "latin": ("DejaVuSans",), "spacing_by": ("tc", "glyph"), "tracking": (0.0, 2.0),
    },
    "held-thick": {
        "rule_weight": (1.5, 2.25), "rules": ("box", "full", "vertical"), "rule_as": ("filled",),
        "padding": (1.0, 7.0), "pitch": (1.8, 2.0), "size": (12.0, 14.0), "page": ("A4", "B5"),
    },
    "held-letters-open": {
        "drawing": ("shuffled glyphs", "glyphs"), "spacing_by": ("glyph",), "rules": ("none", "horizontal"),
        "real_spaces": (False,), "font": ("VLPGothic", "IPAexMincho"),
    },
}  # fmt: skip
LOOKS = TRAIN_LOOKS | HELD_LOOKS


def styled(look: str, chance: random.Random) -> Style:
    """A style of this look; raises KeyError for a look that is not known."""
    choices = AXES | LOOKS[look]
    chosen = {each.name: chance.choice(choices[each.name]) for each in fields(Style)}
    if chosen["head_font"] == "own":
        chosen["head_font"] = chosen["font"]
    if chosen["latin"] == "own":
        chosen["latin"] = chosen["font"]
    return Style(**chosen)
