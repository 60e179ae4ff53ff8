"""The columns of exported tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import msgspec

ColumnKind = Literal["text", "texts", "number", "decimal", "flag", "date", "address", "parts"]
"""How a file holds the values: ``texts`` a list of texts, ``number`` an integer, ``decimal`` any
number, ``flag`` yes or no, ``date`` a day, ``address`` a URL or a place in a file, ``parts``
structures, which are JSON where a format has none."""


class Column(msgspec.Struct, frozen=True):
    """A column: its stable name, its title for people, and what its values are."""

    name: str
    title: str
    kind: ColumnKind = "text"
    about: str = ""
    """What it is, where the title does not say it all."""
    text: Callable[[Any], str] | None = None
    """A value as people read it, in CSV and workbooks; without it a value is put as it is."""
    naming: bool = False
    """Its numbers name something (a year, a page) and count nothing: no separators of thousands."""
