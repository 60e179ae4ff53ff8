"""``shiryokan work``: works off the queue, as a process of its own."""

from __future__ import annotations

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command("work", help=_("待っている作業（保管・読み取り・索引づくり）を片づけます。"))
@click.option("--forever", is_flag=True, help=_("片づけたあとも新しい作業を待つ"))
def command(forever: bool) -> int:
    """Work off the queue."""
    open_instance()
    from shiryokan.audit.actor import SYSTEM, acting  # noqa: PLC0415
    from shiryokan.jobs.worker import (  # noqa: PLC0415
        JobWorker,
        forget_finished_jobs,
        jobs_behind,
        jobs_to_wait_for,
        unfinished_jobs,
    )

    forget_finished_jobs()
    worker = JobWorker(stop_when=lambda: not forever and not jobs_to_wait_for())
    worker.configure_signals()
    with acting(SYSTEM):
        worker.run()
    if not forever and (left := unfinished_jobs()):
        click.echo(
            _("%(count)s件の作業がうまくいかず、あとでもう一度試します。") % {"count": left},
            err=True,
        )
    if pictures := jobs_behind():
        click.echo(
            _(
                "画像だけのページなどが待っています（文書%(count)s件）。"
                "shiryokan scans read で読みます。"
            )
            % {"count": pictures},
            err=True,
        )
    return Exit.OK
