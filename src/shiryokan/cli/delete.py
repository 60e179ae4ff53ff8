"""``shiryokan delete``: documents into the bin, and out of it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

if TYPE_CHECKING:
    from shiryokan.documents.models import Document


@click.command(
    "delete",
    help=_("文書をごみ箱に入れます。しばらくは戻せます。IDを省くと、ごみ箱にあるものを示します。"),
)
@click.argument("ids", nargs=-1, metavar="ID…")
@click.option("--because", default="", help=_("理由（操作の記録に残ります）"))
@click.option("--undo", is_flag=True, help=_("ごみ箱から戻す"))
@click.option("--purge", "purging", is_flag=True, help=_("ごみ箱にあるものを完全に消す"))
@click.option("--yes", is_flag=True, help=_("完全に消す前に尋ねない"))
def command(ids: tuple[str, ...], because: str, undo: bool, purging: bool, yes: bool) -> int:
    """Delete, bring back, or remove for good."""
    if undo and purging:
        raise click.UsageError(_("--undo と --purge は一緒に使えません。"))
    open_instance()
    if not ids:
        _list()
        return Exit.OK
    found = _found(ids, in_bin=undo or purging)
    missing = [each for each in ids if each not in found]
    if missing:
        click.echo(_("文書がありません: %(ids)s") % {"ids": ", ".join(missing)}, err=True)
        return Exit.FAILED
    if purging and not yes:
        question = _("%(count)s件を完全に消しますか。元に戻せません。") % {"count": len(found)}
        click.confirm(question, abort=True)
    for document in found.values():
        _do(document, because, undo, purging)
    return Exit.OK


def _found(ids: tuple[str, ...], *, in_bin: bool) -> dict[str, Document]:
    from shiryokan.documents.models import Document  # noqa: PLC0415

    rows = Document.everything.filter(binned_at__isnull=not in_bin)
    return {row.pk: row for row in rows.filter(pk__in=ids)}


def _do(document: Document, because: str, undo: bool, purging: bool) -> None:
    from shiryokan.documents.bin import grace, purge, put_in_bin, take_out_of_bin  # noqa: PLC0415

    title = {"title": document.title, "days": grace().days}
    if undo:
        take_out_of_bin(document)
        click.echo(_("「%(title)s」を戻しました。まもなく検索でも見つかります。") % title)
    elif purging:
        purge(document)
        click.echo(_("「%(title)s」を完全に消しました。") % title)
    else:
        put_in_bin(document, because)
        click.echo(_("「%(title)s」をごみ箱に入れました。%(days)s日のあいだ戻せます。") % title)


def _list() -> None:
    from shiryokan.documents.bin import binned, until  # noqa: PLC0415

    rows = binned().order_by("binned_at")
    for row in rows:
        click.echo(f"{row.pk}\t{until(row):%Y-%m-%d}\t{row.title}\t{row.binned_because}")
    if not rows:
        click.echo(_("ごみ箱は空です。"), err=True)
