"""What follows a label that has no white behind it, and what follows words that only begin so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from shiryokan.japanese.numerals import NotANumber, in_kanji, kanji_number

_NO_NOTE = re.compile(
    "意(?![思見])|射|視(?!力)|文(?!書)|記(?!録)|釈|目(?!的)|入(?![院所浴])|の|に(?!お)|、|及び|又は|から"
)
"""Behind 注: other words (注射, 注入), and sentences about a note (注１の, 注２に)."""
_COUNTED = tuple("点分回日月年歳人件名以単割般部定方体")
"""Behind a number that is none of a note: 注　１日につき, with no white in it."""
_DIGITS = re.compile("[0-9０-９]{1,2}")
_KANJI = re.compile("[一二三四五六七八九十]{1,3}")
_COUNTER = re.compile("[分回日月年歳歯顎人名件以時種剤]|単位|装置|口腔")
_NO_LABEL = re.compile("[点割般部定方体の、％%]|から|及び|又は")
"""Behind a kanji numeral that is of a word or a sentence."""


def is_note(behind: str) -> bool:
    """Whether 注 with this behind it, and no white between, begins a note."""
    return not _NO_NOTE.match(behind)


def note_number(text: str) -> tuple[int, int]:
    """The number that a text behind 注 begins with, and where it ends; 0 where it has none, or that
    is the beginning of a sentence: 注一一人で is 1 before 一人で."""
    if digits := _DIGITS.match(text):
        number, end = int(digits[0]), digits.end()
        return (0, 0) if _is_of_text(text[end:]) else (number, end)
    ways = ((number, end) for number, end in _in_kanji(text) if not _is_of_text(text[end:]))
    return next(ways, (0, 0))


def _is_of_text(behind: str) -> bool:
    """Whether a number behind 注 with this behind it is the beginning of the note's text."""
    return behind.startswith(_COUNTED) or not behind.strip()


def is_counted(text: str, end: int) -> bool:
    """Whether what stands at ``end`` may count something with the number before it (二人以上)."""
    return _COUNTER.match(text, end) is not None


def kanji_labels(text: str) -> Iterator[tuple[int, int]]:
    """The numbers in kanji with which a text may begin as labels, and where each ends:
    二十歯以上 is 20, or 2 before 十歯以上."""
    return ((number, end) for number, end in _in_kanji(text) if not _NO_LABEL.match(text, end))


def _in_kanji(text: str) -> Iterator[tuple[int, int]]:
    """The numbers by word with which a text begins, the longest first, and where each ends."""
    match = _KANJI.match(text)
    for end in range(len(match[0]) if match else 0, 0, -1):
        try:
            number = kanji_number(text[:end])
        except NotANumber:
            continue
        if in_kanji(number) == text[:end]:
            yield number, end
