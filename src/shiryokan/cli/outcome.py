"""What the commands share that keep an instance safe."""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from shiryokan.cli.exits import Exit
from shiryokan.cli.translation import _, explain


class Outcome:
    """How a command ended."""

    code: int = Exit.OK


@contextmanager
def explained_errors(place: Path | None = None) -> Iterator[Outcome]:
    """Errors that are expected are told in plain words, with what to do. ``place`` is where the
    command writes, for errors that do not say where they happened."""
    from django.db import DatabaseError  # noqa: PLC0415

    from shiryokan.backup.errors import MaintenanceError  # noqa: PLC0415
    from shiryokan.instance.config import ConfigError  # noqa: PLC0415
    from shiryokan.jobs.causes import out_of_room  # noqa: PLC0415

    outcome = Outcome()
    try:
        yield outcome
        return
    except MaintenanceError as error:
        message = explain(error.code, dict(error.details))
    except ConfigError as error:
        message = _("設定が読めません: %(why)s") % {"why": error}
    except OSError as error:
        message = _not_written(error.filename or place, error.strerror or error)
    except (sqlite3.Error, DatabaseError) as error:
        # SQLite speaks of a full disk in words of its own
        if out_of_room(error):
            message = _not_written(place, error)
        else:
            message = _("データベースに断られました（%(why)s）。") % {"why": str(error).strip()}
    click.echo(message, err=True)
    outcome.code = Exit.FAILED


def _not_written(place: object, why: object) -> str:
    return _("%(place)s に書けないか、読めません（%(why)s）。空きと権限を確かめてください。") % {
        "place": place or "",
        "why": why,
    }


@contextmanager
def bar(words: str) -> Iterator[Callable[[int, int], None]]:
    """A line on the terminal that says how far it is; nothing where nobody looks."""
    from shiryokan.backup.files import silent  # noqa: PLC0415

    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console  # noqa: PLC0415
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as shown:
        task = shown.add_task(words, total=None)
        yield lambda done, of: shown.update(task, completed=done, total=of)
