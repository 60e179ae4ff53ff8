"""Shows how far a batch is: files, pages, pages a second, time left."""

from __future__ import annotations

import threading
import time
from types import TracebackType
from typing import Self
from uuid import UUID

from django.db import connections
from rich.console import Console
from rich.progress import BarColumn, TaskID, TextColumn, TimeElapsedColumn
from rich.progress import Progress as Bar
from rich.table import Table

from shiryokan.cli.translation import _, explain
from shiryokan.documents.batches import Report, report
from shiryokan.documents.models import Intake

INTERVAL = 0.5


class Progress:
    """A bar on the terminal, kept up to date from the database by a thread of its own."""

    def __init__(self, batch: UUID, quiet: bool) -> None:
        self._batch = batch
        self._console = Console(stderr=True)
        self._quiet = quiet or not self._console.is_terminal
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        if not self._quiet:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)

    def _watch(self) -> None:
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[numbers]}"),
            TimeElapsedColumn(),
        )
        with Bar(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task(_("準備中"), total=None, numbers="")
            while not self._stop.wait(INTERVAL):
                self._show(bar, task, report(self._batch))
        connections.close_all()

    def _show(self, bar: Bar, task: TaskID, now: Report) -> None:
        ended = now.count(*Intake.ENDED)
        seconds = max(time.monotonic() - self._began, 0.001)
        speed = now.pages_read / seconds
        left = (now.pages - now.pages_read) / speed if speed else 0
        bar.update(
            task,
            total=max(now.pages, 1),
            completed=now.pages_read,
            description=_("%(done)s/%(all)s件") % {"done": ended, "all": len(now.rows)},
            numbers=_("%(read)s/%(pages)sページ　%(speed).0fページ/秒　残り約%(left).0f秒")
            % {"read": now.pages_read, "pages": now.pages, "speed": speed, "left": left},
        )


def closing_table(ended: Report) -> None:
    """What became of each file, and the sums."""
    console = Console()
    table = Table(box=None, pad_edge=False)
    for heading, justify in (
        (_("ファイル"), "left"),
        (_("結果"), "left"),
        (_("ページ"), "right"),
        (_("秒"), "right"),
    ):
        table.add_column(heading, justify=justify, overflow="fold")  # type: ignore[arg-type]
    for row in ended.rows:
        pages = str(row.pages) if row.pages else ""
        table.add_row(row.name, str(Intake.State(row.state).label), pages, f"{row.seconds:.1f}")
    console.print(table)
    for row in (*ended.refused, *ended.stalled):
        console.print(f"✗ {row.name}: {explain(row.error, row.details)}", style="red")
    console.print(
        _("追加 %(done)s件（%(pages)sページ）、既存 %(known)s件、失敗 %(refused)s件")
        % {
            "done": ended.count(Intake.State.DONE),
            "pages": ended.pages,
            "known": ended.count(Intake.State.KNOWN),
            "refused": len(ended.refused),
        }
    )
