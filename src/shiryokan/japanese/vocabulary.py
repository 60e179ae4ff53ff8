"""Words that a dictionary holds to be one, written in different ways: 取組, 取組み and 取り組み.

The facts are the normalised forms of Sudachi's small dictionary (SudachiDict, Apache-2.0).
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from itertools import takewhile
from pathlib import Path

import msgspec

from shiryokan.japanese import codepoints
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


class _Kept(msgspec.Struct, array_like=True):
    """What a file holds that keeps the families: what they were made of, and they."""

    made_of: str
    families: dict[str, tuple[str, ...]]


_place: Path | None = None


def keep_at(place: Path) -> None:
    """Have the families of words be kept in the file ``place``: the first process that wants them
    reads the whole dictionary, which takes about two seconds, and the others that file. It may be
    deleted at any time."""
    global _place  # noqa: PLW0603  one dictionary, one place
    _place = place


def families(place: Path | None = None) -> dict[str, tuple[str, ...]]:
    """Spellings by normalised form, out of the file ``place`` if it was made of this dictionary by
    this code, and otherwise out of the dictionary."""
    if place is None:
        return _of_dictionary()
    made_of = _sources()
    with suppress(OSError, msgspec.MsgspecError):
        kept = msgspec.msgpack.decode(place.read_bytes(), type=_Kept)
        if kept.made_of == made_of:
            return kept.families
    made = _of_dictionary()
    # a full disk or a home that cannot be written costs the next process its time, no more
    with suppress(OSError):
        _write(place, msgspec.msgpack.encode(_Kept(made_of, made)))
    return made


def _sources() -> str:
    """What the families are made of: the dictionary, and the code and tables that fold words."""
    digest = hashlib.sha256(unicodedata.unidata_version.encode())
    for distribution in ("sudachidict-small", "sudachipy"):
        digest.update(f"{distribution} {version(distribution)}\n".encode())
    for source in (__file__, codepoints.__file__):
        digest.update(Path(source).read_bytes())
    return digest.hexdigest()


def _write(place: Path, data: bytes) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    descriptor, part = tempfile.mkstemp(dir=place.parent, prefix=".part-")
    try:
        with os.fdopen(descriptor, "wb") as writing:
            writing.write(data)
        Path(part).replace(place)
    except OSError:
        Path(part).unlink(missing_ok=True)
        raise


def _of_dictionary() -> dict[str, tuple[str, ...]]:
    """Only forms that are written in more than one way."""
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
    return {
        form: _distinct(form, grouped[form], _LEAST_ADVERB if form in adverbs else _LEAST_KANA)
        for form in grouped
    }


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
def _families() -> dict[str, tuple[str, ...]]:
    return families(_place)


def warm() -> None:
    """Read the dictionary now and not at the first call of :func:`other_spellings`."""
    _families()


def other_spellings(word: Word) -> tuple[str, ...]:
    """The other ways to write ``word``, folded; the dictionary's own form first. What is inflected
    is varied in the same inflection: 取扱わ for 取り扱わ, and 引続き for 引き続き.

    The first call in a process reads the whole dictionary, or what :func:`keep_at` kept of it.
    """
    if len(word.surface) < 2:
        return ()
    known = _families()
    ways = dict.fromkeys(known.get(word.surface, ()))
    for spelling in (word.normalized, *known.get(word.normalized, ())):
        inflected = _inflected(word, spelling)
        ways.setdefault(inflected)
        ways |= dict.fromkeys(known.get(inflected, ()))
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
