"""The register of measures: what others have to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects
from shiryokan.registers.base import Extraction, Field, Register, Values
from shiryokan.registers.days import month_in_words
from shiryokan.registers.fields import (
    Choice,
    Code,
    Date,
    Flag,
    List,
    Number,
    Path,
    Table,
    Text,
    Translate,
)
from shiryokan.registers.measures import comparison
from shiryokan.registers.measures.model import Measure
from shiryokan.registers.measures.overview import Overview
from shiryokan.registers.measures.subject import subject
from shiryokan.registers.reports import Report

if TYPE_CHECKING:
    from shiryokan.registers.exercises import Edition, ExerciseDraft

FOLLOW_UP = {
    "new": _("新たに開始"),
    "unchanged": _("変わらず継続"),
    "extended": _("継続して拡充"),
    "changed": _("内容を変更"),
    "ended": _("次の計画なし"),
}
_KINDS_OF_VALUES = {
    "number": _("数"),
    "day": _("日"),
    "month": _("月"),
    "year": _("年"),
    "fiscal year": _("年度"),
}
_FIELDS_WITH_VALUES = {
    "previous_plan": _("前年度の計画"),
    "progress": _("成果・進捗状況"),
    "next_plan": _("次の計画"),
}

_MOST_BODIES = 2
"""Bodies that a heading names."""


def _value(value: Mapping[str, Any]) -> str:
    return str(value.get("text", ""))


class _Time(Text, frozen=True):
    """A month or a year in ISO 8601: people read it in words, files hold it as it is."""

    def line(self, value: Any, translate: Translate) -> str:
        """2024年3月."""
        return month_in_words(str(value or ""), translate)


VALUES = Table(
    inner=(
        Field("kind", _("種類"), Choice(_KINDS_OF_VALUES)),
        Field("text", _("文字")),
        Field("start", _("始まり"), Number(naming=True), shown=False),
        Field("end", _("終わり"), Number(naming=True), shown=False),
        Field("field", _("項目の欄"), Choice(_FIELDS_WITH_VALUES)),
        Field("item", _("何番目"), Number(naming=True), shown=False),
        Field("number", _("数"), Number()),
        Field("unit", _("単位")),
        Field("about", _("およそ")),
        Field("time", _("時"), _Time()),
    ),
    row=_value,
    written_there=False,
)


class Measures(Register[Measure]):
    """The register of measures; the grammar is stated in the package."""

    name: ClassVar[str] = "measures"
    title: ClassVar[str] = _("施策")
    order: ClassVar[int] = 10
    aliases: ClassVar[tuple[str, ...]] = ("measure",)
    about: ClassVar[str] = _("年次計画や行動計画の施策")
    around: ClassVar[tuple[str, str]] = (_("前の施策"), _("次の施策"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("section", _("節"), Path(), facet=True, opened=True),
        Field("label", _("符号"), Code(), shown=False),
        Field("title", _("施策名"), main=True, shown=False),
        Field("next_plan", _("次の計画"), List(), main=True),
        Field("ministries", _("府省庁"), List(), facet=True, main=True, search_facet="ministry"),
        Field("deadline", _("期限"), Date(), main=True),
        Field("progress", _("成果・進捗状況"), List(), main=True, opened=True),
        Field("previous_plan", _("前年度の計画"), main=True, opened=True),
        Field("year", _("計画年度"), Number(naming=True), facet=True, shown=False),
        Field("follow_up", _("計画のゆくえ"), Choice(FOLLOW_UP), facet=True),
        Field("new", _("新規"), Flag(_("新規"), _("新規でない")), facet=True, shown=False),
        Field(
            "reported", _("成果の記載"), Flag(_("成果の記載あり"), _("成果の記載なし")),
            facet=True, shown=False,
        ),
        Field("reprint", _("再掲"), Flag(_("再掲あり"), _("再掲なし")), facet=True, shown=False),
        Field("values", _("数値と時期"), VALUES, shown=False),
    )  # fmt: skip
    nothing_found: ClassVar[Explanation] = Explanation(
        _("施策の表（前年度の計画・成果・次の計画、または行動内容・期限・担当）が見つかりません。"),
        _("年次計画や行動計画の文書か、表が画像になっていないかを確かめてください。"),
    )
    year_field: ClassVar[str] = "year"
    yearly: ClassVar[bool] = True
    compared_fields: ClassVar[Mapping[str, tuple[str, str]]] = {
        comparison.RESTATED: ("next_plan", "previous_plan")
    }
    compared_titles: ClassVar[Mapping[str, str]] = {
        comparison.RESTATED: _("前年度の計画としての書き方")
    }
    reports: ClassVar[tuple[Report, ...]] = (Overview(),)

    asks: ClassVar[Mapping[str, str]] = {"ministry": _("担当の組織")}

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether it has tables, and heads, bodies or a header as plans have them."""
        from shiryokan.registers.measures import glance

        return glance.glance(pages)

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[Measure]:
        """The measures of a plan. Raises :class:`NoRecords` if it has no rows of measures."""
        from shiryokan.registers.measures import grammar

        return grammar.read(Document.of(pages), document)

    def heading(self, values: Values) -> str:
        """Its label, what it is about, and the bodies that answer for it."""
        parts = (values.get("label"), values.get("title") or subject(values))
        bodies = values.get("ministries") or []
        said = "、".join(bodies[:_MOST_BODIES])
        if len(bodies) > _MOST_BODIES:
            said += "ほか"
        text = "　".join(part for part in parts if part)
        return text + (f"（{said}）" if said else "")

    def digest(self, values: Values) -> Sequence[str]:
        """What is planned."""
        return list(values.get("next_plan") or [])

    def wording(self, values: Values) -> Sequence[str]:
        """What is planned, an item a line."""
        return self.digest(values)

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterator[ExerciseDraft]:
        """Which ministries report a measure."""
        from shiryokan.registers.measures import exercises

        return exercises.exercises(new)

    def aspects(self, old: Sequence[Measure], new: Sequence[Measure]) -> Aspects:
        """Of two years, or of a draft and its final."""
        return comparison.aspects_of(old, new)
