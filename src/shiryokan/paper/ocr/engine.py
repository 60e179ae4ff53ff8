"""What an engine does: find lines in a picture, and recognise one with its probabilities."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol, Self

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""(height, width, 3) red, green, blue."""
Corners = npt.NDArray[np.float64]
"""(n, 4, 2) the corners x, y of *n* quadrilaterals in pixels, clockwise from the top left."""
Lattice = npt.NDArray[np.float32]


def is_grey(picture: Pixels) -> bool:
    """Whether all three colours of each pixel are the same."""
    red, green, blue = (picture[..., colour] for colour in range(3))
    return bool((red == green).all() and (green == blue).all())


class Charset(tuple[str, ...]):
    """The character of each class; that of the blank is empty. What is made of it once is looked up
    for every character read, so its hash is taken once."""

    _hash: int

    def __new__(cls, characters: Iterable[str]) -> Self:
        """The characters in the order of their classes."""
        made = super().__new__(cls, characters)
        made._hash = tuple.__hash__(made)
        return made

    def __hash__(self) -> int:
        return self._hash


@dataclass(frozen=True, slots=True)
class Recognised:
    """What a recogniser says of one line: a CTC lattice (Graves et al. 2006)."""

    lattice: Lattice
    """(steps, classes) the probability of each class at each step, the steps evenly along the crop;
    class 0 is the blank."""
    charset: Charset
    step: float
    """Width of a step in pixels of the crop."""
    spoken: npt.NDArray[np.int64] | None = None
    """The steps at which something else than the blank may stand, in order; None: all. At the
    others the blank has the whole probability."""

    def likeliest(self) -> npt.NDArray[np.int64]:
        """(steps,) the likeliest class of each step."""
        if self.spoken is None:
            return np.asarray(self.lattice.argmax(axis=1))
        classes = np.zeros(len(self.lattice), np.int64)
        # row by row: all of them at once would be copied
        classes[self.spoken] = [self.lattice[step].argmax() for step in self.spoken.tolist()]
        return classes


class Engine(Protocol):
    """Finds and recognises lines. Not for several threads at once."""

    @property
    def name(self) -> str:
        """What it is called, e.g. ``pp-ocrv6-small``."""

    @property
    def version(self) -> str:
        """Changes whenever the same picture may be read otherwise."""

    def detect(self, picture: Pixels) -> Corners:
        """The lines of an upright picture: the first side of each runs along its text if it is
        level, or along the top of a column."""

    def recognise(self, crop: Pixels) -> Recognised:
        """One line, upright, its text running from left to right and filling the height."""


class Witness(Protocol):
    """Another reader of lines, which gives a text alone."""

    @property
    def name(self) -> str:
        """What it is called."""

    def text(self, crop: Pixels, *, vertical: bool) -> str:
        """The text of one line as it stands on the page."""
