"""What helps on when nothing is found: which word is missing, and queries that find something.

A misspelt word is put right by words of the index that are near it; a question is taken as the
words that say what it is about; and of several words, those that are there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.romaji import kana_of
from shiryokan.japanese.sounds import is_one_kana
from shiryokan.search.indexing import engine
from shiryokan.search.lexer import BadQuery, Lexeme, lexemes
from shiryokan.search.near_words import NearWord, near_words
from shiryokan.search.question import Question
from shiryokan.search.searcher import request_of
from shiryokan.search.words_of_question import Asked, parts_of, words_of_question

Why = Literal["sound", "spelling", "words", "without", "any"]
MOST_HINTS = 6
_MOST_WORDS = 8
"""Words of a query that are looked at."""
_MOST_ASKED = 30
"""Searches that help may cost."""
_LEAST_PARTS = 2


class Hint(msgspec.Struct, frozen=True):
    """A query that finds ``total`` entries: with a word put right by its ``sound`` or its
    ``spelling``; the ``words`` of a question; ``without`` the words that are nowhere; or with
    ``any`` of the words."""

    query: str
    why: Why
    total: int


class Help(msgspec.Struct, frozen=True):
    """Words of the query that are nowhere in what was searched, and queries that find
    something, the nearest to what was typed first."""

    missing: tuple[str, ...] = ()
    hints: tuple[Hint, ...] = ()


def help_for(question: Question) -> Help:
    """What helps on a question that finds nothing. Raises :class:`.engine.SearchError` where the
    index cannot be asked."""
    try:
        question.query()
        typed = lexemes(question.text)
    except BadQuery:
        return Help()
    return _Helper(question, typed).help()


_Candidate = tuple[str, Why]
"""A query, and why it is offered."""


class _Helper:
    def __init__(self, question: Question, typed: Sequence[Lexeme]) -> None:
        self._question = question
        terms = [each for each in typed if each.kind == "term" and each.field == "text"]
        self._typed = tuple(dict.fromkeys(each.text for each in terms))[:_MOST_WORDS]
        self._plain = len(terms) == len(typed) and not any(each.quoted for each in terms)
        self._totals: dict[str, int] = {}

    def help(self) -> Help:
        """The missing words, and the hints that find something."""
        asked = self._asked()
        missing = [word for word in asked.words if not self._total(word)]
        found: dict[str, Hint] = {}
        for query, why in self._candidates(asked, missing):
            if query not in found and query and (total := self._total(query)):
                found[query] = Hint(query, why, total)
            if len(found) == MOST_HINTS:
                break
        # of a single word it is plain that it is the one
        told = missing if len(asked.words) > 1 else []
        return Help(tuple(told), tuple(found.values()))

    def _asked(self) -> Asked:
        """What the query is about; where it has signs, what they stand between."""
        if not self._plain:
            return Asked(self._typed)
        folded = tuple(fold_text(each) for each in self._typed)
        if _is_one_sound(folded):
            return Asked(folded)
        asked = words_of_question(folded)
        return Asked(asked.nouns[:_MOST_WORDS], asked.verbs[:_MOST_WORDS])

    def _candidates(self, asked: Asked, missing: list[str]) -> Iterator[_Candidate]:
        if self._plain and len(asked.words) > 1 and _is_one_sound(asked.words):
            whole = [near.text for near in near_words("".join(asked.words))]
            yield from ((text, "sound") for text in whole)
            if any(map(self._total, whole)):
                return
        yield from self._put_right(asked, missing)
        if not self._plain:
            return
        there = [word for word in asked.words if word not in missing]
        if asked.words != self._typed and not missing:
            yield " ".join(asked.words), "words"
        if missing and there:
            yield " ".join(there), "without"
        if asked.verbs and asked.nouns:
            yield " ".join(word for word in asked.nouns if word in there), "words"
        if len(there) > 1:
            yield " OR ".join(there), "any"
        for word in missing:
            if not self._is_put_right(asked, word, missing):
                yield from self._parted(word)

    def _put_right(self, asked: Asked, missing: list[str]) -> Iterator[_Candidate]:
        for word in missing:
            for at, near in enumerate(near_words(word)):
                if self._plain:
                    for query in _put(near.text, word, asked.words, missing):
                        yield query, _why(near)
                        if self._total(query):
                            break
                    else:
                        there = [each for each in asked.words if each not in missing]
                        if not at and there:
                            yield " OR ".join((near.text, *there)), "any"
                elif word in self._question.text:
                    put_right = self._question.text.replace(word, near.text, 1)
                    yield put_right, _why(near)

    def _is_put_right(self, asked: Asked, word: str, missing: list[str]) -> bool:
        queries = (_put(near.text, word, asked.words, missing) for near in near_words(word))
        return any(self._total(query) for each in queries for query in each)

    def _parted(self, word: str) -> Iterator[_Candidate]:
        """The parts of a compound that nowhere stands as one, those put right that are
        nowhere."""
        parts = parts_of(word)
        there = [part for part in parts if self._total(part)]
        if len(parts) < _LEAST_PARTS:
            return
        for part in parts:
            for near in near_words(part) if part not in there else ():
                yield " ".join(near.text if each == part else each for each in parts), _why(near)
        yield " ".join(parts), "words"
        yield " OR ".join(there), "any"

    def _total(self, text: str) -> int:
        """How many entries a query finds that is part of the help; none for those that there is
        no time for."""
        if text not in self._totals:
            if len(self._totals) >= _MOST_ASKED:
                return 0
            question = self._question.replace(text=text)
            try:
                request = request_of(question, question.query(), limit=1)
            except BadQuery:
                self._totals[text] = 0
            else:
                self._totals[text] = engine().search(request).total
        return self._totals[text]


def _is_one_sound(typed: Sequence[str]) -> bool:
    """Whether what was typed is kana of one kind or Japanese in Latin letters, which no
    dictionary can cut."""
    whole = "".join(typed)
    return is_one_kana(whole) or bool(whole.isascii() and kana_of(whole))


def _put(other: str, word: str, words: Sequence[str], missing: Sequence[str]) -> list[str]:
    """The queries with ``other`` in the place of ``word``: with all other words, and without those
    that are missing too."""
    every = [other if each == word else each for each in words]
    there = [each for each in every if each not in missing]
    return list(dict.fromkeys((" ".join(every), " ".join(there))))


def _why(near: NearWord) -> Why:
    return "sound" if near.by_sound else "spelling"
