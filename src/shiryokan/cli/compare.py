"""``shiryokan compare``: two versions of a register, record by record, without a library."""

from __future__ import annotations

from pathlib import Path

import click

from shiryokan.cli.records import extracted, fail, fail_os, put
from shiryokan.cli.words import _
from shiryokan.paper.errors import PaperError
from shiryokan.records.comparing import compare
from shiryokan.records.errors import RecordsError
from shiryokan.records.exports import FORMS, Table
from shiryokan.records.exports.comparison import comparison_table, fee_change_table
from shiryokan.records.fees.changes import changes
from shiryokan.records.registers import REGISTERS
from shiryokan.words.register_words import COMPARED_WORDS, FEE_CHANGE_WORDS


@click.command("compare", help=_("2つのPDFの台帳をくらべ、何が変わったかを1件ずつ書き出します。"))
@click.argument("register", type=click.Choice(list(REGISTERS)))
@click.argument("old", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("new", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--format", "form", type=click.Choice(list(FORMS)), default="jsonl", show_default=True,
    help=_("書き出す形。jsonl は変化1つが1行です。"),
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help=_("書き出すファイル。省くと標準出力に書きます。"),
)  # fmt: skip
@click.option(
    "--points", is_flag=True,
    help=_("診療報酬だけ: 項目と内訳の新設・廃止・点数の変化を1行ずつにします。"),
)  # fmt: skip
def command(
    register: str, old: Path, new: Path, form: str, output: Path | None, points: bool
) -> int:
    """Compare two versions."""
    if points and register != "fees":
        raise click.UsageError(_("--points は診療報酬（fees）の比較にだけ使えます。"))
    file = old
    try:
        befores = extracted(register, old).records
        file = new
        afters = extracted(register, new).records
        title = f"{old.name} → {new.name}"
        if points:
            kinds = {kind: _(word) for kind, word in FEE_CHANGE_WORDS.items()}
            table: Table = fee_change_table(changes(befores, afters), title, kinds, _)
        else:
            made = compare(register, befores, afters)
            words = {f.name: _(f.title) for f in REGISTERS[register].fields}
            words |= {name: _(word) for name, word in COMPARED_WORDS.items()}
            table = comparison_table(made, made.changes, title, words, _)
        return put(table, form, output)
    except (PaperError, RecordsError) as error:
        return fail(file, error)
    except OSError as error:
        return fail_os(file, error)
