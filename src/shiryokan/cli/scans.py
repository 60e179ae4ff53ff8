"""``shiryokan scans``: pages that are pictures, and text layers held against theirs."""

from __future__ import annotations

import json

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain


@click.group(
    "scans",
    invoke_without_command=True,
    help=_("画像だけのページの読み取りと、文字データと画像の照合の様子を示します。"),
)
@click.option("--json", "as_json", is_flag=True, help=_("JSONで書き出す"))
@click.pass_context
def command(context: click.Context, as_json: bool) -> int | None:
    """Pictures; without a further word, how far they are."""
    return _status(as_json=as_json) if context.invoked_subcommand is None else None


@command.command("read", help=_("待っている画像を読み、照合します（ほかの作業のあとに）。"))
@click.argument("documents", nargs=-1, metavar="[ID]...")
@click.option("--forever", is_flag=True, help=_("片づけたあとも新しい画像を待つ"))
def read(documents: tuple[str, ...], forever: bool) -> int:
    """Read what waits; what is wanted of ``documents`` alone is noted before, or else of all."""
    open_instance()
    from shiryokan.audit.actor import SYSTEM, acting  # noqa: PLC0415
    from shiryokan.jobs.queues import queue_behind  # noqa: PLC0415
    from shiryokan.jobs.worker import JobWorker, jobs_behind  # noqa: PLC0415
    from shiryokan.paper.priority import yield_to_others  # noqa: PLC0415
    from shiryokan.scans.availability import installed  # noqa: PLC0415
    from shiryokan.scans.planning import plan_all  # noqa: PLC0415

    if not installed():
        click.echo(explain("ocr_missing"), err=True)
        return Exit.FAILED
    yield_to_others()
    plan_all(documents or None)
    worker = JobWorker(
        stop_when=lambda: not forever and not jobs_behind(), queue_names=[queue_behind()]
    )
    worker.configure_signals()
    with acting(SYSTEM):
        worker.run()
    return Exit.OK


@command.command("pause", help=_("画像の読み取りを休ませます（読んでいるページは読み終えます）。"))
def pause() -> int:
    """Read no further pictures for now."""
    open_instance()
    from shiryokan.scans import progress  # noqa: PLC0415

    progress.pause()
    click.echo(_("画像の読み取りを休ませました。shiryokan scans resume で再び始めます。"))
    return Exit.OK


@command.command("resume", help=_("休ませた読み取りを再び始めます。"))
def resume() -> int:
    """Read pictures again."""
    open_instance()
    from shiryokan.scans import progress  # noqa: PLC0415

    count = progress.resume()
    click.echo(_("%(count)s件の文書の画像が待っています。") % {"count": count})
    return Exit.OK


@command.command("again", help=_("読めなかった画像を、もう一度読ませます。"))
def again() -> int:
    """Have what could not be read tried again."""
    open_instance()
    from shiryokan.scans import progress  # noqa: PLC0415

    count = progress.try_again()
    click.echo(_("%(count)sページをもう一度読みます。") % {"count": count})
    return Exit.OK


def _status(*, as_json: bool) -> int:
    open_instance()
    from shiryokan.scans.progress import progress  # noqa: PLC0415

    now = progress()
    if as_json:
        click.echo(
            json.dumps(
                {
                    "installed": now.installed,
                    "paused": now.paused is not None,
                    "read": {"waiting": now.reading.waiting, "done": now.reading.done,
                             "failed": now.reading.failed},
                    "check": {"waiting": now.checking.waiting, "done": now.checking.done,
                              "failed": now.checking.failed},
                    "pages_last_hour": now.lately,
                    "seconds_a_page": now.seconds,
                    "minutes_left": now.minutes_left,
                }
            )
        )  # fmt: skip
        return Exit.OK
    if not now.installed:
        click.echo(explain("ocr_missing"), err=True)
    for label, counted in ((_("画像から読む"), now.reading), (_("画像と照合する"), now.checking)):
        click.echo(
            _("%(label)s: 済み %(done)s、待ち %(waiting)s、できなかったもの %(failed)s")
            % {
                "label": label, "done": counted.done, "waiting": counted.waiting,
                "failed": counted.failed,
            }
        )  # fmt: skip
    if now.paused is not None:
        click.echo(_("休んでいます。shiryokan scans resume で再び始めます。"))
    click.echo(
        _("この1時間: %(pages)sページ、1ページ %(seconds)s秒")
        % {"pages": now.lately, "seconds": now.seconds}
    )
    if now.minutes_left:
        click.echo(_("残りは約%(minutes)s分です。") % {"minutes": now.minutes_left})
    return Exit.OK
