"""Words of the index that are nearly a typed one: they sound the same, or almost, or are written
almost the same.

Distances are rapidfuzz's ratio: 100 less the share of characters to be put in and taken out
(Levenshtein's with replacing counted twice).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec
from rapidfuzz import fuzz, process

from shiryokan.japanese import loanwords
from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.romaji import kana_of
from shiryokan.japanese.sounds import is_kana, katakana, sound
from shiryokan.japanese.tokens import reading
from shiryokan.search.analysis import heard
from shiryokan.search.indexing import engine

_LOOKED_AT = 4000
"""Words of the index, beginning like the typed one, that are compared with it."""
_COMPARED = 40
_ALIKE = 65.0
"""Of 100: how alike words must be as they are written."""
_SOUND_ALIKE = 80.0
"""What only sounds alike must do so more: 平均年齢 and 平年成 share most of their sounds."""
_SAME = 100.0
_BORROWED = 90.0
"""Of one that has the consonants of an English word."""
_LEAST_CONSONANTS = 3
"""Consonants of an English word that tell it from others."""
_LONGER = 2
"""Sounds that one of the two may have more; and characters, but of a short word only one."""
_SHORT = 6
_BEHIND = 10.0
"""What is so much farther than the nearest is not meant."""
_BEGINNING = 2
"""Sounds with which both must begin."""
_MOST = 3
_ALMOST = 75.0
_CLEARLY = 3
"""Entries that a word must stand in that is not almost the typed one."""
_DIGITS = re.compile(r"[0-9〇一二三四五六七八九十百千万億兆]+")


class NearWord(msgspec.Struct, frozen=True):
    """A word of the index, how near it is (of 100), whether it is by its sound, and the number of
    entries that hold it."""

    text: str
    score: float
    by_sound: bool
    count: int


def near_words(typed: str) -> list[NearWord]:
    """The words of the index that are nearest to ``typed``, the nearest first; they say the same
    numbers, for 令和6年 is no misspelt 令和5年."""
    word = fold_text(typed).replace(" ", "")
    found: dict[str, NearWord] = {}
    nearly = (*_sounding(word), *_in_katakana(word), *_borrowed(word), *_written(word))
    for near in nearly:
        known = found.get(near.text)
        if near.text != word and (known is None or near.score > known.score):
            found[near.text] = near
    numbers = _numbers(word)
    same = (near for near in found.values() if _numbers(near.text) == numbers and _is_clear(near))
    nearest = sorted(same, key=lambda near: (-near.score, -near.count))[:_MOST]
    return [near for near in nearest if near.score + _BEHIND >= nearest[0].score]


def _is_clear(near: NearWord) -> bool:
    return near.score >= _ALMOST or near.count >= _CLEARLY


def _numbers(word: str) -> list[str]:
    return _DIGITS.findall(word.replace(",", ""))


def _sounding(word: str) -> Iterator[NearWord]:
    kept = heard(_reading(word))
    if len(kept) <= _BEGINNING:
        return
    terms = dict(engine().terms("sounds", f"{kept}|", _COMPARED))
    for term, count in terms.items():
        yield NearWord(term.partition("|")[2], _SAME, True, count)
    if terms:
        return
    terms = dict(engine().terms("sounds", kept[:_BEGINNING], _LOOKED_AT))
    for term, score, _at in process.extract(
        kept,
        terms.keys(),
        scorer=fuzz.ratio,
        processor=lambda each: each.partition("|")[0],
        score_cutoff=_SOUND_ALIKE,
        limit=_COMPARED,
    ):
        own, _bar, name = term.partition("|")
        if abs(len(own) - len(kept)) <= _LONGER:
            yield NearWord(name, score, True, terms[term])


def _in_katakana(word: str) -> Iterator[NearWord]:
    """Words in katakana that sound like one in hiragana or Latin letters."""
    read = katakana(_reading(word))
    if read == word or not is_kana(read):
        return
    for near in _written(read):
        score = _SAME if sound(near.text) == sound(read) else near.score
        yield NearWord(near.text, score, True, near.count)


def _borrowed(word: str) -> Iterator[NearWord]:
    """Words in katakana that Japanese has borrowed from an English one: バックアップ for backup."""
    if not (word.isascii() and word.isalpha()) or kana_of(word):
        return
    consonants = loanwords.of_english(word)
    if len(consonants) < _LEAST_CONSONANTS:
        return
    for first in loanwords.first_kana(consonants, word):
        terms = dict(engine().terms("names", first, _LOOKED_AT))
        terms |= dict(engine().terms("tokens", first, _LOOKED_AT))
        for name, count in terms.items():
            if loanwords.of_katakana(name) == consonants:
                yield NearWord(name, _BORROWED, True, count)


def _reading(word: str) -> str:
    if is_kana(word):
        return word
    return kana_of(word) if word.isascii() else reading(word)


def _written(word: str) -> Iterator[NearWord]:
    terms = dict(engine().terms("names", word[:1], _LOOKED_AT))
    terms |= dict(engine().terms("tokens", word[:1], _LOOKED_AT))
    for name, score, _at in process.extract(
        word, terms.keys(), scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=_COMPARED
    ):
        if abs(len(name) - len(word)) <= (_LONGER if len(word) > _SHORT else 1):
            yield NearWord(name, score, False, terms[name])
