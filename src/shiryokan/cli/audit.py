"""``shiryokan deeds``: the record of who did what."""

from __future__ import annotations

import json

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.messages import _
from shiryokan.cli.setup import open_house


@click.command("audit", help=_("だれが何をしたかの記録を、新しい順に示します。"))
@click.option("--about", default="", help=_("この文書のIDについてのものだけ"))
@click.option("--most", type=click.IntRange(min=1), default=100, show_default=True, help=_("件数"))
@click.option("--json", "as_json", is_flag=True, help=_("1件1行のJSONで書き出す"))
@click.option("--verify", is_flag=True, help=_("書かれたときのままかを確かめる"))
def command(about: str, most: int, as_json: bool, verify: bool) -> int:
    """Show deeds, or go through the chain."""
    open_house()
    if verify:
        return _verify()
    from shiryokan.audit import models  # noqa: PLC0415

    rows = models.Deed.objects.all()
    if about:
        rows = rows.filter(models.about(about))
    for deed in rows[:most]:
        if as_json:
            told = {
                "number": deed.number, "at": deed.at.isoformat(), "actor": deed.actor,
                "kind": deed.kind, "about": deed.about, "name": deed.name,
                "details": deed.details, "before": deed.before, "hash": deed.hash,
            }  # fmt: skip
            click.echo(json.dumps(told, ensure_ascii=False))
        else:
            what = deed.get_kind_display()
            click.echo(
                f"{deed.number}\t{deed.at:%Y-%m-%d %H:%M:%S}Z\t{deed.actor}\t{what}\t"
                f"{deed.name or deed.about}"
            )
    return Exit.OK


def _verify() -> int:
    from shiryokan.audit.models import Deed, first_break  # noqa: PLC0415
    from shiryokan.cli.messages import explain  # noqa: PLC0415

    wrong = first_break()
    if wrong is not None:
        click.echo(explain(f"check_deeds_{wrong.why}", {"about": wrong.number}), err=True)
        return Exit.FAILED
    click.echo(_("%(count)s件すべて、書かれたときのままです。") % {"count": Deed.objects.count()})
    return Exit.OK
