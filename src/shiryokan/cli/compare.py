"""``shiryokan compare``: two versions of a register, record by record, without a library."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.tables import (
    OUTPUT,
    Broken,
    Found,
    fail,
    form_of,
    form_option,
    page_address,
    put,
    read_register,
)
from shiryokan.cli.translation import _
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import compare
from shiryokan.registers.export import Source, Table, attributed, report_table
from shiryokan.registers.export.comparison import Where, comparison_table
from shiryokan.registers.messages import CHANGE_TITLES
from shiryokan.registers.reports import Report

REPORTS: dict[str, tuple[str, Report]] = {
    report.option: (name, report)
    for name, kind in REGISTERS.items()
    for report in kind.reports
    if report.option and report.versions == 2
}
"""The reports of two versions that registers have, by the option that asks for one."""


def report_options(command: Callable[..., int]) -> Callable[..., int]:
    """An option for each report."""
    for name, (_register, report) in REPORTS.items():
        command = click.option(f"--{name}", is_flag=True, help=_(report.option_help))(command)
    return command


@click.command("compare", help=_("2つのPDFの台帳をくらべ、何が変わったかを1件ずつ書き出します。"))
@click.argument("register", type=click.Choice(list(REGISTERS)))
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False))
@form_option(
    _("書き出す形。jsonl は変化1つが1行です。省くと -o の拡張子、それもなければ jsonl です。")
)
@OUTPUT
@report_options
def command(
    register: str, old: Path, new: Path, form: str | None, output: Path | None, **reports: bool
) -> int:
    """Compare two versions."""
    report = _report(register, reports)
    form = form_of(form, output, [old, new])
    try:
        found = []
        for file in (old, new):
            with Broken.of(file):
                found.append(read_register(register, file))
        before, after = found
        title = f"{old.name} → {new.name}"
        if report:
            rows = report.rows(after.records, before.records, None)
            table = report_table(REGISTERS[register], report, rows, title, _)
        else:
            where = _where((old, before), (new, after))
            table = _compared(register, before, after, title, form, where)
        put(attributed(table, {"old": Source(old.name), "new": Source(new.name)}), form, output)
    except Broken as broken:
        return fail(broken)
    return Exit.FAILED if before.unreadable or after.unreadable else Exit.OK


def _report(register: str, options: Mapping[str, bool]) -> Report | None:
    """The report that an option asks for, which must be one of the register's."""
    option = next((name for name in REPORTS if options[name.replace("-", "_")]), None)
    if option is None:
        return None
    name, report = REPORTS[option]
    if name != register:
        raise click.UsageError(
            _("--%(option)s は%(title)s（%(register)s）の比較にだけ使えます。")
            % {"option": option, "title": _(REGISTERS[name].title), "register": name}
        )
    return report


def _compared(
    register: str, before: Found, after: Found, title: str, form: str, where: Where
) -> Table:
    made = compare(register, before.records, after.records)
    words = REGISTERS[register].compared_words(_)
    kinds = {kind: _(word) for kind, word in CHANGE_TITLES.items()}
    return comparison_table(
        made, made.changes, title, words, _, kinds if form in ("csv", "xlsx") else None, where
    )


def _where(*sides: tuple[Path, Found]) -> Where:
    """The page and address of a record of either side by its key."""
    pages: tuple[dict[str, tuple[int, str]], ...] = tuple(
        {record.key: (record.page, page_address(file, record.page)) for record in found.records}
        for file, found in sides
    )

    def look(side: str, key: str) -> tuple[int, str] | None:
        return pages[side == "new"].get(key)

    return look
