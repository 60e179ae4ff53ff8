"""Has the C library give memory back that was let go of.

By itself glibc keeps what several threads let go of, each for its own: when this was written, a
quarter of the memory that indexing a long document added.
"""

from __future__ import annotations

import ctypes

_TRIM_THRESHOLD, _MMAP_THRESHOLD, _ARENA_MAX = -1, -3, -8
"""Parameters of mallopt(3), by their numbers in glibc's malloc.h."""
_LARGE = 256 * 1024
"""Bytes of a piece that goes back at once when it is let go of, and of free memory at the end of
the heap that does. Left to itself glibc raises both to what was let go of last."""
_ARENAS = 2
"""Heaps for all threads together: that of the jobs, and that of whoever writes the index."""


def give_memory_back() -> None:
    """Set this process so. Where the C library is another one nothing happens."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is None:
        return
    mallopt(_MMAP_THRESHOLD, _LARGE)
    mallopt(_TRIM_THRESHOLD, _LARGE)
    mallopt(_ARENA_MAX, _ARENAS)
