"""Characters that a picture alone does not tell apart."""

from __future__ import annotations

import functools
import unicodedata

import numpy as np
import numpy.typing as npt

from shiryokan.paper.ocr.engine import Charset

_ALIKE = (
    "ロ口□◻", "ニ二", "ハ八", "カ力", "エ工", "タ夕", "ト卜", "ヘへ", "ベべ", "ペぺ", "リり",
    "オ才", "ア了", "チ千", "ミ三", "ー一-‐‑‒–—―−─━", "・·•∙･", "~〜～∼", "O0〇○◯", "I1l|｜Ⅰ¹",
    "2²",
    "3³", "×x", "'’‘′`", '"”“″', ",，、", ".．", "…⋯", "〈<く", "〉>", "[［〔", "]］〕", "■◼▪",
    "●⚫",
    "ヵヶ", "髙高", "﨑崎",
)  # fmt: skip
"""Each group is drawn alike, or so nearly that a scan does not show the difference."""
_FOLD = {character: group[0] for group in _ALIKE for character in group}


@functools.cache
def folded(character: str) -> str:
    """A character by which all that look like it are known; full and half width are one."""
    if character in _FOLD:
        return _FOLD[character]
    narrow = unicodedata.normalize("NFKC", character)
    # ① and ㈱ are more than another width of what NFKC makes of them
    if len(narrow) != 1 or (narrow.isdecimal() and not _is_wide_digit(character)):
        return character
    return _FOLD.get(narrow, narrow)


def _is_wide_digit(character: str) -> bool:
    return "０" <= character <= "９" or character.isascii()


def squeezed(text: str) -> str:
    """``text`` folded and without spaces."""
    return "".join(folded(character) for character in text if not character.isspace())


@functools.cache
def _classes(charset: Charset) -> dict[str, npt.NDArray[np.int64]]:
    found: dict[str, list[int]] = {}
    for number, character in enumerate(charset):
        if character and not character.isspace():
            found.setdefault(folded(character), []).append(number)
    return {character: np.array(numbers) for character, numbers in found.items()}


def classes_of(character: str, charset: Charset) -> npt.NDArray[np.int64]:
    """The classes of a charset that look like a character; empty where it knows none."""
    return _classes(charset).get(folded(character), np.zeros(0, np.int64))
