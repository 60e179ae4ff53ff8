"""The forms of a workbook that nobody has filled in yet, or that somebody has."""

from __future__ import annotations

from shiryokan.registers.checklists.forms import forms_of_grids, plain_form
from shiryokan.registers.checklists.model import Form
from shiryokan.registers.checklists.workbook.grids import shown_grids
from shiryokan.workbooks.limited import sheets_of


def forms_of_workbook(data: bytes) -> list[Form]:
    """The forms of a workbook's visible sheets, in order; empty if it has none. Raises
    :class:`.errors.WorkbookError`."""
    return [plain_form(raw) for raw in forms_of_grids(shown_grids(sheets_of(data)))]
