"""Numbers as Japanese texts write them: 12, 十二, 一二."""

from __future__ import annotations

import re

_DIGITS = "〇一二三四五六七八九"
_VALUES = {c: i for i, c in enumerate(_DIGITS)} | {"零": 0}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MOST = 9999
_COUNTED = "条章節項号回年月日人つ次期版部件名割類種級巻款目週時分歳校社館課室区点倍台万億兆円"
_KANJI = re.compile(
    rf"(?<=第)[{_DIGITS}十百千]+|[{_DIGITS}十百千]{{2,}}|[{_DIGITS}十百千](?=[{_COUNTED}]|[ヶヵケカか箇個][月所年国条])"
    rf"|(?<=[条項章節]の)[{_DIGITS}十百]+"
)
_NUMBER = re.compile(
    rf"(?P<digits>(?<![\d.,])(?:\d,\d{{3}}|\d{{1,4}})(?![\d.,]))|(?P<kanji>{_KANJI.pattern})"
)


_WRITTEN = re.compile(
    r"(?<![\d.])\d{1,3}(?:,\d{3})+(?!\d)"
    rf"|(?<![{_DIGITS}十百千])[{_DIGITS}]{{1,3}}(?:、[{_DIGITS}]{{3}})+(?![{_DIGITS}十百千])"
    rf"|[{_DIGITS}零十百千]+"
)
"""Numbers with a comma or in kanji."""
_NEGATIVE = "△▲-"
"""What stands before a negative number: triangles in accounts, and the minus sign, folded."""
_SIGNS = f"{_NEGATIVE}±+"
_SIGNED = re.compile(r"(?P<sign>[△▲]|±|(?<![^\W_ぁ-ゖ)\]+])[-+]) ?(?P<number>\d[\d,]*)")
_AMOUNT = re.compile(
    r"\d[\d,]*(?=(?P<rest>\.\d+)?(?:[百千万億兆]{0,2}[円人件点%]?|パーセント|ポイント)$)"
)
"""A number that is all of a term but for what is counted in accounts, and may be negative there."""


class NotANumber(ValueError):  # noqa: N818
    """The text is not a number."""


def kanji_number(text: str) -> int:
    """The number written in kanji, by place (二〇二四) or by word (二千二十四), or in digits.

    Raises :class:`NotANumber` for what is not a number.
    """
    if text.isascii() and text.isdigit():
        return int(text)
    if text and all(c in _VALUES for c in text):
        return int("".join(str(_VALUES[c]) for c in text))
    total, digit, last_place = 0, None, 10_000
    for c in text:
        if c in _VALUES and digit is None:
            digit = _VALUES[c]
        elif c in _PLACES and _PLACES[c] < last_place and digit != 0:
            last_place = _PLACES[c]
            total += (1 if digit is None else digit) * last_place
            digit = None
        else:
            raise NotANumber(text)
    if not text or digit == 0:
        raise NotANumber(text)
    return total + (digit or 0)


def in_kanji(number: int) -> str:
    """The number by word: 12 is 十二, 2024 is 二千二十四. Raises ValueError beyond 1 to 9999."""
    if not 1 <= number <= _MOST:
        raise ValueError(number)
    written = ""
    for place, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            written += (_DIGITS[digit] if digit > 1 or not name else "") + name
    return written


def by_place(number: int) -> str:
    """The number digit by digit: 12 is 一二, 2024 is 二〇二四."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def in_digits(text: str) -> str:
    """A folded text with its numbers in digits and without the commas of thousands, to hold texts
    against each other that write numbers in their own ways: 二十分, 二〇分 and 20分 are one, and so
    are 千二百点, 一、二〇〇点 and 1,200点. What is no number (一般) is changed in all alike."""
    return _WRITTEN.sub(_digits, text)


def _digits(match: re.Match[str]) -> str:
    written = re.sub("[,、]", "", match[0])
    try:
        return str(kanji_number(written))
    except NotANumber:
        return match[0]


def numbers(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Every number in a folded text that may be written otherwise: its place, and the other ways.

    A single kanji counts as a number only beside 第 or a counter (三回, 第十二条の六), since 一
    stands in 一般.
    """
    found = []
    for match in _NUMBER.finditer(text):
        written = match.group()
        try:
            number = int(written.replace(",", "")) if match["digits"] else kanji_number(written)
        except NotANumber:
            continue
        if written.startswith("0") or not 1 <= number <= _MOST:
            continue
        if number < 10 and len(written) == len(text):
            continue
        ways = dict.fromkeys((str(number), in_kanji(number), by_place(number)))
        found.append((*match.span(), tuple(way for way in ways if way != written)))
    return found


def signed_numbers(text: str) -> list[tuple[int, int, tuple[str, ...]]]:
    """Every number with a sign before it in a folded text: its place, and the same with the other
    signs of its kind, and with none. A number that is all of the text, but for its unit, may have
    had a sign as well."""
    found = []
    for match in _SIGNED.finditer(text):
        sign, number = match["sign"], match["number"]
        signs = [other for other in _NEGATIVE if other != sign] if sign in _NEGATIVE else []
        found.append((*match.span(), (*(other + number for other in signs), number)))
    if not found and (amount := _AMOUNT.match(text)):
        number = amount.group()
        own = [] if amount["rest"] else numbers(number + text[amount.end() : amount.end() + 1])
        ways = [way for _start, end, others in own if end == len(number) for way in others]
        found.append((*amount.span(), (*ways, *(sign + number for sign in _SIGNS))))
    return found
