"""``shiryokan audit``: the record of who did what."""

from __future__ import annotations

import json

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command("audit", help=_("だれが何をしたかの記録を、新しい順に示します。"))
@click.option("--about", default="", help=_("この文書のIDについてのものだけ"))
@click.option("--most", type=click.IntRange(min=1), default=100, show_default=True, help=_("件数"))
@click.option("--json", "as_json", is_flag=True, help=_("1件1行のJSONで書き出す"))
@click.option("--verify", is_flag=True, help=_("書かれたときのままかを確かめる"))
def command(about: str, most: int, as_json: bool, verify: bool) -> int:
    """Show audit entries, or go through the chain."""
    open_instance()
    if verify:
        return _verify()
    from shiryokan.audit import models  # noqa: PLC0415

    rows = models.AuditEntry.objects.all()
    if about:
        rows = rows.filter(models.about(about))
    for entry in rows[:most]:
        if as_json:
            shown = {
                "number": entry.number, "at": entry.at.isoformat(), "actor": entry.actor,
                "kind": entry.kind, "about": entry.about, "name": entry.name,
                "details": entry.details, "before": entry.before, "hash": entry.hash,
            }  # fmt: skip
            click.echo(json.dumps(shown, ensure_ascii=False))
        else:
            what = entry.label
            click.echo(
                f"{entry.number}\t{entry.at:%Y-%m-%d %H:%M:%S}Z\t{entry.actor}\t{what}\t"
                f"{entry.name or entry.about}"
            )
    return Exit.OK


def _verify() -> int:
    from shiryokan.audit.models import AuditEntry, first_break  # noqa: PLC0415
    from shiryokan.cli.translation import explain  # noqa: PLC0415

    wrong = first_break()
    if wrong is not None:
        click.echo(explain(f"check_audit_{wrong.why}", {"about": wrong.number}), err=True)
        return Exit.FAILED
    click.echo(
        _("%(count)s件すべて、書かれたときのままです。") % {"count": AuditEntry.objects.count()}
    )
    return Exit.OK
