"""``shiryokan doctor``: is the machine fit, are the settings safe, is the library whole, does it
run?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click
import msgspec

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

if TYPE_CHECKING:
    from shiryokan.health.findings import Finding


@click.command("doctor", help=_("資料館と機械の具合を調べ、直し方を示します。"))
@click.option("--json", "as_json", is_flag=True, help=_("JSONで書き出す"))
def command(as_json: bool) -> int:
    """Look at the machine and the library."""
    open_instance()
    from shiryokan.health.doctor import look_at_all  # noqa: PLC0415

    findings = list(look_at_all())
    if as_json:
        click.echo(json.dumps([msgspec.to_builtins(f) for f in findings], ensure_ascii=False))
    else:
        for finding in findings:
            click.echo(f"{_mark(finding)} {finding.name}: {finding.says}")
    return Exit.FAILED if any(finding.bad for finding in findings) else Exit.OK


def _mark(finding: Finding) -> str:
    if finding.good:
        return click.style("✓", fg="green")
    return click.style("△", fg="yellow") if finding.advice else click.style("✗", fg="red")
