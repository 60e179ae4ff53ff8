"""Cells of a given workbook filled in by openpyxl, within the limited process."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Sequence

import openpyxl
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from shiryokan.registers.checklists.workbook.errors import WorkbookError
from shiryokan.registers.checklists.workbook.sheets import Fill, Filled, Write

_DAY = "yyyy/m/d"
"""How a date is shown in a cell that had no way to show one."""


class _Writer(ExcelWriter):  # type: ignore[misc]
    """Writes sheets in memory: the process may write no file."""

    def write_worksheet(self, ws: Worksheet) -> None:
        """As its parent, without a file beside."""
        out = io.BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def filled(request: Fill) -> Filled:
    """A workbook with cells filled in."""
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
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as archive:
        _Writer(book, archive).save()
    return Filled(out.getvalue(), refused)


def _put(sheet: Worksheet, write: Write) -> bool:
    cell = sheet[write.cell]
    if isinstance(cell, openpyxl.cell.MergedCell):
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
        if rule.type == "list" and cell in rule.sqref and str(rule.formula1).startswith('"'):
            choices = str(rule.formula1).strip('"').split(",")
            if found := next((text for text in texts if text in choices), ""):
                return found
    return texts[0]
