"""Cells of a given workbook filled in by openpyxl, within the limited process."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Sequence
from typing import TYPE_CHECKING

from shiryokan.workbooks.errors import WorkbookError
from shiryokan.workbooks.sheets import Fill, Filled, Write

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DAY = "yyyy/m/d"
"""How a date is shown in a cell that had no way to show one."""


def load() -> None:
    """Load openpyxl while the process may still read files. Raises :class:`ImportError` where the
    extra `server` is not installed."""
    import openpyxl.worksheet._writer  # noqa: PLC0415
    import openpyxl.writer.excel  # noqa: F401, PLC0415


def filled(request: Fill) -> Filled:
    """A workbook with cells filled in."""
    import openpyxl  # noqa: PLC0415
    from openpyxl.utils.exceptions import InvalidFileException  # noqa: PLC0415

    if not request.data.startswith(b"PK"):
        raise WorkbookError("workbook_only_xlsx")
    macros = b"vbaProject.bin" in request.data
    try:
        book = openpyxl.load_workbook(io.BytesIO(request.data), keep_vba=macros)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, TypeError, OSError):
        raise WorkbookError("workbook_unreadable") from None
    refused = [
        f"{write.sheet}!{write.cell}" for write in request.writes
        if write.sheet not in book.sheetnames or not _put(book[write.sheet], write)
    ]  # fmt: skip
    return Filled(_saved(book), refused)


def _saved(book: Workbook) -> bytes:
    """The bytes of a workbook, written in memory: the process may write no file."""
    from openpyxl.worksheet._writer import WorksheetWriter  # noqa: PLC0415
    from openpyxl.writer.excel import ExcelWriter  # noqa: PLC0415

    class Writer(ExcelWriter):  # type: ignore[misc]
        def write_worksheet(self, ws: Worksheet) -> None:
            """As its parent, without a file beside."""
            out = io.BytesIO()
            writer = WorksheetWriter(ws, out)
            writer.write()
            ws._rels = writer._rels
            self._archive.writestr(ws.path[1:], out.getvalue())
            self.manifest.append(ws)

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        Writer(book, archive).save()
    return out.getvalue()


def _put(sheet: Worksheet, write: Write) -> bool:
    from openpyxl.cell import MergedCell  # noqa: PLC0415

    cell = sheet[write.cell]
    if isinstance(cell, MergedCell):
        return False
    if write.day:
        cell.value = datetime.date.fromisoformat(write.day)
        if cell.number_format in ("General", "@"):
            cell.number_format = _DAY
        return True
    if not write.texts:
        cell.value = None
        return True
    cell.value = _offered(sheet, write.cell, write.texts)
    # what is typed is never a formula
    cell.data_type = "s"
    return True


def _offered(sheet: Worksheet, cell: str, texts: Sequence[str]) -> str:
    """The first of ``texts`` that the cell's drop-down offers, or the first of all."""
    for rule in sheet.data_validations.dataValidation:
        if rule.type == "list" and cell in rule.sqref:
            choices = _choices(sheet, str(rule.formula1))
            if found := next((text for text in texts if text in choices), ""):
                return found
    return texts[0]


def _choices(sheet: Worksheet, source: str) -> list[str]:
    """What a drop-down offers: said in it, or in cells that it names by their place or a name."""
    if source.startswith('"'):
        return source.strip('"').split(",")
    source = source.lstrip("=")
    named = sheet.defined_names.get(source) or sheet.parent.defined_names.get(source)
    match = _PLACE.fullmatch(str(named.value).lstrip("=") if named else source)
    name = match["sheet"] or match["quoted"] or sheet.title if match else ""
    if not match or name not in sheet.parent.sheetnames:
        return []
    cells = sheet.parent[name][match["cells"].replace("$", "")]
    rows = cells if isinstance(cells, tuple) else ((cells,),)
    return [str(cell.value).strip() for row in rows[:_MOST] for cell in row[:_MOST] if cell.value]


_PLACE = re.compile(
    r"(?:'(?P<quoted>[^'!]{1,31})'!|(?P<sheet>[^'!]{1,31})!)?"
    r"(?P<cells>\$?[A-Z]{1,3}\$?[0-9]{1,7}(?::\$?[A-Z]{1,3}\$?[0-9]{1,7})?)"
)
_MOST = 100
"""Cells of a list of choices that are looked at in each direction."""
