"""The register of care fees (介護給付費単位数表): what others have to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects
from shiryokan.registers.base import Extraction, Field, Register, Values
from shiryokan.registers.care.change_report import Changes
from shiryokan.registers.care.item_parts import SCHEDULE, code_of, parts_of
from shiryokan.registers.care.model import NAME, CareFee, Rate
from shiryokan.registers.care.overview import Overview
from shiryokan.registers.care.points_report import Points
from shiryokan.registers.care.texts import (
    amount_line,
    item_line,
    note_line,
    notes_tree,
    points_text,
    rate_text,
)
from shiryokan.registers.columns import Column
from shiryokan.registers.fields import (
    Choice,
    Code,
    Flag,
    Kind,
    Labels,
    Number,
    Path,
    Shown,
    Table,
    Text,
    Translate,
    Tree,
)
from shiryokan.registers.reports import Report
from shiryokan.registers.schedules import ItemPart, ItemReference, folded_name

if TYPE_CHECKING:
    from shiryokan.registers.exercises import Edition, ExerciseDraft


class Share(Kind, frozen=True):
    """A rate: a numerator and a denominator, as ``[245, 1000]``."""

    name: ClassVar[str] = "rate"
    about: ClassVar[str] = _("割合（分子と分母）")

    def line(self, value: Any, translate: Translate) -> str:
        """1000分の245."""
        return rate_text(Rate(*value)) if value else ""

    def facets(self, value: Any) -> list[str]:
        """None: it is a number."""
        return []

    def columns(self, field: Field, translate: Translate) -> list[Column]:
        """A column of numerators, and one of denominators."""
        title = translate(field.title)
        return [
            Column(f"{field.name}_{end}", translate(word) % {"title": title}, "number")
            for end, word in (
                ("numerator", _("%(title)s（分子）")),
                ("denominator", _("%(title)s（分母）")),
            )
        ]

    def cells(self, field: Field, value: Any) -> dict[str, Any]:
        """Both numbers."""
        numerator, denominator = value or (None, None)
        return {f"{field.name}_numerator": numerator, f"{field.name}_denominator": denominator}


class Printed(Text, frozen=True):
    """What is printed where a number is shown already."""

    def shown(self, value: Any, translate: Translate) -> Shown:
        """Nothing: the number is."""
        return Shown()


class Units(Number, frozen=True):
    """Points of care, shown with what they are called."""

    def shown(self, value: Any, translate: Translate) -> Shown:
        """1,245単位."""
        if value is None:
            return Shown()
        return Shown((translate(_("%(count)s単位")) % {"count": f"{value:,}"},))

    def compared(self, value: Any) -> str:
        """The same in Japanese."""
        return points_text(value)


POINTS = Units()
AMOUNTS = Table(
    inner=(
        Field(
            "kind",
            _("加減"),
            Choice({"add": _("加算"), "subtract": _("減算"), "to": _("算定")}),
        ),
        Field("points", _("単位数"), POINTS),
        Field("rate", _("割合"), Share()),
    ),
    row=amount_line,
)
ITEMS = Table(
    inner=(
        Field("label", _("符号"), Code()),
        Field("path", _("注の中の符号"), Labels()),
        Field("name", _("名称")),
        Field("points", _("単位数"), POINTS),
        Field("rate", _("割合"), Share()),
        Field("unit", _("算定単位")),
        Field("amounts", _("文中の単位数"), AMOUNTS),
    ),
    row=item_line,
)
NOTES = Tree(
    inner=(
        Field("label", _("番号"), Code()),
        Field("printed_label", _("印刷された番号")),
        Field("text", _("文")),
        Field("amounts", _("文中の単位数"), AMOUNTS),
        Field("items", _("注の中の項目"), ITEMS),
    ),
    row=note_line,
    grown=notes_tree,
)


class Care(Register[CareFee]):
    """The services and branches of a care fee schedule."""

    name: ClassVar[str] = NAME
    version: ClassVar[int] = 7
    title: ClassVar[str] = _("介護報酬")
    order: ClassVar[int] = 22
    aliases: ClassVar[tuple[str, ...]] = ("介護", "単位数")
    about: ClassVar[str] = _("介護給付費単位数表のサービスと内訳")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("path", _("符号"), Labels(), shown=False),
        Field("name", _("名称"), main=True, shown=False),
        Field("service", _("サービス"), facet=True),
        Field("points", _("単位数"), POINTS, main=True),
        Field("rate", _("割合"), Share(), main=True),
        Field("value", _("単位数の定め"), Printed(), shown=False),
        Field("unit", _("算定単位"), shown=False, main=True),
        Field("unit_effective", _("算定の単位"), facet=True),
        Field("above", _("上の見出し"), Path(), opened=True),
        Field("notes", _("注"), NOTES, main=True, opened=True),
        Field("schedule", _("単位数表"), facet=True, shown=False),
        Field(
            "deleted",
            _("削除"),
            Flag(_("削除"), _("削除でない")),
            facet=True,
            shown=False,
            folded=True,
        ),
    )
    nothing_found: ClassVar[Explanation] = Explanation(
        _("サービスの番号と単位数の並びが見つかりません。"),
        _("介護給付費単位数表（告示）の文書かを確かめてください。"),
    )
    schedules: ClassVar[Mapping[str, str]] = {SCHEDULE: _("介護")}
    amounts: ClassVar[str] = _("単位数")
    reports: ClassVar[tuple[Report, ...]] = (Overview(), Points(), Changes())

    asks: ClassVar[Mapping[str, str]] = {
        "points": _("単位数"),
        "revision": _("改定で変わった単位数"),
    }

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether lines end in 単位."""
        from shiryokan.registers.care import survey

        return survey.glance(pages)

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[CareFee]:
        """The services and branches in order; raises ``NoRecords`` for any other document."""
        from shiryokan.registers.care import records

        return records.read(Document.of(pages), document)

    def heading(self, values: Values) -> str:
        """Its labels and its name."""
        label = " ".join(values.get("path") or ())
        return "　".join(part for part in (label, values.get("name")) if part)

    def digest(self, values: Values) -> Sequence[str]:
        """Nothing: its heading names it."""
        return []

    def items(self, values: Values) -> Sequence[ItemReference]:
        """Its service; of a branch the place within it too."""
        path = list(values.get("path") or ())
        return (
            [
                ItemReference(
                    schedule=SCHEDULE,
                    code=code_of(values.get("schedule") or "", path[0]),
                    name=folded_name(values.get("name") or ""),
                    note="".join(path[1:]),
                    role="states",
                )
            ]
            if path
            else []
        )

    def parts(self, records: Sequence[CareFee]) -> Sequence[ItemPart]:
        """The service and its branches as a tree, then a part a note of any of them."""
        return parts_of(records)

    def aspects(self, old: Sequence[CareFee], new: Sequence[CareFee]) -> Aspects:
        """By what each is: its name, what is above and below it, its neighbours."""
        from shiryokan.registers.care import comparison

        return comparison.aspects(old, new)

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterable[ExerciseDraft]:
        """Points of branches, and what a revision made of them."""
        from shiryokan.registers.care import exercises

        return exercises.exercises(new, old)
