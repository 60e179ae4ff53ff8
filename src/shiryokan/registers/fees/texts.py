"""Variants and notes as a line of text each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

DELETED = "削除"


def points_text(points: int | None) -> str:
    """120点; nothing where there are none."""
    return "" if points is None else f"{points}点"


def variant_line(variant: Mapping[str, Any]) -> str:
    """Its label, name, unit and worth: 1イ　初回　120点."""
    return _joined(
        "".join(variant.get("label") or ()),
        variant.get("name"),
        variant.get("unit"),
        variant.get("value") or points_text(variant.get("points")),
        DELETED if variant.get("deleted") else "",
    )


def note_line(note: Mapping[str, Any]) -> str:
    """What it is under, its number and its text; its parts are in its text already."""
    under = "".join(note.get("variant") or ())
    return _joined(under, f"注{note.get('number', '')}", note.get("text"))


def part_line(part: Mapping[str, Any]) -> str:
    """A lettered entry of a note."""
    return _joined("".join(part.get("label") or ()), part.get("text"), part.get("value"))


def _joined(*parts: str | None) -> str:
    said: Sequence[str] = [part for part in parts if part]
    return "　".join(said)
