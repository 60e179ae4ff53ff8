"""The services of a care fee schedule, and what each holds."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.care.model import CareFee
from shiryokan.registers.fields import Number
from shiryokan.registers.reports import Chart, Report, Shown

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison

_COUNTS: Mapping[str, str] = {"points": _("単位数のある内訳"), "rates": _("割合のある内訳")}
_SERVICE, _BRANCHES, _NOTES = _("サービス"), _("内訳の数"), _("注の数")


class Overview(Report):
    """A row for each service."""

    name: ClassVar[str] = "overview"
    title: ClassVar[str] = _("サービスごとの内訳")
    link: ClassVar[str] = _("サービスごとに見る")
    looks_back: ClassVar[bool] = False
    note: ClassVar[str] = _("全%(total)s件。サービスそのものも1件と数えます。")
    chart: ClassVar[Chart | None] = Chart(
        _("単位数や割合のある内訳（件）。数は下の表と同じです。"), "service", _COUNTS
    )
    columns: ClassVar[tuple[Field, ...]] = (
        Field("service", _SERVICE),
        Field("branches", _BRANCHES, Number()),
        *(Field(name, word, Number()) for name, word in _COUNTS.items()),
        Field("notes", _NOTES, Number()),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_SERVICE, ("service",), "facet", facet="service"),
        Shown(_BRANCHES, ("branches",), "number"),
        *(Shown(word, (name,), "number") for name, word in _COUNTS.items()),
        Shown(_NOTES, ("notes",), "number"),
    )

    def rows(
        self, new: Sequence[CareFee], old: Sequence[CareFee], comparison: Comparison | None
    ) -> list[dict[str, Any]]:
        """The services in their order, with how much of each kind they hold."""
        services: dict[str, list[CareFee]] = {}
        for record in new:
            if not record.deleted:
                services.setdefault(record.service, []).append(record)
        return [
            {
                "service": service,
                "branches": sum(bool(each.above) for each in records),
                "points": sum(each.points is not None for each in records),
                "rates": sum(each.rate is not None for each in records),
                "notes": sum(len(each.notes) for each in records),
            }
            for service, records in services.items()
        ]
