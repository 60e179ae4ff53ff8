"""Comparisons as tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from shiryokan.registers.base import SCHEMA_VERSION
from shiryokan.registers.comparison import Change, Comparison
from shiryokan.registers.export.table import Column, Table, Translate, distinct

Where = Callable[[str, str], tuple[int, str] | None]
"""Page and address of a record by its side, ``old`` or ``new``, and its key."""


def comparison_table(
    comparison: Comparison,
    changes: Sequence[Change],
    title: str,
    words: Mapping[str, str],
    translate: Translate = str,
    kinds: Mapping[str, str] | None = None,
    where: Where | None = None,
) -> Table:
    """``changes`` of a comparison: a row for each text that differs, or one where none does.

    ``words`` are the titles of the fields by name, ``kinds`` words for the kinds of change, and
    ``where`` tells the pages. JSON Lines has each change whole, with the pieces of its differences.
    """
    columns = [
        Column("kind", translate("変化")),
        Column("old", translate("前の版の項目"), "texts"),
        Column("new", translate("後の版の項目"), "texts"),
        Column("moved", translate("場所も移った"), "flag"),
        Column("likeness", translate("似ている度合い"), "decimal"),
        Column("field", translate("項目の欄")),
        Column("old_text", translate("前の版の文")),
        Column("new_text", translate("後の版の文")),
    ]
    for side, title_of in (("old", "前"), ("new", "後")) if where else ():
        columns += [
            Column(f"{side}_page", translate(f"{title_of}のページ"), "number", naming=True),
            Column(f"{side}_address", translate(f"{title_of}のページのアドレス"), "address"),
        ]
    rows: list[dict[str, Any]] = []
    for change in changes:
        head = {
            "kind": (kinds or {}).get(change.kind, change.kind), "old": change.old,
            "new": change.new, "moved": change.moved, "likeness": change.likeness,
        }  # fmt: skip
        head |= _places(change, where)
        for field in change.fields:
            texts = {"old_text": field.old, "new_text": field.new}
            rows.append(head | {"field": words.get(field.name, field.name)} | texts)
        if not change.fields:
            rows.append(head | {"field": "", "old_text": "", "new_text": ""})
    first = {"schema": SCHEMA_VERSION, "register": comparison.register}
    lines = [first | msgspec.to_builtins(c) | _places(c, where) for c in changes]
    name = f"{comparison.register}-comparison"
    return Table(name, title, distinct(columns), rows, lines, translate)


def _places(change: Change, where: Where | None) -> dict[str, Any]:
    """Page and address of the first record of either side."""
    places: dict[str, Any] = {}
    for side, keys in (("old", change.old), ("new", change.new)) if where else ():
        page, address = (where and keys and where(side, keys[0])) or (None, "")
        places |= {f"{side}_page": page, f"{side}_address": address}
    return places
