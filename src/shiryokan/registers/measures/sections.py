"""The headings a measure stands under: a path of numbers and titles."""

from __future__ import annotations

from collections.abc import Sequence

from shiryokan.registers.measures.labels import label_of
from shiryokan.registers.source_text import Traced


class Sections:
    """The open headings, outermost first.

    How deep a heading stands is known by the style of its number: the style that came first after
    another one stands below it, from then on.
    """

    def __init__(self) -> None:
        self._styles: list[str] = []
        self._open: list[tuple[str, Traced, Traced]] = []
        self._unnumbered = Traced()

    def enter(self, heading: Traced) -> None:
        """A heading begins; those as deep as it or deeper end."""
        label = label_of(heading)
        if label is None:
            self._unnumbered = heading
            return
        open_styles = [style for style, _, _ in self._open]
        if label.style in open_styles:
            del self._open[open_styles.index(label.style) :]
        elif label.style in self._styles:
            depth = self._styles.index(label.style)
            above = set(self._styles[:depth])
            self._open = [each for each in self._open if each[0] in above]
        else:
            known = [self._styles.index(s) for s in open_styles if s in self._styles]
            self._styles.insert(max(known, default=-1) + 1, label.style)
        self._open.append((label.style, label.printed, label.rest.strip(" 　")))

    def path(self) -> list[Traced]:
        """Number and title of each open heading; an unnumbered one only where there is no other."""
        if not self._open:
            return [Traced(), self._unnumbered] if self._unnumbered else []
        return [text for _, number, title in self._open for text in (number, title)]


def place_in_enumeration(enumerator: str) -> int | None:
    """Which one of its enumeration a label is, from 1; None where it cannot be told."""
    for series in _SERIES:
        if enumerator in series:
            return series.index(enumerator) + 1
    digits = enumerator.translate(_WIDE)
    return int(digits) if digits.isdecimal() else None


def is_in_order(before: str, label: str) -> bool:
    """Whether ``label`` may follow ``before``: the next one, the same or the first one again."""
    a, b = place_in_enumeration(before), place_in_enumeration(label)
    return a is None or b is None or b in (a, a + 1, 1)


_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_SERIES: Sequence[Sequence[str]] = (
    list(
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
    ),
    list("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
    [
        "一",
        "二",
        "三",
        "四",
        "五",
        "六",
        "七",
        "八",
        "九",
        "十",
        "十一",
        "十二",
        "十三",
        "十四",
        "十五",
        "十六",
        "十七",
        "十八",
        "十九",
        "二十",
    ],
    list("abcdefghijklmnopqrstuvwxyz"),
    list("ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"),
)
