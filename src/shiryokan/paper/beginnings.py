"""How blocks begin: the numbers of headings and items, bullets, captions, notes and sources.

What the first characters of a block say by themselves. What they mean where others stand around
them is weighed in :mod:`shiryokan.paper.kinds`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from shiryokan.japanese.enumeration import (
    ALL_SIGNS,
    CAPITAL_LATIN,
    DIGIT,
    KANA,
    KANJI,
    ROMAN_NUMBERS,
    SMALL_LATIN,
    Form,
    Kind,
    enumerator,
    value_of,
)
from shiryokan.paper.layout.lines import BULLETS
from shiryokan.paper.layout.params import PARAMS
from shiryokan.paper.model import UNREADABLE

_LEVEL_OF_UNIT = {"編": 1, "部": 1, "章": 1, "節": 2, "款": 3, "": 2}
"""Levels of headings by what 第 counts in them."""
_LEVEL_OF_FORM: dict[tuple[Kind, Form], int] = {
    ("number", "paren"): 3,
    ("number", "half"): 4,
    ("number", "circle"): 4,
    ("katakana", "paren"): 5,
    ("katakana", "half"): 5,
    ("latin", "paren"): 5,
    ("latin", "half"): 5,
}
"""Levels of headings by the kind and the form of their enumerator."""
_DEEPEST = 6
_ROMANS = "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩⅪⅫ"
_MOST_DIGITS = PARAMS.blocks.most_digits
_TWO = f"[{DIGIT}]{{1,2}}"
_LEVELS: tuple[tuple[int, re.Pattern[str]], ...] = tuple(
    (level, re.compile(pattern))
    for level, pattern in (
        (
            1,
            rf"[{ROMAN_NUMBERS}]+[.．　 、]|別[表紙添]|附則|目次|はじめに|おわりに|"
            r"(?:目[ 　]+次|参考文献|参考資料|謝辞|要旨|凡[ 　]*例)$",
        ),
        (2, rf"{_TWO}[.．　 ](?![{DIGIT}])"),
        (4, rf"[{KANA}][.．　 、]"),
        (5, rf"[{SMALL_LATIN}][.．)）　 ]"),
    )
)
"""Levels of numbered headings, as official Japanese documents number them."""

_PLACE = rf"[{DIGIT}{ROMAN_NUMBERS}]+(?:[-－‐–―.．][{DIGIT}]+)*"
_SPEAKS = (
    rf"(?![-－‐–―.．]?[{DIGIT}])"
    r"(?![ 　]?(?:[はにをでもがへや]|から|より|及び|による|のとおり|のよう))"
)
"""What follows is no particle: 図2-4は begins a sentence."""
_FIGURE = re.compile(
    rf"[（(【［\[]?(?:図表?|表|資料|写真|Figure|Fig\.|Table)[ 　]?{_PLACE}(?P<title>{_SPEAKS})?"
    rf"|[■◆●□▼▲○]?[ 　]?第?[{DIGIT}]+(?:[-－‐–.．][{DIGIT}]+)+(?:図表?|表)(?P<counted>{_SPEAKS})?"
    rf"|[■◆●□▼▲○][ 　]?第?[{DIGIT}]+(?:図表?|表)(?P<marked>{_SPEAKS})?"
)
"""A figure or a table that is counted: 図2-4, 図表Ⅱ．１－１, ■第１－３－６図."""
_SOURCE = re.compile(
    r"[（(【［\[〔＜<]?(?:出典|出所|資料出所|資料|備考|参考資料)[）)】］\]〕＞>]?[：:　 ]|"
    r"[（(【［\[〔](?:出典|出所|資料出所|資料|備考)[）)】］\]〕]"
)
NOTE = re.compile(rf"(?:※|＊|\*|注|（注|\(注|[{DIGIT}]{{1,3}}[ 　])")
"""How a note in small print begins."""
NO_TITLE = re.compile(rf"[るたすのをにがはで]$|(?<![扱違願問狙ら])い$|[{DIGIT}][点円]?$|…|・・")
"""A particle, a verb or a figure at its end, or leaders: no title of nouns."""
FOOT_NOTE = re.compile(rf"{NOTE.pattern}|[（(]?[*＊※]?[{DIGIT}]{{1,3}}[)）]|[†‡§]|[*＊※][{DIGIT}]")
"""How a note begins that stands below the text of its page."""
_UNIT = re.compile(
    rf"[{DIGIT}]{{1,3}}(?:[.．][{DIGIT}]+)(?:[%％‰]|(?:[tgmLVAW]|kg|mg|mm|cm|km|m[lL]|k[WV]|Hz|[GMT]B)"
    r"(?![A-Za-z])|[割倍点人件年月日歳万億兆円]|ポイント|トン|メートル|キロ|か月|カ月|ヶ月|ha)"
)
"""A quantity: 3.5t begins no item. 3.5 年次計画 may, behind its space."""
_BULLETS = (*BULLETS, UNREADABLE)
_ZERO_AS_RING = re.compile("〇[ 　]")
"""The ideographic zero, typed in place of the ring that begins an item."""
STRONG_BULLETS = frozenset("■◆○◎●□▼▲▶►〇◇★☆❖❏❑❒⬛")
"""Signs that begin headings as well as items; the dots ・ and • begin items alone."""
_ENCLOSED = re.compile(
    r"【[^【】]{1,40}】|[＜<〈《≪][^＜＞<>〈〉《》]{1,60}[＞>〉》≫]|[［\[〔][^］\]〕]{1,40}[］\]〕]"
)
"""A line that is wholly in brackets, as titles are: round ones hold remarks."""
_WORD = re.compile(
    rf"(?P<word>区分|問|事例|論点|コラム|様式|ステップ|Step|STEP|付録|別[紙添表]|ケース|テーマ|"
    rf"[ＱQ]|柱)[ 　]?(?:[{DIGIT}]{{1,3}}|[{ROMAN_NUMBERS}{KANJI}])(?:の[{DIGIT}]+)*"
    rf"(?=$|[　 .．：:（(【「、])"
)
_BETWEEN = re.compile(
    rf"(?P<number>[{KANJI}]{{1,3}}|[{DIGIT}]{{1,2}})(?:の[{KANJI}{DIGIT}]{{1,2}})+(?=[ 　])"
)
"""A number that was put between two others: 一の二, after 一."""
_CODE = re.compile(rf"[{CAPITAL_LATIN}][{DIGIT}]{{3}}(?:[－-][{DIGIT}]{{1,2}})*(?=[ 　])")
"""The code of a service, under which its rules stand: Ｂ００１－２."""
_DOTTED = re.compile(
    rf"(?:[{DIGIT}]{{1,2}}|[{ROMAN_NUMBERS}])(?:[.．－‐-][{DIGIT}]{{1,2}}){{1,4}}(?![{DIGIT}])"
)
_MAY_BE_NUMBER = re.compile(
    rf"[{DIGIT}({ALL_SIGNS}{ROMAN_NUMBERS}（第【〔［\[]|"
    rf"[{KANA}{KANJI}{SMALL_LATIN}{CAPITAL_LATIN}ivx]{{1,4}}[.．、)）　 ]"
)
_FORMS: tuple[Form, ...] = ("ordinal", "circle", "paren", "half", "stop", "plain", "bracket")
_KINDS: tuple[Kind, ...] = ("number", "kanji", "katakana", "roman", "latin", "capital", "iroha")


class Number(NamedTuple):
    """What a block is counted by: the ``series`` whose members look alike, its ``value`` there
    (0 where it is not counted), and where the words begin behind it."""

    series: str
    value: int
    end: int


@lru_cache(maxsize=4096)
def number_of(text: str) -> Number | None:
    """The number, the bracket or the bullet with which a block begins; None where there is none."""
    if begins_with_bullet(text):
        return Number("bullet " + ("○" if text[0] == "〇" else text[0]), 0, 1)
    named = _named(text)
    if named is not None or not _MAY_BE_NUMBER.match(text) or is_quantity(text):
        return named
    dotted = _DOTTED.match(text)
    if dotted:
        parts = re.split("[.．－‐-]", dotted[0])
        return Number(f"dotted {len(parts)}", int(parts[-1]), dotted.end())
    found = enumerator(text, kinds=_KINDS, forms=_FORMS)
    if found is None or len(found.numeral) > _MOST_DIGITS:
        return None
    kind = "katakana" if found.kind == "iroha" else found.kind
    return Number(f"{found.form} {kind} {found.unit}".rstrip(), found.value, found.end)


def _named(text: str) -> Number | None:
    """A word and its number, a code, a number between two others, or a line in brackets."""
    word = _WORD.match(text)
    if word:
        digits = re.findall(f"[{DIGIT}]+", word[0])
        return Number("word " + word["word"], int(digits[0]) if digits else 0, word.end())
    code = _CODE.match(text)
    if code:
        return Number("word code", 0, code.end())
    between = _BETWEEN.match(text)
    if between:
        value = value_of(between["number"], ("number", "kanji")) or 0
        kind = "number" if between["number"].isdecimal() else "kanji"
        return Number(f"plain {kind}", value, between.end())
    if _ENCLOSED.fullmatch(text.strip(" \u3000")):
        return Number("enclosed " + text[0], 0, 0)
    return None


def level_of(text: str) -> int:
    """The level of the heading that a number at the beginning of ``text`` tells; 0 for none."""
    number = number_of(text)
    if number is not None and number.series.startswith("dotted"):
        # 3.1 stands below 3, which is of the second level; of Ⅲ．１ the first number counts parts
        return min(int(number.series[-1]) + (text[0] not in _ROMANS), _DEEPEST)
    found = enumerator(
        text, kinds=("number", "kanji", "katakana", "latin"),
        forms=("ordinal", "circle", "paren", "half"),
    )  # fmt: skip
    if found is None:
        if is_quantity(text):
            return 0
        return next((level for level, form in _LEVELS if form.match(text)), 0)
    if found.form == "ordinal":
        return _LEVEL_OF_UNIT.get(found.unit, 0)
    short = len(found.numeral) <= _MOST_DIGITS
    return _LEVEL_OF_FORM.get((found.kind, found.form), 0) if short else 0


def is_caption(text: str) -> bool:
    """Whether a line names a figure or a table that is counted, and begins no sentence about it."""
    found = _FIGURE.match(text)
    return found is not None and any(part is not None for part in found.groups())


def speaks_of_figure(text: str) -> bool:
    """Whether a line begins a sentence with a figure or a table: 図2-4は …."""
    found = _FIGURE.match(text)
    return found is not None and all(part is None for part in found.groups())


def is_source(text: str) -> bool:
    """Whether a line says from where a figure or a table is taken."""
    return _SOURCE.match(text) is not None


def is_quantity(text: str) -> bool:
    """Whether a line begins with an amount and its unit, which is no number of an item."""
    return _UNIT.match(text) is not None


def begins_with_bullet(text: str) -> bool:
    """Whether a line begins with a bullet."""
    return text.startswith(_BULLETS) or _ZERO_AS_RING.match(text) is not None
