"""Changes between two fee schedules, kept as long as they hold."""

from __future__ import annotations

import zlib

import msgspec
from django.core.cache import cache

from shiryokan.records import models
from shiryokan.records.rows import record_of
from shiryokan.registers.catalogue import VERSION
from shiryokan.registers.fees.changes import FeeChange, changes
from shiryokan.registers.fees.model import FeeItem


def fee_changes(old: models.Extraction, new: models.Extraction) -> list[FeeChange]:
    """What became of the items and variants of ``old`` in ``new``."""
    key = f"fee-changes-{VERSION}-{old.stamp}-{new.stamp}"
    kept = cache.get(key)
    if kept is not None:
        return msgspec.msgpack.decode(zlib.decompress(kept), type=list[FeeChange])
    befores, afters = (_items(each) for each in (old, new))
    made = changes(befores, afters)
    cache.set(key, zlib.compress(msgspec.msgpack.encode(made), 1), timeout=None)
    return made


def _items(extraction: models.Extraction) -> list[FeeItem]:
    rows = models.Record.objects.filter(extraction=extraction).order_by("position")
    return [item for row in rows if isinstance(item := record_of(row), FeeItem)]
