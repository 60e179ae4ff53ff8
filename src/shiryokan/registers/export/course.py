"""Several versions side by side as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shiryokan.i18n import message as _
from shiryokan.registers.columns import Column
from shiryokan.registers.export.sources import Source
from shiryokan.registers.export.table import Table, Translate, distinct
from shiryokan.registers.reports import Course


def course_table(
    register: str,
    course: Course,
    rows: Sequence[Mapping[str, Any]],
    sources: Sequence[Source],
    translate: Translate = str,
) -> Table:
    """The rows of a course; each version has its number, what is printed, and the page, under its
    document's title."""
    columns = [column for field in course.columns for column in field.columns(translate)]
    for at, source in enumerate(sources, 1):
        columns += [
            Column(f"number_{at}", source.title, "number"),
            Column(f"value_{at}", translate(_("%(title)s の定め")) % {"title": source.title}),
            Column(
                f"page_{at}",
                translate(_("%(title)s のページ")) % {"title": source.title},
                "number",
                naming=True,
            ),
            Column(
                f"document_{at}",
                translate(_("%(title)s の文書")) % {"title": source.title},
                "address",
            ),
        ]
    made = []
    for row in rows:
        cells: dict[str, Any] = {}
        for field in course.columns:
            cells |= field.cells(row.get(field.name))
        cells["kind"] = translate(course.kinds.get(str(row["kind"]), str(row["kind"])))
        for at, source in enumerate(sources, 1):
            cells |= {
                f"number_{at}": row["numbers"][at - 1],
                f"value_{at}": row["values"][at - 1],
                f"page_{at}": row["pages"][at - 1],
                f"document_{at}": source.address,
            }
        made.append(cells)
    titles = " → ".join(source.title for source in sources)
    title = f"{translate(course.title)} {titles}"
    return Table(f"{register}-versions", title, distinct(columns), made, translate=translate)
