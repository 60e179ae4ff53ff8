"""Which of several characters that are drawn alike stands in a text: its neighbours tell."""

from __future__ import annotations

import unicodedata

_PAIRS = {
    "ロ": "口", "ニ": "二", "ハ": "八", "カ": "力", "エ": "工", "タ": "夕", "ト": "卜", "オ": "才",
    "ア": "了", "チ": "千", "ミ": "三",
}  # fmt: skip
"""A katakana and the kanji that is drawn like it."""
_KATAKANA_OF = {kanji: kana for kana, kanji in _PAIRS.items()}
_DASHES = frozenset("ー一-‐–—―－−")
_HIRAGANA_OF = {"ヘ": "へ", "リ": "り", "ベ": "べ", "ペ": "ぺ"}
_KATAKANA_LIKE = {hiragana: kana for kana, hiragana in _HIRAGANA_OF.items()}
_ALONE = frozenset("口八二工力才卜夕了")
"""Kanji that hardly stand alone in official prose, as the katakana of a list do."""
_NUMERALS = frozenset("一二三四五六七八九十百千万〇数第")
_COUNTED = frozenset("つ人以次重回年月日条項号点種段次")
_KATAKANA_VOICED = frozenset("ャュョッァィゥェォヮ")


def put_right(text: str, *, sure: bool = False) -> str:
    """``text`` with what is drawn alike as its neighbours say; of the same length.

    With ``sure`` only what is beyond doubt is put right: what a writer would hardly have meant.
    """
    result = list(text)
    for at, character in enumerate(text):
        before = _neighbour(result, at, -1)
        after = _neighbour(result, at, 1)
        if character in _PAIRS or character in _KATAKANA_OF:
            result[at] = _kana_or_kanji(character, before, after, sure=sure)
        elif character in _DASHES:
            result[at] = _dash(character, before, after, sure=sure)
        elif character in _HIRAGANA_OF or character in _KATAKANA_LIKE:
            result[at] = _script(character, before, after)
        elif not sure:
            result[at] = _latin(character, before, after, result, at)
    return "".join(result)


def _neighbour(text: list[str], at: int, step: int) -> str:
    at += step
    return text[at] if 0 <= at < len(text) else ""


def is_katakana(character: str) -> bool:
    """Whether it is katakana that no kanji is drawn like, or the sign that makes it long."""
    return bool(character) and (
        ("ァ" <= character <= "ヺ" and character not in _PAIRS and character not in _HIRAGANA_OF)
        or character == "ー"
    )


def _is_kanji(character: str) -> bool:
    return (
        bool(character)
        and unicodedata.name(character, "").startswith("CJK UNIFIED")
        and (character not in _KATAKANA_OF)
    )


def _kana_or_kanji(character: str, before: str, after: str, *, sure: bool) -> str:
    kana = _KATAKANA_OF.get(character, character)
    kanji = _PAIRS[kana]
    weight = _weight_of_katakana(kana, kanji, before, after)
    if sure:
        # only against what stands between unlike neighbours on both sides
        if character == kanji and weight >= 4:
            return kana
        return kanji if character == kana and weight <= -4 else character
    if weight > 0:
        return kana
    return kanji if weight < 0 else character


def _weight_of_katakana(kana: str, kanji: str, before: str, after: str) -> float:
    weight = 0.0
    if is_katakana(before):
        weight += 2.0
    elif before in _PAIRS:
        weight += 1.0
    if is_katakana(after):
        weight += 3.0 if after in _KATAKANA_VOICED or after == "ー" else 2.0
    elif after in _PAIRS:
        weight += 1.0
    if _is_kanji(before) and not is_katakana(after):
        weight -= 2.5 if before in _NUMERALS else 2.0
    if _is_kanji(after) and before and not is_katakana(before) and before not in "（(　 ":
        weight -= 2.0
    if kanji in _NUMERALS and (before in _NUMERALS or after in _NUMERALS | _COUNTED):
        weight -= 2.0
    if weight == 0.0 and kanji in _ALONE:
        weight = 1.0
    return weight


def _dash(character: str, before: str, after: str, *, sure: bool) -> str:
    kana = _reads_as_katakana(before)
    if kana and character in "一-‐–—―－−":
        # ー is long after a katakana; a dash between two words in katakana stands apart
        if character == "一":
            return "ー"
        return character if sure else "ー"
    if character in "ー一" and (before.isascii() and before.isalnum()):
        if after.isascii() and after.isalnum():
            return "-"
        return character
    if character == "ー" and _is_kanji(before) and not sure:
        return "一"
    return character


def _reads_as_katakana(character: str) -> bool:
    return bool(character) and "ァ" <= character <= "ー"


def _script(character: str, before: str, after: str) -> str:
    kana = _KATAKANA_LIKE.get(character, character)
    katakana = sum(map(is_katakana, (before, after)))
    hiragana = sum("ぁ" <= each <= "ゖ" for each in (before, after) if each)
    if katakana and not hiragana:
        return kana
    if hiragana and not katakana:
        return _HIRAGANA_OF[kana]
    return character


def _latin(character: str, before: str, after: str, text: list[str], at: int) -> str:
    if character in "|｜" and _is_capital(before):
        return "I"
    if character == "1" and _is_capital(before) and _is_capital(after):
        return "I"
    if character in "OＯ" and after.isdecimal():
        second = _neighbour(text, at, 2)
        digits = before.isdecimal() or second.isdecimal()
        return "0" if digits and not before.islower() else character
    if character in "OＯ" and before.isdecimal() and not _is_capital(after):
        return "0"
    if character == "0" and _is_capital(before) and _is_capital(after):
        return "O"
    return character


def _is_capital(character: str) -> bool:
    return "A" <= character <= "Z" or character == "|"
