"""Text as quotes are compared by: without white space and width.

Stricter than what the search folds: a character that a letter corrects (細隙燈 to 細隙灯) is
another one here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from shiryokan.japanese.codepoints import readable

_DASHES = dict.fromkeys(map(ord, "‐‑–—―−－"), "-") | dict.fromkeys(map(ord, "〜～∼"), "~")


class Squeezed:
    """A text without white space; character *i* of ``text`` stands at ``places[i]`` of it."""

    __slots__ = ("places", "text")

    def __init__(self, original: str) -> None:
        text: list[str] = []
        places: list[int] = []
        for at, character in enumerate(readable(original)):
            for plain in _plain(character):
                text.append(plain)
                places.append(at)
        self.text = "".join(text)
        self.places = places

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the original of ``text[start:end]`` (``start < end``)."""
        return self.places[start], self.places[end - 1] + 1

    def starts_of(self, words: str) -> list[int]:
        """Where ``words``, squeezed, begin in ``text``; they may overlap."""
        found = []
        at = self.text.find(words) if words else -1
        while at >= 0:
            found.append(at)
            at = self.text.find(words, at + 1)
        return found


def squeezed(text: str) -> str:
    """``text`` as it is compared."""
    return "".join(map(_plain, readable(text)))


@lru_cache(maxsize=20_000)
def _plain(character: str) -> str:
    plain = unicodedata.normalize("NFKC", character).translate(_DASHES)
    return "".join(each for each in plain if not each.isspace())
