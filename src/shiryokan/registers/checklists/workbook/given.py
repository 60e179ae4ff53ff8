"""The ministry's own workbook, filled in its place."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Iterator

import msgspec

from shiryokan.registers.checklists.evidence import squeezed
from shiryokan.registers.checklists.grid import Grid, address
from shiryokan.registers.checklists.heads import Column, Head, Kind
from shiryokan.registers.checklists.model import (
    Answer,
    Check,
    Form,
    FormItem,
    ItemResult,
    Problem,
    Results,
)
from shiryokan.registers.checklists.titles import is_filled_name
from shiryokan.registers.checklists.workbook.grids import grids_of_sheets
from shiryokan.registers.checklists.workbook.matching import exact_matches, matched
from shiryokan.registers.checklists.workbook.placing import placed
from shiryokan.registers.checklists.workbook.rows import TypedRow, typed_rows
from shiryokan.workbooks.errors import WorkbookError
from shiryokan.workbooks.limited import filled_with, sheets_of
from shiryokan.workbooks.sheets import Write, written

_PAIRS = (
    ("はい", "いいえ", "対象外"),
    ("○", "×", "－"),
    ("適", "否", "対象外"),
    ("適", "否", "非該当"),
    ("有", "無", "該当なし"),
    ("可", "否", "対象外"),
    ("済", "未実施", "対象外"),
    ("実施", "未実施", "対象外"),
)
"""The words for yes, no and not applicable that go together in a form."""
_ORDER = {Answer.YES: 0, Answer.NO: 1, Answer.NOT_APPLICABLE: 2}
_KINDS: dict[Answer, Kind] = {
    Answer.YES: "yes",
    Answer.NO: "no",
    Answer.NOT_APPLICABLE: "not_applicable",
}
_MARK = "○"
_DRAWN = ("xl/drawings/", "xl/ctrlProps/", "xl/activeX/", "xl/charts/")


class GivenFilled(msgspec.Struct, frozen=True):
    """A given workbook, filled in. ``unplaced`` are the items with an answer for which it has no
    row or no cell; ``problems`` say what else could not be kept, as drawings."""

    data: bytes
    unplaced: tuple[FormItem, ...] = ()
    problems: tuple[Problem, ...] = ()


def fill_given(data: bytes, form: Form, results: Results, *, facility: str = "") -> GivenFilled:
    """The ministry's own workbook (xlsx or xlsm) with the answers in their places; merged cells,
    styles and drop-downs stay. Raises :class:`.errors.WorkbookError`."""
    writes: list[Write] = []
    owners: dict[str, FormItem] = {}
    done: set[str] = set()
    for grid, head, rows in _parts(data, form):
        for at, item in sorted(matched(rows, form).items.items()):
            result = results.get(item.key)
            if result is None or item.key in done:
                continue
            if not _has_room(rows[at], result):
                continue
            found = list(_writes(rows[at], result))
            done.add(item.key)
            writes += found
            owners |= {f"{write.sheet}!{write.cell}": item for write in found}
        if facility and (place := _place_of_name(grid, head.first)):
            writes.append(Write(grid.sheet, place, (facility,)))
    if not owners and any(map(_says_anything, results.values())):
        raise WorkbookError("workbook_no_form")
    filled = filled_with(data, writes)
    refused = {owners[cell].key for cell in filled.refused if cell in owners}
    return GivenFilled(
        filled.data,
        tuple(
            item
            for item in form.items
            if _says_anything(results.get(item.key, ItemResult()))
            and (item.key not in done or item.key in refused)
        ),
        tuple(_lost(data)),
    )


def _parts(data: bytes, form: Form) -> list[tuple[Grid, Head, list[TypedRow]]]:
    """The parts of a workbook in which a form's own words stand; all that may be a form where they
    stand in none: of two forms that are alike each is filled in its own place."""
    parts = [
        (grid, head, list(typed_rows(grid, head)))
        for grid, head in placed(grids_of_sheets(sheets_of(data)), [form])
        if head is not None
    ]
    return [part for part in parts if exact_matches(part[2], form)] or parts


def _says_anything(result: ItemResult) -> bool:
    return any(_needed(result))


def _needed(result: ItemResult) -> tuple[list[int], bool, bool]:
    """The rounds that were answered or dated, and whether there is a target day and a remark."""
    rounds = [n for n, check in enumerate(result.checks, 1) if check != Check()]
    return rounds, result.target_on is not None, bool(result.remark)


def _has_room(row: TypedRow, result: ItemResult) -> bool:
    """Whether a row has a column for each thing that is said."""
    rounds, target, remark = _needed(result)
    head = row.head
    answered = {head.columns[at].round for at in head.places("answer", *_KINDS.values())}
    return (
        set(rounds) <= answered
        and (not target or bool(head.places("target_on")))
        and (not remark or bool(head.places("remark")))
    )


def _writes(row: TypedRow, result: ItemResult) -> Iterator[Write]:
    columns = row.head.columns
    for turn, check in enumerate(result.checks, 1):
        yield from _check(row, turn, check)
    for at in row.head.places("target_on")[:1]:
        yield Write(row.grid.sheet, _address(row, at), day=_iso(result.target_on))
    for at in [at for at in row.head.places("remark") if not columns[at].who][:1]:
        yield Write(row.grid.sheet, _address(row, at), (result.remark,) if result.remark else ())


def _check(row: TypedRow, turn: int, check: Check) -> Iterator[Write]:
    columns = row.head.columns
    here = [at for at, column in sorted(columns.items()) if column.round == turn]
    dated = [at for at in here if columns[at].kind == "checked_on"][:1]
    for at in [at for at in here if columns[at].kind == "answer"][:1]:
        texts = _texts(
            columns[at], row.cells[at].text.text if at in row.cells else "", check.answer
        )
        if check.checked_on and not dated and texts:
            day = check.checked_on
            texts = tuple(f"{text}（{day.year}/{day.month}/{day.day}）" for text in texts)
        yield Write(row.grid.sheet, _address(row, at), texts)
    for at in [at for at in here if columns[at].kind in _KINDS.values()]:
        mark = columns[at].kind == _KINDS.get(check.answer)
        yield Write(row.grid.sheet, _address(row, at), (_MARK,) if mark else ())
    for at in dated:
        yield Write(row.grid.sheet, _address(row, at), day=_iso(check.checked_on))


def _texts(column: Column, printed: str, answer: Answer) -> tuple[str, ...]:
    """The words for an answer, those of the pair that the cell or its head prints first."""
    if answer not in _ORDER:
        return ()
    said = squeezed(printed) + "／" + squeezed(column.head)
    own = [pair for pair in _PAIRS if pair[0] in said and pair[1] in said]
    return tuple(dict.fromkeys(pair[_ORDER[answer]] for pair in (*own, *_PAIRS)))


def _address(row: TypedRow, at: int) -> str:
    cell = row.grid.at(row.row, at)
    return address(cell.row, cell.column) if cell else address(row.row, at)


def _iso(day: datetime.date | None) -> str:
    return day.isoformat() if day else ""


def _place_of_name(grid: Grid, top: int) -> str:
    """The cell beside the one that asks for the name of whoever fills the form in."""
    for cell in grid.cells:
        if cell.row < top and is_filled_name(written(cell.value)):
            beside = grid.at(cell.row, cell.column + cell.columns)
            return address(cell.row, beside.column if beside else cell.column + cell.columns)
    return ""


def _lost(data: bytes) -> Iterator[Problem]:
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        # comments are drawn too, and stay
        names = [
            name for name in parts.namelist()
            if name.startswith(_DRAWN) and "vmlDrawing" not in name
        ]  # fmt: skip
    if names:
        yield Problem(code="drawings_lost")
