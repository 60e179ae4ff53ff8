"""``shiryokan reindex``: builds the search index anew from the pages that were read."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

import click
from rich.progress import MofNCompleteColumn, Progress, track

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

if TYPE_CHECKING:
    from shiryokan.search.engine import BuildsInParts
    from shiryokan.search.models import Rebuild

_DOING = _("索引を作り直しています")


@click.command("reindex", help=_("検索の索引を、読み取ったページから作り直します。"))
@click.option("--tidy", is_flag=True, help=_("作り直さず、サーバーに残るほかの版の索引を消す"))
def command(tidy: bool) -> int:
    """Build the index anew."""
    open_instance()
    from shiryokan.search.engine import BuildsInParts, KeptByCluster  # noqa: PLC0415
    from shiryokan.search.indexing import engine, rebuild  # noqa: PLC0415

    index = engine()
    if tidy:
        others = index.remove_other_indexes() if isinstance(index, KeptByCluster) else []
        click.echo(_("消した索引: %(names)s") % {"names": _("、").join(others) or "0"})
    elif isinstance(index, BuildsInParts):
        return _by_jobs(index)
    else:
        for _document in track(rebuild(), description=_DOING, total=None):
            pass
    return Exit.OK


def _by_jobs(index: BuildsInParts) -> int:
    """Work on it together with whatever workers there are, until it answers."""
    from shiryokan.audit.actor import SYSTEM, acting  # noqa: PLC0415
    from shiryokan.jobs.worker import JobWorker  # noqa: PLC0415
    from shiryokan.search.rebuilding import begin  # noqa: PLC0415

    rebuild = begin(index)

    def is_over() -> bool:
        rebuild.refresh_from_db()
        return rebuild.ended_at is not None

    end = threading.Event()
    telling = threading.Thread(target=_tell, args=(rebuild, end), daemon=True)
    telling.start()
    try:
        worker = JobWorker(stop_when=is_over)
        worker.configure_signals()
        with acting(SYSTEM):
            worker.run()
    finally:
        end.set()
        telling.join()
    return Exit.OK if is_over() and not rebuild.given_up else Exit.FAILED


def _tell(rebuild: Rebuild, end: threading.Event) -> None:
    """Show how far it is, until the end."""
    from django.db import connection  # noqa: PLC0415

    from shiryokan.search.rebuilding import progress  # noqa: PLC0415

    try:
        with Progress(*Progress.get_default_columns(), MofNCompleteColumn()) as shown:
            bar = shown.add_task(_DOING, total=None)
            while True:
                over = end.wait(1.0)
                now = progress(rebuild)
                shown.update(bar, completed=now.done, total=now.documents or None)
                if over:
                    return
    finally:
        connection.close()
