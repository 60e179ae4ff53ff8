"""Whole numbers as addresses and forms say them, from people and from whoever tries doors."""

from __future__ import annotations

MOST = 2**31 - 1
"""The largest key that every database takes."""


def whole_number(text: str, *, least: int = 0, most: int = MOST) -> int | None:
    """The number that ``text`` writes in digits, if it is from ``least`` to ``most``; else None.

    Signs, blanks, exponents and digits that are no decimal ones (such as ²) write none.
    """
    if not text.isdecimal() or len(text) > len(str(MOST)):
        return None
    number = int(text)
    return number if least <= number <= most else None
