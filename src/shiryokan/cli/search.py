"""``shiryokan search``: full-text search on the command line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.setup import open_instance
from shiryokan.cli.translation import _, explain
from shiryokan.search.kinds import KINDS

if TYPE_CHECKING:
    from shiryokan.search.hit import Hit
    from shiryokan.search.question import Question

SORTS = ("best", "recent", "newest", "oldest")


@click.command("search", help=_("資料館の文書のページと台帳の項目を検索します。"))
@click.argument("query", nargs=-1, required=True, metavar=_("検索語..."))
@click.option(
    "--limit", default=20, show_default=True, type=click.IntRange(1, 1000), help=_("件数")
)
@click.option("--offset", default=0, type=click.IntRange(0), help=_("飛ばす件数"))
@click.option(
    "--kind",
    default="page",
    show_default=True,
    type=click.Choice([*KINDS, "all"]),
    help=_("探すもの"),
)
@click.option(
    "--sort", default="best", show_default=True, type=click.Choice(SORTS), help=_("並べ方")
)
@click.option("--exact", is_flag=True, help=_("ほかの書き方を探さず、書いたとおりだけを探す"))
@click.option("--json", "as_json", is_flag=True, help=_("1件1行のJSONで書き出す"))
def command(query: tuple[str, ...], limit: int, offset: int, as_json: bool, **how: Any) -> int:
    """Search the pages and records."""
    open_instance()
    from shiryokan.access.readers import reading_all_but_the_bin  # noqa: PLC0415
    from shiryokan.instance import current  # noqa: PLC0415
    from shiryokan.search.question import ALL, Question  # noqa: PLC0415
    from shiryokan.search.searcher import search  # noqa: PLC0415

    kind = "" if how["kind"] == ALL else how["kind"]
    question = Question(text=" ".join(query), kind=kind, sort=how["sort"], exact=how["exact"])
    with reading_all_but_the_bin():
        result = search(question.with_kind_of_words(), offset=offset, limit=limit)
    if result.problem:
        problem = result.problem
        click.echo(explain(problem.code, {"position": problem.position + 1}), err=True)
        return Exit.USAGE
    base = current.config().base_url.rstrip("/") or "http://localhost:8000"
    for hit in result.hits:
        click.echo(_line(hit, base) if as_json else _shown(hit, base))
    if not as_json:
        for typed, others in result.other_spellings:
            click.echo(
                _("「%(typed)s」は、%(others)s も探しました。")
                % {"typed": typed, "others": _("、").join(others)},
                err=True,
            )
        click.echo(_("%(total)s件") % {"total": result.total}, err=True)
        if not result.total:
            _help_on(question)
    return Exit.OK if result.hits else Exit.NOTHING


def _help_on(question: Question) -> None:
    """Say which word is missing, and what finds something."""
    from shiryokan.access.readers import reading_all_but_the_bin  # noqa: PLC0415
    from shiryokan.search.hints import help_for  # noqa: PLC0415

    with reading_all_but_the_bin():
        found = help_for(question)
    if found.missing:
        click.echo(
            _("どこにもない言葉: %(words)s") % {"words": _("、").join(found.missing)}, err=True
        )
    if found.hints:
        click.echo(_("これなら見つかります:"), err=True)
    for hint in found.hints:
        click.echo(f"  {hint.query}  ({hint.total})", err=True)


def _address(hit: Hit, base: str) -> str:
    if hit.record:
        return f"{base}/records/{hit.record.pk}/"
    return f"{base}/documents/{hit.document.pk}/pages/{hit.page}"


def _line(hit: Hit, base: str) -> str:
    data = {
        "kind": hit.kind,
        "document": hit.document.pk,
        "title": hit.document.title,
        "file_name": hit.document.file_name,
        "page": hit.page,
        "heading": hit.heading,
        "snippet": hit.text,
        "score": round(hit.score, 4),
        "from_picture": hit.from_picture,
        "other_reading": hit.other_reading,
        "url": _address(hit, base),
    }
    return json.dumps(data, ensure_ascii=False)


def _shown(hit: Hit, base: str) -> str:
    marked = "".join(
        click.style(text, bold=True) if is_hit else text for text, is_hit in hit.snippet
    )
    heading = f"{hit.heading} | " if hit.heading else ""
    if hit.other_reading:
        picture = _("［画像のほかの読み方］")
    else:
        picture = _("［画像から読み取った文字］") if hit.from_picture else ""
    return (
        f"{heading}{hit.document.title} p.{hit.page}{picture}\n  {marked}\n  {_address(hit, base)}"
    )
