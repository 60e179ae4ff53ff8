"""Words that a later paper puts into a text in the place of others.

A letter of corrections reprints a few lines of a paper, struck out and inserted words marked. Here
the same is done to the text as the register of that paper has it: each edit is looked for by the
words around it, and one that is not found is told and never lost.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from shiryokan.registers.comparison.differences import Op, Piece
from shiryokan.registers.rewording import Edit

_AROUND = (16, 8, 4)
"""Characters on each side by which a place is known: as many as needed, at most the first."""
_FEWEST, _FEWEST_PLACED = 6, 2
"""Characters, the words struck out among them, that are enough to know a place by: in any text of a
paper, and in the very paragraph that is corrected."""

_MOST_TEXTS = 256
"""Texts that are held squeezed: every correction of a page is looked for in each of its texts."""
_MOST_CHARACTERS = 8192
"""Characters of which is held what they are without width: more than a library's papers use."""


class Reworded(msgspec.Struct, frozen=True):
    """A text with edits put into it: its ``pieces``, and which of the edits were put in, had been
    in it already, or were not found."""

    pieces: Sequence[Piece]
    done: Sequence[Edit] = ()
    there: Sequence[Edit] = ()
    missing: Sequence[Edit] = ()

    @property
    def known(self) -> bool:
        """Whether it is the text that was to be corrected."""
        return bool(self.done or self.there)


def unedited(text: str) -> list[Piece]:
    """A text as pieces, before anything is put in."""
    return [Piece("same", text, text)] if text else []


def reworded(
    pieces: Sequence[Piece], new: str, edits: Sequence[Edit], *, placed: bool = False
) -> Reworded:
    """``pieces`` with the edits of a paragraph ``new`` put in, each where its words stand.
    ``placed``: the text is known to be that paragraph, so that fewer words will do.

    What stands in the pieces as new is corrected: a correction of a correction finds the words of
    the first. White space and width make no difference.
    """
    done: list[Edit] = []
    there: list[Edit] = []
    missing: list[Edit] = []
    found = list(pieces)
    fewest = _FEWEST_PLACED if placed else _FEWEST
    for at, edit in enumerate(edits):
        text = "".join(piece.new for piece in found)
        squeezed, places = _squeezed(text)
        before, after = _around(new, edits, at, old=True)
        span = _found(squeezed, before, edit.struck, after, fewest)
        if span is None:
            before, after = _around(new, edits, at, old=False)
            is_there = bool(edit.inserted or edit.struck)
            is_there = is_there and None is not _found(
                squeezed, before, edit.inserted, after, fewest
            )
            (there if is_there else missing).append(edit)
            continue
        done.append(edit)
        start = places[span[0]] if span[0] < len(places) else len(text)
        end = places[span[1] - 1] + 1 if span[1] > span[0] else start
        found = _spliced(found, start, end, edit.inserted)
    return Reworded(found, done, there, missing)


def _around(new: str, edits: Sequence[Edit], at: int, *, old: bool) -> tuple[str, str]:
    """The words before and behind an edit. Those before it are corrected already, since edits are
    made in order; those behind it as they were (``old``), or as they are to be."""
    edit = edits[at]
    before = new[: edit.start]
    after, place = [], edit.end
    for each in edits[at + 1 :] if old else ():
        after += [new[place : each.start], each.struck]
        place = each.end
    return _squeezed(before)[0], _squeezed("".join([*after, new[place:]]))[0]


def _found(text: str, before: str, words: str, after: str, fewest: int) -> tuple[int, int] | None:
    """Where ``words`` stand in a text between ``before`` and ``after``: the one place; None where
    there is none or there are several."""
    middle = _squeezed(words)[0]
    for around in _AROUND:
        head, tail = before[-around:], after[:around]
        for left, right in ((head, tail), (head, ""), ("", tail)):
            wanted = left + middle + right
            if len(wanted) < fewest or (not middle and not (left and right)):
                continue
            if text.count(wanted) == 1:
                start = text.index(wanted) + len(left)
                return start, start + len(middle)
    return None


@lru_cache(_MOST_TEXTS)
def _squeezed(text: str) -> tuple[str, Sequence[int]]:
    """A text without white space and width, and of each character where it stands in the text."""
    out, places = [], []
    for at, character in enumerate(text):
        for plain in _plain(character):
            out.append(plain)
            places.append(at)
    return "".join(out), tuple(places)


@lru_cache(_MOST_CHARACTERS)
def _plain(character: str) -> str:
    """What a character is without width; nothing for white space."""
    return "".join(unicodedata.normalize("NFKC", character).split())


def _spliced(pieces: Sequence[Piece], start: int, end: int, words: str) -> list[Piece]:
    """The pieces with ``words`` in the place of ``start:end`` of their new text. A piece that is
    changed already and touched once more stays one."""
    atoms: list[tuple[str, str]] = []
    for piece in pieces:
        same = piece.op == "same"
        atoms += [(c, c) for c in piece.new] if same else [(piece.old, piece.new)]
    before: list[tuple[str, str]] = []
    behind: list[tuple[str, str]] = []
    old = head = tail = ""
    at = 0
    for atom in atoms:
        low, high = at, at + len(atom[1])
        at = high
        if high <= start:
            before.append(atom)
        elif low >= end:
            behind.append(atom)
        else:
            old += atom[0]
            head = atom[1][: start - low] if low < start else head
            tail = atom[1][end - low :] if high > end else tail
    return _runs([*before, (old, head + words + tail), *behind])


def _runs(atoms: Sequence[tuple[str, str]]) -> list[Piece]:
    """Atoms as pieces: those that are the same in one, those that are changed in one."""
    out: list[Piece] = []
    for is_same, run in itertools.groupby(atoms, key=lambda atom: atom[0] == atom[1]):
        own = list(run)
        old, new = ("".join(atom[side] for atom in own) for side in (0, 1))
        if old or new:
            same = is_same or old == new
            out.append(Piece("same" if same else _OPS[bool(old), bool(new)], old, new))
    return out


_OPS: dict[tuple[bool, bool], Op] = {
    (True, True): "changed", (True, False): "gone", (False, True): "come",
}  # fmt: skip
