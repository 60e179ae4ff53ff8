"""``shiryokan course``: courses that were written as a file."""

from __future__ import annotations

from typing import IO

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain


@click.command(
    "course",
    help=_("ファイルに書いた講座を入れて公開します。引く文書は先に加えておいてください。"),
)
@click.argument("file", type=click.File("rb"))
@click.option("--by", required=True, help=_("設問を通した編集者のアカウントの名前"))
def command(file: IO[bytes], by: str) -> int:
    """Put courses in and open them."""
    open_instance()
    import msgspec  # noqa: PLC0415
    from django.contrib.auth.models import User  # noqa: PLC0415

    from shiryokan.learning.course_file import courses_in, put_in  # noqa: PLC0415
    from shiryokan.learning.errors import LearningError  # noqa: PLC0415

    user = User.objects.filter(username=by, is_staff=True).first()
    if user is None:
        click.echo(_("編集者の %(name)s がいません。") % {"name": by}, err=True)
        return Exit.FAILED
    try:
        written = courses_in(file.read())
    except msgspec.DecodeError as error:
        click.echo(_("講座のファイルではありません: %(why)s") % {"why": str(error)}, err=True)
        return Exit.FAILED
    code = Exit.OK
    for each in written:
        try:
            course = put_in(each, user)
        except LearningError as error:
            click.echo(f"{each.title}: {explain(error.code, dict(error.details))}", err=True)
            code = Exit.FAILED
            continue
        said = _("入れました: %(title)s") if course else _("すでにあります: %(title)s")
        click.echo(said % {"title": each.title})
    return code
