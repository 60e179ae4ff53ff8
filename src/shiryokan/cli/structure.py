"""``shiryokan structure``: takes the records of registers out of the library's documents anew."""

from __future__ import annotations

import click
from rich.progress import track

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command(
    "structure", help=_("台帳の項目を、読み取ったページから抽出し直します。訂正は残ります。")
)
@click.argument("documents", nargs=-1)
def command(documents: tuple[str, ...]) -> int:
    """Extract anew: the documents named by their identifiers, or all."""
    open_instance()
    from shiryokan.documents.models import Document  # noqa: PLC0415
    from shiryokan.records.extraction import extract_all  # noqa: PLC0415

    read = Document.objects.exclude(state=Document.State.STORED)
    found = read.filter(pk__in=documents) if documents else read
    missing = set(documents) - {d.pk for d in found}
    for name in sorted(missing):
        click.echo(_("文書 %(name)s がありません。") % {"name": name}, err=True)
    for document in track(list(found), description=_("台帳の項目を抽出しています")):
        extract_all(document)
    return Exit.FAILED if missing else Exit.OK
