"""``shiryokan search``: full-text search on the command line."""

from __future__ import annotations

import json

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.house import open_house
from shiryokan.cli.words import _, explain


@click.command("search", help=_("資料館の文書をページごとに検索します。"))
@click.argument("query", nargs=-1, required=True, metavar=_("検索語..."))
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help=_("件数")
)
@click.option("--offset", default=0, type=click.IntRange(0), help=_("飛ばす件数"))
@click.option("--json", "as_json", is_flag=True, help=_("1件1行のJSONで書き出す"))
def command(query: tuple[str, ...], limit: int, offset: int, as_json: bool) -> int:
    """Search the pages."""
    open_house()
    from shiryokan.library import house  # noqa: PLC0415
    from shiryokan.search.finding import find  # noqa: PLC0415

    found = find(" ".join(query), offset=offset, limit=limit)
    if found.problem:
        code, position = found.problem
        click.echo(explain(code, {"position": position + 1}), err=True)
        return Exit.USAGE
    base = house.config().base_url.rstrip("/") or "http://localhost:8000"
    for hit in found.hits:
        url = f"{base}/documents/{hit.document.pk}/pages/{hit.page}"
        snippet = "".join(text for text, _is_hit in hit.snippet)
        if as_json:
            data = {
                "document": hit.document.pk,
                "title": hit.document.title,
                "file_name": hit.document.file_name,
                "page": hit.page,
                "snippet": snippet,
                "score": round(hit.score, 4),
                "url": url,
            }
            click.echo(json.dumps(data, ensure_ascii=False))
        else:
            marked = "".join(
                click.style(text, bold=True) if is_hit else text for text, is_hit in hit.snippet
            )
            click.echo(f"{hit.document.title} p.{hit.page}\n  {marked}\n  {url}")
    if not as_json:
        click.echo(_("%(total)s件") % {"total": found.total}, err=True)
    return Exit.OK if found.hits else Exit.NOTHING
