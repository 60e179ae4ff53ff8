"""``shiryokan user``: an account for whoever may add documents."""

from __future__ import annotations

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.house import open_house
from shiryokan.cli.words import _


@click.command(
    "user", help=_("文書を加えられる担当者のアカウントを作ります（あればパスワードを変えます）。")
)
@click.argument("name", metavar=_("名前"))
@click.option("--administrator", is_flag=True, help=_("管理画面も使えるようにする"))
@click.password_option(prompt=_("パスワード"), help=_("パスワード（省くと尋ねます）"))
def command(name: str, administrator: bool, password: str) -> int:
    """Make or change an account."""
    open_house()
    from django.contrib.auth import get_user_model, password_validation  # noqa: PLC0415
    from django.core.exceptions import ValidationError  # noqa: PLC0415

    model = get_user_model()
    user = model.objects.filter(username=name).first() or model(username=name)
    user.is_staff = True
    user.is_superuser = administrator
    try:
        password_validation.validate_password(password, user)
    except ValidationError as error:
        click.echo(" ".join(error.messages), err=True)
        return Exit.FAILED
    user.set_password(password)
    user.save()
    click.echo(_("%(name)s のアカウントができました。") % {"name": name})
    return Exit.OK
