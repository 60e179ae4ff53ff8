"""What the commands of registers share: reading a PDF's register, writing a table."""

from __future__ import annotations

import contextlib
import hashlib
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from shiryokan.cli.exits import Exit
from shiryokan.cli.translation import _, explain
from shiryokan.paper.errors import PaperError
from shiryokan.paper.isolated import FAILURE_CODES, IsolatedReader
from shiryokan.registers.base import Unplaced
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.errors import NoRecords, RecordsError, none_code
from shiryokan.registers.export import FORMS, Table

_Command = TypeVar("_Command", bound=Callable[..., Any])
OUTPUT = click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False),
    help=_("書き出すファイル。省くと標準出力に書きます。"),
)  # fmt: skip


def form_option(words: str) -> Callable[[_Command], _Command]:
    """The option ``--format``, explained by ``words``."""
    return click.option("--format", "form", type=click.Choice(list(FORMS)), help=words)


class Found(msgspec.Struct):
    """The records of a file. ``document`` is the SHA-256 of its bytes, by which a library knows it
    as well; ``unreadable`` are numbers of pages."""

    document: str
    records: list[Any]
    unplaced: list[Unplaced]
    unreadable: list[int]


class Broken(Exception):  # noqa: N818
    """Something is wrong with ``file``: what, as ``shiryokan.i18n`` knows it."""

    def __init__(self, file: Path, code: str, details: dict[str, object]) -> None:
        super().__init__(file, code, details)
        self.file, self.code, self.details = file, code, details

    @classmethod
    @contextlib.contextmanager
    def of(cls, file: Path) -> Iterator[None]:
        """Errors within are of ``file``."""
        try:
            yield
        except NoRecords as error:
            raise cls(file, none_code(error.register), dict(error.details)) from error
        except (PaperError, RecordsError) as error:
            raise cls(file, error.code, dict(error.details)) from error
        except FileNotFoundError as error:
            raise cls(Path(error.filename or file), "file_missing", {}) from error
        except PermissionError as error:
            raise cls(Path(error.filename or file), "file_forbidden", {}) from error


def fail(broken: Broken) -> int:
    """Say what is wrong with the file, and what to do."""
    click.echo(f"{broken.file}: {explain(broken.code, broken.details)}", err=True)
    return Exit.FAILED


def form_of(form: str | None, output: Path | None, inputs: Sequence[Path]) -> str:
    """The form to be written: the one asked for, or that of the file's name, or JSON Lines.

    Refuses, before anything is read, bytes on a terminal and a file written over itself.
    """
    suffix = output.suffix.lower().removeprefix(".") if output else ""
    chosen = form or (suffix if suffix in FORMS else "jsonl")
    if output is None and FORMS[chosen].binary and sys.stdout.isatty():
        raise click.UsageError(
            _("%(form)s は画面に出せません。-o でファイルを指定してください。") % {"form": chosen}
        )
    if output and any(output.resolve() == file.resolve() for file in inputs):
        raise click.UsageError(_("-o に、読み取るPDFと同じファイルは指定できません。"))
    return chosen


def read_register(register: str, file: Path) -> Found:
    """The records of a file. Pages that cannot be read are told on the way."""
    with IsolatedReader(file) as reader:
        pages = list(reader.pages())
    unreadable = []
    for page in pages:
        for warning in page.warnings:
            if warning.code in FAILURE_CODES:
                click.echo(f"{file} p.{page.page}: {explain(warning.code)}", err=True)
                unreadable.append(page.page)
    with file.open("rb") as reading:
        document = hashlib.file_digest(reading, "sha256").hexdigest()
    found = REGISTERS[register].extract(pages, document)
    return Found(document, found.records, found.unplaced, unreadable)


def name_of(file: Path) -> str:
    """The name of a file; letters whose bytes are no UTF-8 are marked."""
    return file.name.encode("utf-8", "replace").decode()


def page_address(file: Path, page: int) -> str:
    """Where a page stands, as a browser and a viewer of PDFs understand it."""
    return f"{str(file).encode('utf-8', 'replace').decode()}#page={page}"


def put(table: Table, form: str, output: Path | None) -> None:
    """Write the table to the file, or to the standard output."""
    with Broken.of(output or Path("-")):
        data = FORMS[form].write(table)
    if output is None:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    write_file(output, data)
    click.echo(
        _("%(count)s件を %(file)s に書き出しました。") % {"count": len(table.rows), "file": output},
        err=True,
    )


def write_file(file: Path, data: bytes) -> None:
    """Write a file, in the place of an older one."""
    try:
        file.write_bytes(data)
    except OSError as error:
        details: dict[str, object] = {"reason": error.strerror or type(error).__name__}
        raise Broken(file, "not_written", details) from error
