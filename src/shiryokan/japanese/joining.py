"""Lines joined to a paragraph: without spaces in Japanese, with them between Latin words."""

from __future__ import annotations

from collections.abc import Iterable

_FIRST_WIDE = 0x2E80


def join_lines(lines: Iterable[str]) -> str:
    """One text of ``lines``; a hyphen at a line's end between Latin letters is taken away."""
    joined = ""
    for line in lines:
        text = line.strip(" ")
        if not text:
            continue
        if not joined:
            joined = text
            continue
        last, first = joined[-1], text[0]
        if (
            last == "-"
            and joined[-2:-1].isalpha()
            and ord(joined[-2]) < _FIRST_WIDE
            and first.islower()
        ):
            joined = joined[:-1] + text
        elif (_is_word(last) and _is_word(first)) or (last in ",.;:)" and _is_word(first)):
            joined += " " + text
        else:
            joined += text
    return joined


def _is_word(character: str) -> bool:
    return character.isalnum() and ord(character) < _FIRST_WIDE
