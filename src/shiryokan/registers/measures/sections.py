"""The headings a measure stands under: a path of numbers and titles."""

from __future__ import annotations

from shiryokan.japanese.enumeration import Kind, value_of
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


_COUNTED: tuple[Kind, ...] = ("katakana", "number", "kanji", "latin", "roman")
"""Kinds of enumerators whose order is looked at."""


def is_in_order(before: str, label: str) -> bool:
    """Whether ``label`` may follow ``before``: the next one, the same or the first one again.

    What is of several kinds (i is of abc and of i ii iii) is looked at in those both are of; where
    there is none, their values are compared all the same: 3 does not follow カ.
    """
    places = [(value_of(before, (kind,)), value_of(label, (kind,))) for kind in _COUNTED]
    known = [(a, b) for a, b in places if a is not None and b is not None]
    if not known:
        firsts = [next(filter(None, side), None) for side in zip(*places, strict=True)]
        known = [(firsts[0], firsts[1])] if firsts[0] and firsts[1] else []
    return not known or any(b in (a, a + 1, 1) for a, b in known)
