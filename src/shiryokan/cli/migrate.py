"""``shiryokan migrate``: brings the database up to date, and does nothing else."""

from __future__ import annotations

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command(
    "migrate", help=_("データベースをこの版のものにします。同時に何度動かしてもかまいません。")
)
def command() -> int:
    """Migrate the database; of several at the same time one does it, and the others wait."""
    open_instance(migrate=True)
    click.echo(_("データベースはこの版のものです。"))
    return Exit.OK
