"""Branches, notes and their amounts as texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from shiryokan.japanese.numerals import in_digits
from shiryokan.registers.care.model import CareFee, CareNote, NoteItem, Rate
from shiryokan.registers.comparison.differences import comparable
from shiryokan.registers.fields import Branch


def folded(text: str) -> str:
    """A text as texts of two versions are compared: also with its numbers in digits, since one may
    be printed with numbers in kanji, and the other not."""
    return in_digits(comparable(text))


def points_text(points: int | None) -> str:
    """245単位; nothing where there are none."""
    return "" if points is None else f"{points:,}単位"


def rate_text(rate: Rate | None) -> str:
    """1000分の245; nothing where there is none."""
    return "" if rate is None else f"{rate.denominator}分の{rate.numerator}"


def worth_text(thing: CareFee | NoteItem) -> str:
    """Points or a rate."""
    return points_text(thing.points) or rate_text(thing.rate)


def item_text(item: NoteItem) -> str:
    """An entry of a note: its labels, its name and its worth."""
    return _joined("".join(item.path), item.name, worth_text(item))


def note_text(note: CareNote) -> str:
    """A note with its entries, a line each."""
    return "\n".join([note.text, *map(item_text, note.items)])


def note_line(note: Mapping[str, Any]) -> str:
    """A note as plain data: its label, its text and its entries."""
    items = [_joined("".join(item.get("path") or ()), item.get("name"), worth_of(item))
             for item in note.get("items") or ()]  # fmt: skip
    return _joined(note.get("label"), note.get("text"), *items)


def item_line(item: Mapping[str, Any]) -> str:
    """An entry of a note as plain data."""
    return _joined("".join(item.get("path") or ()), item.get("name"), worth_of(item))


def amount_line(amount: Mapping[str, Any]) -> str:
    """An amount as plain data."""
    return worth_of(amount)


def worth_of(values: Mapping[str, Any]) -> str:
    """Points or a rate of plain data."""
    if (points := values.get("points")) is not None:
        return points_text(points)
    rate = values.get("rate")
    return rate_text(Rate(*rate)) if rate else ""


def notes_tree(rows: Sequence[Mapping[str, Any]]) -> tuple[Branch, ...]:
    """The notes, each with its entries below it."""
    return tuple(
        Branch(row.get("label") or "", row.get("text") or "", below=_below(row.get("items") or ()))
        for row in rows
    )


def _below(items: Sequence[Mapping[str, Any]], depth: int = 1) -> tuple[Branch, ...]:
    made: list[Branch] = []
    at = 0
    while at < len(items):
        end = at + 1
        while end < len(items) and len(items[end].get("path") or ()) > depth:
            end += 1
        item = items[at]
        below = _below(items[at + 1 : end], depth + 1)
        made.append(Branch(item.get("label") or "", item.get("name") or "", worth_of(item), below))
        at = end
    return tuple(made)


def _joined(*parts: str | None) -> str:
    return "　".join(part for part in parts if part)
