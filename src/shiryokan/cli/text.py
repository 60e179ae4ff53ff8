"""``shiryokan text``: the text of a PDF, without a library."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.translation import _, explain
from shiryokan.paper.document import Document
from shiryokan.paper.errors import PaperError
from shiryokan.paper.formats import FLOW_FORMS, PAGE_FORMS, REASON_MESSAGES, About
from shiryokan.paper.isolated import FAILURE_CODES, IsolatedReader
from shiryokan.paper.model import Page
from shiryokan.paper.ocr.isolated import OcrReader
from shiryokan.paper.ocr.models import are_installed

_ALL = (1, None)
_NAMED = 10
"""Pages without text that are named, at most."""


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


@click.command("text", help=_("PDFの文字を読み順に書き出します。ページの間は改ページ記号です。"))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--pages", type=PageRange(), default=None, help=_("書き出すページ。例: 3-5"))
@click.option(
    "--format",
    "form",
    type=click.Choice(list(PAGE_FORMS)),
    default="text",
    show_default=True,
    help=_("書き出す形。json は1ページ1行です。"),
)
@click.option(
    "--flow",
    "as_flow",
    is_flag=True,
    help=_("ページをつなぎ、柱やノンブルを除いた1つの文章にします。"),
)
@click.option(
    "--ocr",
    type=click.Choice(["never", "scans", "all"]),
    is_flag=False,
    flag_value="scans",
    default="never",
    show_default=True,
    help=_(
        "ページの画像を読むか。scans は文字のデータがないページを画像から読み、"
        "all は文字のデータがあるページも画像と照らし合わせます。--ocr だけなら scans です。"
    ),
)
def command(
    file: Path, pages: tuple[int, int | None] | None, form: str, as_flow: bool, ocr: str
) -> int:
    """Write out a PDF's text in reading order."""
    if as_flow and form not in FLOW_FORMS:
        raise click.UsageError(
            _("--flow と --format %(form)s は一緒に使えません。%(form)s はページごとの形です。")
            % {"form": form}
        )
    try:
        with _opened(file, ocr) as reader:
            return _write(file, reader, pages or _ALL, form, as_flow)
    except PaperError as error:
        return _fail(file, error.code, dict(error.details))
    except FileNotFoundError:
        return _fail(file, "file_missing")
    except PermissionError:
        return _fail(file, "file_forbidden")


def _opened(file: Path, ocr: str) -> IsolatedReader:
    match ocr:
        case "scans" | "all":
            return OcrReader(file, which=ocr)
        case _:
            return IsolatedReader(file)


def _write(
    file: Path, reader: IsolatedReader, pages: tuple[int, int | None], form: str, as_flow: bool
) -> int:
    if pages[0] > reader.summary.pages:
        click.echo(
            _("%(file)s は%(pages)sページまでです。")
            % {"file": file, "pages": reader.summary.pages},
            err=True,
        )
        return Exit.FAILED
    read = _ReportedPages(file, reader.pages(*pages))
    words = {reason: _(word) for reason, word in REASON_MESSAGES.items()}
    about = About(file.name, reader.summary.title, words)
    if as_flow:
        _put(form, FLOW_FORMS[form](Document.of(list(read)).flow, about))
    else:
        # furniture is known by coming back, which only the whole document shows
        whole = pages == _ALL and PAGE_FORMS[form].shows_furniture
        for piece in PAGE_FORMS[form].written(Document.of(list(read)) if whole else read, about):
            _put(form, piece)
    if read.pictures and not isinstance(reader, OcrReader):
        _tell_of_pictures(file, read.pictures)
    return Exit.FAILED if read.failed else Exit.OK


def _tell_of_pictures(file: Path, pages: list[int]) -> None:
    """Say that pages are only pictures, and how they are read."""
    numbers = ", ".join(map(str, pages[:_NAMED])) + (" …" if len(pages) > _NAMED else "")
    said = _("%(file)s p.%(pages)s: 画像だけのページです。") % {"file": file, "pages": numbers}
    how = (
        _("--ocr を付けると画像から読み取ります。")
        if are_installed()
        else _("pip install 'shiryokan[ocr]' で部品を入れ、--ocr を付けると画像から読み取ります。")
    )
    click.echo(f"{said}{how}", err=True)


class _ReportedPages:
    """Pages as they come; says on the way which of them cannot be read."""

    def __init__(self, file: Path, pages: Iterable[Page]) -> None:
        self.file, self.pages = file, pages
        self.failed = False
        self.pictures: list[int] = []
        """Pages that have no text of their own."""

    def __iter__(self) -> Iterator[Page]:
        for page in self.pages:
            yield page
            for warning in page.warnings:
                if warning.code in FAILURE_CODES:
                    click.echo(f"{self.file} p.{page.page}: {explain(warning.code)}", err=True)
                    self.failed = True
                elif warning.code == "no_text":
                    self.pictures.append(page.page)


def _put(form: str, piece: str) -> None:
    """Write to the standard output: UTF-8 where the form demands it, else as the terminal does."""
    if form == "text":
        click.echo(piece, nl=False)
    else:
        sys.stdout.buffer.write(piece.encode("utf-8", "replace"))


def _fail(file: Path, code: str, details: dict[str, object] | None = None) -> int:
    click.echo(f"{file}: {explain(code, details)}", err=True)
    return Exit.FAILED
