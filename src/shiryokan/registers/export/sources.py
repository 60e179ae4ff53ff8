"""The documents that exported rows are from: what they are called, who published them, when and
where. Never by a hash, which says nothing to those who are given the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from shiryokan.i18n import message as _
from shiryokan.registers.base import Unplaced
from shiryokan.registers.columns import Column
from shiryokan.registers.export.table import Table, Translate, distinct


class Source(msgspec.Struct, frozen=True):
    """A document: its title, publisher, fiscal year and address, as far as they are known, and
    what the grammar could not place of it; None where nobody told."""

    title: str
    publisher: str = ""
    year: int | None = None
    address: str = ""
    unplaced: tuple[Unplaced, ...] | None = None


_SIDES = {"": "", "old": _("%(title)s（前の版）"), "new": _("%(title)s（後の版）")}
"""A row of a comparison is from two documents, the ``old`` and the ``new`` one."""


def source_columns(translate: Translate, side: str = "") -> list[Column]:
    """The columns that tell a row's document; ``side`` is which of two."""
    titles = (
        Column("document", _("文書")),
        Column("publisher", _("発行者")),
        Column("document_year", _("文書の年度"), "number", naming=True),
        Column("document_address", _("文書のアドレス"), "address"),
    )
    return [
        msgspec.structs.replace(
            column,
            name=f"{side}_{column.name}" if side else column.name,
            title=_titled(column.title, side, translate),
        )
        for column in titles
    ]


def _titled(title: str, side: str, translate: Translate) -> str:
    word = translate(title)
    return translate(_SIDES[side]) % {"title": word} if side else word


def source_cells(source: Source, side: str = "") -> dict[str, Any]:
    """The values of :func:`source_columns`."""
    cells = {
        "document": source.title,
        "publisher": source.publisher,
        "document_year": source.year,
        "document_address": source.address,
    }
    return {f"{side}_{name}" if side else name: value for name, value in cells.items()}


def attributed(table: Table, sources: Mapping[str, Source]) -> Table:
    """A table of which all rows are from the same documents, with these named in each row;
    ``sources`` by their side, one alone by none."""
    columns = [*table.columns]
    cells: dict[str, Any] = {}
    for side, source in sources.items():
        columns += source_columns(table.translate, side)
        cells |= source_cells(source, side)
    lines = None if table.lines is None else [{**line, **cells} for line in table.lines]
    return msgspec.structs.replace(
        table,
        columns=distinct(columns),
        rows=[{**row, **cells} for row in table.rows],
        lines=lines,
    )
