"""``shiryokan transfer``: from SQLite to PostgreSQL, and back."""

from __future__ import annotations

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.outcome import explained_errors
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command(
    "transfer",
    help=_(
        "データベースを移します。行き先は postgresql://… か sqlite。"
        "元のデータベースはそのまま残ります。"
    ),
)
@click.argument("where", metavar=_("行き先"))
def command(where: str) -> int:
    """Move the instance's rows."""
    open_instance()
    with explained_errors() as outcome:
        outcome.code = _transfer(where)
    return outcome.code


def _transfer(where: str) -> int:
    from shiryokan.audit.record import record  # noqa: PLC0415
    from shiryokan.backup import audit_kinds  # noqa: PLC0415
    from shiryokan.backup.errors import TransferError  # noqa: PLC0415
    from shiryokan.backup.locks import SERVE, held, workers  # noqa: PLC0415
    from shiryokan.backup.transfer import transfer  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415
    from shiryokan.instance.config import POSTGRESQL  # noqa: PLC0415

    home, is_sqlite = current.home(), where == "sqlite"
    if not is_sqlite and where.partition("://")[0] not in POSTGRESQL:
        raise click.UsageError(_("行き先は postgresql://… か sqlite です。"))
    if is_sqlite != bool(current.config().database_url):
        raise TransferError("transfer_same")
    with held(home, SERVE) as alone:
        if not alone or workers(home):
            raise TransferError("transfer_open")
        record(audit_kinds.MOVED, "instance", to="sqlite" if is_sqlite else "postgresql")
        moved = transfer(home.database if is_sqlite else where)
    rows = sum(moved.counts.values())
    click.echo(
        _("%(tables)s個の表の%(rows)s行を移し、すべて同じであることを確かめました。")
        % {"tables": len(moved.counts), "rows": rows}
    )
    if is_sqlite:
        click.echo(_("設定 SHIRYOKAN_DATABASE_URL を空にしてから始めてください。"))
    else:
        click.echo(_("設定 SHIRYOKAN_DATABASE_URL を行き先の住所にしてから始めてください。"))
    click.echo(_("そのあと shiryokan reindex で索引を作り直してください。"))
    return Exit.OK
