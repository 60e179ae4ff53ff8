"""The ways in which documents write what a reader types.

サーバ室 is サーバー室, 取組 is 取り組み, 令和6年度 is 2024年度, 第12条 is 第十二条, 齋藤 is 斎藤,
50㎡ is 50平方メートル, ㈱ is 株式会社.

Only what is looked for is varied, never the text that is searched: a text keeps what is written,
and the reader can be told which other spellings were looked for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
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
from shiryokan.japanese.numerals import by_place, in_kanji, numbers, signed_numbers
from shiryokan.japanese.organisations import kinds_of_organisations
from shiryokan.japanese.tokens import Word, long_words
from shiryokan.japanese.units import units
from shiryokan.japanese.vocabulary import other_spellings

Why = Literal["written", "sound", "form", "number", "time", "word", "synonym"]
MOST = 24
"""Spellings of one term at most, the written one first and then those nearest to it."""
_MOST_COMBINED = 4096
_MOST_OF_PARTS = 12
"""Spellings of a long word by those of its parts."""

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


_KANJI = "[㐀-鿿𠀀-𲎯]"
_REPEATED = re.compile(f"{_KANJI}々")
_TWICE = re.compile(f"({_KANJI})\\1")
_OF_PLACE = re.compile(f"(?<={_KANJI})[ヶケが](?={_KANJI})")


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
    for start, end, ways, why in _found_by_sight(text):
        if start >= at:
            yield from _named(text[at:start])
            yield text[start:end], tuple((way, why) for way in ways if way != text[start:end])
            at = end
    yield from _named(text[at:])


def _found_by_sight(text: str) -> list[tuple[int, int, tuple[str, ...], Why]]:
    """What needs no dictionary, in order; of what begins at one place, the first of its kinds."""
    found: list[tuple[int, int, tuple[str, ...], Why]] = []
    for finder, why in _FINDERS:
        found += [(*each, why) for each in finder(text)]
    return sorted(found, key=lambda each: each[0])


_FINDERS: tuple[tuple[Callable[[str], list[tuple[int, int, tuple[str, ...]]]], Why], ...] = (
    (signed_numbers, "number"),
    (kinds_of_organisations, "word"),
    (units, "word"),
    (numbers, "number"),
)


def _named(text: str) -> Iterator[_Part]:
    """Words of the dictionary, with its spellings and ours; those of a long word's parts after its
    own, except of a verb's, whose parts are not spelt for themselves."""
    if not text:
        return
    for word in long_words(text):
        ways = _ways(word)
        if word.parts and not ways:
            yield from ((part.surface, tuple(_ways(part).items())) for part in word.parts)
            continue
        if word.part != "動詞":
            parts = [((part.surface, None), *_ways(part).items()) for part in word.parts]
            for choice in _combinations(parts)[1:_MOST_OF_PARTS]:
                ways.setdefault("".join(piece for piece, _why in choice), "word")
            ways.pop(word.surface, None)
        yield word.surface, tuple(ways.items())


def _ways(word: Word) -> dict[str, Why]:
    ways: dict[str, Why] = {}
    for spelling in other_spellings(word):
        ways.setdefault(spelling, "word")
    for spelling in _sounds(word.surface):
        ways.setdefault(spelling, "sound")
    for spelling in _forms(word.surface):
        ways.setdefault(spelling, "form")
    ways.pop(word.surface, None)
    return ways


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
    """Each combination of the kanji's old and new forms; a kanji twice or with 々 (佐佐木); the
    ヶ of a place (霞ヶ関, 霞が関)."""
    if "々" in word:
        yield _REPEATED.sub(lambda match: match.group()[0] * 2, word)
    elif _TWICE.search(word):
        yield _TWICE.sub(lambda match: match[1] + "々", word)
    if _OF_PLACE.search(word):
        yield from (_OF_PLACE.sub(way, word) for way in "ヶケが")
    forms = [(character, *other_forms(character)) for character in word]
    varied = [len(choices) > 1 for choices in forms]
    if not any(varied) or sum(varied) > 4:
        return
    for choice in product(*forms):
        spelling = "".join(choice)
        if spelling != word:
            yield spelling
