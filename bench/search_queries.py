"""Queries as readers ask them, drawn from the pages: words, three words of a page, phrases, and
words with facets."""

from __future__ import annotations

import random

import msgspec
from search_pages import PUBLISHERS, PageMaker

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.tokens import words_and_names

KINDS = ("one", "three", "phrase", "facet")
_SHORTEST, _LONGEST = 5, 14


class Asked(msgspec.Struct, frozen=True):
    """A query: ``words`` that must all be on the page; a ``facet`` query wants the counts of
    publishers and years too, and may be narrowed."""

    kind: str
    words: tuple[str, ...]
    publisher: str = ""
    year: int = 0


def queries(maker: PageMaker, pages: int, each: int, seed: int) -> list[Asked]:
    """``each`` queries of each kind, mixed."""
    chance = random.Random(seed)
    made = [_query(kind, maker, pages, chance) for kind in KINDS for _ in range(each)]
    chance.shuffle(made)
    return made


def _query(kind: str, maker: PageMaker, pages: int, chance: random.Random) -> Asked:
    while True:
        _number, metadata, texts = maker.document(chance.randint(1, pages // 20))
        text = chance.choice(texts)
        if kind == "phrase":
            if phrase := _phrase(text, chance):
                return Asked(kind, (phrase,))
            continue
        words = _words(text)
        wanted = 3 if kind == "three" else 1
        if len(words) < wanted:
            continue
        picked = tuple(chance.sample(words, wanted))
        if kind == "facet" and chance.random() < 0.5:
            narrow = chance.random() < 0.5
            return Asked(kind, picked, chance.choice(PUBLISHERS) if narrow else "",
                         0 if narrow else metadata.date // 10_000)  # fmt: skip
        return Asked(kind, picked)


def _words(text: str) -> list[str]:
    """Nouns and compound nouns of a page; as often as they stand there, they are asked for."""
    _found, runs = words_and_names(fold_text(text))
    nouns = [[noun for noun, _reading in run] for run in runs]
    words = ["".join(run) for run in nouns] + [word for run in nouns for word in run]
    return [word for word in words if 2 <= len(word) <= 12 and word.isalnum()]


def _phrase(text: str, chance: random.Random) -> str:
    """Letters, digits and Japanese in a row that do not begin or end within a word or number."""
    length = chance.randint(_SHORTEST, _LONGEST)
    start = chance.randrange(1, max(len(text) - length, 2))
    around = text[start - 1 : start + length + 1]
    cut = any(pair.isascii() and pair.isalnum() for pair in (around[:2], around[-2:]))
    phrase = around[1:-1]
    return phrase if len(phrase) == length and phrase.isalnum() and not cut else ""
