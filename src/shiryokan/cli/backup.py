"""``shiryokan backup``: a snapshot of the instance, made while it is open."""

from __future__ import annotations

from pathlib import Path

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.outcome import bar, explained_errors
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command(
    "backup",
    help=_("資料館の控えを DEST に作ります。公開中でも作れ、二度目からは増えた分だけを写します。"),
)
@click.argument("dest", type=click.Path(path_type=Path, file_okay=False), metavar="DEST")
@click.option("--keep", type=click.IntRange(min=1), help=_("残す控えの数（古いものを消す）"))
@click.option("--list", "listing", is_flag=True, help=_("DEST にある控えを示す"))
@click.option("--verify", is_flag=True, help=_("控えを読み通して確かめる"))
@click.option("--snapshot", help=_("確かめる控えの名前（省くと最新）"))
def command(dest: Path, keep: int | None, listing: bool, verify: bool, snapshot: str | None) -> int:
    """Make, list or verify snapshots."""
    open_instance()
    with explained_errors(dest) as outcome:
        if listing:
            _list(dest)
        elif verify:
            outcome.code = _verify(dest, snapshot)
        else:
            outcome.code = _make(dest, keep)
    return outcome.code


def _make(dest: Path, keep: int | None) -> int:
    from shiryokan.audit.record import record  # noqa: PLC0415
    from shiryokan.backup import audit_kinds  # noqa: PLC0415
    from shiryokan.backup.backup import back_up, prune  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    with bar(_("原本を写しています")) as progress:
        made = back_up(current.home(), dest, progress)
    record(audit_kinds.BACKED_UP, f"backup:{made.name}", originals=made.originals)
    click.echo(
        _("控え %(name)s: 原本 %(all)s件（新しく写したもの %(copied)s件）")
        % {"name": made.name, "all": made.originals, "copied": made.copied}
    )
    if keep:
        old, gone = prune(dest, keep)
        if old:
            click.echo(
                _("古い控え %(old)s個と、要らなくなった原本 %(gone)s件を消しました。")
                % {"old": old, "gone": gone}
            )
    for sha in made.missing:
        click.echo(_("原本がないか、壊れています: %(sha)s") % {"sha": sha}, err=True)
    if made.missing:
        click.echo(_("shiryokan check で確かめてください。"), err=True)
    return Exit.FAILED if made.missing else Exit.OK


def _list(dest: Path) -> None:
    from shiryokan.backup import manifests  # noqa: PLC0415
    from shiryokan.backup.snapshots import snapshots  # noqa: PLC0415

    for path in snapshots(dest):
        manifest = manifests.read(path)
        documents = manifest.counts.get("documents_document", 0)
        size = sum(original.size for original in manifest.originals) / 1e6
        click.echo(
            _("%(name)s　文書 %(documents)s件　原本 %(size).1f MB")
            % {"name": path.name, "documents": documents, "size": size}
        )


def _verify(dest: Path, snapshot: str | None) -> int:
    from shiryokan.backup.backup import mended  # noqa: PLC0415
    from shiryokan.backup.snapshots import chosen, problems  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    path = chosen(dest, snapshot)
    with bar(_("控えを確かめています")) as progress:
        wrong = list(problems(dest, path, progress))
    for name in wrong:
        click.echo(_("ないか、壊れています: %(name)s") % {"name": name}, err=True)
    if wrong:
        again = mended(current.home(), dest, wrong)
        for name in again:
            click.echo(_("資料館から写し直しました: %(name)s") % {"name": name}, err=True)
        if len(again) < len(wrong):
            click.echo(_("この控えは使えません。新しい控えを作ってください。"), err=True)
        else:
            click.echo(_("この控えはまた使えます。控えのディスクを確かめてください。"), err=True)
        return Exit.FAILED
    click.echo(_("控え %(name)s はすべてそろっています。") % {"name": path.name})
    return Exit.OK
