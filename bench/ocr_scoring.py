"""How right a page read from its picture is, by boxes and by order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

import numpy as np
from rapidfuzz.distance import Levenshtein

from shiryokan.paper.model import Box, Page

_SIGNS = str.maketrans(
    dict.fromkeys("‐‑‒–—―−ｰ─━", "-") | dict.fromkeys("〜～∼", "~") | dict.fromkeys("•∙·･", "・")
    | dict.fromkeys("“”″", '"') | dict.fromkeys("‘’′", "'") | dict.fromkeys("〇◯", "○")
    | {"⋯": "…", "|": "|"}
)  # fmt: skip
_NEAR = 3.0
"""Points by which a character may stand outside of the box of its line."""


def normal(text: str) -> str:
    """NFKC, without white space; dashes, quotation marks and dots of one kind."""
    folded = unicodedata.normalize("NFKC", text).translate(_SIGNS)
    return "".join(folded.split()).replace("\x02", "-").replace("…", "...")


@dataclass
class Score:
    """Sums over lines of truth."""

    wrong: int = 0
    characters: int = 0
    exact: int = 0
    lines: int = 0
    extra: int = 0
    in_order: int = 0
    pairs: int = 0
    examples: list[tuple[str, str]] = field(default_factory=list)

    def add(self, other: Score) -> None:
        for name in ("wrong", "characters", "exact", "lines", "extra", "in_order", "pairs"):
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def rate(self) -> float:
        return self.wrong / max(self.characters, 1)

    def __str__(self) -> str:
        order = f"{100 * self.in_order / self.pairs:.1f}%" if self.pairs else "–"
        return (
            f"CER {100 * self.rate:5.2f}%  lines {self.exact}/{self.lines}  "
            f"extra {100 * self.extra / max(self.characters, 1):.2f}%  order {order}"
        )


Character = tuple[str, Box, bool]
"""What stands in a box, and whether its line is vertical."""


def scored(found: list[Character], truth: dict[str, Any], page: Page | None = None) -> Score:
    """``truth`` is as in corpus/scans: ``lines`` of ``text`` and ``bbox`` of the upright page, and
    ``ruby``, ``faint`` and ``not_text``, which do not count. ``page`` is laid out upright."""
    score = Score()
    middle = np.array(
        [((b.x0 + b.x1) / 2, (b.y0 + b.y1) / 2) for _, b, _ in found], np.float64
    ).reshape(-1, 2)
    free = np.ones(len(found), np.bool_)
    owned: list[list[np.ndarray]] = []
    # what stands in one box and near another is of the one
    for near in (0.0, _NEAR):
        owned.append([])
        for line in truth["lines"]:
            own = np.flatnonzero(_inside(middle, line["bbox"], near) & free)
            free[own] = False
            owned[-1].append(own)
    for line, inside, beside in zip(truth["lines"], *owned, strict=True):
        own = np.concatenate((inside, beside))
        x0, y0, x1, y1 = line["bbox"]
        down = y1 - y0 > 1.5 * (x1 - x0) and 2 * sum(found[i][2] for i in own) > len(own)
        ordered = sorted(own.tolist(), key=lambda i, down=down: middle[i][1 if down else 0])
        got = normal("".join(found[i][0] for i in ordered))
        want = normal(line["text"])
        wrong = Levenshtein.distance(got, want)
        score.wrong += wrong
        score.characters += len(want)
        score.exact += not wrong
        score.lines += 1
        if wrong:
            score.examples.append((want, got))
    for passed in (*truth.get("ruby", ()), *truth.get("faint", ()), *truth.get("not_text", ())):
        free &= ~_inside(middle, passed["bbox"], _NEAR)
    score.extra = sum(len(normal(found[i][0])) for i in np.flatnonzero(free))
    if page is not None:
        _score_order(score, truth, page)
    return score


def _inside(middle: np.ndarray, box: list[float], near: float) -> np.ndarray:
    x0, y0, x1, y1 = box
    return (
        (middle[:, 0] > x0 - near) & (middle[:, 0] < x1 + near)
        & (middle[:, 1] > y0 - near) & (middle[:, 1] < y1 + near)
    )  # fmt: skip


def _score_order(score: Score, truth: dict[str, Any], page: Page) -> None:
    """How many neighbouring lines of the truth come one after the other."""
    lines = [line for _, _, line in page.lines()]
    place: list[tuple[int, float] | None] = []
    for each in truth["lines"]:
        x0, y0, x1, y1 = each["bbox"]
        best, share = None, 0.0
        for number, line in enumerate(lines):
            box = line.bbox
            wide, high = min(x1, box.x1) - max(x0, box.x0), min(y1, box.y1) - max(y0, box.y0)
            if wide > 0 and high > 0 and wide * high > share:
                # two lines of truth may be one on the page
                along = y0 if line.direction in ("ttb", "btt") else x0
                best, share = (number, along), wide * high
        place.append(best)
    known = [each for each in place if each is not None]
    score.pairs = max(len(known) - 1, 0)
    score.in_order = sum(a <= b for a, b in pairwise(known))
