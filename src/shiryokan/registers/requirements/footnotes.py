"""Footnotes that ask for something: they belong to what bears their number.

A note recommends at most (ISO/IEC Directives, Part 2). One that only explains stays apart, and so
does one whose number stands nowhere on its page, or in several parts.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.registers.narrow_text import narrow
from shiryokan.registers.requirements.model import Strength
from shiryokan.registers.requirements.outline import Node, Part
from shiryokan.registers.requirements.sentences import cut
from shiryokan.registers.requirements.units import Unit
from shiryokan.registers.requirements.wording import strength_of_sentence

_NUMBER = re.compile(r"\s*(\d{1,3})(?![\d.)])")
"""What a footnote begins with."""
_BEFORE = r"(?<=[ァ-ヶー一-鿿。、)」])\s*"
_AFTER = r"(?!\d|\s*[.,年月日時回人件個章節条項号つ名社台枚冊匹点円%])"
"""What stands around the number of a note in running text, and around no amount, date or number of
a chapter: after a particle stands an amount."""
ASKING: tuple[Strength, ...] = ("must", "should")


def put_where_they_belong(nodes: Sequence[Node], notes: Sequence[Unit]) -> list[Unit]:
    """Put each note that asks for something at the end of the part that bears its number; the
    others are given back."""
    left = []
    for note in notes:
        parts = _bearing(nodes, note) if _asks(note) else []
        if len(parts) == 1:
            parts[0].units.append(note)
        else:
            left.append(note)
    return left


def _asks(note: Unit) -> bool:
    return any(strength_of_sentence(narrow(text.text).strip()) in ASKING for text in cut(note.text))


def _bearing(nodes: Sequence[Node], note: Unit) -> list[Part]:
    """The parts in whose text on the note's page its number stands."""
    number = _NUMBER.match(note.plain)
    if number is None:
        return []
    mark = re.compile(f"{_BEFORE}{number[1]}{_AFTER}")
    return [
        part
        for node in nodes
        for part in node.parts
        if any(
            unit.kind not in ("table", "footnote")
            and any(place.page == note.page for place in unit.text.places())
            and mark.search(unit.plain)
            for unit in part.units
        )
    ]
