"""A question as the words that say what it is about: サイバー攻撃を受けたときの対応は？ is
サイバー攻撃, 対応 and 受け.

By Sudachi's parts of speech: particles, auxiliaries and signs say nothing, nor do words that ask
(何, どこ), that stand for others (こと, とき) or that any sentence has (する, 教える).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import msgspec

from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.tokens import Word, long_words, words

_JOINED = ("名詞", "接頭辞", "接尾辞", "形状詞")
"""Parts of speech that make one term when they stand side by side (サイバー, 攻撃; 初診, 料)."""
_NOTHING = frozenset((
    "時", "事", "物", "為", "所", "方", "場合", "何処", "何時", "何れ", "誰", "如何", "何故", "訳",
    "筈", "件", "必要", "方法", "事柄", "点", "以外", "外", "為る", "有る", "居る", "成る",
    "出来る", "下さる", "貰う", "頂く", "良い", "無い", "言う", "教える", "知る", "分かる",
    "思う", "見る", "置く", "行く", "来る", "遣る", "聞く", "宜しい", "欲しい",
))  # fmt: skip
"""Words, by their normalised forms, that say nothing of what a question is about."""
_ENGLISH_NOTHING = frozenset((
    "a", "an", "the", "of", "in", "on", "at", "for", "to", "from", "by", "with", "and", "or", "is",
    "are", "was", "were", "be", "do", "does", "did", "can", "could", "should", "would", "will",
    "may", "must", "how", "what", "which", "who", "when", "where", "why", "i", "me", "my", "we",
    "our", "you", "your", "it", "its", "this", "that", "these", "those", "there", "please", "tell",
    "about", "any", "some",
))  # fmt: skip
_ASKING = ("何", "幾")
_LEAST = 2
"""Characters of a word that says something."""
_LATIN = re.compile(r"[!-~]+")
_FEW_HIRAGANA = re.compile("[ぁ-ゖ]{1,2}")
_HIRAGANA = re.compile("[ぁ-ゖー]+")


class Asked(msgspec.Struct, frozen=True):
    """What a question is about: nouns, as they stand side by side, and verbs, each in order."""

    nouns: tuple[str, ...] = ()
    verbs: tuple[str, ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """All of them."""
        return self.nouns + self.verbs


def words_of_question(typed: Sequence[str]) -> Asked:
    """The words of what was typed that say what it is about, folded, each once."""
    nouns: dict[str, None] = {}
    verbs: dict[str, None] = {}
    for piece in typed:
        for term, is_verb in _terms(fold_text(piece)):
            (verbs if is_verb else nouns)[term] = None
    return Asked(tuple(nouns), tuple(verbs))


def parts_of(word: str) -> list[str]:
    """The parts of a compound that each say something."""
    found = (part for part in words(word) if part.full and not _says_nothing(part))
    return [
        part.surface
        for part in found
        if len(part.surface) >= _LEAST and not _HIRAGANA.fullmatch(part.surface)
    ]


def _terms(text: str) -> Iterator[tuple[str, bool]]:
    run: list[Word] = []
    asking = False
    for word in long_words(text):
        counted, asking = asking, word.surface in _ASKING
        if word.part in _JOINED and not asking and not counted and word.detail != "代名詞":
            run.append(word)
            continue
        yield from _named(run)
        run = []
        if word.part == "動詞" and len(word.surface) >= _LEAST and not _is_slight(word):
            yield word.surface, True
    yield from _named(run)


def _named(run: list[Word]) -> Iterator[tuple[str, bool]]:
    name = "".join(word.surface for word in run)
    if len(name) >= _LEAST and not all(map(_says_nothing, run)):
        yield name, False


def _is_slight(word: Word) -> bool:
    """A verb in a few hiragana is mostly part of a phrase (について)."""
    return _says_nothing(word) or _FEW_HIRAGANA.fullmatch(word.surface) is not None


def _says_nothing(word: Word) -> bool:
    if _LATIN.fullmatch(word.surface):
        return word.surface in _ENGLISH_NOTHING
    return word.normalized in _NOTHING or word.detail == "代名詞"
