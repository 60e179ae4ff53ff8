"""The register of amendments (新旧対照表): what others have to know of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.amendments.model import Amendment
from shiryokan.registers.aspects import Aspects, headings_of, same
from shiryokan.registers.base import Extraction, Field, Register, Values
from shiryokan.registers.fields import Choice, Number, Path, Table

KINDS = {"changed": _("改める"), "added": _("加える"), "deleted": _("削る")}
SIDES = {"old": _("改正前"), "new": _("改正後")}
MARKS = {"underlined": _("傍線"), "struck": _("取消線")}


def _mark_line(row: Mapping[str, Any]) -> str:
    return str(row.get("text") or "")


_MARK_TABLE = Table(
    inner=(
        Field("side", _("欄"), Choice(SIDES)),
        Field("kind", _("線の種類"), Choice(MARKS)),
        Field("text", _("線のある語")),
        Field("start", _("始め"), Number(naming=True), shown=False),
        Field("end", _("終わり"), Number(naming=True), shown=False),
    ),
    row=_mark_line,
    written_there=False,
)
_ASPECTS = Aspects(
    place=lambda record: headings_of(record.place),
    texts=(same("new", 0.6), same("old", 0.3)),
    halves=same("new", 1),
)


class Amendments(Register[Amendment]):
    """What comparisons of old and new text change."""

    name: ClassVar[str] = "amendments"
    version: ClassVar[int] = 7
    title: ClassVar[str] = _("新旧対照表")
    order: ClassVar[int] = 60
    aliases: ClassVar[tuple[str, ...]] = ("amendment", "新旧")
    about: ClassVar[str] = _("新旧対照表にある改正")
    around: ClassVar[tuple[str, str]] = (_("前の改正箇所"), _("次の改正箇所"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("place", _("改正の箇所"), Path(), facet=True),
        Field("kind", _("改正の種類"), Choice(KINDS), facet=True),
        Field("sign", _("見直しの表示"), facet=True, shown=False),
        Field("new", _("改正後"), main=True, opened=True),
        Field("old", _("改正前"), main=True, opened=True),
        Field("marks", _("線のある語"), _MARK_TABLE, shown=False),
        Field("remark", _("備考"), shown=False),
        Field("title", _("表の題名"), facet=True, shown=False),
    )
    nothing_found: ClassVar[Explanation] = Explanation(
        _("改正前と改正後の欄のある表が見つかりません。"),
        _("新旧対照表の文書かを確かめてください。"),
    )

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether words that head old and new text stand on one page."""
        from shiryokan.registers.amendments import glance

        return glance.glance(pages)

    def extract(
        self, pages: Document | Sequence[Page], document: str = ""
    ) -> Extraction[Amendment]:
        """What is changed, in order. Raises :class:`NoRecords` where nothing is compared."""
        from shiryokan.registers.amendments import grammar

        return grammar.read(Document.of(pages), document)

    def heading(self, values: Values) -> str:
        """The last heads of its place."""
        place = values.get("place") or []
        parts = [f"{h.get('number', '')} {h.get('title', '')}".strip() for h in place[-2:]]
        return "　".join(part for part in parts if part) or str(values.get("new") or "")[:40]

    def aspects(self, old: Sequence[Amendment], new: Sequence[Amendment]) -> Aspects:
        """By what is new, and by place."""
        return _ASPECTS
