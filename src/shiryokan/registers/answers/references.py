"""What a question and its answer refer to: item codes, notes, other questions."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator

from shiryokan.registers.answers.marks import NUMBER, Number
from shiryokan.registers.answers.model import Answer
from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.source_text import Traced

_CODE = re.compile(
    r"(?:(?<=「)|(?<=『)|(?<=区分番号)|(?<=区分))\s*"
    r"(?P<code>[A-P]\s?\d{3}(?:\s?[-ー]\s?\d{1,2}){0,3})(?![\dA-Za-z])"
)
"""An item code is quoted, or called 区分番号; letters and digits alone may be anything else. The
parts of the fee schedules have the letters A to P."""
_NOTE = re.compile(r"(?<![脚備欄])注\s?(?P<first>\d{1,2})(?:の(?P<second>\d{1,2}))?(?!\d)")
_REFERENCE = re.compile(
    rf"(?P<annex>別[添紙表]\s?\d*\s?の?\s?)?(?<![質設疑])問\s?(?P<numbers>{NUMBER.pattern}"
    rf"(?:\s?(?:[、,・]|及び|又は|並びに|から|~)\s?問?\s?{NUMBER.pattern}(?![年月日回つ人項号条章部]))*)"
)


def codes(text: Traced) -> Iterator[tuple[str, Traced]]:
    """The item codes named: ``A207-2`` for 「Ａ２０７－２」."""
    plain = narrow(text.text)
    for match in _CODE.finditer(plain):
        written = re.sub(r"\s", "", match["code"]).replace("ー", "-")
        yield written, text.cut(match, "code")


def notes(text: Traced) -> Iterator[tuple[str, Traced]]:
    """The notes named: ``注8``, ``注8の2``."""
    for match in _NOTE.finditer(narrow(text.text)):
        second = f"の{match['second']}" if match["second"] else ""
        yield f"注{int(match['first'])}{second}", text.cut(match)


def references(text: Traced) -> Iterator[tuple[str, Traced]]:
    """The questions named: ``問28``, or ``別添1問112`` where an annex is named with them."""
    for match in _REFERENCE.finditer(narrow(text.text)):
        annex = re.sub(r"[\sの]", "", match["annex"] or "")
        start = match.start("numbers")
        for number in NUMBER.finditer(match["numbers"]):
            place = text[start + number.start() : start + number.end()]
            yield f"{annex}問{Number.of(number.group()).text}", place


def unique(found: Iterable[tuple[str, Traced]]) -> tuple[list[str], list[Traced]]:
    """Each value once, in order, with the place where it is named first."""
    first: dict[str, Traced] = {}
    for value, place in found:
        first.setdefault(value, place)
    return list(first), list(first.values())


def links(answers: Iterable[Answer], codes: Collection[str]) -> dict[str, list[str]]:
    """For each of the item ``codes`` that answers name, the keys of those answers, in order.

    An answer that names a subitem (``B001-10``) is linked to it, and to ``B001`` only if that is
    named as well: the fee schedule gives both their own entries.
    """
    wanted = set(codes)
    out: dict[str, list[str]] = {}
    for answer in answers:
        for code in answer.codes:
            if code in wanted:
                out.setdefault(code, []).append(answer.key)
    return out
