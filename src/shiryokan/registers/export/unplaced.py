"""What grammars could not place, in exports: counted in each row for its document, and listed where
a format has room for a list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from shiryokan.i18n import message as _
from shiryokan.registers.columns import Column
from shiryokan.registers.export.sources import Source
from shiryokan.registers.export.table import Table, Translate
from shiryokan.registers.messages import UNPLACED_REASONS

TITLE = _("置き場所の分からなかったもの")
"""Of the sheet that lists it."""
NAME = "unplaced"


def count_column(translate: Translate) -> Column:
    """The column of the count: how much of a row's document could not be placed."""
    return Column(
        NAME, translate(_("文書で置き場所の分からなかったもの")), "number",
        about=translate(_("その文書で台帳のどの項目にも置けなかった箇所の数")),
    )  # fmt: skip


def count_cells(source: Source) -> dict[str, Any]:
    """The value of :func:`count_column`; empty where it is not known."""
    return {NAME: None if source.unplaced is None else len(source.unplaced)}


def listed(sources: Iterable[Source], translate: Translate) -> Table | None:
    """All that could not be placed of some documents, a row each: its document, page, reason and
    text. None where there is nothing."""
    columns = [
        Column("document", translate(_("文書"))),
        Column("page", translate(_("ページ")), "number", naming=True),
        Column("why", translate(_("理由"))),
        Column("text", translate(_("文"))),
    ]
    rows = [
        {
            "document": source.title,
            "page": left.page,
            "why": translate(UNPLACED_REASONS.get(left.why, left.why)),
            "text": left.text,
        }
        for source in sources
        for left in source.unplaced or ()
    ]
    return Table(NAME, translate(TITLE), columns, rows, translate=translate) if rows else None
