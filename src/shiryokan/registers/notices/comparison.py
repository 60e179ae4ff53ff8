"""How the paragraphs of two notices are compared.

Paragraphs are put in and taken out, so that their numbers say little: one is the same as another by
its words first, then by its item and what it is about.
"""

from __future__ import annotations

from shiryokan.japanese.codepoints import fold_text
from shiryokan.registers.aspects import Aspects, Side, headings_of, same
from shiryokan.registers.notices.model import Notice


def _place(record: Notice) -> list[str]:
    within = [*headings_of(record.part)]
    return [record.schedule, record.code or " ".join(headings_of(record.section)), *within]


def _about(record: Notice) -> str:
    names = [record.name or " ".join(headings_of(record.section))]
    return "　".join([*names, *(heading.title for heading in record.part)])


def _identity(record: Notice) -> str:
    """Of one item, one heading and one text: most paragraphs stay as they are, and need not be
    compared with all others."""
    return "\n".join([*_place(record), _about(record), fold_text(record.text)])


ASPECTS = Aspects(
    place=_place,
    texts=(Side("name", _about, _about, 0.15), same("text", 0.85)),
    halves=same("text", 1),
    place_weight=0.25,
    identity=_identity,
    placeholder=lambda record: record.deleted,
)
