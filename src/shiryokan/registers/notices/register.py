"""The register of notices on how fee items are counted: what others have to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.base import Extraction, Field, Register, Values
from shiryokan.registers.fields import Choice, Code, List, Number, Path, References
from shiryokan.registers.notices import grammar
from shiryokan.registers.notices.glance import glance
from shiryokan.registers.notices.model import Notice
from shiryokan.registers.schedules import ItemReference

_FEW_NOTES = 2
"""A paragraph that names more notes speaks of the item as a whole."""


class Notices(Register[Notice]):
    """Paragraphs of notices on how fee items are counted."""

    name: ClassVar[str] = "notices"
    title: ClassVar[str] = _("算定の留意事項")
    order: ClassVar[int] = 25
    aliases: ClassVar[tuple[str, ...]] = ("notice", "留意事項")
    about: ClassVar[str] = _("診療報酬などの項目ごとの算定の留意事項")
    fields: ClassVar[tuple[Field, ...]] = (
        Field(
            "schedule",
            _("点数表の種類"),
            Choice({"medical": _("医科"), "dental": _("歯科"), "dispensing": _("調剤")}),
            facet=True,
        ),
        Field("code", _("区分番号"), Code()),
        Field("name", _("項目の名称"), main=True),
        Field("number", _("段落の番号"), Code(), shown=False),
        Field("text", _("留意事項の本文"), main=True, opened=True),
        Field("section", _("章・部・節"), Path(), facet=True),
        Field("notes", _("引用する注"), List(), shown=False),
        Field("codes", _("引用する項目"), References(), shown=False),
        Field("year", _("年度"), Number(naming=True), facet=True, shown=False),
    )
    year_field: ClassVar[str] = "year"
    nothing_found: ClassVar[Explanation] = Explanation(
        _("区分番号のついた項目と、その番号のついた段落が見つかりません。"),
        _("算定の留意事項の通知かを確かめてください。"),
    )

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether lines are heads of items."""
        return glance(pages)

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[Notice]:
        """The paragraphs of a document. Raises :class:`NoRecords` if it has none."""
        return grammar.read(pages, document)

    def heading(self, values: Values) -> str:
        """Code, number and name."""
        parts = (values.get("code"), values.get("number"), values.get("name"))
        return "　".join(part for part in parts if part)

    def items(self, values: Values) -> Sequence[ItemReference]:
        """The item it is set under: its note where few are named, else the whole item."""
        if not values.get("code"):
            return []
        notes = list(values.get("notes") or ())
        return [
            ItemReference(schedule=values.get("schedule") or "", code=values["code"], note=note)
            for note in (notes if 0 < len(notes) <= _FEW_NOTES else [""])
        ]

    def wording(self, values: Values) -> Sequence[str]:
        """The text, a line a paragraph."""
        return str(values.get("text") or "").split("\n")
