"""Words that a dictionary holds to be one, written in different ways: 取組, 取組み and 取り組み.

The facts are the normalised forms of Sudachi's small dictionary (SudachiDict, Apache-2.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.tokens import Word, dictionary

_UNINFLECTED = ("名詞", "副詞", "形状詞", "接続詞", "連体詞")
_KANA = re.compile("[ぁ-ゖー]+|[ァ-ヺー]{1,2}|[!-~]{1,2}")
_LEAST_KANA = 4
"""A shorter word all in hiragana stands inside too many others; a noun, that is."""
_LEAST_ADVERB = 3
_CONTINUES = "いきぎしちにびみりえけげせてねべめれ"
"""Last kana of a verb that goes on, which is a noun as well (取り組み, 打ち合わせ)."""
_KANJI = "[㐀-鿿𠀀-𲎯々]"
_COMPOUND = re.compile(
    f"(?P<first>{_KANJI})(?P<kana>[ぁ-ん]?[{_CONTINUES}])(?P<second>{_KANJI})(?P<ending>[ぁ-ん]{{0,3}})"
)
_INFLECTED = ("動詞", "形容詞")
_COMPOUNDED = ("動詞", "名詞")
_ADVERBS = ("副詞", "接続詞", "連体詞")


class _Families:
    """Spellings by normalised form; only forms that are written in more than one way."""

    def __init__(self) -> None:
        grouped: dict[str, set[str]] = {}
        adverbs: set[str] = set()
        for entry in dictionary().entries():
            form, surface = entry.normalized_form(), entry.surface()
            if form == surface or len(surface) < 2:
                continue
            part = entry.part_of_speech()
            whole = part[0] in _UNINFLECTED or part[5] == "終止形-一般"
            if not whole or part[1] == "数詞" or part[2] == "人名":
                continue
            grouped.setdefault(form, set()).add(surface)
            if part[0] in _ADVERBS or part[2] == "副詞可能":
                adverbs.add(form)
        self._families = {
            form: _distinct(form, grouped[form], _LEAST_ADVERB if form in adverbs else _LEAST_KANA)
            for form in grouped
        }

    def of(self, form: str) -> tuple[str, ...]:
        return self._families.get(form, ())


def _distinct(form: str, surfaces: set[str], least: int) -> tuple[str, ...]:
    """The spellings that differ after folding, the dictionary's own form first; those in kana
    with ``least`` characters or more."""
    found: dict[str, None] = {}
    for surface in (form, *sorted(surfaces)):
        folded = fold(surface).text
        plain = _KANA.fullmatch(folded)
        if surface != form and plain and len(folded) < least:
            continue
        found.setdefault(folded)
    return tuple(found)


@lru_cache(maxsize=1)
def _families() -> _Families:
    return _Families()


def warm() -> None:
    """Read the dictionary now and not at the first call of :func:`other_spellings`."""
    _families()


def other_spellings(word: Word) -> tuple[str, ...]:
    """The other ways to write ``word``, folded; the dictionary's own form first. What is inflected
    is varied in the same inflection: 取扱わ for 取り扱わ, and 引続き for 引き続き.

    The first call in a process reads the whole dictionary, which takes about two seconds.
    """
    if len(word.surface) < 2:
        return ()
    families = _families()
    ways = dict.fromkeys(families.of(word.surface))
    for spelling in (word.normalized, *families.of(word.normalized)):
        inflected = _inflected(word, spelling)
        ways.setdefault(inflected)
        ways |= dict.fromkeys(families.of(inflected))
    if word.part in _COMPOUNDED:
        for spelling in (word.surface, *ways):
            ways |= dict.fromkeys(_without_endings(spelling))
    return tuple(way for way in ways if way and way != word.surface)


def _inflected(word: Word, spelling: str) -> str:
    """The form of ``spelling``, a word as the dictionary lists it, that ``word`` is of its own
    one; nothing where it cannot be told."""
    if word.part not in _INFLECTED or word.lemma == word.surface:
        return spelling
    pairs = zip(word.lemma, word.surface, strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    ending = word.lemma[same:]
    return spelling.removesuffix(ending) + word.surface[same:] if spelling.endswith(ending) else ""


def _without_endings(word: str) -> Iterator[str]:
    """A compound of two verbs without the kana between them, and without those at its end as
    well: 割込み and 割込 for 割り込み (送り仮名の付け方, 昭和48年内閣告示第2号, 通則6 and 7)."""
    match = _COMPOUND.fullmatch(word)
    if match is None:
        return
    first, second, ending = match["first"], match["second"], match["ending"]
    yield first + second + ending
    if len(ending) > 1:
        yield match["first"] + match["kana"] + second + ending[1:]
        yield first + second + ending[1:]
    if ending[-1:] in _CONTINUES:
        yield first + second
