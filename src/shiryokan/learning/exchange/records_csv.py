"""Training records as CSV, as a spreadsheet of a personnel department takes them."""

from __future__ import annotations

import csv
import datetime
import io
from collections.abc import Callable, Iterable

import msgspec

from shiryokan.i18n import message as _
from shiryokan.paper.formulas import unformulated

HEADINGS = (
    _("氏名"), _("所属"), _("講座"), _("修了日"), _("受け方"), _("正答率（%）"), _("期限後"),
    _("修了証の番号"), _("有効期限"), _("取消し"), _("もとにした文書"), _("備考"),
)  # fmt: skip


class RecordRow(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A training record as it is told. ``how`` is said in words."""

    name: str
    department: str = ""
    course: str
    completed_on: datetime.date
    how: str = ""
    percent: int | None = None
    late: bool = False
    certificate: str = ""
    valid_until: datetime.date | None = None
    revoked: bool = False
    papers: tuple[str, ...] = ()
    note: str = ""


def records_csv(rows: Iterable[RecordRow], translate: Callable[[str], str] = str) -> bytes:
    """Records as CSV in UTF-8 with its mark, a heading first; what a spreadsheet would take for a
    formula has an apostrophe before it."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    writer.writerow([translate(heading) for heading in HEADINGS])
    yes = translate(_("はい"))
    for row in rows:
        values = (
            row.name, row.department, row.course, row.completed_on.isoformat(), row.how,
            "" if row.percent is None else str(row.percent), yes if row.late else "",
            row.certificate, row.valid_until.isoformat() if row.valid_until else "",
            yes if row.revoked else "", "、".join(row.papers), row.note,
        )  # fmt: skip
        writer.writerow([unformulated(value) for value in values])
    return written.getvalue().encode("utf-8-sig")
