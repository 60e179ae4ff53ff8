"""The register of facility criteria (施設基準): what others have to know of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects, headings_of, same
from shiryokan.registers.base import KEY, Extraction, Field, Register, Relation, Values
from shiryokan.registers.criteria.items import items_of_head
from shiryokan.registers.criteria.model import Criterion
from shiryokan.registers.fields import Code, List, Path, References
from shiryokan.registers.schedules import ItemReference

_ASPECTS = Aspects(
    place=lambda record: [*headings_of(record.section), record.number],
    texts=(same("name", 0.5), same("text", 0.4)),
    halves=same("text", 1),
    place_weight=0.1,
)

if TYPE_CHECKING:
    from shiryokan.registers.exercises import Edition, ExerciseDraft
_NAMED = re.compile(r"施\s*設\s*基\s*準")
_ENDS = re.compile(r"基\s*準\s*等?\s*(?:[（(].*)?$")
_FEWEST = 5
_SHARE = 0.004
"""Share of the lines of a document of criteria that end as the names of criteria do, at least: of
the ministry's 12% do, of a fee schedule, which names criteria all over, 0.07%, of a notice 0.2%."""


class Criteria(Register[Criterion]):
    """What institutions must have to be paid an item."""

    name: ClassVar[str] = "criteria"
    title: ClassVar[str] = _("施設基準")
    version: ClassVar[int] = 9
    order: ClassVar[int] = 50
    aliases: ClassVar[tuple[str, ...]] = ("criterion", "施設基準等")
    about: ClassVar[str] = _("告示や通知にある施設基準")
    around: ClassVar[tuple[str, str]] = (_("前の基準"), _("次の基準"))
    fields: ClassVar[tuple[Field, ...]] = (
        Field("number", _("番号"), Code(), shown=False),
        Field("name", _("何の基準か"), main=True),
        Field("section", _("章節"), Path(), facet=True, opened=True),
        Field("text", _("本文"), main=True, opened=True),
        Field("forms", _("様式"), List(), facet=True),
        Field("codes", _("区分番号"), References(), facet=True, shown=False),
        Field("notes", _("注"), List(), shown=False),
    )
    nothing_found: ClassVar[Explanation] = Explanation(
        _("番号のついた施設基準が見つかりません。"),
        _("施設基準の告示か通知かを確かめてください。"),
    )
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("fees", "codes", KEY, _("この基準が引く診療報酬の項目")),
    )

    asks: ClassVar[Mapping[str, str]] = {
        "number": _("文中の数"),
        "form": _("届出の様式"),
    }

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether facility criteria are named often enough, and lines end in their names."""
        named = sum(len(_NAMED.findall(page.text)) or page.text.count("基準") for page in pages)
        if named < _FEWEST:
            return False
        lines = [
            line.text.strip() for page in pages for block in page.blocks for line in block.lines
        ]
        return sum(map(bool, map(_ENDS.search, lines))) > _SHARE * len(lines)

    def extract(
        self, pages: Document | Sequence[Page], document: str = ""
    ) -> Extraction[Criterion]:
        """The criteria of a document. Raises :class:`NoRecords` if it has none."""
        from shiryokan.registers.criteria import grammar

        return grammar.read(Document.of(pages), document)

    def digest(self, values: Values) -> Sequence[str]:
        """Its text."""
        return str(values.get("text") or "").split("\n")[:1]

    def items(self, values: Values) -> Sequence[ItemReference]:
        """The items or the addition that it is the criteria for, and a note that it names."""
        above = [each["title"] for each in values.get("section") or []]
        return items_of_head(values.get("name") or "", above)

    def aspects(self, old: Sequence[Criterion], new: Sequence[Criterion]) -> Aspects:
        """By what they are for and their text, never by number alone."""
        return _ASPECTS

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterable[ExerciseDraft]:
        """The numbers that criteria state, and their forms."""
        from shiryokan.registers.criteria import exercises

        return exercises.exercises(new)
