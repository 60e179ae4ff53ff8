"""Enumerators: the numbers, kana and letters by which Japanese papers count things.

``第１章``, ``（ア）``, ``イ``, ``①``, ``⑴``, ``1.``, ``㈠``, ``ａ）``, ``Ⅲ``, ``【1】``: each has
a *kind* (what one counts with), a *form* (what stands around it), and a value from 0 or 1. Whoever
reads enumerations chooses kinds and forms; what they look like and are worth stands here only.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple, get_args

from shiryokan.japanese.numerals import NotANumber, in_kanji, kanji_number

Kind = Literal["number", "kanji", "katakana", "iroha", "roman", "latin", "capital"]
"""What one counts with: 1 2 3; 一二三; アイウ; イロハ; ⅠⅡⅢ or i ii iii; abc; ABC.

Some letters are of two kinds (イ is the second of アイウ and the first of イロハ, i the ninth of
abc and the first of i ii iii): the kind that is asked for first is taken."""
Form = Literal["ordinal", "circle", "paren", "bracket", "half", "stop", "plain"]
"""What stands around it: 第1章; ①; （1） or ⑴; 【1】 or 〔1〕; 1）; 1. or 1、; and nothing, where a
space or the end of the text follows."""
KINDS: tuple[Kind, ...] = get_args(Kind)
FORMS: tuple[Form, ...] = get_args(Form)

SYLLABARY = (
    "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
)
"""The kana in the order of アイウ."""
IROHA = (
    "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオク"
    "ヤマケフコエテアサキユメミシヱヒモセスン"
)
"""The kana in the order of イロハ; after the last the pairs イイ, イロ … are counted."""
_HALF_WIDTH = "".join(chr(code) for code in (*range(0xFF71, 0xFF9E), 0xFF66))
_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10}
_MOST_ROMAN = 39
"""Greatest number that i, v and x can write."""
MOST_KANJI = 9999
UNITS = "編部章節款目条項号回"
"""What 第 counts."""

DIGIT = "0-9０-９"
KANJI = "一二三四五六七八九十百"
KANA = "".join(dict.fromkeys(SYLLABARY + IROHA))
SMALL_LATIN, CAPITAL_LATIN = "a-zａ-ｚ", "A-ZＡ-Ｚ"
SMALL_ROMAN, CAPITAL_ROMAN = "ⅰ-ⅿ", "Ⅰ-Ⅿ"
ROMAN_NUMBERS = "Ⅰ-Ⅻ"
"""Insides of character classes of regular expressions: one character of a kind."""


class _Signs(NamedTuple):
    """Signs of one character, ``first`` and those that follow it, worth ``value`` and upwards."""

    kind: Kind
    form: Form
    first: str
    amount: int
    value: int = 1


_SIGNS = (
    _Signs("number", "circle", "①", 20),
    _Signs("number", "circle", "㉑", 15, 21),
    _Signs("number", "circle", "㊱", 15, 36),
    _Signs("number", "circle", "⓪", 1, 0),
    _Signs("number", "circle", "❶", 10),
    _Signs("number", "circle", "⓫", 10, 11),
    _Signs("number", "circle", "⓿", 1, 0),
    _Signs("number", "circle", "⓵", 10),
    _Signs("number", "circle", "➀", 10),
    _Signs("number", "circle", "➊", 10),
    _Signs("number", "paren", "⑴", 20),
    _Signs("number", "stop", "⒈", 20),
    _Signs("kanji", "circle", "㊀", 10),
    _Signs("kanji", "paren", "㈠", 10),
    _Signs("latin", "circle", "ⓐ", 26),
    _Signs("latin", "paren", "⒜", 26),
    _Signs("capital", "circle", "Ⓐ", 26),
)
# the circled kana stand in the order of the syllabary, with ヰ and ヱ before ヲ and without ン
_CIRCLED_KANA = {
    chr(ord("㋐") + at): SYLLABARY.index(kana) + 1
    for at, kana in enumerate(SYLLABARY[:44] + "ヰヱヲ")
    if kana in SYLLABARY
}
SIGNS: dict[str, tuple[Kind, Form, int]] = {
    chr(ord(signs.first) + i): (signs.kind, signs.form, signs.value + i)
    for signs in _SIGNS
    for i in range(signs.amount)
} | {sign: ("katakana", "circle", value) for sign, value in _CIRCLED_KANA.items()}
"""Enumerators that are one character: kind, form and value."""


def signs(kinds: Sequence[Kind] = KINDS, forms: Sequence[Form] = FORMS) -> str:
    """The inside of a character class: the single characters of these kinds and forms."""
    found = sorted(c for c, (kind, form, _) in SIGNS.items() if kind in kinds and form in forms)
    return "".join(_ranges(found))


def _ranges(characters: list[str]) -> Iterator[str]:
    start = last = characters[0] if characters else ""
    for character in [*characters[1:], ""]:
        if character and ord(character) == ord(last) + 1:
            last = character
            continue
        if start:
            yield start if start == last else f"{start}-{last}"
        start = last = character


CIRCLED_NUMBERS = signs(("number",), ("circle",))
PAREN_NUMBERS = signs(("number",), ("paren",))
ALL_SIGNS = signs()


class Enumerator(NamedTuple):
    """An enumerator as ``printed`` at ``text[start:end]``: its kind, its form and its value.

    ``numeral`` is what it counts with alone (ア of （ア）), ``unit`` what 第 counts (章), if any.
    """

    kind: Kind
    form: Form
    value: int
    printed: str
    numeral: str
    start: int
    end: int
    unit: str = ""


_NUMERALS: dict[Kind, str] = {
    "number": rf"[{DIGIT}]{{1,4}}",
    "kanji": rf"[{KANJI}千]{{1,7}}",
    "katakana": rf"[{SYLLABARY}]|[{_HALF_WIDTH}]",
    "iroha": rf"[{IROHA}]{{1,2}}",
    "roman": rf"[{SMALL_ROMAN}{CAPITAL_ROMAN}]|[ivx]{{1,7}}|[IVX]{{1,7}}",
    "latin": rf"[{SMALL_LATIN}]",
    "capital": rf"[{CAPITAL_LATIN}]",
}
_FRAMES: dict[Form, str] = {
    "ordinal": rf"第[ 　]?(?P<numeral>{{numeral}})(?:[ 　]?(?P<unit>[{UNITS}])|(?=[ 　]|$))",
    "paren": "[(（](?P<numeral>{numeral})[)）]",
    "bracket": (
        "(?:【(?P<numeral>{numeral})】|〔(?P<tortoise>{numeral})〕"
        r"|[［\[](?P<square>{numeral})[］\]])"
    ),
    "half": "(?P<numeral>{numeral})[)）]",
    "stop": "(?P<numeral>{numeral})[.．、](?![0-9０-９])",
    "plain": "(?P<numeral>{numeral})(?=[ 　]|$)",
}


@cache
def _pattern(kind: Kind, form: Form) -> re.Pattern[str]:
    return re.compile(_FRAMES[form].replace("{numeral}", f"(?:{_NUMERALS[kind]})"))


def enumerator(
    text: str, at: int = 0, *, kinds: Sequence[Kind] = KINDS, forms: Sequence[Form] = FORMS
) -> Enumerator | None:
    """The enumerator that begins at ``text[at]``; None if there is none of these kinds and forms.

    Where a text may be read as several, the form that comes first in ``forms`` is taken, and then
    the kind that comes first in ``kinds``.
    """
    known = SIGNS.get(text[at : at + 1])
    if known is not None:
        kind, form, value = known
        if kind not in kinds or form not in forms:
            return None
        return Enumerator(kind, form, value, text[at], text[at], at, at + 1)
    for form in forms:
        if form == "circle":
            continue
        for kind in kinds:
            match = _pattern(kind, form).match(text, at)
            if match is None:
                continue
            groups = match.groupdict()
            unit = groups.pop("unit", None) or ""
            numeral = next(filter(None, groups.values()))
            worth = value_of(numeral, (kind,))
            if worth is not None:
                return Enumerator(kind, form, worth, match[0], numeral, *match.span(), unit)
    return None


def value_of(numeral: str, kinds: Sequence[Kind] = KINDS) -> int | None:
    """What a numeral, or a sign of one character, is worth as one of ``kinds``, the first that it
    can be; None if it is none of them."""
    known = SIGNS.get(numeral)
    if known is not None:
        return known[2] if known[0] in kinds else None
    for kind in kinds:
        value = _READERS[kind](numeral)
        if value is not None:
            return value
    return None


def _number(numeral: str) -> int | None:
    # only these digits: isdecimal is true of those of many other scripts
    return int(numeral) if re.fullmatch(f"[{DIGIT}]+", numeral) else None


def _kanji(numeral: str) -> int | None:
    if numeral.isascii():
        return None
    try:
        return kanji_number(numeral)
    except NotANumber:
        return None


def _katakana(numeral: str) -> int | None:
    if len(numeral) != 1:
        return None
    return SYLLABARY.find(unicodedata.normalize("NFKC", numeral)) + 1 or None


def _iroha(numeral: str) -> int | None:
    if not 1 <= len(numeral) <= 2 or any(kana not in IROHA for kana in numeral):
        return None
    tens = IROHA.index(numeral[0]) + 1 if len(numeral) == 2 else 0
    return tens * len(IROHA) + IROHA.index(numeral[-1]) + 1


def _roman(numeral: str) -> int | None:
    text = unicodedata.normalize("NFKC", numeral)
    if text not in (text.lower(), text.upper()):
        return None
    digits = [_ROMAN_VALUES.get(c, 0) for c in text.lower()]
    value = sum(
        -digit if digit < after else digit
        for digit, after in zip(digits, [*digits[1:], 0], strict=True)
    )
    return value if 0 < value <= _MOST_ROMAN and _in_roman(value) == text.lower() else None


def _in_roman(value: int) -> str:
    tens, ones = divmod(value, 10)
    return "x" * tens + ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")[ones]


def _latin(numeral: str) -> int | None:
    letter = unicodedata.normalize("NFKC", numeral)
    return ord(letter) - ord("a") + 1 if re.fullmatch("[a-z]", letter) else None


def _capital(numeral: str) -> int | None:
    letter = unicodedata.normalize("NFKC", numeral)
    return ord(letter) - ord("A") + 1 if re.fullmatch("[A-Z]", letter) else None


_READERS = {
    "number": _number,
    "kanji": _kanji,
    "katakana": _katakana,
    "iroha": _iroha,
    "roman": _roman,
    "latin": _latin,
    "capital": _capital,
}


def printed(kind: Kind, form: Form, value: int, unit: str = "") -> str:
    """An enumerator as it is printed; ``unit`` is what 第 counts.

    Raises ValueError for what cannot be printed so: there is no 51 in a circle.
    """
    if form == "circle":
        for sign, known in SIGNS.items():
            if known == (kind, form, value):
                return sign
        raise ValueError((kind, form, value))
    numeral = _numeral(kind, value)
    frames: dict[Form, str] = {
        "ordinal": "第{}" + unit, "paren": "（{}）", "bracket": "【{}】", "half": "{}）",
        "stop": "{}．", "plain": "{}",
    }  # fmt: skip
    return frames[form].format(numeral)


def _numeral(kind: Kind, value: int) -> str:
    if kind == "number" and 0 <= value <= MOST_KANJI:
        return str(value)
    if kind == "kanji":
        return in_kanji(value)
    if kind == "roman" and 1 <= value <= _MOST_ROMAN:
        return _in_roman(value)
    letters = {
        "katakana": SYLLABARY, "iroha": IROHA, "latin": "abcdefghijklmnopqrstuvwxyz",
        "capital": "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
    }.get(kind, "")  # fmt: skip
    if 1 <= value <= len(letters):
        return letters[value - 1]
    tens, ones = divmod(value - 1, len(IROHA))
    if kind == "iroha" and 1 <= tens <= len(IROHA):
        return IROHA[tens - 1] + IROHA[ones]
    raise ValueError((kind, value))
