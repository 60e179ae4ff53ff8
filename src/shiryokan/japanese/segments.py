"""A Japanese text cut into about its words by its letters alone, without a dictionary.

Comparisons mark differences in these, so that they come out the same wherever they are made: a
dictionary is forty times this whole library, and each of its editions cuts a little differently.
How near this comes to words: docs/adr/0014-kept-and-own-parts.md.
"""

from __future__ import annotations

import re

_KANJI = "㐀-䶿一-鿿豈-﫿々〆ヶ"
_KATAKANA = "ァ-ヵヷ-ヺー－"
_PARTICLES = "をがはにでとの"
_SEGMENT = re.compile(
    # 6,013 and 1.5 are one number each
    r"[0-9０-９]+(?:[,，][0-9０-９]{3})*(?:[.．][0-9０-９]+)?|[A-Za-zＡ-Ｚａ-ｚ]+|\s+"
    rf"|[{_KATAKANA}]+"
    # most words of Chinese origin have two letters, and most compounds are made of such
    rf"|[{_KANJI}]{{1,2}}"
    rf"|[{_PARTICLES}]"
    # an ending or a word in hiragana, up to a particle or another script
    rf"|[ぁ-ゖ]+?(?=[{_PARTICLES}]|[^ぁ-ゖ]|\Z)"
    r"|.",
    re.DOTALL,
)


def segments(text: str) -> list[str]:
    """The segments of ``text`` in order; joined they are ``text`` again: numbers with their commas
    and points, runs of Latin letters, of katakana and of white space, two kanji at a time from the
    left, particles, the hiragana between them, and each other letter alone."""
    return _SEGMENT.findall(text)
