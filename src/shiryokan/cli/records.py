"""``shiryokan records``: the records of a PDF's register, without a library."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import click
import msgspec

from shiryokan.cli.exits import Exit
from shiryokan.cli.tables import (
    OUTPUT,
    Broken,
    Found,
    fail,
    form_of,
    form_option,
    name_of,
    page_address,
    put,
    read_register,
    write_file,
)
from shiryokan.cli.translation import _
from shiryokan.registers.base import SCHEMA_VERSION, Record, Unplaced
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.export import Source, table_of
from shiryokan.registers.export.texts import as_json
from shiryokan.registers.messages import UNPLACED_REASONS


@click.command(
    "records",
    help=_(
        "PDFから台帳の項目を取り出します。資料館は不要です。\n\n"
        "台帳にできなかった箇所は、ページと理由を標準エラー出力に示します。"
    ),
)
@click.argument("register", type=click.Choice(list(REGISTERS)))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@form_option(_("書き出す形。jsonl は1件1行です。省くと -o の拡張子、それもなければ jsonl です。"))
@OUTPUT
@click.option(
    "--report", type=click.Path(path_type=Path, dir_okay=False),
    help=_("台帳にできなかった箇所を、文章と位置とともにJSONで書き出すファイル。"),
)  # fmt: skip
def command(
    register: str, file: Path, form: str | None, output: Path | None, report: Path | None
) -> int:
    """Write out the records of a register."""
    form = form_of(form, output, [file])
    kind = REGISTERS[register]
    try:
        with Broken.of(file):
            found = read_register(register, file)
            fields = kind.fields
            if form == "xlsx":
                fields = tuple(field for field in fields if field.shown)
            table = table_of(
                register, kind.title, found.records, fields, _address(file), _,
                lambda _record: Source(name_of(file), unplaced=tuple(found.unplaced)),
            )  # fmt: skip
        _tell(file, found.unplaced)
        if report:
            _write_report(report, register, file, found)
        put(table, form, output)
    except Broken as broken:
        return fail(broken)
    return Exit.FAILED if found.unreadable else Exit.OK


def _address(file: Path) -> Callable[[Record], str]:
    return lambda record: page_address(file, record.page)


def _tell(file: Path, unplaced: list[Unplaced]) -> None:
    """One line for each page and reason, with the first text that it holds for."""
    counts = Counter((left.page, left.why) for left in unplaced)
    firsts = {(left.page, left.why): left.text for left in reversed(unplaced)}
    for (page, why), count in counts.items():
        word = _(UNPLACED_REASONS.get(why, why))
        text = " ".join(firsts[page, why].split())
        shown = f"{text[:40]}…" if len(text) > 40 else text
        times = _("（%(count)s箇所）") % {"count": count} if count > 1 else ""
        click.echo(f"{file} p.{page}: {word}{times} {shown}".rstrip(), err=True)


def _write_report(report: Path, register: str, file: Path, found: Found) -> None:
    whole = {
        "schema": SCHEMA_VERSION,
        "register": register,
        "file": name_of(file),
        "document": found.document,
        "records": len(found.records),
        "unreadable": found.unreadable,
        "unplaced": found.unplaced,
    }
    write_file(report, msgspec.json.format(as_json(whole)) + b"\n")
