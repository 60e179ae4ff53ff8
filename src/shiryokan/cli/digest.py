"""``shiryokan digest``: what people's next digests would say, and what became of the last ones."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain

if TYPE_CHECKING:
    from shiryokan.digest.models import Subscriber


@click.group("digest", help=_("フォローしているものの便りを見ます。"))
def command() -> None:
    """Look at digests."""


@command.command("preview", help=_("次の便りがいま作るとどうなるかを示します。何も送りません。"))
@click.argument("who", metavar="USER|EMAIL")
@click.option("--json", "as_json", is_flag=True, help=_("結果を1件1行のJSONで書き出す"))
def preview(who: str, as_json: bool) -> int:
    """Show what somebody's next digest would say."""
    open_instance()
    from shiryokan.digest import entries  # noqa: PLC0415
    from shiryokan.digest.addresses import base_of  # noqa: PLC0415

    subscriber = _subscriber(who)
    if subscriber is None:
        click.echo(_("便りを受け取っていません: %(who)s") % {"who": who}, err=True)
        return Exit.FAILED
    contents = entries.contents(subscriber, entries.untold(subscriber, subscriber.follows.all()))
    base = base_of(subscriber)
    for entry in contents.entries:
        whats, reasons = "・".join(entry.whats), [each.name for each in entry.reasons]
        if as_json:
            told = {
                "what": list(entry.whats), "title": entry.title, "context": list(entry.context),
                "at": entry.at.isoformat(), "address": base + entry.path, "follows": reasons,
                "words": [each.text for each in entry.excerpts],
            }  # fmt: skip
            click.echo(json.dumps(told, ensure_ascii=False))
            continue
        click.echo(f"［{whats}］{entry.title}  {' · '.join(entry.context)}\n  {base}{entry.path}")
        for each in entry.excerpts:
            click.echo(f"  {each.label} {each.text}".rstrip())
    if not as_json:
        click.echo(_("次の便り: %(count)s件") % {"count": contents.total})
    return Exit.OK


def _subscriber(who: str) -> Subscriber | None:
    from django.db.models import Q  # noqa: PLC0415

    from shiryokan.digest.models import Subscriber  # noqa: PLC0415

    named = Q(user__username=who) | Q(user__email__iexact=who) | Q(user=None, email__iexact=who)
    return Subscriber.objects.filter(named).select_related("user").first()


@command.command("status", help=_("だれに便りがいつ届くかと、前の便りがどうなったかを示します。"))
@click.option("--json", "as_json", is_flag=True, help=_("結果を1件1行のJSONで書き出す"))
def status(as_json: bool) -> int:
    """List who has a digest."""
    open_instance()
    from django.utils import timezone  # noqa: PLC0415

    from shiryokan.digest.models import Subscriber  # noqa: PLC0415

    for row in Subscriber.objects.select_related("user").order_by("made_at").iterator(500):
        last = row.deliveries.first()
        told = {
            "who": str(row),
            "account": row.user_id is not None,
            "follows": row.follows.count(),
            "frequency": row.frequency,
            "next_at": row.next_at.isoformat() if row.next_at else None,
            "stopped": row.stopped,
            "last": last.state if last else None,
            "last_at": last.created_at.isoformat() if last else None,
        }
        if as_json:
            click.echo(json.dumps(told, ensure_ascii=False))
            continue
        at = timezone.localtime(row.next_at).strftime("%Y-%m-%d %H:%M") if row.next_at else "—"
        click.echo(
            _("%(who)s: フォロー %(follows)s件、次 %(at)s、前回 %(last)s")
            % {
                "who": row, "follows": told["follows"], "at": at,
                "last": last.get_state_display() if last else "—",
            }
        )  # fmt: skip
        if row.stopped:
            click.echo("  " + explain(row.stopped, {}), err=True)
    return Exit.OK
