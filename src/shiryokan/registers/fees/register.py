"""The register of fee items (診療報酬点数表): what others have to know of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from shiryokan.i18n import message as _
from shiryokan.i18n.explanations import Explanation
from shiryokan.paper.document import Document
from shiryokan.paper.model import Page
from shiryokan.registers.aspects import Aspects
from shiryokan.registers.base import KEY, Extraction, Field, Register, Relation, Values
from shiryokan.registers.errors import NoRecords
from shiryokan.registers.fees import comparison
from shiryokan.registers.fees.change_report import Changes
from shiryokan.registers.fees.course import PointsCourse
from shiryokan.registers.fees.item_parts import cited_items, parts_of
from shiryokan.registers.fees.model import FeeItem
from shiryokan.registers.fees.points_report import Points
from shiryokan.registers.fees.texts import note_line, part_line, variant_line
from shiryokan.registers.fees.trees import notes_tree, variants_tree
from shiryokan.registers.fields import (
    Choice,
    Code,
    Flag,
    List,
    Number,
    Path,
    Range,
    References,
    Shown,
    Table,
    Text,
    Translate,
    Tree,
)
from shiryokan.registers.reports import Course, Report
from shiryokan.registers.schedules import (
    ItemPart,
    ItemReference,
    folded_name,
    note_in,
)

if TYPE_CHECKING:
    from shiryokan.registers.comparison import Comparison
    from shiryokan.registers.exercises import Edition, ExerciseDraft
    from shiryokan.registers.statements.draft import Draft, TableRow

SCHEDULES = {"medical": _("医科"), "dental": _("歯科"), "dispensing": _("調剤")}
KINDS = {"item": _("項目"), "addition": _("加算など")}


class Said(Text, frozen=True):
    """What is said in another record too, where it is found by its words."""

    def texts(self, value: Any) -> Iterator[str]:
        """None."""
        yield from ()


class Worth(Text, frozen=True):
    """Points as they are printed; shown where they are more than a number."""

    def shown(self, value: Any, translate: Translate) -> Shown:
        """What is printed."""
        plain = _PLAIN.fullmatch(value or "")
        return Shown() if plain else super().shown(value, translate)


_PLAIN = re.compile("[0-9０-９,，]+点")
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
VARIANTS = Tree(
    inner=(
        Field("label", _("符号"), List()),
        Field("name", _("名称")),
        Field("points", _("点数"), POINTS),
        Field("value", _("点数の定め")),
        Field("unit", _("算定単位")),
        Field("deleted", _("削除"), Flag()),
    ),
    row=variant_line,
    grown=variants_tree,
)
NOTES = Tree(
    inner=(
        Field("number", _("番号"), Code()),
        Field("text", _("文")),
        Field("points", _("文中の点数"), List()),
        Field("variant", _("内訳の符号"), List()),
        Field("parts", _("注の中の項目"), PARTS),
    ),
    row=note_line,
    grown=notes_tree,
)


class Fees(Register[FeeItem]):
    """The items of a fee schedule."""

    name: ClassVar[str] = "fees"
    title: ClassVar[str] = _("診療報酬")
    version: ClassVar[int] = 10
    order: ClassVar[int] = 20
    aliases: ClassVar[tuple[str, ...]] = ("fee", "点数")
    about: ClassVar[str] = _("診療報酬点数表の項目")
    fields: ClassVar[tuple[Field, ...]] = (
        Field("code", _("区分番号"), Code(), main=True, shown=False),
        Field("name", _("名称"), main=True, shown=False),
        Field("place", _("注の中の場所"), shown=False),
        Field("range", _("点数"), Range(_("点"))),
        Field("points", _("項目そのものの点数"), POINTS, main=True, shown=False, aside=True),
        Field("value", _("点数の定め"), Worth(), shown=False),
        Field("unit", _("算定単位")),
        Field("schedule", _("点数表"), Choice(SCHEDULES), facet=True, shown=False),
        Field("kind", _("種類"), Choice(KINDS), facet=True, shown=False),
        Field("path", _("章・部・節・款"), Path(), facet=True, opened=True),
        Field("group", _("区分の見出し"), facet=True, shown=False),
        Field("variants", _("内訳"), VARIANTS, main=True, opened=True),
        Field("rule", _("加算の定め"), Said(), opened=True),
        Field("notes", _("注"), NOTES, main=True, opened=True),
        Field("references", _("引用する区分番号"), References(), shown=False),
        Field("parent", _("加算のある項目"), Code(), shown=False, aside=True),
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
        _("区分番号と点数の並びが見つかりません。"),
        _("診療報酬点数表（告示）の文書かを確かめてください。"),
    )
    schedules: ClassVar[Mapping[str, str]] = SCHEDULES
    relations: ClassVar[tuple[Relation, ...]] = (
        Relation("fees", "parent", KEY, _("この加算のある項目"), same_document=True),
        Relation("fees", KEY, "parent", _("この項目の加算など"), same_document=True),
        Relation("answers", "code", "codes", _("この項目についての疑義解釈")),
    )
    reports: ClassVar[tuple[Report, ...]] = (Points(), Changes())
    course: ClassVar[Course | None] = PointsCourse()
    has_tables: ClassVar[bool] = True

    asks: ClassVar[Mapping[str, str]] = {
        "points": _("点数"),
        "unit": _("算定単位"),
        "revision": _("改定で変わった点数"),
    }

    def glance(self, pages: Sequence[Page]) -> bool:
        """Whether rows begin with codes, and most of the document is in no ruled tables; or many of
        its rows end in points."""
        from shiryokan.registers.fees import by_labels, survey

        try:
            survey.glance(pages)
        except NoRecords:
            return by_labels.glance(pages)
        return True

    def extract(self, pages: Document | Sequence[Page], document: str = "") -> Extraction[FeeItem]:
        """The items of a schedule in order; raises ``NoRecords`` for any other document."""
        from shiryokan.registers.fees import items

        return items.read(Document.of(pages), document)

    def draft(
        self, old: Sequence[FeeItem], new: Sequence[FeeItem], compared: Callable[[], Comparison]
    ) -> Draft:
        """By items, variants and notes, as :mod:`.changes` tells them."""
        from shiryokan.registers.fees.statements import fee_draft

        return fee_draft(old, new)

    def table(self, old: Sequence[FeeItem], new: Sequence[FeeItem], key: str) -> Sequence[TableRow]:
        """The changes of points of one item."""
        from shiryokan.registers.fees.statements import points_table

        return points_table(old, new, key)

    def heading(self, values: Values) -> str:
        """Its code and its name; of an addition the note too."""
        code = " ".join(part for part in (values.get("code"), values.get("place")) if part)
        return "　".join(part for part in (code, values.get("name")) if part)

    def digest(self, values: Values) -> Sequence[str]:
        """Nothing: its heading names it."""
        return []

    def items(self, values: Values) -> Sequence[ItemReference]:
        """Itself: of an addition its name and the note that pays it, too."""
        addition = values.get("kind") == "addition"
        return [
            ItemReference(
                schedule=values.get("schedule") or "",
                code=values.get("code") or "",
                name=folded_name(values.get("name") or ""),
                note=note_in(values.get("place") or "") if addition else "",
                role="states",
            ),
            *cited_items(values),
        ]

    def parts(self, records: Sequence[FeeItem]) -> Sequence[ItemPart]:
        """Its variants, then a part a note; additions stand in their notes."""
        return parts_of(records[0])

    def exercises(self, new: Edition, old: Edition | None = None) -> Iterator[ExerciseDraft]:
        """What its points and units are, and what a revision made of points."""
        from shiryokan.registers.fees import exercises

        records = new.records
        schedules = {item.schedule for item in records}
        if len(schedules) == 1 and (name := SCHEDULES.get(schedules.pop())):
            yield from exercises.exercises(new, f"{name}点数表", old)

    def aspects(self, old: Sequence[FeeItem], new: Sequence[FeeItem]) -> Aspects:
        """By code first, then by name."""
        return comparison.ASPECTS
