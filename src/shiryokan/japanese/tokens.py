"""Words of a Japanese text, by Sudachi and its small dictionary (both Apache-2.0)."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import lru_cache
from importlib.metadata import version
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from sudachipy import Dictionary, Tokenizer

_MOST_BYTES = 40_000
"""Sudachi takes 49,149 bytes at once."""
_EMPTY_PARTS = ("補助記号", "空白", "助詞", "助動詞")
"""Parts of speech that say nothing alone: signs, spaces, particles and auxiliaries."""
_own = threading.local()


class Word(msgspec.Struct, frozen=True, gc=False):
    """A word as written, in the dictionary's normalised form, and its kind: whether it is a
    ``noun`` (numbers are none) and whether it says something alone (``full``)."""

    surface: str
    normalized: str
    noun: bool
    full: bool


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The dictionary, shared by the threads of this process."""
    import sudachipy  # noqa: PLC0415  the dictionary is 40 MB: only when wanted

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


def tokens(text: str) -> list[str]:
    """The words of ``text`` in order, in Sudachi's middle unit (mode B); joined they are
    ``text`` again."""
    from sudachipy import SplitMode  # noqa: PLC0415

    found: list[str] = []
    for piece in _pieces(text):
        found += [m.surface() for m in _tokenizer().tokenize(piece, SplitMode.B)]
    return [token for token in found if token]


class _Kinds(dict[int, tuple[bool, bool]]):
    """Whether a part of speech, by its number, is a noun and says something alone."""

    def __missing__(self, number: int) -> tuple[bool, bool]:
        part = dictionary().pos_of(number)
        noun = part is not None and part[0] == "名詞" and part[1] != "数詞"
        full = part is not None and part[0] not in _EMPTY_PARTS
        self[number] = (noun, full)
        return self[number]


_KINDS = _Kinds()


def words(text: str) -> Iterator[Word]:
    """The words of ``text`` in order, in Sudachi's short unit (mode A)."""
    from sudachipy import SplitMode  # noqa: PLC0415

    for piece in _pieces(text):
        for morpheme in _tokenizer().tokenize(piece, SplitMode.A):
            noun, full = _KINDS[morpheme.part_of_speech_id()]
            yield Word(morpheme.surface(), morpheme.normalized_form(), noun, full)


def words_and_names(text: str) -> tuple[list[str], list[list[str]]]:
    """The words of ``text`` that say something alone, normalised, and its runs of nouns as
    written: :func:`words` for whole pages, in two thirds of the time."""
    from sudachipy import SplitMode  # noqa: PLC0415

    found: list[str] = []
    runs: list[list[str]] = []
    run: list[str] = []
    kinds, tokenizer = _KINDS, _tokenizer()
    for piece in _pieces(text):
        for morpheme in tokenizer.tokenize(piece, SplitMode.A):
            noun, full = kinds[morpheme.part_of_speech_id()]
            if full:
                found.append(morpheme.normalized_form())
            if noun:
                run.append(morpheme.surface())
            elif run:
                runs.append(run)
                run = []
    if run:
        runs.append(run)
    return found, runs


def reading(text: str) -> str:
    """How ``text`` sounds, in katakana, as the dictionary reads it."""
    from sudachipy import SplitMode  # noqa: PLC0415

    return "".join(
        morpheme.reading_form()
        for piece in _pieces(text)
        for morpheme in _tokenizer().tokenize(piece, SplitMode.C)
    )


def _pieces(text: str) -> Iterator[str]:
    """``text`` in pieces that Sudachi takes, cut after a full stop or a line where there is one."""
    while len(text.encode("utf-8", "surrogatepass")) > _MOST_BYTES:
        part = text[: _MOST_BYTES // 4]
        cut = max(part.rfind("。"), part.rfind("\n")) + 1 or len(part)
        yield text[:cut]
        text = text[cut:]
    yield text
