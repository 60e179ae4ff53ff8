"""``shiryokan compare``: two versions of a register, record by record, without a library."""

from __future__ import annotations

from pathlib import Path

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.messages import _
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
from shiryokan.i18n.register_messages import CHANGE_WORDS, COMPARED_WORDS, FEE_CHANGE_WORDS
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import compare
from shiryokan.registers.export import Table
from shiryokan.registers.export.comparison import Where, comparison_table, fee_change_table
from shiryokan.registers.fees.changes import changes


@click.command("compare", help=_("2つのPDFの台帳をくらべ、何が変わったかを1件ずつ書き出します。"))
@click.argument("register", type=click.Choice(list(REGISTERS)))
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False))
@form_option(
    _("書き出す形。jsonl は変化1つが1行です。省くと -o の拡張子、それもなければ jsonl です。")
)
@OUTPUT
@click.option(
    "--points", is_flag=True,
    help=_("診療報酬だけ: 項目と内訳の新設・廃止・点数の変化を1行ずつにします。"),
)  # fmt: skip
def command(
    register: str, old: Path, new: Path, form: str | None, output: Path | None, points: bool
) -> int:
    """Compare two versions."""
    if points and register != "fees":
        raise click.UsageError(_("--points は診療報酬（fees）の比較にだけ使えます。"))
    form = form_of(form, output, [old, new])
    try:
        found = []
        for file in (old, new):
            with Broken.of(file):
                found.append(read_register(register, file))
        before, after = found
        title = f"{old.name} → {new.name}"
        if points:
            kinds = {kind: _(word) for kind, word in FEE_CHANGE_WORDS.items()}
            made = changes(before.records, after.records)
            table = fee_change_table(made, title, kinds, _)
        else:
            where = _where((old, before), (new, after))
            table = _compared(register, before, after, title, form, where)
        put(table, form, output)
    except Broken as broken:
        return fail(broken)
    return Exit.FAILED if before.unreadable or after.unreadable else Exit.OK


def _compared(
    register: str, before: Found, after: Found, title: str, form: str, where: Where
) -> Table:
    made = compare(register, before.records, after.records)
    words = {field.name: _(field.title) for field in REGISTERS[register].fields}
    words |= {name: _(word) for name, word in COMPARED_WORDS.items()}
    kinds = {kind: _(word) for kind, word in CHANGE_WORDS.items()}
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
