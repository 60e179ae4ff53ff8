"""Words of a Japanese text, by Sudachi and its small dictionary (both Apache-2.0).

They come with the extra ``words``, for they take 115 MB; only search needs them.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

import msgspec

if TYPE_CHECKING:
    from sudachipy import Dictionary, Morpheme, Tokenizer

_MOST_BYTES = 40_000
"""Sudachi takes 49,149 bytes at once."""
_PIECE = 1_000
"""Characters after which a text is cut at the next full stop: for a piece Sudachi takes some
kilobytes a character, so that whole pages cost tens of megabytes in each thread."""
_STOP = re.compile(r"。(?<!。。)(?!。)")
"""A full stop by itself, over which no word and no number runs."""
_EMPTY_PARTS = ("補助記号", "空白", "助詞", "助動詞")
"""Parts of speech that say nothing alone: signs, spaces, particles and auxiliaries."""
_COUNTER = 2
"""Characters of what a number counts (年度, 億円) at most."""
_LOOSE_SUFFIXES = ("等", "達", "ら", "毎", "別", "様", "さん")
"""Suffixes that make no name of what they follow, as the 料 of 初診料 does."""
_own = threading.local()


class Word(msgspec.Struct, frozen=True):
    """A word as written, in the dictionary's normalised form, and its kind: whether it is a
    ``noun`` (numbers are none) and whether it says something alone (``full``). ``lemma`` is the
    form in which the dictionary lists what is inflected (取り扱う for 取り扱い), and ``part`` and
    ``detail`` its part of speech in Sudachi's own words (名詞, 代名詞); ``parts`` are the
    short units of a long one."""

    surface: str
    normalized: str
    noun: bool
    full: bool
    lemma: str = ""
    part: str = ""
    detail: str = ""
    parts: tuple[Word, ...] = ()


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary, shared by the threads of this process. Raises ImportError, which says what to
    install, where it is missing."""
    try:
        import sudachipy  # noqa: PLC0415  large: only when wanted
    except ImportError as error:
        raise ImportError(
            "the dictionary of words is not installed: pip install 'shiryokan[words]'"
        ) from error

    return sudachipy.Dictionary(dict="small")


def versions() -> dict[str, str]:
    """The versions that decide how a text is cut."""
    return {name: version(name) for name in ("sudachipy", "sudachidict-small")}


def _tokenizer() -> Tokenizer:
    """This thread's own tokenizer: one must not be shared."""
    if not hasattr(_own, "tokenizer"):
        _own.tokenizer = dictionary().tokenizer()
    tokenizer: Tokenizer = _own.tokenizer
    return tokenizer


class _Kind(NamedTuple):
    """What a part of speech is: see :class:`Word`; and whether it is a number."""

    noun: bool
    full: bool
    number: bool
    suffix: bool
    part: str
    detail: str


class _Kinds(dict[int, _Kind]):
    """The kinds of parts of speech by their numbers."""

    def __missing__(self, number: int) -> _Kind:
        part = dictionary().pos_of(number) or ("", "", "")
        numeral = part[1] == "数詞"
        self[number] = _Kind(
            noun=part[0] == "名詞" and not numeral,
            full=part[0] not in _EMPTY_PARTS,
            number=numeral,
            suffix=part[:2] == ("接尾辞", "名詞的"),
            part=part[0],
            detail=part[1],
        )
        return self[number]


_KINDS = _Kinds()


class _Told(NamedTuple):
    """What the dictionary tells of a word, wherever it stands: see :class:`_Kind`; its normalised
    form, and its reading in katakana."""

    noun: bool
    full: bool
    number: bool
    suffix: bool
    normalized: str
    reading: str


_OUTSIDE = 0xF000_0000
"""From here on Sudachi numbers words that are not in the dictionary, all of a kind alike: they tell
their forms themselves."""
_MOST_TOLD = 50_000
"""Words of which it is kept what the dictionary tells: a library of laws and notices has some
twenty thousand."""
_told: dict[int, _Told] = {}


def _tell(morpheme: Morpheme, number: int) -> _Told:
    """What the dictionary tells of a word, kept by its ``number``."""
    kind = _KINDS[morpheme.part_of_speech_id()]
    told = _Told(
        kind.noun, kind.full, kind.number, kind.suffix,
        morpheme.normalized_form(), morpheme.reading_form(),
    )  # fmt: skip
    if number < _OUTSIDE and len(_told) < _MOST_TOLD:
        _told[number] = told
    return told


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order, in Sudachi's short unit (mode A)."""
    return map(_word, _morphemes(text, "A"))


def long_words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order, in Sudachi's long unit (mode C): 引き続き is one."""
    from sudachipy import SplitMode  # noqa: PLC0415

    for morpheme in _morphemes(text, "C"):
        parts = tuple(map(_word, morpheme.split(SplitMode.A)))
        yield msgspec.structs.replace(_word(morpheme), parts=parts if len(parts) > 1 else ())


def _word(morpheme: Morpheme) -> Word:
    kind = _KINDS[morpheme.part_of_speech_id()]
    return Word(
        morpheme.surface(), morpheme.normalized_form(), kind.noun, kind.full,
        morpheme.dictionary_form(), kind.part, kind.detail,
    )  # fmt: skip


def words_and_names(text: str) -> tuple[list[str], list[list[tuple[str, str]]]]:
    """The words of ``text`` that say something alone, normalised, and its runs of nouns as
    written, each with its reading in katakana, without what a number counts (the 年度 of
    2024年度年次計画). This is :func:`words` for whole pages, in two thirds of the time."""
    found: list[str] = []
    runs: list[list[tuple[str, str]]] = []
    run: list[tuple[str, str]] = []
    after_number = False
    told = _told.get
    for morpheme in _morphemes(text, "A"):
        at = morpheme.word_id()
        noun, full, number, suffix, normalized, reading = told(at) or _tell(morpheme, at)
        if full:
            found.append(normalized)
        if noun or (suffix and run):
            surface = morpheme.surface()
            named = noun and not (after_number and len(surface) <= _COUNTER)
            ends = suffix and run and not after_number and surface not in _LOOSE_SUFFIXES
        else:
            named = ends = False
        if named or ends:
            run.append((surface, reading))
        elif run:
            runs.append(run)
            run = []
        after_number = number
    if run:
        runs.append(run)
    return found, runs


def reading(text: str) -> str:
    """How ``text`` sounds, in katakana, as the dictionary reads it."""
    return "".join(morpheme.reading_form() for morpheme in _morphemes(text, "C"))


def _morphemes(text: str, unit: Literal["A", "C"]) -> Iterator[Morpheme]:
    """What Sudachi cuts ``text`` into, in the unit of that name."""
    tokenizer = _tokenizer()
    from sudachipy import SplitMode  # noqa: PLC0415

    mode = SplitMode(unit)
    for piece, again in _pieces(text):
        yield from islice(tokenizer.tokenize(piece, mode), again, None)


def _pieces(text: str) -> Iterator[tuple[str, int]]:
    """``text`` in pieces, and how many words at the beginning of each stood in the one before.

    A piece begins with the full stop that ends the one before: what a word is depends on its
    neighbours, and so each has the neighbours that it has in the whole text.
    """
    start = again = 0
    for stop in _STOP.finditer(text) if len(text) > _PIECE else ():
        if stop.end() - start > _PIECE:
            yield from _short_enough(text[start : stop.end()], again)
            start, again = stop.start(), 1
    yield from _short_enough(text[start:], again)


def _short_enough(text: str, again: int) -> Iterator[tuple[str, int]]:
    """``text`` in pieces that Sudachi takes, cut after a full stop or a line where there is one."""
    while len(text.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        part = text[: _MOST_BYTES // 4]
        cut = max(part.rfind("。"), part.rfind("\n")) + 1 or len(part)
        yield text[:cut], again
        text, again = text[cut:], 0
    yield text, again
