"""The register of notices (留意事項): what others have to know of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects
from shiryokan.registers.base import KEY, Extraction, Field, Register, Relation, Values
from shiryokan.registers.fields import Choice, Code, Flag, List, Number, Path, References
from shiryokan.registers.notices import comparison
from shiryokan.registers.notices.model import Notice
from shiryokan.registers.schedules import ItemReference

if TYPE_CHECKING:
    from shiryokan.registers.exercises import Edition, ExerciseDraft

SCHEDULES = {"medical": _("医科"), "dental": _("歯科"), "dispensing": _("調剤")}

_FEW_NOTES = 2
"""A paragraph that speaks of more notes speaks of the item as a whole."""


class Notices(Register[Notice]):
    """The paragraphs of a notice on how items are counted."""

    name: ClassVar[str] = "notices"
    title: ClassVar[str] = _("留意事項")
    version: ClassVar[int] = 8
    order: ClassVar[int] = 25
    aliases: ClassVar[tuple[str, ...]] = ("notice", "算定上の留意事項")
    about: ClassVar[str] = _("診療報酬の算定上の留意事項（通知）の項")
    around: ClassVar[tuple[str, str]] = (_("前の項"), _("次の項"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("code", _("区分番号"), Code(), facet=True, shown=False),
        Field("name", _("名称"), main=True, shown=False),
        Field("number", _("番号"), Code(), shown=False),
        Field("text", _("本文"), main=True),
        Field("schedule", _("点数表"), Choice(SCHEDULES), facet=True, shown=False),
        Field("section", _("章・部・節・款"), Path(), facet=True, opened=True),
        Field("part", _("項目の中の見出し"), Path(), opened=True),
        Field("notes", _("触れている注"), List(), facet=True),
        Field("references", _("引用する区分番号"), References(), opened=True),
        Field("elsewhere", _("ほかの点数表の区分番号"), List(), shown=False),
        Field("shared", _("定めを共にする区分番号"), List(), shown=False),
        Field("year", _("改定の年"), Number(naming=True), facet=True, shown=False),
        Field(
            "deleted", _("削除"), Flag(_("削除"), _("削除でない")),
            facet=True, shown=False, folded=True,
        ),
    )  # fmt: skip
    nothing_found: ClassVar[Explanation] = Explanation(
        _("区分番号の下に番号のついた項が見つかりません。"),
        _("算定上の留意事項の通知（別添）かを確かめてください。"),
    )
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("fees", "code", KEY, _("この項が定める診療報酬の項目")),
    )
    year_field: ClassVar[str] = "year"

    asks: ClassVar[Mapping[str, str]] = {"number": _("文中の数")}

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether a line has the title of a notice, or lines begin as heads of items do."""
        from shiryokan.registers.notices import glance

        return glance.glance(pages)

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[Notice]:
        """The paragraphs of a notice in order; raises ``NoRecords`` for any other document."""
        from shiryokan.registers.notices import paragraphs

        return paragraphs.read(Document.of(pages), document)

    def heading(self, values: Values) -> str:
        """Its code and name, or the heading over it, the headings within the item, its number."""
        above = values.get("section") or []
        name = values.get("name") or (
            above[-1]["title"] if above and not values.get("code") else ""
        )
        within = [f"{each['number']} {each['title']}" for each in values.get("part") or []]
        parts = [values.get("code"), name, *within, values.get("number")]
        return "　".join(str(part) for part in parts if part)

    def digest(self, values: Values) -> Sequence[str]:
        """Its text."""
        return [text] if (text := values.get("text")) else []

    def items(self, values: Values) -> Sequence[ItemReference]:
        """The item it is set under: the notes it speaks of where these are few, else the whole.
        Under one of an item's numbered variants (B001の12) its notes are those of the variant, as
        the schedule sets their labels (``12注5``)."""
        if not values.get("code"):
            return []
        notes = list(values.get("notes") or ())
        parts = [each["number"] for each in values.get("part") or () if each["number"].isdecimal()]
        variant = parts[-1] if parts else ""
        return [
            ItemReference(
                schedule=values.get("schedule") or "",
                code=values["code"],
                note=f"{variant}{note}" if note else "",
            )
            for note in (notes if 0 < len(notes) <= _FEW_NOTES else [""])
        ]

    def aspects(self, old: Sequence[Notice], new: Sequence[Notice]) -> Aspects:
        """By code, by the name of what it is about, and by its text, never by number alone."""
        return comparison.ASPECTS

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterable[ExerciseDraft]:
        """The numbers that paragraphs state."""
        from shiryokan.registers.notices import exercises

        return exercises.exercises(new)
