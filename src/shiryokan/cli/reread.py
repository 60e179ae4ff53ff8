"""``shiryokan reread``: reads documents anew, after the reader has learnt something."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain

if TYPE_CHECKING:
    from shiryokan.documents.bulk_rereading import Outcome, Reader
    from shiryokan.documents.models import Document


@click.command(
    "reread",
    help=_(
        "文書を読み直します。指定がなければ、今より古い版の読み取りで読んだ文書すべてです。"
        "途中で止めても、次の実行で続きから始まります。訂正や付けた題名は残ります。"
    ),
)
@click.argument("documents", nargs=-1)
@click.option(
    "--older-than", type=int, metavar="VERSION", help=_("この版より古い読み取りの文書だけ")
)
@click.option(
    "--processes", type=click.IntRange(1, 256), help=_("同時に読む数（指定がなければ、CPUの数）")
)
@click.option(
    "--ray",
    metavar="ADDRESS",
    help=_("Rayのクラスターで読む（アドレス、またはこの機械のものなら auto）"),
)
@click.option("--dry-run", is_flag=True, help=_("何件あるかを言うだけで、読まない"))
def command(
    documents: tuple[str, ...],
    older_than: int | None,
    processes: int | None,
    ray: str | None,
    dry_run: bool,
) -> int:
    """Read anew: the documents named by their identifiers, or those that an older reading read."""
    if ray and processes:
        raise click.UsageError(_("--processes と --ray は、いっしょに使えません。"))
    open_instance()
    from django.db.models import Sum  # noqa: PLC0415

    from shiryokan.documents.bulk_rereading import read_by_older  # noqa: PLC0415
    from shiryokan.documents.models import Document  # noqa: PLC0415
    from shiryokan.paper.version import VERSION  # noqa: PLC0415

    if older_than is not None and older_than > VERSION:
        raise click.UsageError(
            _("この資料館の読み取りは版%(version)sです。") % {"version": VERSION}
        )
    if documents:
        there = Document.objects.filter(binned_at=None).exclude(state=Document.State.STORED)
        wanted = there.filter(pk__in=documents).order_by("pk")
    else:
        wanted = read_by_older(VERSION if older_than is None else older_than)
    names = list(wanted.values_list("pk", flat=True))
    missing = sorted(set(documents) - set(names))
    for name in missing:
        click.echo(_("文書 %(name)s がありません。") % {"name": name}, err=True)
    pages = wanted.aggregate(sum=Sum("page_count"))["sum"] or 0
    if dry_run or not names:
        click.echo(
            _("読み直す文書は%(count)s件（%(pages)sページ）です。")
            % {"count": len(names), "pages": pages}
        )
        return Exit.FAILED if missing else Exit.OK
    try:
        failed = _run(names, pages, processes or 0, ray)
    except ConnectionError as error:
        click.echo(
            _("Rayのクラスター %(address)s につながりません: %(why)s")
            % {"address": ray, "why": error},
            err=True,
        )
        return Exit.FAILED
    return Exit.FAILED if missing or failed else Exit.OK


def _run(names: list[str], pages: int, processes: int, ray: str | None) -> int:
    """Read, saying how far it is; the number of documents that could not be read anew."""
    from shiryokan.audit.actor import SYSTEM, acting  # noqa: PLC0415
    from shiryokan.documents.bulk_rereading import read_anew  # noqa: PLC0415

    began, read, count, failed = time.monotonic(), 0, 0, 0
    console = Console(stderr=True)
    columns = (
        TextColumn(_("読み直しています")), BarColumn(), MofNCompleteColumn(),
        TextColumn(_("ページ")), TimeRemainingColumn(),
    )  # fmt: skip
    with acting(SYSTEM), Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=pages)
        for outcome in read_anew(_one_by_one(names), _reader(processes, ray)):
            if outcome.error:
                failed += 1
                console.print(_told(outcome), markup=False, highlight=False)
            else:
                count += 1
                read += outcome.pages
                bar.advance(task, outcome.pages)
    rate = read / max(time.monotonic() - began, 0.001)
    click.echo(
        _("%(count)s件（%(pages)sページ）を読み直しました（毎秒%(rate).1fページ）。")
        % {"count": count, "pages": read, "rate": rate}
    )
    if count:
        click.echo(
            _("台帳と索引は、動いている資料館か shiryokan work が続けて作り直します。"), err=True
        )
    return failed


def _one_by_one(names: list[str]) -> Iterator[Document]:
    """The documents, each fetched when its turn comes: there may be millions."""
    from shiryokan.documents.models import Document  # noqa: PLC0415

    for name in names:
        if document := Document.objects.filter(pk=name).first():
            yield document


def _reader(processes: int, ray: str | None) -> Reader:
    from shiryokan.documents.bulk_rereading import read_here  # noqa: PLC0415

    if ray is None:
        return lambda parts: read_here(parts, processes)
    from shiryokan.documents.ray_reading import read_on_ray  # noqa: PLC0415

    return lambda parts: read_on_ray(parts, ray)


def _told(outcome: Outcome) -> str:
    why = explain(outcome.error, {})
    return _("読み直せません（前のページのままです）: %(title)s — %(why)s") % {
        "title": outcome.title, "why": why,
    }  # fmt: skip
