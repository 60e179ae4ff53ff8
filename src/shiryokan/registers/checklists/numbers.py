"""The numbers of items in one way of writing: ``1(2)`` for 1-2, 1－(２), 第1 ②, １．２ or 1(2)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from shiryokan.japanese.enumeration import (
    CAPITAL_LATIN,
    CAPITAL_ROMAN,
    DIGIT,
    KANJI,
    SIGNS,
    SMALL_LATIN,
    SMALL_ROMAN,
    SYLLABARY,
    value_of,
)
from shiryokan.registers.narrow_text import narrow

_SINGLE = "".join(sign for sign, (kind, _, _) in SIGNS.items() if kind == "number")
_SINGLE += SMALL_ROMAN + CAPITAL_ROMAN
_PART = (
    rf"[{DIGIT}]{{1,3}}|[{_SINGLE}]|[{KANJI}]{{1,4}}|[{SYLLABARY}]|[{SMALL_LATIN}{CAPITAL_LATIN}]"
)
_OPEN = r"[(（【〔\[［]"
_CLOSE = r"[)）】〕\]］]"
_BETWEEN = r"[-‐‑–—−－ーの.．・/]"
_WITHIN = rf"(?:第[ 　]?)?(?:{_PART})[章節条項編部款目]?(?:{_BETWEEN}(?:{_PART})){{0,3}}"
"""What a bracket may hold: （１）, 〔第１〕, ［1.2］."""
_FIRST = rf"(?:(?:第[ 　]?)?{_OPEN}{_WITHIN}{_CLOSE}|(?:第[ 　]?)?(?:{_PART}))[章節条項編部款目]?"
_NEXT = (
    rf"(?:[ 　]?{_BETWEEN}?[ 　]?(?:{_OPEN}(?:{_PART}){_CLOSE}|[{_SINGLE}])"
    rf"|(?:[ 　]?{_BETWEEN}[ 　]?|[ 　]|(?<=[{SYLLABARY}{SMALL_LATIN}{CAPITAL_LATIN}]))"
    rf"[{DIGIT}]{{1,3}})"
)
_NAMED = r"(?:№|No\.?|設問|質問|問|項目|Q)"
_NUMBER = re.compile(rf"{_NAMED}?[ 　]?(?P<number>{_FIRST}{_NEXT}{{0,4}})[ 　]?[.．、:：)）]?")
_LEADING = re.compile(
    rf"[★☆◎]?[ 　]*(?:{_NAMED}[ 　]?(?=[{DIGIT}(（]))?(?P<number>"
    rf"第[ 　]?(?:[{DIGIT}]{{1,3}}|[{KANJI}]{{1,4}})[章節条項編部款目]?{_NEXT}{{0,3}}"
    rf"|{_OPEN}(?:第[ 　]?)?(?:{_PART})[章節条項編部款目]?(?:{_BETWEEN}(?:{_PART})){{0,3}}{_CLOSE}"
    rf"(?:の[{DIGIT}]{{1,3}}(?=[ 　.．、:：]))?(?:{_OPEN}(?:{_PART}){_CLOSE}|[{_SINGLE}])*"
    rf"|[{DIGIT}]{{1,3}}{_OPEN}(?:{_PART}){_CLOSE}(?:{_OPEN}(?:{_PART}){_CLOSE}|[{_SINGLE}])*"
    rf"|[{_SINGLE}](?:[ 　]?[-‐‑–—−－．.][ 　]?[{DIGIT}]{{1,3}}){{0,3}}"
    rf"|[{DIGIT}]{{1,3}}(?:[ 　]?[-‐‑–—−－.．][ 　]?"
    rf"(?:{_OPEN}?[{DIGIT}]{{1,3}}{_CLOSE}?|[{_SINGLE}])){{1,4}}"
    rf"|[{CAPITAL_LATIN}][-‐‑–—−－][{DIGIT}]{{1,3}}"
    rf"|(?:[{DIGIT}]{{1,3}}|[{SYLLABARY}{SMALL_LATIN}{CAPITAL_LATIN}]|[{KANJI}]{{1,3}})"
    r"(?:[)）]|(?=[ 　.．、]))"
    rf")(?:[.．、:：][ 　]*|[ 　]+|(?<=[)）】〕\]］{_SINGLE}])[ 　]*)"
)
_PARTS = re.compile(_PART)


def parts_of(number: str) -> tuple[str, ...]:
    """The parts of a number, each in one way of writing: digits for what counts 1 2 3 (①, 一, Ⅲ
    too), the kana or the small letter for the rest. None if the text is no number."""
    match = _NUMBER.fullmatch(number.strip())
    return tuple(_plain(part) for part in _PARTS.findall(match["number"])) if match else ()


def _plain(part: str) -> str:
    value = value_of(part, ("number", "kanji"))
    if value is None and not part.isascii():
        value = value_of(part, ("roman",))
    return str(value) if value is not None else narrow(part).lower()


def key_of(parts: tuple[str, ...]) -> str:
    """``1(2)(3)`` of its three parts."""
    return parts[0] + "".join(f"({part})" for part in parts[1:]) if parts else ""


def leading(text: str) -> re.Match[str] | None:
    """The number with which a text begins, as group ``number``; the match ends where the words
    begin."""
    match = _LEADING.match(text)
    return match if match and match.end() < len(text) else None


def number_key(text: str) -> str:
    """The key that a typed number means; empty if it is none."""
    return key_of(parts_of(text))


def keys_of_day(day: datetime.date) -> Iterator[str]:
    """The numbers that a program for workbooks turns into ``day``: of 2 January 1-2, of 1 February
    1932 also 2-32, of 3 February 2001 also 1-2-3."""
    yield key_of((str(day.month), str(day.day)))
    if day.day == 1:
        yield key_of((str(day.month), str(day.year % 100)))
    yield key_of((str(day.year % 100), str(day.month), str(day.day)))
