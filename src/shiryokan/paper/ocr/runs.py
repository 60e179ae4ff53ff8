"""Runs of ink along a row of pixels."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt


def runs_of(dark: npt.NDArray[np.bool_]) -> list[tuple[int, int]]:
    """From where to where each run of what is ``dark`` (n,) goes, the end not in it."""
    edges = np.flatnonzero(np.diff(dark.astype(np.int8), prepend=0, append=0)).tolist()
    return list(zip(edges[::2], edges[1::2], strict=True))
