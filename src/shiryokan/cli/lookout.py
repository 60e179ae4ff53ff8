"""``shiryokan lookout``: pages of councils that are watched, and what was found on them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain

if TYPE_CHECKING:
    from shiryokan.access.models import Collection
    from shiryokan.lookout.models import Address


@click.group("lookout", help=_("会議のページやフィードを見張り、新しい文書や差し替えを探します。"))
def command() -> None:
    """Watch pages."""


@command.command("add", help=_("見張るページかフィードを加えます。"))
@click.argument("urls", nargs=-1, required=True, metavar="URL...")
@click.option("--council", default="", help=_("会議体（ページから読めないとき）"))
@click.option("--publisher", default="", help=_("発行者（府省庁など）"))
@click.option("--minutes", type=click.IntRange(5), help=_("見回る間隔（分）"))
@click.option("--collection", default="", help=_("コレクション（見てよい人を決めるもの）"))
@click.option(
    "--only-new", is_flag=True, help=_("今ある文書は受け入れず、これからのものだけを受け入れる")
)
def add(
    urls: tuple[str, ...],
    council: str,
    publisher: str,
    minutes: int | None,
    collection: str,
    only_new: bool,
) -> int:
    """Have pages visited from now on."""
    open_instance()
    from shiryokan.jobs.retries import Refusal  # noqa: PLC0415
    from shiryokan.lookout.watching import watch  # noqa: PLC0415

    within = _collection(collection) if collection else None
    code = Exit.OK
    for url in urls:
        try:
            watched, new = watch(
                url, council=council, publisher=publisher, minutes=minutes,
                take_present=not only_new, collection=within,
            )  # fmt: skip
        except Refusal as refusal:
            click.echo(f"{url}: {explain(refusal.code, dict(refusal.details))}", err=True)
            code = Exit.FAILED
            continue
        said = _("見張ります: %(url)s") if new else _("すでに見張っています: %(url)s")
        click.echo(said % {"url": watched.url})
    return code


def _collection(name: str) -> Collection:
    from shiryokan.access.models import Collection  # noqa: PLC0415

    found = Collection.objects.filter(name=name).first()
    if found is None:
        raise click.UsageError(explain("no_collection", {"collection": name}))
    return found


@command.command("stop", help=_("ページの見張りを止めます。見つけたものは残ります。"))
@click.argument("url")
def stop(url: str) -> int:
    """Stop watching a page."""
    open_instance()
    from shiryokan.lookout.models import WatchedPage  # noqa: PLC0415
    from shiryokan.lookout.watching import set_active  # noqa: PLC0415

    watched = WatchedPage.everything.filter(url=url).first()
    if watched is None:
        click.echo(_("見張っていないページです: %(url)s") % {"url": url}, err=True)
        return Exit.FAILED
    set_active(watched, active=False)
    click.echo(_("見張りを止めました: %(url)s") % {"url": url})
    return Exit.OK


@command.command("visit", help=_("見回る時刻になったページを見回り、見つけた文書を受け入れます。"))
@click.option("--now", "at_once", is_flag=True, help=_("時刻を待たず、すべてのページと文書を見る"))
@click.option("--later", is_flag=True, help=_("受け入れの作業は動いている資料館に任せる"))
def visit(at_once: bool, later: bool) -> int:
    """Visit what is due."""
    open_instance()
    from django.utils import timezone  # noqa: PLC0415

    from shiryokan.jobs.worker import JobWorker, jobs_to_wait_for  # noqa: PLC0415
    from shiryokan.lookout import visiting  # noqa: PLC0415
    from shiryokan.lookout.models import Find  # noqa: PLC0415

    began = timezone.now()
    if at_once:
        visiting.all_due_now()
    done = visiting.visit(_tell_trouble)
    if not later:
        worker = JobWorker(stop_when=lambda: not jobs_to_wait_for(), interval=0.05)
        worker.configure_signals()
        worker.run()
    click.echo(
        _("%(looks)s か所を見ました。見つけたもの: %(finds)s件、読めなかった所: %(failed)s")
        % {
            "looks": done.looks,
            "finds": Find.everything.filter(found_at__gte=began).count(),
            "failed": done.failed,
        }
    )
    return Exit.OK


def _tell_trouble(address: Address) -> None:
    if address.state != address.State.ALIVE:
        why = explain(address.error, address.error_details)
        click.echo(f"{address.url}: {why}", err=True)


@command.command("status", help=_("見張っているページと、その具合を示します。"))
@click.option("--json", "as_json", is_flag=True, help=_("結果を1件1行のJSONで書き出す"))
def status(as_json: bool) -> int:
    """List watched pages."""
    open_instance()
    from shiryokan.lookout.board import board  # noqa: PLC0415

    for row in board():
        if as_json:
            click.echo(json.dumps(row.as_data(), ensure_ascii=False))
            continue
        name = str(row.watched)
        state = row.state_text if row.watched.active else _("止めてあります")
        click.echo(f"{name}\n  {row.watched.url}\n  {state}")
        click.echo(
            "  "
            + _("文書 %(documents)s件、発見 %(finds)s件、前回 %(last)s")
            % {"documents": row.documents, "finds": row.finds, "last": row.last_text}
        )
    return Exit.OK


@command.command("finds", help=_("見つけたものを、新しい順に示します。"))
@click.option("--json", "as_json", is_flag=True, help=_("結果を1件1行のJSONで書き出す"))
@click.option("--council", default="", help=_("会議体の名前でしぼる"))
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), help=_("この日から後のもの"))
@click.option("--limit", type=click.IntRange(1), help=_("件数"))
def finds(as_json: bool, council: str, since: object, limit: int | None) -> int:
    """List finds, the newest first."""
    open_instance()
    from django.utils import timezone  # noqa: PLC0415

    from shiryokan.lookout.models import Find  # noqa: PLC0415
    from shiryokan.lookout.telling import find_as_data  # noqa: PLC0415

    rows = Find.everything.filter(hidden=False)
    if council:
        rows = rows.filter(council=council)
    if since is not None:
        rows = rows.filter(found_at__gte=timezone.make_aware(since))  # type: ignore[arg-type]
    for find in rows[:limit] if limit else rows.iterator(500):
        if as_json:
            click.echo(json.dumps(find_as_data(find), ensure_ascii=False))
        else:
            at = timezone.localtime(find.found_at).strftime("%Y-%m-%d %H:%M")
            click.echo(f"{at}  {find}  {find.url or find.page_url}")
    return Exit.OK
