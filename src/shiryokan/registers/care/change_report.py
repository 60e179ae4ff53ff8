"""The changes between two care fee schedules as a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.care.changes import CareChange, Side, as_row, changes
from shiryokan.registers.care.model import CareFee
from shiryokan.registers.care.texts import points_text, rate_text
from shiryokan.registers.fields import Choice, Number
from shiryokan.registers.reports import Report, Shown

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison

_KINDS: Mapping[str, str] = {
    "points": _("単位数の変化"),
    "rate": _("割合の変化"),
    "new": _("新設"),
    "ended": _("廃止"),
    "renamed": _("名称の変更"),
    "divided": _("分割"),
    "merged": _("統合"),
    "unit": _("算定単位の変更"),
    "note": _("注の変更"),
    "note_new": _("注の新設"),
    "note_ended": _("注の廃止"),
    "relabelled": _("符号の変更"),
    "note_relabelled": _("注の番号の変更"),
}
_CHANGE, _DIFFERENCE = _("変化"), _("差")
_OLD_POINTS, _NEW_POINTS = _("前の単位数"), _("後の単位数")


class Changes(Report):
    """A row for each change of a service, a branch or a note."""

    name: ClassVar[str] = "changes"
    title: ClassVar[str] = _("単位数の変化")
    link: ClassVar[str] = _("単位数の変化を表で見る")
    versions: ClassVar[Literal[1, 2]] = 2
    kinds: ClassVar[Mapping[str, str]] = _KINDS
    file_name: ClassVar[str] = "care-changes"
    option: ClassVar[str] = "care-points"
    option_help: ClassVar[str] = _(
        "介護報酬だけ: 新設・廃止・分割、単位数・割合・名称・注の変化を1行ずつにします。"
    )
    columns: ClassVar[tuple[Field, ...]] = (
        Field("kind", _CHANGE, Choice(_KINDS)),
        Field("old_path", _("前の符号")),
        Field("new_path", _("後の符号")),
        Field("old_name", _("前の名称")),
        Field("new_name", _("後の名称")),
        Field("old_points", _OLD_POINTS, Number()),
        Field("new_points", _NEW_POINTS, Number()),
        Field("difference", _DIFFERENCE, Number()),
        Field("old_rate", _("前の割合")),
        Field("new_rate", _("後の割合")),
        Field("old_unit", _("前の算定単位")),
        Field("new_unit", _("後の算定単位")),
        Field("old_text", _("前の注")),
        Field("new_text", _("後の注")),
        Field("parts", _("分割・統合の相手")),
        Field("old_page", _("前のページ"), Number(naming=True)),
        Field("new_page", _("後のページ"), Number(naming=True)),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_CHANGE, ("kind",), "word"),
        Shown(_("符号"), ("old_path", "new_path"), "pair"),
        Shown(_("名称"), ("old_name", "new_name", "old_unit", "new_unit"), "pair"),
        Shown(_OLD_POINTS, ("old_worth",), "number"),
        Shown(_NEW_POINTS, ("new_worth",), "number"),
        Shown(_DIFFERENCE, ("difference",), "difference"),
        Shown(_("注"), ("old_text", "new_text"), "pair"),
        Shown(_("出典"), ("old_page", "new_page"), "pages"),
    )

    def rows(
        self, new: Sequence[CareFee], old: Sequence[CareFee], comparison: Comparison | None
    ) -> list[dict[str, Any]]:
        """The changes from ``old`` to ``new``, in the order of the new schedule."""
        return [_row(change) for change in changes(old, new)]


def _row(change: CareChange) -> dict[str, Any]:
    row: dict[str, Any] = as_row(change)
    before, after = row["old_points"], row["new_points"]
    known = before is not None and after is not None
    row["difference"] = after - before if known else None
    row["old_worth"] = _worth(change.old)
    row["new_worth"] = _worth(change.new) or (row["parts"] if change.kind == "divided" else "")
    return row


def _worth(side: Side | None) -> str:
    return (points_text(side.points) or rate_text(side.rate)) if side else ""
