"""Moves a house between SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import msgspec

from shiryokan.keeping.databases import opened
from shiryokan.keeping.errors import TransferError
from shiryokan.keeping.tables import copy_all, count, digest, kept_models, texts_with_nul
from shiryokan.library.models import Document

DEFAULT = "default"


class Moved(msgspec.Struct, frozen=True):
    """The rows of each table that were moved, all found again as they were."""

    counts: dict[str, int]


def transfer(where: str | Path, *, source: str = DEFAULT) -> Moved:
    """Put all rows of the house's database into another one, and compare them there, value by
    value. The source stays as it is. Raises :class:`TransferError`."""
    with opened(where) as target:
        if _has_documents(target):
            raise TransferError("transfer_not_empty")
        return moved_into(target, source)


def moved_into(target: str, source: str) -> Moved:
    """As :func:`transfer`, between databases that are open."""
    refused = texts_with_nul(source)
    if refused:
        table, key = refused[0]
        raise TransferError("transfer_nul", table=table, key=key, count=len(refused))
    counts = copy_all(source, target)
    for model in kept_models():
        table = model._meta.db_table
        if count(model, target) != counts[table] or digest(model, target) != digest(model, source):
            raise TransferError("transfer_differs", table=table)
    return Moved(counts)


def _has_documents(alias: str) -> bool:
    return Document.everything.using(alias).exists()
