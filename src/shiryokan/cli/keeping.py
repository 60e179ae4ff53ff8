"""What the commands share that keep a house safe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.words import _, explain


class Outcome:
    """How a command ended."""

    code: int = Exit.OK


@contextmanager
def told() -> Iterator[Outcome]:
    """Errors that are expected are told in plain words, with what to do."""
    from shiryokan.keeping.errors import KeepingError  # noqa: PLC0415

    outcome = Outcome()
    try:
        yield outcome
    except KeepingError as error:
        click.echo(explain(error.code, dict(error.details)), err=True)
        outcome.code = Exit.FAILED
    except OSError as error:
        click.echo(
            _("%(place)s に書けないか、読めません（%(why)s）。空きと権限を確かめてください。")
            % {"place": error.filename or "", "why": error.strerror or error},
            err=True,
        )
        outcome.code = Exit.FAILED


@contextmanager
def bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """A line on the terminal that says how far it is; nothing where nobody looks."""
    from shiryokan.keeping.objects import silent  # noqa: PLC0415

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(words, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)
