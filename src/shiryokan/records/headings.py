"""What records are called."""

from __future__ import annotations

from shiryokan.japanese.joining import join_lines
from shiryokan.records import models
from shiryokan.registers.catalogue import REGISTERS

_LONGEST = 60
"""Characters of a heading."""


def heading(row: models.Record) -> str:
    """What a record is called: as its register names it, or its key."""
    register = REGISTERS.get(row.register)
    text = join_lines(((register.heading(row.data) if register else "") or row.key).split("\n"))
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def path(row: models.Record) -> str:
    """The headings over a record, as one line."""
    register = REGISTERS.get(row.register)
    return register.path(row.data) if register else ""


def headings(row: models.Record) -> list[str]:
    """The headings over a record, the outermost first."""
    register = REGISTERS.get(row.register)
    return register.headings(row.data) if register else []
