"""The register of checklists (点検表): what others have to know of it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects, headings_of, same
from shiryokan.registers.base import Extraction, Field, Register, Values
from shiryokan.registers.checklists.model import CheckItem
from shiryokan.registers.fields import Code, Flag, List, Number, Path

_ASPECTS = Aspects(
    place=lambda record: [*headings_of(record.section), record.number],
    texts=(same("words", 0.9),),
    halves=same("words", 1),
    place_weight=0.1,
)
_ASKED = re.compile(r"チェック|点検|確認|調査|評価|監査|遵守|自己")
_ANSWERED = re.compile(
    r"は\s*い|いいえ|適\s*・?\s*否|[○〇◯]\s*[・/]?\s*[×✕]|結\s*果|判\s*定|回\s*答|有\s*・?\s*無|チェック|確\s*認"
)


class Checklists(Register[CheckItem]):
    """Items of forms that are filled in every year."""

    name: ClassVar[str] = "checklists"
    title: ClassVar[str] = _("点検表")
    order: ClassVar[int] = 65
    version: ClassVar[int] = 3
    aliases: ClassVar[tuple[str, ...]] = ("checklist", "チェックリスト", "点検項目")
    about: ClassVar[str] = _("点検表やチェックリストの様式にある点検項目")
    around: ClassVar[tuple[str, str]] = (_("前の点検項目"), _("次の点検項目"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("number", _("番号"), Code()),
        Field("words", _("点検内容"), main=True),
        Field("section", _("章節"), Path(), facet=True),
        Field("references", _("参照"), List()),
        Field("variant", _("どの用紙か"), facet=True),
        Field("who", _("項目の対象者"), facet=True, shown=False),
        Field("starred", _("重点項目"), Flag(_("重点"), _("重点でない")), facet=True, shown=False),
        Field("hearing", _("聴取方法のポイント"), opened=True),
        Field("form", _("点検表の題名"), shown=False),
        Field("year", _("年度"), Number(naming=True), facet=True, shown=False),
    )
    year_field: ClassVar[str] = "year"
    nothing_found: ClassVar[Explanation] = Explanation(
        _("点検項目と結果の欄がある表が見つかりません。"),
        _("点検表（チェックリスト）の様式かを確かめてください。"),
    )

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether words that head what is asked and what is answered stand on one page."""
        return any(_ASKED.search(page.text) and _ANSWERED.search(page.text) for page in pages)

    def extract(
        self, pages: Document | Sequence[Page], document: str = ""
    ) -> Extraction[CheckItem]:
        """The items of a document's forms. Raises :class:`NoRecords` if it has none."""
        from shiryokan.registers.checklists import grammar

        return grammar.read(Document.of(pages), document)

    def digest(self, values: Values) -> Sequence[str]:
        """Its words."""
        return [text] if (text := values.get("words")) else []

    def aspects(self, old: Sequence[CheckItem], new: Sequence[CheckItem]) -> Aspects:
        """By their words, and by section and number."""
        return _ASPECTS
