"""Measures by body: how many there are, and what became of their plans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.registers.base import Field
from shiryokan.registers.fields import Number
from shiryokan.registers.measures.model import Measure
from shiryokan.registers.reports import Chart, Report, Shown

if TYPE_CHECKING:
    from shiryokan.registers.comparison.changes import Comparison

BODIES = 40
"""Bodies that are listed, those of most measures first."""
_STATES: Mapping[str, str] = {
    "unchanged": _("変わらず継続"),
    "extended": _("継続して拡充"),
    "changed": _("内容を変更"),
    "new": _("新たに開始"),
    "ended": _("次の計画なし"),
}
_BODY, _MEASURES, _UNREPORTED = _("府省庁"), _("施策の数"), _("成果の記載なし")


class Overview(Report):
    """A row for each body that answers for measures."""

    name: ClassVar[str] = "overview"
    title: ClassVar[str] = _("府省庁ごとの施策")
    link: ClassVar[str] = _("府省庁ごとに見る")
    note: ClassVar[str] = _("全%(total)s件。複数の府省庁による施策は、それぞれに数えます。")
    chart: ClassVar[Chart | None] = Chart(
        _("前年度の計画が次の計画でどうなったか（件）。数は下の表と同じです。"), "body", _STATES
    )
    columns: ClassVar[tuple[Field, ...]] = (
        Field("body", _BODY),
        Field("total", _MEASURES, Number()),
        *(Field(state, word, Number()) for state, word in _STATES.items()),
        Field("unreported", _UNREPORTED, Number()),
        Field("dropped", _("前の版からなくなった施策"), Number()),
    )
    shown: ClassVar[tuple[Shown, ...]] = (
        Shown(_BODY, ("body",), "facet", facet="ministries", empty=_("府省庁の記載なし")),
        Shown(_MEASURES, ("total",), "number"),
        *(Shown(word, (state,), "number") for state, word in _STATES.items()),
        Shown(_UNREPORTED, ("unreported",), "number"),
        Shown(_("「%(before)s」からなくなった施策"), ("dropped",), "number", after=True),
    )

    def rows(
        self, new: Sequence[Measure], old: Sequence[Measure], comparison: Comparison | None
    ) -> list[dict[str, Any]]:
        """The bodies, with what their measures are."""
        counts: dict[str, Counter[str]] = {}
        for measure in new:
            for body in measure.ministries or [""]:
                mine = counts.setdefault(body, Counter())
                mine["total"] += 1
                mine[measure.follow_up or ""] += 1
                mine["unreported"] += not measure.reported
        dropped = _dropped(old, comparison)
        ranked = sorted(counts.items(), key=lambda item: (-item[1]["total"], item[0]))[:BODIES]
        return [
            {
                "body": body,
                "total": mine["total"],
                **{state: mine[state] for state in _STATES},
                "unreported": mine["unreported"],
                "dropped": dropped[body] if comparison else None,
            }
            for body, mine in ranked
        ]


def _dropped(old: Sequence[Measure], comparison: Comparison | None) -> Counter[str]:
    """By body, the measures of the version before that are not in this one."""
    counts: Counter[str] = Counter()
    ended = {c.old[0] for c in comparison.changes if c.kind == "ended"} if comparison else set()
    for measure in old:
        if measure.key in ended:
            counts.update(measure.ministries)
    return counts
