"""``shiryokan text``: the text of a PDF, without a library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.words import _, explain
from shiryokan.paper.errors import PaperError
from shiryokan.paper.formats import PAGE_BREAK, as_json, as_markdown, as_text
from shiryokan.paper.isolated import FAILURE_CODES, IsolatedReader
from shiryokan.paper.model import Page


class PageRange(click.ParamType[tuple[int, int | None]]):
    """Pages as ``3``, ``3-5``, ``3-`` or ``-5``."""

    name = _("範囲")

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int | None]:
        """First and last page; the last is None for the file's end."""
        if isinstance(value, tuple):
            return value
        first, dash, last = str(value).partition("-")
        try:
            begin = int(first) if first else 1
            end = int(last) if last else (None if dash else begin)
        except ValueError:
            begin, end = 0, None
        if begin < 1 or (end is not None and end < begin) or value in ("", "-"):
            self.fail(
                _("ページの範囲 %(value)s が読めません。3-5 の形で書いてください。")
                % {"value": value},
                param,
                ctx,
            )
        return begin, end


FORMATS: dict[str, Callable[[Page], str]] = {
    "text": as_text,
    "json": as_json,
    "markdown": as_markdown,
}


@click.command("text", help=_("PDFの文字を読み順に書き出します。ページの間は改ページ記号です。"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--pages", type=PageRange(), default=None, help=_("書き出すページ。例: 3-5"))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(FORMATS)),
    default="text",
    show_default=True,
    help=_("書き出す形。json は1ページ1行です。"),
)
def command(file: Path, pages: tuple[int, int | None] | None, form: str) -> int:
    """Write out a PDF's text in reading order."""
    try:
        return _write(file, pages or (1, None), form)
    except PaperError as error:
        return _fail(file, error.code, dict(error.details))
    except FileNotFoundError:
        return _fail(file, "file_missing")
    except PermissionError:
        return _fail(file, "file_forbidden")


def _write(file: Path, pages: tuple[int, int | None], form: str) -> int:
    failed = False
    with IsolatedReader(file) as reader:
        if pages[0] > reader.summary.pages:
            click.echo(
                _("%(file)s は%(pages)sページまでです。")
                % {"file": file, "pages": reader.summary.pages},
                err=True,
            )
            return Exit.FAILED
        divider = {"text": PAGE_BREAK, "markdown": "\n", "json": ""}[form]
        for i, page in enumerate(reader.pages(*pages)):
            click.echo((divider if i else "") + FORMATS[form](page), nl=True)
            for word in _failures(file, page):
                click.echo(word, err=True)
                failed = True
    return Exit.FAILED if failed else Exit.OK


def _failures(file: Path, page: Page) -> Iterator[str]:
    for warning in page.warnings:
        if warning.code in FAILURE_CODES:
            yield f"{file} p.{page.page}: {explain(warning.code)}"


def _fail(file: Path, code: str, details: dict[str, object] | None = None) -> int:
    click.echo(f"{file}: {explain(code, details)}", err=True)
    return Exit.FAILED
