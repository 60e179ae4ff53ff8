"""The register of requirements: what others have to know of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects, same
from shiryokan.registers.base import Extraction, Field, Register, Values
from shiryokan.registers.fields import Choice, Code, List, Path
from shiryokan.registers.reports import Report
from shiryokan.registers.requirements.marked import SENTENCES, STRENGTHS
from shiryokan.registers.requirements.model import Requirement
from shiryokan.registers.requirements.sentence_report import Sentences

KINDS = {
    "control": _("管理策"),
    "guidance": _("実施の手引"),
    "information": _("関連情報"),
    "text": _("本文"),
    "purpose": _("目的"),
    "recommendation": _("実施が望まれる事項"),
}
_ASPECTS = Aspects(
    place=lambda record: [record.number, record.kind],
    texts=(same("title", 0.35), same("text", 0.55)),
    halves=same("text", 1),
    place_weight=0.2,
)

if TYPE_CHECKING:
    from shiryokan.registers.exercises import Edition, ExerciseDraft


class Requirements(Register[Requirement]):
    """The requirements of a guideline or a standard."""

    name: ClassVar[str] = "requirements"
    title: ClassVar[str] = _("要求事項")
    version: ClassVar[int] = 3
    order: ClassVar[int] = 30
    aliases: ClassVar[tuple[str, ...]] = ("requirement", "管理策")
    about: ClassVar[str] = _("ガイドラインや規格の要求事項")
    around: ClassVar[tuple[str, str]] = (_("前の要求事項"), _("次の要求事項"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("number", _("番号"), Code(), shown=False),
        Field("title", _("見出し"), main=True, shown=False),
        Field("section", _("章節"), Path(), opened=True),
        Field("kind", _("種別"), Choice(KINDS), facet=True),
        Field("part", _("区分"), shown=False),
        Field("text", _("本文"), main=True, aside=True),
        Field("items", _("箇条"), List(), shown=False, aside=True),
        Field("strength", _("必須・推奨の別"), Choice(STRENGTHS), facet=True),
        Field("sentences", _("本文と、文ごとの必須・推奨の別"), SENTENCES, opened=True),
    )
    reports: ClassVar[tuple[Report, ...]] = (Sentences(),)
    nothing_found: ClassVar[Explanation] = Explanation(
        _("番号のついた要求事項（管理策など）が見つかりません。"),
        _("ガイドラインの本文かを確かめてください。"),
    )

    asks: ClassVar[Mapping[str, str]] = {"strength": _("必須か推奨か")}

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether it calls itself a guideline, or has the headings of parts."""
        from shiryokan.registers.requirements import glance

        return glance.glance(pages)

    def extract(
        self, pages: Document | Sequence[Page], document: str = ""
    ) -> Extraction[Requirement]:
        """The requirements of a document. Raises :class:`NoRecords` if it has none."""
        from shiryokan.registers.requirements import parts

        return parts.read_records(Document.of(pages), document)

    def digest(self, values: Values) -> Sequence[str]:
        """Its text."""
        return [text] if (text := values.get("text")) else []

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterator[ExerciseDraft]:
        """How strongly it asks for something."""
        from shiryokan.registers.requirements import exercises

        return exercises.exercises(new)

    def aspects(self, old: Sequence[Requirement], new: Sequence[Requirement]) -> Aspects:
        """By title and text, and by number."""
        return _ASPECTS
