"""The numbers of headings, and which heading stands over which."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shiryokan.japanese.enumeration import KANJI, ROMAN_NUMBERS, value_of

_DOT = r"\s?[.．・]\s?"
_LABELS = (
    ("dotted", re.compile(
        rf"(?P<number>(?:[{ROMAN_NUMBERS}]|[A-Z](?=\s?\.)|\d{{1,2}})(?:{_DOT}\d{{1,2}})+)(?!\d)[.．]?\s*"
    )),
    ("dashed", re.compile(r"(?P<number>\d{1,2}(?:\s?-\s?\d{1,2})+)(?![\d年月日])[.．]?\s*")),
    ("word", re.compile(
        r"(?P<number>(?:要点|要件|要求事項|対策|指針|原則|推奨事項|遵守事項)\s?\d{1,3}(?:[-.]\d{1,3})*)(?!\d)[.．:]?\s*"
    )),
    ("part", re.compile(rf"(?P<number>第\s?[\d{KANJI}]{{1,3}}\s?[編部])\s*")),
    ("chapter", re.compile(rf"(?P<number>第\s?[\d{KANJI}]{{1,3}}\s?章)\s*")),
    ("section", re.compile(rf"(?P<number>第\s?[\d{KANJI}]{{1,3}}\s?[節款])\s*")),
    ("article", re.compile(rf"(?P<number>第\s?[\d{KANJI}]{{1,3}}\s?条(?:の\d+)?)\s*")),
    ("ordinal", re.compile(rf"(?P<number>第\s?[\d{KANJI}]{{1,3}})(?=\s)\s*")),
    ("roman", re.compile(rf"(?P<number>[{ROMAN_NUMBERS}]|[IVX]{{1,4}}(?=\s?[.．]))\s?[.．]?\s*")),
    ("single", re.compile(r"(?P<number>\d{1,2})(?:[.．]\s*|\s+)(?!\d)")),
    ("paren", re.compile(r"(?P<number>\(\s?\d{1,2}\s?\))\s*")),
    ("half", re.compile(r"(?P<number>\d{1,2}\s?\))\s*")),
)  # fmt: skip
"""The forms of the numbers of headings. All else (a), ア, ①, ・) numbers items."""
_PARTS = re.compile(rf"\d+|[{ROMAN_NUMBERS}]|[IVX]+|[{KANJI}]+|[A-Z](?=\.)")
ABSOLUTE = ("dotted", "dashed", "word")
"""Numbers that say by themselves where they belong."""
COUNTED = ("single", "paren", "half")
"""Numbers that head sections in one guideline and items in the next."""


@dataclass(frozen=True, slots=True)
class Label:
    """The number at the beginning of a heading: its form, its parts, ``text[start:end]``, and
    where the title begins."""

    form: str
    text: str
    parts: tuple[int, ...]
    start: int
    end: int
    rest: int


def label_of(plain: str) -> Label | None:
    """The number with which a narrow text begins."""
    for form, pattern in _LABELS:
        if match := pattern.match(plain):
            text = re.sub(r"\s", "", match["number"]).replace("．", ".").replace("・", ".")
            return Label(form, text, _parts(text), *match.span("number"), match.end())
    return None


def _parts(text: str) -> tuple[int, ...]:
    return tuple(_value(word) for word in _PARTS.findall(text))


def _value(word: str) -> int:
    value = value_of(word, ("roman", "number", "kanji"))
    # a letter is no number: A.2 does not follow 1.1
    return ord(word[0]) if value is None else value


def path(above: str, label: Label) -> str:
    """The number by which a heading is cited, given that of the heading above it."""
    if label.form in ABSOLUTE or not above:
        return label.text
    sign = "" if label.text.startswith("(") or above.endswith(")") else "."
    return above + sign + label.text


def is_next(last: tuple[int, ...], new: tuple[int, ...]) -> bool:
    """Whether ``new`` may follow ``last`` among absolute numbers: 5.1.2 after 5.1.1, 5.2 or 5.2.1
    after 5.1.2, 6 after all of them."""
    if len(new) > len(last) and new[: len(last)] == last:
        return all(part <= 1 for part in new[len(last) :])
    for old, fresh, depth in zip(last, new, range(len(new)), strict=False):
        if old != fresh:
            return fresh == old + 1 and all(part <= 1 for part in new[depth + 1 :])
    return False
