"""The schedules of fees (点数表), and what a record states or says of their items."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Literal

import msgspec

from shiryokan.registers.fields import Branch
from shiryokan.registers.source_text import Place

_NAMED = re.compile(r"(?P<medical>医科)|(?P<dental>歯科)|(?P<dispensing>調剤)(?:報酬|点数表|$)")
_HEAD = re.compile(
    r"(?:別表第?[一二三四五1-5](?:\(.*\))?)?"
    r"(?:(?P<medical>医科\w{4}点数表)|(?P<dental>歯科\w{4}点数表)|(?P<dispensing>調剤\w{2}点数表))"
)


Role = Literal["states", "speaks", "cites"]


class ItemReference(msgspec.Struct, frozen=True, kw_only=True):
    """An item of a schedule, or one of its notes, as a record states it or speaks of it.

    ``schedule`` is the name of one (``Register.schedules``), empty where the record does not tell.
    ``code`` is the item's code in ASCII (``A101-2``); where a record knows only the name of an item
    or of an addition (加算) it is empty, and ``name`` is that name, folded by
    :func:`folded_name`. ``note``
    is the label of the note as the schedule sets it, in ASCII digits (``注5``; ``1注2`` of the
    variant 1), empty where the whole item is meant. ``role`` is what the record is to the item:
    the item itself as its schedule ``states`` it, a text that ``speaks`` of it, or another item
    that ``cites`` it.
    """

    schedule: str = ""
    code: str = ""
    name: str = ""
    note: str = ""
    role: Role = "speaks"


def note_in(place: str) -> str:
    """The note of a place within an item: ``注5`` of ``注5イ``; nothing where it names none."""
    match = re.match(r".*?注[0-9]*", place)
    return match.group() if match else ""


_WITH_NOTE = re.compile(
    r"[「(]?(?P<code>[A-Z]\d{3}(?:-\d+)*|区分番号\d{2}(?:(?:-|の)\d+)*)[」)]?(?P<between>[^「」。、(]{0,30}?)の?「?注\s?(?P<note>\d+)"
)


def notes_named(text: str) -> set[tuple[str, str]]:
    """The notes that a text names behind a code (「Ａ００１」再診料の注19), as code and note."""
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    found = set()
    for match in _WITH_NOTE.finditer(plain):
        code = match["code"].removeprefix("区分番号").replace("の", "-")
        found.add((code, f"注{match['note']}"))
    return found


class ItemPart(msgspec.Struct, frozen=True, kw_only=True):
    """A part of an item as its schedule sets it out: its points and variants (``note`` is empty),
    or one note. ``places`` are where it stands."""

    note: str = ""
    branches: Sequence[Branch] = ()
    places: Sequence[Place] = ()


def folded_name(name: str) -> str:
    """A name of an item or an addition without what differs from paper to paper: width, white
    space, brackets with units behind it."""
    plain = "".join(unicodedata.normalize("NFKC", name).split())
    return re.sub(r"\((?:[^()]*につき|[^()]*に限る。?)\)$", "", plain)


def schedule_in(text: str) -> str:
    """The schedule that a heading names (「医科…点数表関係」, 「歯科」), or nothing where it
    names none or several."""
    found = {m.lastgroup or "" for m in _NAMED.finditer("".join(text.split()))}
    return found.pop() if len(found) == 1 else ""


def schedule_headed(line: str) -> str:
    """The schedule that a line begins (「別表第一 医科…点数表」), or nothing."""
    if not line.rstrip().endswith("表"):
        return ""
    match = _HEAD.fullmatch("".join(unicodedata.normalize("NFKC", line).split()))
    return (match.lastgroup or "") if match else ""
