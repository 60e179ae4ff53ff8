"""The register of fee items (診療報酬点数表): what others have to know of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects
from shiryokan.registers.base import Extraction, Field, Register, Relation, Values
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import comparison, items, survey
from shiryokan.registers.fees.change_report import Changes
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.texts import note_line, part_line, variant_line
from shiryokan.registers.fields import (
    Code,
    Flag,
    List,
    Number,
    Path,
    References,
    Table,
)
from shiryokan.registers.reports import Report

POINTS = Number(unit=_("点"))
PARTS = Table(
    inner=(
        Field("label", _("符号"), List()),
        Field("text", _("文")),
        Field("points", _("点数"), POINTS),
        Field("value", _("点数の定め")),
    ),
    row=part_line,
)
VARIANTS = Table(
    inner=(
        Field("label", _("符号"), List()),
        Field("name", _("名称")),
        Field("points", _("点数"), POINTS),
        Field("value", _("点数の定め")),
        Field("unit", _("算定単位")),
        Field("deleted", _("削除"), Flag()),
    ),
    row=variant_line,
)
NOTES = Table(
    inner=(
        Field("number", _("番号"), Code()),
        Field("text", _("文")),
        Field("points", _("文中の点数"), List()),
        Field("variant", _("内訳の符号"), List()),
        Field("parts", _("注の中の項目"), PARTS),
    ),
    row=note_line,
)


class Fees(Register[FeeItem]):
    """The items of a fee schedule."""

    name: ClassVar[str] = "fees"
    title: ClassVar[str] = _("診療報酬")
    order: ClassVar[int] = 20
    aliases: ClassVar[tuple[str, ...]] = ("fee", "点数")
    about: ClassVar[str] = _("診療報酬点数表の項目")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("code", _("区分番号"), Code(), main=True),
        Field("name", _("名称"), main=True),
        Field("unit", _("算定単位")),
        Field("points", _("点数"), POINTS, main=True),
        Field("value", _("点数の定め"), shown=False),
        Field("path", _("章・部・節・款"), Path(), facet=True),
        Field("group", _("区分の見出し"), facet=True, shown=False),
        Field("variants", _("内訳"), VARIANTS, main=True),
        Field("notes", _("注"), NOTES, main=True),
        Field("references", _("引用する区分番号"), References(), shown=False),
        Field("deleted", _("削除"), Flag(_("削除"), _("削除でない")), facet=True),
    )
    nothing_found: ClassVar[Explanation] = Explanation(
        _("区分番号と点数の並びが見つかりません。"),
        _("診療報酬点数表（告示）の文書かを確かめてください。"),
    )
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("answers", "code", "codes", _("この項目についての疑義解釈")),
    )
    reports: ClassVar[tuple[Report, ...]] = (Changes(),)

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether rows begin with codes, and most of the document is in no ruled tables."""
        try:
            survey.glance(pages)
        except NoRecords:
            return False
        return True

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[FeeItem]:
        """The items of a schedule in order; raises ``NoRecords`` for any other document."""
        return items.read(Document.of(pages), document)

    def digest(self, values: Values) -> Sequence[str]:
        """Nothing: its heading names it."""
        return []

    def aspects(self, old: Sequence[FeeItem], new: Sequence[FeeItem]) -> Aspects:
        """By code first, then by name."""
        return comparison.ASPECTS
