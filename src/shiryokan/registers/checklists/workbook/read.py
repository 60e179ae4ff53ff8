"""A filled workbook, read against the form that it answers."""

from __future__ import annotations

import re
from collections.abc import Sequence

from shiryokan.registers.checklists.grid import Grid
from shiryokan.registers.checklists.heads import Head
from shiryokan.registers.checklists.model import (
    FilledForm,
    FilledRow,
    Form,
    FormItem,
    Problem,
    Stamp,
)
from shiryokan.registers.checklists.titles import is_filled_name, title_of, year_of
from shiryokan.registers.checklists.workbook.grids import grids_of_sheets
from shiryokan.registers.checklists.workbook.matching import exact_matches, is_printed, matched
from shiryokan.registers.checklists.workbook.placing import placed
from shiryokan.registers.checklists.workbook.rows import TypedRow, typed_rows
from shiryokan.registers.checklists.workbook.values import OddCells, result_of
from shiryokan.workbooks.errors import WorkbookError
from shiryokan.workbooks.limited import sheets_of
from shiryokan.workbooks.sheets import written

STAMP_SHEET = "_shiryokan"
"""The hidden sheet of our workbooks: a name and its value in each row."""


def read_filled(data: bytes, forms: Sequence[Form], stamp: Stamp | None = None) -> FilledForm:
    """What is answered in a workbook.

    ``forms`` are those that it may be of, the expected one first, last year's after it; the one
    whose words stand in it is taken, and ``problems`` say if it is not the first. ``stamp`` is
    whose workbook it should be; another one's is read too, and ``problems`` say so: whoever calls
    decides. Raises :class:`.errors.WorkbookError` for a file that is no workbook, is too large, or
    has no form in it.
    """
    sheets = sheets_of(data)
    grids = grids_of_sheets(sheets)
    found = _stamp_of(grids)
    read = [_Sheet(grid, head, forms) for grid, head in placed(grids, forms)]
    held = [sheet for sheet in read if sheet.rows and sheet.exact > 0]
    held = held or [sheet for sheet in read if sheet.rows and matched(sheet.rows, forms[0]).items]
    if not held:
        raise WorkbookError("workbook_no_form")
    held.sort(key=lambda sheet: -sheet.exact)
    form = held[0].form
    odd = {
        (sheet.name, cell): code
        for sheet in sheets
        for code, cells in (("formula_empty", sheet.unworked), ("formula_error", sheet.failed))
        for cell in cells
    }
    texts = held[0].texts
    title, year = title_of(texts), year_of(texts)
    reading = _Reading(form, year or forms[0].year, odd)
    reading.read(held)
    answered = {row.item.key for row in reading.rows if row.item}
    own = {sheet.grid.sheet for sheet in held}
    return FilledForm(
        form=form,
        rows=tuple(reading.rows),
        unmatched=tuple(reading.unmatched),
        missing=tuple(item for item in form.items if item.key not in answered),
        problems=(
            *_whose(found, stamp),
            *_which(form, forms, title, year),
            *(
                Problem(code="sheet_left_out", sheet=sheet.grid.sheet)
                for sheet in read
                if sheet not in held and sheet.grid.sheet not in own and sheet.grid.cells
            ),
        ),
        facility=held[0].facility(),
        title=title,
        year=year,
        stamp=found,
    )


class _Sheet:
    """A sheet or a part of one, the rows below its head, and the form whose items stand in most of
    them."""

    def __init__(self, grid: Grid, head: Head | None, forms: Sequence[Form]) -> None:
        self.grid, self.head = grid, head
        self.rows: list[TypedRow] = list(typed_rows(grid, self.head)) if self.head else []
        counts = [exact_matches(self.rows, form) for form in forms]
        self.exact = max(counts)
        self.form = forms[counts.index(self.exact)]

    @property
    def texts(self) -> list[str]:
        """What stands over its head."""
        top = self.head.first if self.head else 0
        cells = [cell for cell in self.grid.cells if cell.row < top]
        return [text for cell in cells if (text := written(cell.value).strip())]

    def facility(self) -> str:
        """The name typed into the head of the form."""
        top = self.head.first if self.head else 0
        for row in range(top):
            cells = self.grid.rows.get(row, [])
            texts = [text for cell in cells if (text := written(cell.value).strip())]
            for at, text in enumerate(texts):
                name, _, rest = re.sub(r"[　\s]+", " ", text).replace(":", "：").partition("：")
                if is_filled_name(name):
                    return rest.strip() or (texts[at + 1] if at + 1 < len(texts) else "")
        return ""


class _Reading:
    """The rows that answer an item, and those that could not be placed."""

    def __init__(self, form: Form, year: int | None, odd: OddCells) -> None:
        self.form, self.year, self.odd = form, year, odd
        self.rows: list[FilledRow] = []
        self.unmatched: list[FilledRow] = []

    def read(self, sheets: Sequence[_Sheet]) -> None:
        """Read sheets, the one that holds most items first: others only add what it lacks."""
        for sheet in sheets:
            taken = {row.item.key for row in self.rows if row.item}
            found = matched(sheet.rows, self.form)
            for at, row in enumerate(sheet.rows):
                item, doubts = found.items.get(at), found.doubts.get(at, [])
                if item is not None and item.key in taken:
                    item, doubts = None, ["twice"]
                if item is not None or not is_printed(row, self.form):
                    self._take(row, item, doubts or ([] if item else ["no_item"]))

    def _take(self, row: TypedRow, item: FormItem | None, doubts: Sequence[str]) -> None:
        result, problems = result_of(row, self.form.rounds, self.year, self.odd)
        sheet = row.grid.sheet
        own = [Problem(code=code, sheet=sheet, cell=_cell(row), found=row.text) for code in doubts]
        filled = FilledRow(
            sheet=sheet, row=row.row + 1, text=row.all_text, item=item, result=result, raw=row.raw,
            problems=(*own, *problems),
        )  # fmt: skip
        (self.rows if item else self.unmatched).append(filled)


def _cell(row: TypedRow) -> str:
    cells = row.of("words") or sorted(row.cells.items())
    place = row.grid.place(cells[0][1])
    return place.cell if place else ""


def _stamp_of(grids: Sequence[Grid]) -> Stamp | None:
    for grid in grids:
        if grid.sheet == STAMP_SHEET:
            texts = [[written(cell.value) for cell in cells] for cells in grid.rows.values()]
            values = {row[0]: row[1] for row in texts if len(row) > 1}
            return Stamp(
                **{name: values.get(name, "") for name in ("organisation", "assessment", "form")}
            )
    return None


def _whose(found: Stamp | None, wanted: Stamp | None) -> list[Problem]:
    if found is None or wanted is None:
        return []
    pairs = (
        ("other_organisation", found.organisation, wanted.organisation),
        ("other_assessment", found.assessment, wanted.assessment),
    )
    return [Problem(code=code) for code, was, is_ in pairs if was and is_ and was != is_][:1]


def _which(form: Form, forms: Sequence[Form], title: str, year: int | None) -> list[Problem]:
    problems = []
    if form is not forms[0]:
        problems.append(Problem(code="other_form", found=form.title))
    if year is not None and form.year is not None and year != form.year:
        problems.append(Problem(code="year_differs", found=title))
    return problems
