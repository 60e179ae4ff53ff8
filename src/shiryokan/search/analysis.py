"""What of a page or a record goes into the index, ready for any engine.

The atoms and their pairs say what is written, exactly and without a dictionary; the dictionary's
words (Sudachi's short unit, in its normalised form) say what it is about, for ranking; names and
times serve suggestions and dates. Everything is made from the folded text, once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

import msgspec

from shiryokan.japanese import tokens
from shiryokan.japanese.codepoints import fold_text
from shiryokan.japanese.sounds import sound
from shiryokan.search import grams
from shiryokan.search.grams import abbreviations, pairs, pairs_across, words_of_folded
from shiryokan.search.times import times_in_folded

VERSION = 5
"""Version of this analysis; an index made by another one must be built anew."""
ACROSS_ATOMS = 40
"""As many atoms at a page's end, and at the next one's beginning, are joined over the page end."""
_ACROSS_CHARACTERS = 4 * ACROSS_ATOMS
BETWEEN_READINGS = "\u241e"
"""Stands between other readings of a page, so that no row of atoms runs from one into the next; no
text has it as an atom."""
_MOST_NAME = 20
_LEAST_NAME = 3
_LEAST_SOUND = 2
_MOST_SOUND = 10
"""Characters of a name that is kept with its reading: longer ones are put together by few."""
_ONE_BYTE = {kana: kana - ord("ァ") + ord("!") for kana in range(ord("ァ"), ord("ヺ") + 1)}
_KANJI = re.compile("[㐀-鿿𠀀-𲎯々]")
_TIME = re.compile("[年./-]|fy")


class Entry(msgspec.Struct, frozen=True):
    """A page or a record, as it is. ``title`` is given with a document's first page only, so that
    a title is one hit and not as many as the document has pages. ``record`` is the id of a record
    (a UUID), and empty for a page. ``ends`` and ``begins`` are the
    page's own flow of text at its end (without its footer) and the next page's at its beginning.
    ``heads`` are the names of the record, or of those that begin on the page: who asks for one of
    them has its own page before those that mention it. ``other_readings`` are pieces of a page
    that was read from a picture as they may be meant too.
    """

    page: int
    text: str
    title: str = ""
    kind: str = "page"
    record: str = ""
    ministries: tuple[str, ...] = ()
    ends: str = ""
    begins: str = ""
    heads: tuple[str, ...] = ()
    other_readings: tuple[str, ...] = ()


class Analysed(msgspec.Struct, frozen=True, gc=False):
    """An entry as it is indexed: terms joined by spaces, a text field each. ``sounds`` are its
    names and nouns behind their readings, as :func:`sounding` gives them."""

    kind: str
    page: int
    record: str
    ministries: tuple[str, ...]
    atoms: str
    pairs: str
    across: str
    tokens: str
    title_atoms: str
    title_pairs: str
    title_tokens: str
    names: tuple[str, ...]
    sounds: tuple[str, ...]
    heads: tuple[str, ...]
    times: tuple[str, ...]
    other_atoms: str = ""
    other_pairs: str = ""


def versions() -> dict[str, str]:
    """What decides the terms of an index."""
    return {"analysis": str(VERSION), "grams": str(grams.VERSION), **tokens.versions()}


def analyse(entry: Entry) -> Analysed:
    """An entry as it is indexed. About 0.7 ms a page of 800 characters; needs no other state than
    the dictionary, so that processes may share the work."""
    folded = fold_text(entry.text)
    atoms = words_of_folded(folded)
    found, names, sounds = _words(folded)
    title = fold_text(entry.title) if entry.title else ""
    title_atoms = words_of_folded(title)
    title_words: _Words = _words(title) if title else ("", {}, {})
    others = [words_of_folded(fold_text(reading)) for reading in entry.other_readings]
    return Analysed(
        kind=entry.kind,
        page=entry.page,
        record=entry.record,
        ministries=entry.ministries,
        atoms=" ".join([*atoms, *abbreviations(folded)]),
        pairs=" ".join(pairs(atoms)),
        across=_across(entry.ends, entry.begins),
        tokens=found,
        title_atoms=" ".join([*title_atoms, *abbreviations(title)]),
        title_pairs=" ".join(pairs(title_atoms)),
        title_tokens=title_words[0],
        names=tuple({**names, **title_words[1]}),
        sounds=tuple({**sounds, **title_words[2]}),
        heads=tuple(dict.fromkeys(filter(None, map(head_of, entry.heads)))),
        times=tuple(sorted(times_in_folded(folded))) if _TIME.search(folded) else (),
        other_atoms=_parted(others),
        other_pairs=_parted(map(pairs, others)),
    )


def _parted(rows: Iterable[Iterable[str]]) -> str:
    return f" {BETWEEN_READINGS} ".join(" ".join(row) for row in rows)


@lru_cache(maxsize=10_000)
def head_of(name: str) -> str:
    """The name of a record as the index keeps it, whatever signs stand in it."""
    return "".join(words_of_folded(fold_text(name)))


def sounding(reading: str, word: str = "") -> str:
    """The term of a word behind its reading: those of all words that sound like ``reading`` begin
    with that of no word. Words in kana alone have none, for they say how they sound."""
    return f"{heard(reading)}|{word}"


def heard(reading: str) -> str:
    """A reading as the index keeps it: how it sounds, a sound a byte, for there are as many as
    there are names."""
    return sound(reading).translate(_ONE_BYTE)


_Words = tuple[str, dict[str, None], dict[str, None]]


def _words(folded: str) -> _Words:
    """The words that say something, joined, the compound nouns that they are parts of, and how
    both sound."""
    found, runs = tokens.words_and_names(folded)
    names: dict[str, None] = {}
    sounds: dict[str, None] = {}
    for run in runs:
        for noun, reading in run:
            if sounded := _sound_of(noun, reading):
                sounds[sounded] = None
        if len(run) > 1:
            name = "".join(noun for noun, _reading in run)
            if _LEAST_NAME <= len(name) <= _MOST_NAME:
                names[name] = None
                if len(name) <= _MOST_SOUND:
                    reading = "".join([reading for _noun, reading in run])
                    if sounded := _sound_of(name, reading):
                        sounds[sounded] = None
    # a folded text has no line ends, but a word of the dictionary may hold a space
    return "\n".join(found).replace(" ", "_").replace("\n", " "), names, sounds


@lru_cache(maxsize=20_000)
def _sound_of(noun: str, reading: str) -> str:
    """The term of a noun behind its reading; nothing for what says itself how it sounds."""
    told = len(noun) >= _LEAST_SOUND and _KANJI.search(noun)
    return sounding(reading, noun) if told else ""


def _across(ends: str, begins: str) -> str:
    if not ends or not begins:
        return ""
    last = words_of_folded(fold_text(ends[-_ACROSS_CHARACTERS:]))[-ACROSS_ATOMS:]
    first = words_of_folded(fold_text(begins[:_ACROSS_CHARACTERS]))[:ACROSS_ATOMS]
    return " ".join(pairs_across(last, first))


def analysed(entries: Iterable[Entry]) -> Iterator[Analysed]:
    """Each entry of a document as it is indexed, in their order; how a word sounds, once for all
    of them.

    In the thread that calls: the dictionary lets go of the interpreter's lock, but what is done
    with its words does not, so that two threads took as long, and up to a quarter more of the
    processors where both were free.
    """
    return _sounding_once(map(analyse, entries))


def _sounding_once(entries: Iterable[Analysed]) -> Iterator[Analysed]:
    seen: set[str] = set()
    for entry in entries:
        new = tuple(term for term in entry.sounds if term not in seen)
        seen.update(new)
        yield msgspec.structs.replace(entry, sounds=new)


def analyse_all(entries: list[Entry]) -> list[Analysed]:
    """The same as a list."""
    return list(analysed(entries))
