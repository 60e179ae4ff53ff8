"""Words that a dictionary holds to be one, written in different ways: 取組, 取組み and 取り組み.

The facts are the normalised forms of Sudachi's small dictionary (SudachiDict, Apache-2.0).
"""

from __future__ import annotations

import re
from functools import lru_cache

from shiryokan.japanese.codepoints import fold
from shiryokan.japanese.tokens import Word, dictionary

_UNINFLECTED = ("名詞", "副詞", "形状詞", "接続詞", "連体詞")
_KANA = re.compile("[ぁ-ゖー]+|[ァ-ヺー]{1,2}|[!-~]{1,2}")
_LEAST_KANA = 4
"""A shorter word all in hiragana stands inside too many others; a noun, that is."""
_LEAST_ADVERB = 3
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
    """The other ways to write ``word``, folded; the dictionary's own form first.

    The first call in a process reads the whole dictionary, which takes about two seconds.
    """
    if len(word.surface) < 2:
        return ()
    return tuple(s for s in _families().of(word.normalized) if s != word.surface)
