"""``shiryokan add``: files, folders and URLs into the library."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

import click
import msgspec

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain

if TYPE_CHECKING:
    import datetime

    from shiryokan.documents.description import Description
    from shiryokan.documents.receive import Handed
    from shiryokan.titlepage.guess import Precision


@click.command("add", help=_("PDFを資料館に加えます。フォルダーは中のPDFをすべて加えます。"))
@click.argument("sources", nargs=-1, metavar=_("ファイル|フォルダー|URL..."))
@click.option("--title", default="", help=_("題名"))
@click.option("--publisher", default="", help=_("発行者（府省庁など）"))
@click.option("--council", default="", help=_("会議体"))
@click.option("--meeting", default="", help=_("会議の回。例: 第41回"))
@click.option("--date", default="", help=_("日付。例: 2024-07-10、令和6年7月10日、2024年7月"))
@click.option("--source-url", default="", help=_("公開元URL"))
@click.option("--collection", default="", help=_("コレクション（見てよい人を決めるもの）"))
@click.option(
    "--manifest",
    type=click.Path(path_type=Path, dir_okay=False),
    help=_(
        "多数を加えるためのCSVの一覧（file,title,publisher,council,meeting,date,source_url,collection）"
    ),
)
@click.option("--json", "as_json", is_flag=True, help=_("結果を1件1行のJSONで書き出す"))
@click.option(
    "--later", is_flag=True, help=_("受け付けるだけにして、作業は動いている資料館に任せる")
)
def command(
    sources: tuple[str, ...],
    title: str,
    publisher: str,
    council: str,
    meeting: str,
    date: str,
    source_url: str,
    collection: str,
    manifest: Path | None,
    as_json: bool,
    later: bool,
) -> int:
    """Add files, folders and URLs."""
    if not sources and not manifest:
        raise click.UsageError(_("加えるファイル、フォルダー、URLのどれかを指定してください。"))
    open_instance()
    from shiryokan.documents.description import Description  # noqa: PLC0415
    from shiryokan.documents.receive import hand_in  # noqa: PLC0415

    day, precision = _date(date)
    description = Description(
        title=title, publisher=publisher, council=council, meeting=meeting, date=day,
        date_precision=precision, source_url=source_url, collection=collection,
    )  # fmt: skip
    things = list(_gather(sources, description))
    if len(things) > 1 and title:
        raise click.UsageError(_("--title は1つのファイルにだけ使えます。"))
    if manifest:
        things.extend(_listed(manifest))
    _no_title_too_long(things)
    if not things:
        click.echo(_("PDFが見つかりませんでした。"), err=True)
        return Exit.NOTHING
    batch = hand_in(things)
    if later:
        click.echo(_("%(count)s件を受け付けました。") % {"count": len(things)})
        return Exit.OK
    return _finish(batch, as_json)


def _no_title_too_long(things: list[Handed]) -> None:
    """Refuse all before anything is handed in."""
    from shiryokan.documents.description import LONGEST_TITLE  # noqa: PLC0415

    for thing in things:
        if len(title := thing.description.title) > LONGEST_TITLE:
            message = _("題名が長すぎます（%(count)s文字）。%(most)s文字までです: %(title)s…")
            details = {"count": len(title), "most": LONGEST_TITLE, "title": title[:40]}
            raise click.UsageError(message % details)


def _date(text: str) -> tuple[datetime.date | None, Precision]:
    from shiryokan.documents.dates import NotADate, parse_date  # noqa: PLC0415

    if not text:
        return None, "day"
    try:
        return parse_date(text)
    except NotADate:
        raise click.UsageError(
            _("「%(written)s」という日付はありません。例: 2024-07-10") % {"written": text[:60]}
        ) from None


def _gather(sources: tuple[str, ...], description: Description) -> Iterator[Handed]:
    from shiryokan.documents.receive import handed_file, handed_url  # noqa: PLC0415

    for source in sources:
        if source.lower().startswith(("http://", "https://")):
            yield handed_url(source, description)
        elif Path(source).is_dir():
            for path in _pdfs(Path(source)):
                yield handed_file(path, description)
        else:
            yield handed_file(Path(source), description)


def _pdfs(folder: Path) -> Iterator[Path]:
    """Every PDF below ``folder`` by its name, in a stable order; links to folders not followed."""
    for place, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.lower().endswith(".pdf"):
                yield Path(place, name)


def _listed(manifest: Path) -> Iterator[Handed]:
    from shiryokan.documents.manifest import ManifestError, read_manifest  # noqa: PLC0415
    from shiryokan.documents.receive import handed_file, handed_url  # noqa: PLC0415

    try:
        entries = read_manifest(manifest)
    except ManifestError as error:
        raise click.UsageError(explain(error.code, dict(error.details))) from error
    for entry in entries:
        if "://" in entry.file:
            yield handed_url(entry.file, entry.description)
        else:
            yield handed_file(Path(entry.file), entry.description)


def _finish(batch: UUID, as_json: bool) -> int:
    """Work until the batch is done, showing how far it is, then say what became of each."""
    from shiryokan.cli.progress import Progress  # noqa: PLC0415
    from shiryokan.documents.batches import report  # noqa: PLC0415
    from shiryokan.jobs.worker import JobWorker  # noqa: PLC0415

    with Progress(batch, quiet=as_json):
        worker = JobWorker(stop_when=lambda: report(batch).at_rest, on_demand=False)
        worker.configure_signals()
        worker.run()
    ended = report(batch)
    if as_json:
        for row in ended.rows:
            click.echo(json.dumps(msgspec.to_builtins(row), ensure_ascii=False))
    else:
        from shiryokan.cli.progress import closing_table  # noqa: PLC0415

        closing_table(ended)
    return (
        Exit.FAILED
        if ended.refused or ended.stalled
        else Exit.OK
        if ended.ended
        else Exit.INTERRUPTED
    )
