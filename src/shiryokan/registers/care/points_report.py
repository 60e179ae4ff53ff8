"""All points and rates of a care fee schedule, one a row, to be looked up and summed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.care.model import Amount, CareFee, NoteItem
from shiryokan.registers.care.texts import points_text, rate_text
from shiryokan.registers.fields import Choice, Code, Number
from shiryokan.registers.reports import Report, Shown

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison

_KINDS: Mapping[str, str] = {
    "branch": _("内訳"),
    "item": _("注の中の項目"),
    "note": _("注の中の単位数"),
}
_PLACE, _NAME = _("符号"), _("名称")


class Points(Report):
    """A row for each number of points, or rate in its place."""

    name: ClassVar[str] = "points"
    title: ClassVar[str] = _("単位数の一覧")
    link: ClassVar[str] = _("単位数を1行ずつ見る")
    looks_back: ClassVar[bool] = False
    kinds: ClassVar[Mapping[str, str]] = _KINDS
    file_name: ClassVar[str] = "care-points"
    columns: ClassVar[tuple[Field, ...]] = (
        Field("service", _("サービス")),
        Field("path", _PLACE, Code()),
        Field("kind", _("種類"), Choice(_KINDS)),
        Field("name", _NAME),
        Field("points", _("単位数"), Number()),
        Field("numerator", _("割合の分子"), Number()),
        Field("denominator", _("割合の分母"), Number()),
        Field("unit", _("算定単位")),
        Field("page", _("ページ"), Number(naming=True)),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_("サービス"), ("service",), "facet", facet="service"),
        Shown(_PLACE, ("path",)),
        Shown(_("種類"), ("kind",), "word"),
        Shown(_NAME, ("what",)),
        Shown(_("単位数"), ("worth",), "number"),
        Shown(_("算定単位"), ("unit",)),
        Shown(_("出典"), ("nothing", "page"), "pages"),
    )

    def rows(
        self, new: Sequence[CareFee], old: Sequence[CareFee], comparison: Comparison | None
    ) -> list[dict[str, Any]]:
        """The points of each branch and of its notes, in the order printed."""
        return [row for record in new if not record.deleted for row in _rows(record)]


def _rows(record: CareFee) -> Iterator[dict[str, Any]]:
    above = [heading.title for heading in record.above[1:]]
    if record.points is not None or record.rate is not None:
        yield _row(record, "branch", record.path, [*above, record.name], record)
    for note in record.notes:
        for item in note.items:
            if item.points is not None or item.rate is not None:
                path = [*record.path, note.label, *item.path]
                yield _row(record, "item", path, [record.name, item.name], item)
        for amount in note.amounts:
            yield _row(record, "note", [*record.path, note.label], [record.name], amount)


def _row(
    record: CareFee,
    kind: str,
    path: Sequence[str],
    names: Sequence[str],
    paid: CareFee | NoteItem | Amount,
) -> dict[str, Any]:
    return {
        "service": record.service,
        "path": " ".join(path),
        "kind": kind,
        "name": names[-1],
        "points": paid.points,
        "numerator": paid.rate.numerator if paid.rate else None,
        "denominator": paid.rate.denominator if paid.rate else None,
        "unit": record.unit_effective if kind == "branch" else "",
        "page": record.page,
        "what": " › ".join(names),
        "worth": points_text(paid.points) or rate_text(paid.rate),
        "nothing": None,
    }
