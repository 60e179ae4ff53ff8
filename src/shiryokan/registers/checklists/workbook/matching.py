"""Which item a row answers: by its hidden key, its words and its number, which must not speak
against each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from rapidfuzz import fuzz, process

from shiryokan.registers.checklists.evidence import squeezed
from shiryokan.registers.checklists.mapping import plain_words
from shiryokan.registers.checklists.model import Form, FormItem
from shiryokan.registers.checklists.numbers import leading
from shiryokan.registers.checklists.workbook.rows import TypedRow
from shiryokan.registers.comparison.likeness import assigned

_ALIKE = 0.82
"""Likeness of words from which on they name an item without its number."""
_SOME = 0.5
"""The same, where the key or the number names the item too."""
_WEIGHT = 0.5
"""What a key or a number that agrees counts beside words that are the same."""


@dataclass
class Matched:
    """The item of each row, by the row's place in the list, and what is odd about it."""

    items: dict[int, FormItem] = field(default_factory=dict)
    doubts: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))


def exact_matches(rows: Sequence[TypedRow], form: Form) -> int:
    """How many of a form's items stand in rows word by word."""
    words = {row.words for row in rows} | {_without_number(row) for row in rows}
    return sum(plain_words(item.words) in words for item in form.items)


def matched(rows: Sequence[TypedRow], form: Form) -> Matched:
    """The item that each row answers; none of a row that is of no item, or repeats one."""
    found = Matched()
    by_words: dict[str, list[FormItem]] = defaultdict(list)
    for item in form.items:
        by_words[plain_words(item.words)].append(item)
    taken: set[str] = set()
    _exactly(rows, by_words, found, taken)
    _nearly(rows, form, found, taken)
    for at, row in enumerate(rows):
        if at not in found.items and (said := _repeats(row, form, by_words)) is not None:
            found.doubts[at].append("twice" if said.key in taken else "unsure")
    return found


def _exactly(
    rows: Sequence[TypedRow], by_words: dict[str, list[FormItem]], found: Matched, taken: set[str]
) -> None:
    for at, row in enumerate(rows):
        items = by_words.get(row.words) or by_words.get(_without_number(row)) or []
        free = [item for item in items if item.key not in taken]
        if not free:
            continue
        named = [item for item in free if item.key == row.id]
        numbered = [item for item in free if item.key in row.keys]
        item = (named or numbered or free)[0]
        if len(free) > 1 and not named and not numbered and len(items) > 1:
            found.doubts[at].append("unsure")
            continue
        found.items[at] = item
        taken.add(item.key)
        if row.id and row.id != item.key:
            found.doubts[at].append("id_differs")


def _nearly(rows: Sequence[TypedRow], form: Form, found: Matched, taken: set[str]) -> None:
    left = [at for at in range(len(rows)) if at not in found.items and not found.doubts.get(at)]
    items = [item for item in form.items if item.key not in taken]
    if not left or not items:
        return
    like = process.cdist(
        [_without_number(rows[at]) for at in left],
        [plain_words(item.words) for item in items],
        scorer=fuzz.ratio,
        dtype=np.float64,
    )
    like = like / 100
    worth = np.zeros_like(like)
    for i, at in enumerate(left):
        row = rows[at]
        for j, item in enumerate(items):
            names = (item.key == row.id) + (item.key in row.keys)
            enough = (
                like[i, j] >= _ALIKE
                or (names and like[i, j] >= _SOME)
                or (names and not row.words and bool(row.of("id", "number")))
            )
            worth[i, j] = like[i, j] + _WEIGHT * names if enough else 0.0
    for i, j in assigned(worth, 0.01):
        at, item = left[i], items[j]
        found.items[at] = item
        taken.add(item.key)
        found.doubts[at].append("words_differ" if rows[at].words else "words_missing")


def _repeats(row: TypedRow, form: Form, by_words: dict[str, list[FormItem]]) -> FormItem | None:
    """The item whose words or key a row repeats."""
    same = by_words.get(row.words) or by_words.get(_without_number(row))
    if same:
        return same[0]
    named = form.item(row.id) if row.id else None
    return named if named and not row.words else None


def _without_number(row: TypedRow) -> str:
    match = leading(row.text)
    return plain_words(row.text[match.end() :]) if match else row.words


def is_printed(row: TypedRow, form: Form) -> bool:
    """Whether a row only holds what the form prints: a note, or the heading of a section."""
    if row.is_typed:
        return False
    titles = {*form.notes, *form.sections, *(item.sub_section for item in form.items)}
    known = {squeezed(title) for title in titles}
    text = squeezed(row.all_text)
    return text in known or any(title and text.endswith(title) for title in known)
