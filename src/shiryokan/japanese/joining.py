"""Lines joined to a paragraph: without spaces in Japanese, with them between Latin words."""

from __future__ import annotations

from collections.abc import Iterable

_FIRST_WIDE = 0x2E80


def join_lines(lines: Iterable[str]) -> str:
    """One text of ``lines``; a hyphen at a line's end between Latin letters is taken away."""
    joined = ""
    for line in lines:
        text = line.strip(" ")
        if text:
            kept, between = joint(joined, text)
            joined = joined[:kept] + between + text
    return joined


def joint(before: str, text: str) -> tuple[int, str]:
    """How much of ``before`` is kept when the line ``text`` follows it, and what stands between.

    No more of ``before`` is looked at than its last two characters.
    """
    length = len(before)
    if not length:
        return 0, ""
    last, first = before[-1], text[0]
    if ord(last) >= _FIRST_WIDE:
        return length, ""
    if (
        last == "-"
        and before[-2:-1].isalpha()
        and ord(before[-2]) < _FIRST_WIDE
        and first.islower()
    ):
        return length - 1, ""
    if _is_word(first) and (_is_word(last) or last in ",.;:)"):
        return length, " "
    return length, ""


def _is_word(character: str) -> bool:
    return character.isalnum() and ord(character) < _FIRST_WIDE
