"""What lines begin with that may be a mark: words, signs, brackets, numbers, whichever they are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from shiryokan.japanese.enumeration import CIRCLED_NUMBERS, KANJI, PAREN_NUMBERS, SIGNS
from shiryokan.japanese.numerals import NotANumber
from shiryokan.registers.answers.marks import Number

_CLOSE = r")\]}>】〕〉》」』≫"
_SIGNS = CIRCLED_NUMBERS + PAREN_NUMBERS
_NUMBER = rf"(?:[0-9]{{1,3}}(?:\s?[-.]\s?[0-9]{{1,3}})*(?!\d)|[{_SIGNS}]|[{KANJI}]{{1,3}})"
"""Digits of other scripts (٣, ১) are none of Japanese papers."""
_HEAD = re.compile(
    rf"(?P<pre>[^\d\s。、{_SIGNS}](?:[^\d。、{_SIGNS}]{{0,9}}[^\d\s。、{_SIGNS}])??)?\s*"
    rf"(?P<number>{_NUMBER})(?P<post>[{_CLOSE}.:、,/\-]*)(?P<space>\s*)"
)
_LONGEST = 10
"""Signs of a mark at most, a number counted as one."""
_SPACES = re.compile(r"[\s:.、,]*")


class NumberedHead(NamedTuple):
    """A number near the beginning of a line: ``plain[start:end]``, the words begin at ``rest``;
    ``key`` is what stands around it."""

    key: str
    number: Number
    start: int
    end: int
    rest: int


class Prefix(NamedTuple):
    """A beginning of a line; ``whole``: a mark may end there, for its own sake or for the white
    space that follows."""

    key: str
    whole: bool


def numbered_head(plain: str) -> NumberedHead | None:
    """The number with which a line begins, or that stands behind its first words."""
    match = _HEAD.match(plain)
    if match is None:
        return None
    pre, post = "".join((match["pre"] or "").split()), match["post"]
    at_end = match.end("post") == len(plain)
    if not (pre or post or match["space"] or at_end) and not _is_sign(match["number"]):
        return None
    try:
        number = Number.of(match["number"])
    except NotANumber:
        # kanji of numbers that are none together: 百百
        return None
    numeral = _kind(match["number"][0])
    return NumberedHead(f"{pre}{numeral}{post}", number, *match.span("number"), match.end())


def _kind(first: str) -> str:
    """What stands in a key for a number that begins so: kinds of numbers count apart."""
    if first.isascii():
        return "#"
    return "一" if first in KANJI else "".join(SIGNS[first][:2])


def prefixes(plain: str) -> Iterator[Prefix]:
    """All that a mark at the beginning of a line may be, from the shortest on."""
    key, at = "", 0
    for _ in range(_LONGEST):
        step = _step(plain, at)
        if step is None:
            return
        sign, at = step
        key += sign
        following = plain[at : at + 1]
        ends = not following or following.isspace()
        yield Prefix(key, ends or _closes(sign) or (sign == "#" and following == ":"))


def end_of(plain: str, key: str) -> int | None:
    """Where the words behind a mark begin; None if the line does not begin with it."""
    at, said = 0, ""
    while said != key:
        step = _step(plain, at)
        if step is None or not key.startswith(said + step[0]):
            return None
        said, at = said + step[0], step[1]
    spaces = _SPACES.match(plain, at)
    return spaces.end() if spaces else at


def _step(plain: str, at: int) -> tuple[str, int] | None:
    """The next sign, a number as one, and where it ends."""
    while at < len(plain) and plain[at].isspace():
        at += 1
    if at >= len(plain):
        return None
    if plain[at].isdigit() or _is_sign(plain[at]):
        end = at + 1
        while end < len(plain) and plain[end].isdigit():
            end += 1
        return "#", end
    return plain[at], at + 1


def _is_sign(sign: str) -> bool:
    """Whether a sign is a number in a circle or in brackets."""
    return sign in SIGNS and SIGNS[sign][:2] in (("number", "circle"), ("number", "paren"))


def _closes(sign: str) -> bool:
    """Whether a sign may end a mark: no letter, and no bracket that opens."""
    category = unicodedata.category(sign)
    return category[0] not in "LN" and category != "Ps" and sign not in "「『<"
