"""The changes between two fee schedules as a report."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.fees.changes import FeeChange, Side, as_row, changes
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fields import Choice, Code, Number
from shiryokan.registers.reports import Report, Shown

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison

_KINDS: Mapping[str, str] = {
    "points": _("点数の変化"),
    "new": _("新設"),
    "ended": _("廃止"),
    "renamed": _("名称の変更"),
    "divided": _("分割"),
    "merged": _("統合"),
    "unit": _("算定単位の変更"),
    "variant_new": _("内訳の新設"),
    "variant_ended": _("内訳の廃止"),
    "variant_renamed": _("内訳の名称の変更"),
    "note_points": _("注の点数の変化"),
    "note_new": _("注の新設"),
    "note_ended": _("注の廃止"),
    "note_renamed": _("加算の名称の変更"),
}
_CODE, _CHANGE, _DIFFERENCE = _("区分番号"), _("変化"), _("差")
_OLD_POINTS, _NEW_POINTS = _("前の点数"), _("後の点数")


class Changes(Report):
    """A row for each change of an item, a variant, a note or an addition."""

    name: ClassVar[str] = "changes"
    title: ClassVar[str] = _("点数の変化")
    link: ClassVar[str] = _("点数の変化を表で見る")
    versions: ClassVar[Literal[1, 2]] = 2
    kinds: ClassVar[Mapping[str, str]] = _KINDS
    version: ClassVar[int] = 2
    file_name: ClassVar[str] = "fee-changes"
    option: ClassVar[str] = "points"
    option_help: ClassVar[str] = _(
        "診療報酬だけ: 項目・内訳・注の新設・廃止・分割・点数の変化を1行ずつにします。"
    )
    columns: ClassVar[tuple[Field, ...]] = (
        Field("code", _CODE, Code()),
        Field("kind", _CHANGE, Choice(_KINDS)),
        Field("old_name", _("前の名称")),
        Field("new_name", _("後の名称")),
        Field("old_label", _("前の内訳・注の符号")),
        Field("old_variant", _("前の内訳・注")),
        Field("new_label", _("後の内訳・注の符号")),
        Field("new_variant", _("後の内訳・注")),
        Field("old_points", _OLD_POINTS, Number()),
        Field("new_points", _NEW_POINTS, Number()),
        Field("difference", _DIFFERENCE, Number()),
        Field("old_value", _("前の点数の定め")),
        Field("new_value", _("後の点数の定め")),
        Field("old_unit", _("前の算定単位")),
        Field("new_unit", _("後の算定単位")),
        Field("old_page", _("前のページ"), Number(naming=True)),
        Field("new_page", _("後のページ"), Number(naming=True)),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_CODE, ("code",), "record"),
        Shown(_CHANGE, ("kind",), "word"),
        Shown(_("名称"), ("old_name", "new_name", "old_unit", "new_unit"), "pair", naming=True),
        Shown(_("内訳・注"), ("old_place", "new_place"), "pair"),
        Shown(_OLD_POINTS, ("old_worth",), "number"),
        Shown(_NEW_POINTS, ("new_worth",), "number"),
        Shown(_DIFFERENCE, ("difference",), "difference"),
        Shown(_("出典"), ("old_page", "new_page"), "pages"),
    )

    def rows(
        self, new: Sequence[FeeItem], old: Sequence[FeeItem], comparison: Comparison | None
    ) -> list[dict[str, Any]]:
        """The changes from ``old`` to ``new``, in the order of the new schedule."""
        return [_row(change) for change in changes(old, new)]


def _row(change: FeeChange) -> dict[str, Any]:
    row: dict[str, Any] = as_row(change)
    before, after = row["old_points"], row["new_points"]
    known = before is not None and after is not None
    row["difference"] = after - before if known else None
    for word, side in (("old", change.old), ("new", change.new)):
        row[f"{word}_place"] = _place(side)
        row[f"{word}_worth"] = _worth(side)
    return row


def _place(side: Side | None) -> str:
    """The label and the names of a variant, or of what stands in a note."""
    if side is None:
        return ""
    return f"{' '.join(side.label)} {' › '.join(name for name in side.variant if name)}".strip()


def _worth(side: Side | None) -> str:
    if side is None:
        return ""
    return side.value or ("" if side.points is None else f"{side.points:,}点")
