"""``shiryokan records``: the records of a PDF's register, without a library."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click
import msgspec

from shiryokan.cli.exits import Exit
from shiryokan.cli.words import _, explain
from shiryokan.paper.errors import PaperError
from shiryokan.paper.isolated import FAILURE_CODES, IsolatedReader
from shiryokan.paper.model import Page
from shiryokan.records.errors import NoRecords, RecordsError
from shiryokan.records.exports import FORMS, Table, table_of
from shiryokan.records.model import Extraction, Field, Record, Unplaced
from shiryokan.records.registers import REGISTERS
from shiryokan.words.register_words import UNPLACED_WORDS
from shiryokan.words.shown_values import shown_value

_MOST_SHOWN = 20


@click.command("records", help=_("PDFから台帳の項目を取り出します。資料館は不要です。"))
@click.argument("register", type=click.Choice(list(REGISTERS)))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="jsonl", show_default=True,
    help=_("書き出す形。jsonl は1件1行です。"),
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help=_("書き出すファイル。省くと標準出力に書きます。"),
)  # fmt: skip
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False),
    help=_("置き場所の分からなかったものをJSONで書き出すファイル。"),
)  # fmt: skip
def command(register: str, file: Path, form: str, output: Path | None, report: Path | None) -> int:
    """Write out the records of a register."""
    try:
        found = extracted(register, file)
        fields = REGISTERS[register].fields
        if form == "xlsx":
            fields = tuple(field for field in fields if field.shown)
        shown = _shown if form in ("csv", "xlsx") else None
        title = REGISTERS[register].title
        table = table_of(register, title, found.records, fields, _address(file), _, shown)
        code = put(table, form, output)
    except (PaperError, RecordsError) as error:
        return fail(file, error)
    except OSError as error:
        return fail_os(file, error)
    _tell(file, found.unplaced)
    if report:
        left = msgspec.to_builtins(found.unplaced)
        report.write_text(json.dumps(left, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return code


def extracted(register: str, file: Path) -> Extraction[Any]:
    """The records of a file. Pages that cannot be read are told on the way."""
    with IsolatedReader(file) as reader:
        pages = list(reader.pages())
    tell_unreadable(file, pages)
    found: Extraction[Any] = REGISTERS[register].extract(pages, str(file))
    return found


def tell_unreadable(file: Path, pages: Sequence[Page]) -> None:
    """Say which pages cannot be read, and why."""
    for page in pages:
        for warning in page.warnings:
            if warning.code in FAILURE_CODES:
                click.echo(f"{file} p.{page.page}: {explain(warning.code)}", err=True)


def put(table: Table, form: str, output: Path | None) -> int:
    """Write the table to the file, or to the standard output."""
    if output is None and FORMS[form].binary and sys.stdout.isatty():
        raise click.UsageError(
            _("%(form)s は画面に出せません。-o でファイルを指定してください。") % {"form": form}
        )
    data = FORMS[form].write(table)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return Exit.OK
    output.write_bytes(data)
    click.echo(
        _("%(count)s件を %(file)s に書き出しました。") % {"count": len(table.rows), "file": output},
        err=True,
    )
    return Exit.OK


def fail(file: Path, error: PaperError | RecordsError) -> int:
    """Say what is wrong with the file, and what to do."""
    code = f"no_{error.register}" if isinstance(error, NoRecords) else error.code
    click.echo(f"{file}: {explain(code, dict(error.details))}", err=True)
    return Exit.FAILED


def fail_os(file: Path, error: OSError) -> int:
    """Say that a file cannot be read or written."""
    code = "file_forbidden" if isinstance(error, PermissionError) else "file_missing"
    click.echo(f"{error.filename or file}: {explain(code)}", err=True)
    return Exit.FAILED


def _shown(field: Field, value: Any) -> Any:
    return shown_value(field.name, field.facet, value, _)


def _address(file: Path) -> Any:
    def address(record: Record) -> str:
        return f"{file}#page={record.page}"

    return address


def _tell(file: Path, unplaced: Sequence[Unplaced]) -> None:
    for left in unplaced[:_MOST_SHOWN]:
        why = _(UNPLACED_WORDS.get(left.why, left.why))
        click.echo(f"{file} p.{left.page}: {why} {left.text[:60]}", err=True)
    if len(unplaced) > _MOST_SHOWN:
        click.echo(
            _("ほか%(count)s件。すべては --report で書き出せます。")
            % {"count": len(unplaced) - _MOST_SHOWN},
            err=True,
        )
