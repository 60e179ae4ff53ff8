"""What looks put together by chance share, of whatever papers."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable

from reportlab.pdfbase.ttfonts import TTFont


def fonts_for(
    names: Iterable[str], file_of: Callable[[str], str], signs: str, *, upright: bool
) -> list[str]:
    """Those of the fonts ``names``, whose files ``file_of`` says, that have all of ``signs``: ㈠
    and ⑴ are not in each. A proportional font is not set from top to bottom."""
    return [
        name
        for name in names
        if _has(name, file_of(name), signs) and not (upright and name == "narrow")
    ]


@functools.cache
def _has(name: str, file: str, signs: str) -> bool:
    known: dict[int, int] = TTFont(name, file).face.charToGlyph
    return all(ord(sign) in known for sign in signs)
