"""``shiryokan organisation``: an organisation with its forms and answers, written as a file."""

from __future__ import annotations

from typing import IO

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain


@click.command(
    "organisation",
    help=_("ファイルに書いた組織を、施設・様式・これまでの答えとともに入れます。"),
)
@click.argument("file", type=click.File("rb"))
@click.option("--by", required=True, help=_("組織を取りまとめる人のアカウントの名前"))
def command(file: IO[bytes], by: str) -> int:
    """Put an organisation in."""
    open_instance()
    import msgspec  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415

    from shiryokan.checklists.errors import ChecklistError  # noqa: PLC0415
    from shiryokan.checklists.organisation_file import organisation_in, put_in  # noqa: PLC0415
    from shiryokan.checklists.typed_form import NotAForm  # noqa: PLC0415

    user = User.objects.filter(username=by, is_active=True).first()
    if user is None:
        click.echo(_("%(name)s というアカウントがありません。") % {"name": by}, err=True)
        return Exit.FAILED
    try:
        written = organisation_in(file.read())
        made = put_in(written, user)
    except msgspec.DecodeError as error:
        click.echo(_("組織のファイルではありません: %(why)s") % {"why": str(error)}, err=True)
        return Exit.FAILED
    except NotAForm as error:
        told = _("様式の%(line)s行が読めません: %(text)s")
        click.echo(told % {"line": error.line, "text": error.text}, err=True)
        return Exit.FAILED
    except ChecklistError as error:
        click.echo(explain(error.code, dict(error.details)), err=True)
        return Exit.FAILED
    said = _("入れました: %(title)s") if made else _("すでにあります: %(title)s")
    click.echo(said % {"title": written.name})
    return Exit.OK
