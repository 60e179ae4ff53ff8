"""The limited process: ``python -m shiryokan.workbooks.child``. It limits
itself, reads one request from standard input, and answers on standard output."""

from __future__ import annotations

import datetime
import html
import io
import os
import re
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import msgspec

from shiryokan.paper.sandbox import shut_in
from shiryokan.workbooks.errors import WorkbookError
from shiryokan.workbooks.sheets import (
    LONGEST_CELL,
    MEMORY,
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_SHEETS,
    MOST_UNPACKED,
    SECONDS,
    Day,
    Failed,
    Fill,
    Offer,
    Reply,
    Request,
    Sheet,
    Sheets,
)

try:
    import resource
except ImportError:  # Windows has no resource limits; the owner's time limit still holds
    resource = None  # type: ignore[assignment]

_REQUESTS = msgspec.msgpack.Decoder(Request)
_ZIP = b"PK\x03\x04"
_FORMULA = re.compile(
    rb'<c r="([A-Z]{1,3}[0-9]{1,7})"[^>]*>\s*<f[ >/](?:(?!</c>).){0,9000}?</c>', re.S
)
_VALUE = re.compile(rb"<v>[^<]+</v>|<v[ /]")
_ROW = re.compile(rb"<row (?=[^>]*\bhidden=\"(?:1|true)\")[^>]*\br=\"([0-9]{1,7})\"")
_COLUMN = re.compile(rb"<col (?=[^>]*\bhidden=\"(?:1|true)\")[^>]*>")
_FROM, _TO = re.compile(rb'\bmin="([0-9]{1,5})"'), re.compile(rb'\bmax="([0-9]{1,5})"')
_RULE = re.compile(
    rb"<dataValidation (?=[^>]*\btype=\"list\")[^>]*>(?:(?!</dataValidation>).){0,9000}?"
    rb"</dataValidation>",
    re.S,
)
_RANGES = re.compile(rb'\bsqref="([A-Z0-9: ]{1,4000})"')
_OPTIONS = re.compile(rb"<formula1>\s*(?:\"|&quot;)([^<]*?)(?:\"|&quot;)\s*</formula1>", re.S)
_ERROR = re.compile(rb'<c (?=[^>]*\bt="e")[^>]*\br="([A-Z]{1,3}[0-9]{1,7})"')


def main() -> None:
    """Answer one request."""
    request = _REQUESTS.decode(sys.stdin.buffer.read())
    reply: Reply
    try:
        answer = _answering(request)
        _limit_self()
        shut_in(Path(os.devnull), request.program)
        _refuse_bombs(request.data)
        reply = answer()
    except WorkbookError as error:
        reply = Failed(error.code)
    except MemoryError:
        reply = Failed("workbook_too_large")
    sys.stdout.buffer.write(msgspec.msgpack.encode(reply))


def _limit_self() -> None:
    """Bound memory and processor time; allow no file to be written and no core to be dumped."""
    if resource is None:
        return
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (allowed, allowed))


def _answering(request: Request) -> Callable[[], Reply]:
    """What will answer. Its library is loaded before the process is shut in: openpyxl reads what
    the system knows of types of files."""
    try:
        if isinstance(request, Fill):
            from shiryokan.workbooks.fill import filled, load  # noqa: PLC0415

            load()
            return lambda: filled(request)
        import python_calamine  # noqa: F401, PLC0415
    except ImportError:
        raise WorkbookError("workbook_missing") from None
    return lambda: Sheets(list(_sheets(request.data)))


def _refuse_bombs(data: bytes) -> None:
    if not data.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            sizes = [part.file_size for part in parts.infolist()]
    except (zipfile.BadZipFile, ValueError, OSError):
        raise WorkbookError("workbook_unreadable") from None
    if len(sizes) > MOST_PARTS or sum(sizes) > MOST_UNPACKED:
        raise WorkbookError("workbook_too_large")


def _sheets(data: bytes) -> Iterator[Sheet]:
    import python_calamine as calamine  # noqa: PLC0415

    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    except calamine.PasswordError:
        raise WorkbookError("workbook_locked") from None
    except (calamine.CalamineError, ValueError, OSError):
        raise WorkbookError("workbook_unreadable") from None
    listed = book.sheets_metadata
    if len(listed) > MOST_SHEETS:
        raise WorkbookError("workbook_too_large")
    odd = _odd_cells(data) if data.startswith(_ZIP) else {}
    for each in listed:
        if each.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_name(each.name)
        except (calamine.CalamineError, ValueError, OSError):
            raise WorkbookError("workbook_unreadable") from None
        if sheet.total_height > MOST_ROWS or sheet.total_width > MOST_COLUMNS:
            raise WorkbookError("workbook_too_large")
        merged = [(a, b, c, d) for (a, b), (c, d) in sheet.merged_cell_ranges or ()]
        yield Sheet(
            each.name,
            each.visible is not calamine.SheetVisibleEnum.Visible,
            [[_held(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)],
            merged,
            *odd.get(each.name, ([], [], [], [], [])),
        )


def _held(cell: Any) -> str | float | bool | Day | None:
    if isinstance(cell, str):
        return cell[:LONGEST_CELL] or None
    if isinstance(cell, bool | float):
        return cell
    if isinstance(cell, int):
        return float(cell)
    if isinstance(cell, datetime.datetime | datetime.date):
        return Day(cell.isoformat())
    return str(cell)


_Odd = tuple[list[str], list[str], list[Offer], list[int], list[int]]


def _odd_cells(data: bytes) -> dict[str, _Odd]:
    """What calamine does not give, by the name of the sheet: the cells with a formula whose result
    is not in the file, those that hold an error, drop-downs, and what is hidden."""
    found: dict[str, _Odd] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        for name, path in _paths(parts):
            try:
                text = parts.read(path)
            except (KeyError, zipfile.BadZipFile):
                continue
            found[name] = (
                [m[1].decode() for m in _FORMULA.finditer(text) if not _VALUE.search(m[0])],
                [m[1].decode() for m in _ERROR.finditer(text)],
                list(_offers(text)),
                [int(m[1]) - 1 for m in _ROW.finditer(text) if int(m[1]) <= MOST_ROWS],
                list(_hidden_columns(text)),
            )
    return found


def _offers(text: bytes) -> Iterator[Offer]:
    for match in _RULE.finditer(text):
        ranges, said = _RANGES.search(match[0]), _OPTIONS.search(match[0])
        if ranges:
            options = html.unescape(said[1].decode("utf-8", "replace")).split(",") if said else []
            yield Offer(ranges[1].decode().split(), options)


def _hidden_columns(text: bytes) -> Iterator[int]:
    for match in _COLUMN.finditer(text):
        first, last = _FROM.search(match[0]), _TO.search(match[0])
        if first and last:
            yield from range(int(first[1]) - 1, min(int(last[1]), MOST_COLUMNS))


def _paths(parts: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet, and the part that holds it."""
    try:
        relations = _tree(parts.read("xl/_rels/workbook.xml.rels"))
        book = _tree(parts.read("xl/workbook.xml"))
    except (KeyError, ElementTree.ParseError, zipfile.BadZipFile):
        return
    targets = {each.get("Id"): each.get("Target", "") for each in relations}
    for sheet in book.iter():
        if sheet.tag.endswith("}sheet"):
            named = next((value for key, value in sheet.items() if key.endswith("}id")), "")
            target = targets.get(named, "").lstrip("/")
            yield sheet.get("name", ""), target if target.startswith("xl/") else f"xl/{target}"


def _tree(text: bytes) -> ElementTree.Element:
    # entities that unfold meet the limits of this process
    return ElementTree.fromstring(text)  # noqa: S314


if __name__ == "__main__":
    main()
