"""Reports of registers as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shiryokan.registers.base import Register
from shiryokan.registers.export.table import Table, Translate, distinct
from shiryokan.registers.reports import Report


def report_table(
    register: Register[Any],
    report: Report,
    rows: Sequence[Mapping[str, Any]],
    title: str,
    translate: Translate = str,
) -> Table:
    """The rows of a report with its columns; their ``kind`` is a word in every format."""
    columns = [column for field in report.columns for column in field.columns(translate)]
    made = []
    for row in rows:
        cells: dict[str, Any] = {}
        for field in report.columns:
            cells |= field.cells(row.get(field.name))
        if report.kinds:
            cells["kind"] = translate(report.kinds.get(str(row["kind"]), str(row["kind"])))
        made.append(cells)
    name = report.file_name or f"{register.name}-{report.name}"
    return Table(name, title, distinct(columns), made, translate=translate)
