"""Moves an instance between SQLite and PostgreSQL."""

from __future__ import annotations

from pathlib import Path

import msgspec
from django.db import transaction

from shiryokan.backup.aliases import opened
from shiryokan.backup.errors import TransferError
from shiryokan.backup.inspection import held_by
from shiryokan.backup.tables import copied_models, copy_all, count, digest, texts_with_nul

DEFAULT = "default"


class Moved(msgspec.Struct, frozen=True):
    """The rows of each table that were moved, all found again as they were."""

    counts: dict[str, int]


def transfer(where: str | Path, *, source: str = DEFAULT) -> Moved:
    """Put all rows of the instance's database into another one, and compare them there, value by
    value. The source stays as it is. Raises :class:`TransferError`."""
    holding = held_by(where)
    if holding.foreign:
        raise TransferError("transfer_foreign")
    if holding.used:
        raise TransferError("transfer_not_empty")
    with opened(where) as target:
        return moved_into(target, source)


def moved_into(target: str, source: str) -> Moved:
    """As :func:`transfer`, between databases that are open and in the place of what the target
    holds. When it raises, the target holds what it held."""
    refused = texts_with_nul(source)
    if refused:
        table, key = refused[0]
        raise TransferError("transfer_nul", table=table, key=key, count=len(refused))
    with transaction.atomic(using=target):
        counts = copy_all(source, target)
        for model in copied_models():
            table = model._meta.db_table
            if count(model, target) != counts[table]:
                raise TransferError("transfer_differs", table=table)
            if digest(model, target) != digest(model, source):
                raise TransferError("transfer_differs", table=table)
    return Moved(counts)
