"""All points of a schedule, one a row, to be looked up and summed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.fees.changes import items_of
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.nodes import Node, notes_of, tree_of
from shiryokan.registers.fields import Choice, Code, Number
from shiryokan.registers.reports import Report, Shown

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison

_KINDS: Mapping[str, str] = {
    "item": _("項目"),
    "variant": _("内訳"),
    "addition": _("加算など"),
    "note": _("注の中の点数"),
}
_CODE, _NAME, _WHAT = _("区分番号"), _("名称"), _("内訳・注")


class Points(Report):
    """A row for each number of points, or rule in its place."""

    name: ClassVar[str] = "points"
    title: ClassVar[str] = _("点数の一覧")
    link: ClassVar[str] = _("点数を1行ずつ見る")
    looks_back: ClassVar[bool] = False
    kinds: ClassVar[Mapping[str, str]] = _KINDS
    file_name: ClassVar[str] = "fee-points"
    columns: ClassVar[tuple[Field, ...]] = (
        Field("code", _CODE, Code()),
        Field("name", _NAME),
        Field("kind", _("種類"), Choice(_KINDS)),
        Field("label", _("内訳・注の符号")),
        Field("place", _WHAT),
        Field("points", _("点数"), Number()),
        Field("value", _("点数の定め")),
        Field("unit", _("算定単位")),
        Field("page", _("ページ"), Number(naming=True)),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_CODE, ("code",), "record"),
        Shown(_("種類"), ("kind",), "word"),
        Shown(_NAME, ("name",), naming=True),
        Shown(_WHAT, ("what",)),
        Shown(_("点数"), ("worth",), "number"),
        Shown(_("算定単位"), ("unit",)),
        Shown(_("出典"), ("nothing", "page"), "pages"),
    )

    def rows(
        self, new: Sequence[FeeItem], old: Sequence[FeeItem], comparison: Comparison | None
    ) -> list[dict[str, Any]]:
        """The points of each item, of its variants and of its notes, in the order printed."""
        return [
            _row(item, node)
            for item in items_of(new).values()
            for root in (tree_of(item), *notes_of(item))
            for node in root.all()
            if node.paid
        ]


def kind_of(node: Node) -> str:
    """What a node is in tables: an addition has a name of its own."""
    if not node.in_note:
        return node.sort
    return "addition" if node.addition else "note"


def place_of(node: Node) -> str:
    """The label and the names of what is in an item; empty for the item itself."""
    if node.sort == "item":
        return ""
    return f"{' '.join(node.label)} {' › '.join(name for name in node.names if name)}".strip()


def worth_of(node: Node) -> str:
    """Its points as they are printed."""
    return node.value or ("" if node.points is None else f"{node.points:,}点")


def _row(item: FeeItem, node: Node) -> dict[str, Any]:
    names = [] if node.sort == "item" else [name for name in node.names if name]
    return {
        "code": item.code,
        "name": item.name,
        "kind": kind_of(node),
        "label": " ".join(node.label),
        "place": " / ".join(names),
        "points": node.points,
        "value": node.value,
        "unit": node.unit or (item.unit if not node.in_note else ""),
        "page": node.page,
        "what": place_of(node),
        "worth": worth_of(node),
        "nothing": None,
    }
