"""How an invented plan looks: every axis on which ministries' plans differ."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont

FONTS = Path("/usr/share/fonts")
EMBEDDED = {
    "IPAexMincho": "ipaexm.ttf",
    "IPAexGothic": "ipaexg.ttf",
    "DroidSansFallback": "DroidSansFallbackFull.ttf",
}
UNEMBEDDED = ("HeiseiMin-W3", "HeiseiKakuGo-W5")


def _registered() -> tuple[str, ...]:
    """The fonts of plans, of which all are there on every machine (``make test`` installs them):
    what is chosen by chance is the same only from the same choices. Two PDF readers bring
    themselves."""
    for name, file in EMBEDDED.items():
        path = next(iter(sorted(FONTS.rglob(file))), None)
        if path is None:
            raise FileNotFoundError(f"{file}: run tools/system-packages.sh test")
        pdfmetrics.registerFont(TTFont(name, str(path)))
    for name in UNEMBEDDED:
        pdfmetrics.registerFont(UnicodeCIDFont(name))
    return (*EMBEDDED, *UNEMBEDDED)


AXES: dict[str, tuple[Any, ...]] = {
    "font": _registered(),
    "latin": ("own", "own", "Times-Roman", "Helvetica"),
    "size": (8.0, 9.0, 10.0, 10.5, 11.0, 12.0, 14.0),
    "leading": (1.15, 1.25, 1.4, 1.6, 1.8, 2.0),
    "landscape": (False, False, True),
    "shares": (
        (25, 75), (32, 68), (38, 62), (50, 50), (62, 38), (75, 25),
        (34, 33, 33), (20, 40, 40), (25, 30, 45), (40, 35, 25),
    ),
    "gutter": (6.0, 8.0, 11.0, 16.0, 24.0, 40.0),
    "margins": ((56, 56), (72, 72), (42, 42), (85, 50), (60, 90)),
    "rules": ("full", "horizontal", "box", "none"),
    "rule_kind": ("stroked", "filled", "cell by cell"),
    "label": ("（ア）", "ア", "(ア)", "(1)", "①", "一"),
    "label_place": ("above", "above", "within"),
    "bracket": ("（）", "［］", "【】", ""),
    "bullet": ("・", "○", "‐", ""),
    "hanging": (False, True),
    "heads": (("＜成果＞", "＜次年度の計画＞"), ("【取組の状況】", "【今後】"), ("", "")),
    "column_heads": (False, True),
    "paragraph_gap": (0.0, 0.0, 0.25, 0.4),
    "justify": (False, True),
    "row_gap": (0.0, 0.8, 1.3),
    "header": ("none", "left", "both", "centre, ruled", "right"),
    "footer": ("none", "- 1 -", "1", "1 / 5", "別紙 1", "outer"),
    "order": (
        "row by row", "line by line", "right column first", "columns of the page",
        "shuffled runs", "shuffled glyphs",
    ),
    "furniture_first": (False, True),
    "length": ("short", "long", "mixed", "mixed"),
    "measures": (3, 4, 5, 6, 7),
}  # fmt: skip


@dataclass(frozen=True)
class Style:
    """One look. ``seed`` decides the words and how runs are shuffled."""

    font: str
    latin: str
    size: float
    leading: float
    landscape: bool
    shares: tuple[int, ...]
    gutter: float
    margins: tuple[int, int]
    rules: str
    rule_kind: str
    label: str
    label_place: str
    bracket: str
    bullet: str
    hanging: bool
    heads: tuple[str, str]
    column_heads: bool
    paragraph_gap: float
    justify: bool
    row_gap: float
    header: str
    footer: str
    order: str
    furniture_first: bool
    length: str
    measures: int
    seed: int

    @property
    def page_size(self) -> tuple[float, float]:
        """Width and height of an A4 page."""
        return (841.9, 595.3) if self.landscape else (595.3, 841.9)

    @property
    def letter(self) -> float:
        """The size of the letters; three columns upright leave no room for great ones."""
        return min(self.size, 10.5) if len(self.shares) > 2 and not self.landscape else self.size

    @property
    def pitch(self) -> float:
        """From one baseline to the next."""
        return self.letter * self.leading

    @property
    def ruled(self) -> bool:
        """Whether a rule stands between the rows."""
        return self.rules in ("full", "horizontal")

    @property
    def between_columns(self) -> float:
        """The white between two columns; where no rule parts them it must be seen as one."""
        return self.gutter if self.rules == "full" else max(self.gutter, 0.6 * self.letter)

    @property
    def between_rows(self) -> float:
        """The white between two rows; without a rule it must be seen as one."""
        lines = self.row_gap if self.ruled else max(self.row_gap, 0.8)
        return lines * self.pitch


def by_chance(seed: int) -> Style:
    """Some style, always the same by the same number."""
    chance = random.Random(f"style {seed}")
    chosen = {name: chance.choice(values) for name, values in AXES.items()}
    assert {*chosen, "seed"} == {f.name for f in fields(Style)}
    return Style(**chosen, seed=seed)
