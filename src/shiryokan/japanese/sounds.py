"""How words sound, so that what is written wrongly, or in kana alone, is found by its sound."""

from __future__ import annotations

import re

_TO_KATAKANA = {hiragana: hiragana + 0x60 for hiragana in range(ord("ぁ"), ord("ゖ") + 1)}
_ALIKE = str.maketrans(
    "ァィゥェォッャュョヮヵヶヂヅヲヴ", "アイウエオツヤユヨワカケジズオブ", "ー・"
)
_V_ROW = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ"}
_V_PAIR = re.compile("|".join(_V_ROW))
_ONE_KANA = re.compile("[ぁ-ゖー・]+|[ァ-ヺー・]+")
_KANA = re.compile("[ぁ-ゖァ-ヺー・]+")


def katakana(text: str) -> str:
    """``text`` with katakana for its hiragana."""
    return text.translate(_TO_KATAKANA)


def is_kana(text: str) -> bool:
    """Whether ``text`` is written in kana alone."""
    return _KANA.fullmatch(text) is not None


def is_one_kana(text: str) -> bool:
    """Whether ``text`` is hiragana alone, or katakana alone."""
    return _ONE_KANA.fullmatch(text) is not None


def sound(kana: str) -> str:
    """A reading in kana as it is compared: katakana, small ones as large ones and long vowels
    without their mark (クレジツトカド for クレジットカード), ヂ as ジ, ヴァ as バ."""
    plain = _V_PAIR.sub(lambda match: _V_ROW[match.group()], katakana(kana))
    return plain.translate(_ALIKE)
