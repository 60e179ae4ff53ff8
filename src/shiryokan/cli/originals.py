"""``shiryokan originals``: originals out of the home into the bucket, or back."""

from __future__ import annotations

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.outcome import bar
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command(
    "originals", help=_("原本をホームからバケットへ、またはその逆に写します（消しはしない）。")
)
@click.option("--to-bucket", "way", flag_value="bucket", help=_("ホームからバケットへ"))
@click.option("--to-folder", "way", flag_value="folder", help=_("バケットからホームへ"))
def command(way: str | None) -> int:
    """Copy originals."""
    if way is None:
        raise click.UsageError(_("--to-bucket か --to-folder を指定してください。"))
    open_instance()
    from shiryokan.documents import moving  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    if not current.config().s3_bucket:
        raise click.UsageError(_("SHIRYOKAN_S3_BUCKET が設定されていません。"))
    with bar(_("原本を写しています")) as progress:
        copy = moving.to_bucket if way == "bucket" else moving.to_folder
        copied, missing = copy(progress)
    click.echo(_("%(count)s件を写しました。") % {"count": copied})
    for sha256 in missing:
        click.echo(_("ないか、傷んでいる原本: %(sha)s") % {"sha": sha256}, err=True)
    return Exit.FAILED if missing else Exit.OK
