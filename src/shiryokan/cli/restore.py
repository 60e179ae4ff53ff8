"""``shiryokan restore``: an instance out of a snapshot."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.outcome import bar, explained_errors
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _

if TYPE_CHECKING:
    from shiryokan.backup.restore import Restored


@click.command("restore", help=_("控えから資料館を作り直します。"))
@click.argument("dest", type=click.Path(path_type=Path, exists=True), metavar="DEST")
@click.option("--snapshot", help=_("使う控えの名前（省くと最新）"))
@click.option(
    "--home",
    type=click.Path(path_type=Path, file_okay=False),
    help=_("作る場所（省くと設定の場所）"),
)
@click.option(
    "--replace", is_flag=True, help=_("そこにある資料館を脇に移してから作る（消しはしない）")
)
def command(dest: Path, snapshot: str | None, home: Path | None, replace: bool) -> int:
    """Restore an instance."""
    if home:
        os.environ["SHIRYOKAN_HOME"] = str(home)
    with explained_errors(home) as outcome:
        outcome.code = _restore(dest, snapshot, replace)
    return outcome.code


def _restore(dest: Path, snapshot: str | None, replace: bool) -> int:
    from shiryokan.backup.manifests import read  # noqa: PLC0415
    from shiryokan.backup.restore import restore, undone_if_it_fails  # noqa: PLC0415
    from shiryokan.backup.restore_rows import config_to_come, looked_at  # noqa: PLC0415
    from shiryokan.backup.snapshots import chosen  # noqa: PLC0415

    path = chosen(dest, snapshot)
    config = config_to_come(path, read(path))
    folder, url = config.folder, config.database_url
    if url:
        looked_at(url, replace=replace)
    _not_open(folder)
    with bar(_("控えを写しています")) as progress:
        restored = restore(dest, path, folder, config=config, replace=replace, progress=progress)
    with undone_if_it_fails(restored, folder):
        open_instance()
        rows = _rows_into_the_database(folder, url, replace) if url else None
    _record(restored.manifest.made_at)
    from shiryokan.search.indexing import rebuild  # noqa: PLC0415

    pages = sum(1 for _document in rebuild())
    _say(restored, folder, rows)
    return Exit.FAILED if restored.manifest.missing or pages < 0 else Exit.OK


def _not_open(folder: Path) -> None:
    from shiryokan.backup.errors import RestoreError  # noqa: PLC0415
    from shiryokan.backup.locks import SERVE, held, workers  # noqa: PLC0415
    from shiryokan.instance.home import Home  # noqa: PLC0415

    if folder.exists():
        with held(Home(folder), SERVE) as alone:
            if not alone or workers(Home(folder)):
                raise RestoreError("restore_open", place=str(folder))
        _tidy_an_empty_home(folder)


def _say(restored: Restored, folder: Path, rows: Path | None) -> None:
    counts = restored.manifest.counts
    click.echo(
        _("%(place)s に作り直しました（%(when)s の控え）。")
        % {"place": folder, "when": restored.manifest.made_at}
    )
    click.echo(
        _("文書 %(documents)s件、ページ %(pages)s、原本 %(originals)s件。索引も作り直しました。")
        % {
            "documents": counts.get("documents_document", 0),
            "pages": counts.get("documents_page", 0),
            "originals": len(restored.manifest.originals),
        }
    )
    if restored.manifest.waiting:
        click.echo(
            _("順番待ちのアップロード%(count)s件も戻しました。shiryokan work か公開で続きます。")
            % {"count": len(restored.manifest.waiting)}
        )
    for sha in restored.manifest.missing:
        click.echo(_("控えたときになかった原本: %(sha)s") % {"sha": sha}, err=True)
    if restored.aside:
        click.echo(_("前の資料館は %(place)s にあります。") % {"place": restored.aside})
    if rows:
        click.echo(_("前のデータベースの行は %(place)s にあります。") % {"place": rows})


def _record(made_at: str) -> None:
    """The audit entry is the first one of the instance that was restored."""
    from shiryokan.audit.record import record  # noqa: PLC0415
    from shiryokan.backup import audit_kinds  # noqa: PLC0415

    record(audit_kinds.RESTORED, "instance", made_at=str(made_at))


def _tidy_an_empty_home(folder: Path) -> None:
    """A home in which nothing was ever kept, only folders and locks, is an empty one."""
    kept = [path for path in folder.rglob("*") if path.is_file() and path.parent.name != "locks"]
    if not kept:
        import shutil  # noqa: PLC0415

        shutil.rmtree(folder)


def _rows_into_the_database(folder: Path, url: str, replace: bool) -> Path | None:
    """The instance has another database: the rows go there. Where those are that were there."""
    from shiryokan.backup.restore_rows import looked_at, rows_moved_in, rows_put_aside  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415

    # copying the originals may have taken hours
    in_use = looked_at(url, replace=replace).used
    aside = rows_put_aside(folder.expanduser().resolve()) if in_use else None
    rows_moved_in(current.home().database)
    return aside
