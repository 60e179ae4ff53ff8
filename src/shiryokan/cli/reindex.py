"""``shiryokan reindex``: builds the search index anew from the pages that were read."""

from __future__ import annotations

import click
from rich.progress import track

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _


@click.command("reindex", help=_("検索の索引を、読み取ったページから作り直します。"))
def command() -> int:
    """Build the index anew."""
    open_instance()
    from shiryokan.search.indexing import rebuild  # noqa: PLC0415

    ids = rebuild()
    for _document in track(ids, description=_("索引を作り直しています"), total=None):
        pass
    return Exit.OK
