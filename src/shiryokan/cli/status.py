"""``shiryokan status``: what the library holds, and what is under way."""

from __future__ import annotations

import json

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain


@click.command("status", help=_("文書・ページ・作業の数を示します。"))
@click.option("--json", "as_json", is_flag=True, help=_("JSONで書き出す"))
def command(as_json: bool) -> int:
    """Show what the library holds."""
    open_instance()
    from shiryokan.access.readers import reading_all_but_the_bin  # noqa: PLC0415

    with reading_all_but_the_bin():
        numbers = _numbers()
    if as_json:
        click.echo(json.dumps(numbers, ensure_ascii=False))
        return Exit.OK
    for label, key in (
        (_("場所"), "home"),
        (_("文書"), "documents"),
        (_("うち検索できる文書"), "searchable_documents"),
        (_("ページ"), "pages"),
        (_("うち読み取れないページ"), "unreadable_pages"),
        (_("うち古い版の読み取り（文書）"), "read_by_older"),
        (_("原本の合計（バイト）"), "original_bytes"),
        (_("索引のページ"), "indexed_pages"),
        (_("台帳の項目"), "records"),
        (_("待っている作業"), "waiting_jobs"),
        (_("受け入れられなかったもの"), "refused"),
        (_("資料館の側で止まっているもの"), "stalled"),
    ):
        click.echo(f"{label}: {numbers[key]}")
    return Exit.OK if isinstance(numbers["indexed_pages"], int) else Exit.FAILED


def _indexed() -> int | str:
    """Pages of the index, or why it cannot be asked."""
    from shiryokan.search.engine import SearchError  # noqa: PLC0415
    from shiryokan.search.indexing import engine  # noqa: PLC0415
    from shiryokan.search.kinds import PAGE  # noqa: PLC0415

    try:
        return engine().count(PAGE)
    except SearchError as error:
        return explain(error.code, {})


def _numbers() -> dict[str, int | str]:
    from django.db.models import Sum  # noqa: PLC0415

    from shiryokan.documents.bulk_rereading import read_by_older  # noqa: PLC0415
    from shiryokan.documents.models import Document, Intake, Page  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415
    from shiryokan.jobs.worker import unfinished_jobs  # noqa: PLC0415
    from shiryokan.records.models import Record  # noqa: PLC0415

    return {
        "home": str(current.config().folder),
        "documents": Document.objects.count(),
        "searchable_documents": Document.objects.filter(state=Document.State.INDEXED).count(),
        "pages": Page.objects.count(),
        "unreadable_pages": Page.objects.filter(unreadable=True).count(),
        "read_by_older": read_by_older().count(),
        "original_bytes": Document.objects.aggregate(sum=Sum("size"))["sum"] or 0,
        "indexed_pages": _indexed(),
        "records": Record.objects.count(),
        "waiting_jobs": unfinished_jobs(),
        "refused": Intake.objects.filter(state=Intake.State.REFUSED).count(),
        "stalled": Intake.objects.filter(state=Intake.State.STALLED).count(),
    }
