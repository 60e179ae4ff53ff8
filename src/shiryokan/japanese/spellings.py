"""The ways in which documents write what a reader types.

サーバ室 is サーバー室, 取組 is 取り組み, 令和6年度 is 2024年度, 第12条 is 第十二条, 齋藤 is 斎藤.

Only what is looked for is varied, never the text that is searched: a text keeps what is written,
and the reader can be told which other spellings were looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import product
from typing import Literal

import msgspec

from shiryokan.japanese.codepoints import KATAKANA_CLASS, fold
from shiryokan.japanese.eras import (
    FiscalYear,
    Mention,
    NotATime,
    When,
    Year,
    era_of,
    mentions_in_folded,
)
from shiryokan.japanese.kanji_forms import other_forms
from shiryokan.japanese.numerals import by_place, in_kanji, numbers
from shiryokan.japanese.tokens import words
from shiryokan.japanese.vocabulary import other_spellings

Why = Literal["written", "sound", "form", "number", "time", "word", "synonym"]
MOST = 24
"""Spellings of one term at most, the written one first and then those nearest to it."""
_MOST_COMBINED = 4096

_TO_SMALL = str.maketrans("アイウエオヤユヨ", "ァィゥェォャュョ")
_LARGE_PAIR = re.compile("(?<=[ウフヴツ])[アイエオ]|(?<=[シジチ])エ|(?<=[テデ])イ|(?<=[ドト])ウ")

_KATAKANA_RUN = re.compile(f"[{KATAKANA_CLASS}]{{3,}}")
_V = {"ヴァ": "バ", "ヴィ": "ビ", "ヴェ": "ベ", "ヴォ": "ボ", "ヴ": "ブ"}
_V_PATTERN = re.compile("|".join(_V))
_B_PATTERN = re.compile("[バビベボ]")
_B = {b: v for v, b in _V.items() if len(v) == 2}
_SMALL = str.maketrans(
    "ァィゥェォッャュョぁぃぅぇぉっゃゅょ", "アイウエオツヤユヨあいうえおつやゆよ"
)

_UNITS = {"%": ("パーセント",), "パーセント": ("%",)}


class Spelling(msgspec.Struct, frozen=True):
    """A folded text to look for, and why: the farthest of the reasons that it differs."""

    text: str
    why: Why = "written"


_Part = tuple[str, tuple[tuple[str, Why], ...]]
"""A piece of the term as written, and its other spellings."""


def spellings(text: str) -> list[Spelling]:
    """The spellings of ``text``, the written one first, folded; at most ``MOST``."""
    folded = fold(text).text
    parts = list(_parts(folded))
    found: dict[str, Spelling] = {folded: Spelling(folded)}
    combined = _combinations([((part, None), *others) for part, others in parts])
    for choice in combined:
        reasons = [why for _text, why in choice if why]
        spelling = "".join(piece for piece, _why in choice)
        if reasons:
            found.setdefault(spelling, Spelling(spelling, reasons[-1]))
        if len(found) == MOST:
            break
    return list(found.values())


_Way = tuple[str, Why | None]


def _combinations(ways: Sequence[tuple[_Way, ...]]) -> list[tuple[_Way, ...]]:
    """One way of each part, those first that change the fewest parts."""
    size = 1
    kept: list[tuple[_Way, ...]] = []
    for choices in ways:
        size *= len(choices)
        kept.append(choices if size <= _MOST_COMBINED else choices[:1])
        size = min(size, _MOST_COMBINED)
    return sorted(product(*kept), key=lambda choice: sum(why is not None for _t, why in choice))


def _parts(text: str) -> Iterator[_Part]:
    at = 0
    for mention in mentions_in_folded(text):
        yield from _words(text[at : mention.start])
        written = text[mention.start : mention.end]
        alone = mention.end == len(text) and not isinstance(mention.when, FiscalYear)
        yield written, () if alone else _times(mention, written)
        at = mention.end
    yield from _words(text[at:])


def _times(mention: Mention, written: str) -> tuple[tuple[str, Why], ...]:
    return tuple((way, "time") for way in ways_to_write(mention.when) if way != written)


def ways_to_write(when: When) -> list[str]:
    """A year or fiscal year as documents write it, folded: by era and western, in digits and
    kanji; and a month or a day by era and western."""
    ends = "年度" if isinstance(when, FiscalYear) else "年"
    rest = ""
    if not isinstance(when, FiscalYear | Year):
        ends, rest = "年", f"{when.month}月" + (f"{when.day}日" if hasattr(when, "day") else "")
    western = [str(when.year), by_place(when.year)]
    try:
        era, number = era_of(when)
    except NotATime:
        return [f"{year}{ends}{rest}" for year in western]
    counted = ["元", "1"] if number == 1 else [str(number), in_kanji(number)]
    own = [f"{era.name}{way}" for way in counted]
    ways = [f"{year}{ends}{rest}" for year in (own[0], western[0], own[1], western[1])]
    ways.append(f"{era.letter.lower()}{number}{ends}{rest}")
    ways.append(f"{own[0]}({western[0]}){ends}{rest}")
    ways.append(f"{western[0]}({own[0]}){ends}{rest}")
    ways.append(f"{own[0]}年({western[0]}年){ends.removeprefix('年')}{rest}")
    if isinstance(when, FiscalYear):
        ways.append(f"fy{when.year}")
    return ways


def _words(text: str) -> Iterator[_Part]:
    at = 0
    for start, end, ways in numbers(text):
        yield from _named(text[at:start])
        yield text[start:end], tuple((way, "number") for way in ways)
        at = end
    yield from _named(text[at:])


def _named(text: str) -> Iterator[_Part]:
    """Words of the dictionary, with its spellings and ours."""
    if not text:
        return
    for word in words(text):
        ways: dict[str, Why] = {}
        for spelling in other_spellings(word):
            ways.setdefault(spelling, "word")
        for spelling in _UNITS.get(word.surface, ()):
            ways.setdefault(spelling, "word")
        for spelling in _sounds(word.surface):
            ways.setdefault(spelling, "sound")
        for spelling in _forms(word.surface):
            ways.setdefault(spelling, "form")
        ways.pop(word.surface, None)
        yield word.surface, tuple(ways.items())


def _sounds(word: str) -> Iterator[str]:
    """Katakana with and without its last long-vowel mark, with ヴァ or バ, with large or small
    kana (マルウエア)."""
    if _KATAKANA_RUN.fullmatch(word):
        stem = word.removesuffix("ー")
        if len(stem) >= 3 and not stem.endswith(("ー", "ン", "ッ")):
            yield stem if stem != word else word + "ー"
    if "ヴ" in word:
        yield _V_PATTERN.sub(lambda match: _V[match.group()], word)
    elif _KATAKANA_RUN.fullmatch(word) and _B_PATTERN.search(word):
        yield _B_PATTERN.sub(lambda match: _B[match.group()], word)
    if len(word) >= 4 and _KATAKANA_RUN.fullmatch(word):
        small = _LARGE_PAIR.sub(lambda match: match.group().translate(_TO_SMALL), word)
        if small != word:
            yield small
    large = word.translate(_SMALL)
    if len(word) >= 3 and large != word:
        yield large


def _forms(word: str) -> Iterator[str]:
    """Each combination of the kanji's old and new forms."""
    forms = [(character, *other_forms(character)) for character in word]
    varied = [len(choices) > 1 for choices in forms]
    if not any(varied) or sum(varied) > 4:
        return
    for choice in product(*forms):
        spelling = "".join(choice)
        if spelling != word:
            yield spelling
