"""A file that was filled in for an earlier form: what of its answers may stand for this year's."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

import msgspec

from shiryokan.checklists.answering import Given
from shiryokan.checklists.carrying import Why
from shiryokan.checklists.models import AnswerKind
from shiryokan.registers.checklists.mapping import ChangeKind, map_forms
from shiryokan.registers.checklists.model import FilledForm, FilledRow, Form, FormItem, ItemResult
from shiryokan.registers.comparison.differences import Piece


class EarlierItem(msgspec.Struct, frozen=True):
    """What became of an item of the earlier form or of this year's, and what the file says to it.

    ``number`` and ``words`` are this year's, of an item that is gone the earlier ones; ``key`` is
    this year's, empty for one that is gone. ``given`` is None where the file has no row of it.
    ``row`` is its place in the workbook. ``why`` is empty where the answer may be taken over.
    """

    kind: ChangeKind
    key: str
    number: str
    words: str
    given: Given | None
    row: str
    why: Why
    pieces: tuple[Piece, ...] = ()


class EarlierFile(msgspec.Struct, frozen=True):
    """The items of both forms, this year's in its order and then those that are gone; ``title`` is
    that of the earlier form."""

    title: str
    items: tuple[EarlierItem, ...]

    @property
    def counts(self) -> dict[str, int]:
        """How many items are the same, reworded, new and gone."""
        kinds = [item.kind for item in self.items]
        return {kind: kinds.count(kind) for kind in ("same", "reworded", "new", "gone")}

    @property
    def left(self) -> list[EarlierItem]:
        """What is not taken over, and was answered in the file, is worded otherwise or is new."""
        return [item for item in self.items if item.why]


def earlier_file(filled: FilledForm, title: str, form: Form, upset: Collection[str]) -> EarlierFile:
    """What of ``filled``, which answers an earlier form, stands for ``form``; ``upset`` are the
    keys of items of which a requirement no longer holds."""
    rows = {row.item.key: row for row in filled.rows if row.item is not None}
    return EarlierFile(title, tuple(_items(filled.form, form, rows, upset)))


def _items(
    old: Form, form: Form, rows: Mapping[str, FilledRow], upset: Collection[str]
) -> Iterator[EarlierItem]:
    for change in map_forms(old, form):
        row = rows.get(change.old.key) if change.old is not None else None
        shown = change.new or change.old
        assert shown is not None
        given = _given(row.result) if row is not None else None
        why: Why = ""
        if given is None or change.new is None:
            why = "first"
        elif change.kind != "same":
            why = "reworded"
        elif change.references_changed:
            why = "references"
        elif change.new.key in upset:
            why = "requirement"
        elif given.answer == AnswerKind.UNCHECKED:
            why = "unanswered"
        yield EarlierItem(
            change.kind, _key(change.new), shown.number, shown.words, given,
            f"{row.sheet} {row.row}" if row is not None else "", why,
            change.words if change.kind == "reworded" else (),
        )  # fmt: skip


def _key(item: FormItem | None) -> str:
    return item.key if item is not None else ""


def _given(result: ItemResult) -> Given:
    """What the file says last: its day and its target are of then."""
    check = result.latest
    return Given(AnswerKind(check.answer.value), check.checked_on, result.target_on, result.remark)
