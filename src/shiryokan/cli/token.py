"""``shiryokan token``: a token for programs that read the library."""

from __future__ import annotations

import datetime

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command("token", help=_("APIトークンを作ります。トークンは標準出力に一度だけ出ます。"))
@click.argument("user", metavar=_("アカウントの名前"))
@click.option("--name", required=True, help=_("何に使うトークンか"))
@click.option("--days", type=click.IntRange(1, 36_500), help=_("何日で期限が切れるか"))
def command(user: str, name: str, days: int | None) -> int:
    """Make a token."""
    open_instance()
    from django.contrib.auth.models import User  # noqa: PLC0415

    from shiryokan.api.tokens import issue  # noqa: PLC0415

    owner = User.objects.filter(username=user, is_active=True).first()
    if owner is None:
        click.echo(
            _("アカウント %(user)s がありません。shiryokan user で作れます。") % {"user": user},
            err=True,
        )
        return Exit.FAILED
    _token, secret = issue(owner, name[:100], datetime.timedelta(days=days) if days else None)
    click.echo(secret)
    return Exit.OK
