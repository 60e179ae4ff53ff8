"""The forms of a workbook that nobody has filled in yet, or that somebody has."""

from __future__ import annotations

from shiryokan.registers.checklists.forms import plain_form, raw_forms
from shiryokan.registers.checklists.model import Form
from shiryokan.registers.checklists.workbook.grids import grids_of_sheets
from shiryokan.registers.checklists.workbook.limited import sheets_of


def forms_of_workbook(data: bytes) -> list[Form]:
    """The forms of a workbook's visible sheets, in order; empty if it has none. Raises
    :class:`.errors.WorkbookError`."""
    grids = [grid for grid in grids_of_sheets(sheets_of(data)) if not grid.hidden]
    return [plain_form(raw) for raw in raw_forms(grids)[0]]
