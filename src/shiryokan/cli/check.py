"""``shiryokan check``: is everything there, and as it was? And what can be put right."""

from __future__ import annotations

import json

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.outcome import bar, explained_errors
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain


@click.command(
    "check",
    help=_(
        "原本・ページ・索引・作業がそろっているかを確かめます。--repair で直せるものを直します。"
    ),
)
@click.option("--repair", "repairing", is_flag=True, help=_("原本から作り直せるものを直す"))
@click.option("--quick", is_flag=True, help=_("中身を読み通さず、あるかどうかだけを見る"))
@click.option("--json", "as_json", is_flag=True, help=_("JSONで書き出す"))
def command(repairing: bool, quick: bool, as_json: bool) -> int:
    """Check the instance."""
    lost = _broken_database(repairing)
    if lost is not None and not repairing:
        click.echo(explain("check_database_lost", {"about": lost}), err=True)
        return Exit.FAILED
    open_instance(anew=lost is not None)
    with explained_errors() as outcome:
        outcome.code = _check(lost is not None, repairing, quick, as_json)
    return outcome.code


def _broken_database(repairing: bool) -> str | None:
    """What is wrong with the SQLite file, which is put aside if it is to be repaired."""
    from shiryokan.backup.damaged_database import database_problem, put_database_aside  # noqa: PLC0415
    from shiryokan.instance.config import load  # noqa: PLC0415
    from shiryokan.instance.home import Home  # noqa: PLC0415

    config = load()
    if config.database_url:
        return None
    home = Home(config.folder)
    why = database_problem(home)
    if why is not None and repairing:
        for path in put_database_aside(home):
            click.echo(_("脇に置きました: %(path)s") % {"path": path}, err=True)
    return why


def _check(lost: bool, repairing: bool, quick: bool, as_json: bool) -> int:
    from shiryokan.backup.check import check  # noqa: PLC0415

    if lost:
        _take_in_all()
    with bar(_("確かめています")) as progress:
        found = list(check(quick=quick, progress=progress))
    if found and repairing:
        from shiryokan.audit.record import record  # noqa: PLC0415
        from shiryokan.backup import audit_kinds  # noqa: PLC0415
        from shiryokan.backup.repair import repair  # noqa: PLC0415

        _say(found, as_json=False, error=True)
        repair(found)
        record(audit_kinds.REPAIRED, "instance", found=sorted({each.code for each in found}))
        _work()
        with bar(_("もう一度確かめています")) as progress:
            found = list(check(quick=quick, progress=progress))
    _say(found, as_json=as_json, error=False)
    return Exit.FAILED if found else Exit.OK


def _say(found: list, *, as_json: bool, error: bool) -> None:  # type: ignore[type-arg]
    import msgspec  # noqa: PLC0415

    if as_json:
        click.echo(json.dumps([msgspec.to_builtins(each) for each in found], ensure_ascii=False))
        return
    for each in found:
        click.echo(f"✗ {explain(each.code, each.explanation_details())}", err=error)
    if not found:
        click.echo(_("✓ すべてそろっています。"))


def _take_in_all() -> None:
    from shiryokan.backup.repair import FOUND, take_in_all  # noqa: PLC0415

    count = take_in_all()
    click.echo(
        _(
            "データベースがなくなったので、原本%(count)s件を読み直します。"
            "出典・訂正・アカウントは戻りません。控えがあれば shiryokan restore を使ってください。"
        )
        % {"count": count},
        err=True,
    )
    click.echo(
        _(
            "だれに見せてよいか分からないので、管理者だけが見るコレクション「%(name)s」に入れます。"
            "見せる文書は shiryokan collection か画面で別のコレクションに移してください。"
        )
        % {"name": FOUND},
        err=True,
    )
    _work()


def _work() -> None:
    """Work off what was queued, unless a running instance does."""
    from shiryokan.jobs.worker import JobWorker, jobs_to_wait_for  # noqa: PLC0415

    worker = JobWorker(stop_when=lambda: not jobs_to_wait_for())
    worker.configure_signals()
    worker.run()
